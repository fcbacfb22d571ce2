//! A share is not yet a number of children.

use cairn_evidence::claim::NumberOfChildren;
use cairn_evidence::{NotStated, Presented, Statement};

fn claim(prevalence: &Presented) -> Result<Statement<NumberOfChildren>, NotStated> {
    Statement::<NumberOfChildren>::of(prevalence, ())
}

fn main() {}
