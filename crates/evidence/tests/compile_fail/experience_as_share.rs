//! An experience that somebody tells of has no share of a population.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{Experience, NotStated, Statement};

fn claim(experience: &Experience) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(experience, ())
}

fn main() {}
