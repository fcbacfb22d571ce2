//! An experience is not counted: accounts say nothing of how many had it.

use cairn_evidence::claim::RespondentsSaid;
use cairn_evidence::{Experience, NotStated, Statement};

fn claim(experience: &Experience) -> Result<Statement<RespondentsSaid>, NotStated> {
    Statement::<RespondentsSaid>::of(experience, ())
}

fn main() {}
