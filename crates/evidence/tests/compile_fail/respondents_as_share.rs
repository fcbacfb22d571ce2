//! A convenience sample has no share of a population.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{NotStated, RespondentCount, Statement};

fn claim(answers: &RespondentCount) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(answers, ())
}

fn main() {}
