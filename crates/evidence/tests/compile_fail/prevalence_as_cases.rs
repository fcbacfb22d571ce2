//! A prevalence counts no crimes.

use cairn_evidence::claim::CasesRecorded;
use cairn_evidence::{NotStated, Presented, Statement};

fn claim(prevalence: &Presented) -> Result<Statement<CasesRecorded>, NotStated> {
    Statement::<CasesRecorded>::of(prevalence, 2024)
}

fn main() {}
