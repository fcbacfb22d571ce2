//! A view is not counted: interviews say nothing of how many hold it.

use cairn_evidence::claim::RespondentsSaid;
use cairn_evidence::{NotStated, Statement, View};

fn claim(view: &View) -> Result<Statement<RespondentsSaid>, NotStated> {
    Statement::<RespondentsSaid>::of(view, ())
}

fn main() {}
