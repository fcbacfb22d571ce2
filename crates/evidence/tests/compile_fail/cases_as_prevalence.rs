//! Cases recorded by the police are no prevalence.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{NotStated, RecordedCases, Statement};

fn claim(cases: &RecordedCases) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(cases, ())
}

fn main() {}
