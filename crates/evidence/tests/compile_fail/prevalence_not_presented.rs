//! A number that no rule of presentation has let through carries nothing.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{NotStated, Prevalence, Statement};

fn claim(prevalence: &Prevalence) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(prevalence, ())
}

fn main() {}
