//! Agreement of children and caregivers is no prevalence.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{NotStated, PairAgreement, Statement};

fn claim(pairs: &PairAgreement) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(pairs, ())
}

fn main() {}
