//! A view has no share of a population.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{NotStated, Statement, View};

fn claim(view: &View) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(view, ())
}

fn main() {}
