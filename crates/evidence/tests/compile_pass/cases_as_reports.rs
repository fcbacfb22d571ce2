//! Cases recorded by the police count cases.

use cairn_evidence::claim::CasesRecorded;
use cairn_evidence::{NotStated, RecordedCases, Statement};

pub fn claim(cases: &RecordedCases) -> Result<Statement<CasesRecorded>, NotStated> {
    Statement::<CasesRecorded>::of(cases, 2024)
}
