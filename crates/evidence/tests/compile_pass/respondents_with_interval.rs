//! A share of a population has an interval.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{Interval, Statement};

pub fn interval(said: &Statement<ShareOfPopulation>) -> Option<Interval> {
    said.claim().estimate.interval
}
