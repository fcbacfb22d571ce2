//! A number that the rules of presentation have seen carries a share.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{NotStated, Presented, Statement};

pub fn claim(prevalence: &Presented) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(prevalence, ())
}
