//! Cases recorded by the police say how many were recorded in a year.

use cairn_evidence::claim::CasesRecorded;
use cairn_evidence::{NotStated, RecordedCases, Statement};

pub fn claim(cases: &RecordedCases) -> Result<Statement<CasesRecorded>, NotStated> {
    Statement::<CasesRecorded>::of(cases, 2024)
}
