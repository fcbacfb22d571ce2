//! Cases recorded by the police count no reports to others.

use cairn_evidence::claim::ReportsReceived;
use cairn_evidence::{NotStated, RecordedCases, Statement};

fn claim(cases: &RecordedCases) -> Result<Statement<ReportsReceived>, NotStated> {
    Statement::<ReportsReceived>::of(cases, 2024)
}

fn main() {}
