//! A prevalence says of what share of a population something is so.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{NotStated, Presented, Statement};

pub fn claim(prevalence: &Presented) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(prevalence, ())
}
