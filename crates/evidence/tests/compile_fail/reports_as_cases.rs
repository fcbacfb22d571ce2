//! A volume of reports counts no cases.

use cairn_evidence::claim::CasesRecorded;
use cairn_evidence::{NotStated, ReportVolume, Statement};

fn claim(reports: &ReportVolume) -> Result<Statement<CasesRecorded>, NotStated> {
    Statement::<CasesRecorded>::of(reports, 2024)
}

fn main() {}
