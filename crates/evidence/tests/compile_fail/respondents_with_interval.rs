//! What respondents of a convenience sample said has no interval.

use cairn_evidence::claim::RespondentsSaid;
use cairn_evidence::{Interval, Statement};

fn interval(said: &Statement<RespondentsSaid>) -> Option<Interval> {
    said.claim().estimate.interval
}

fn main() {}
