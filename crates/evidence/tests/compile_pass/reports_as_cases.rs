//! A volume of reports counts reports.

use cairn_evidence::claim::ReportsReceived;
use cairn_evidence::{NotStated, ReportVolume, Statement};

pub fn claim(reports: &ReportVolume) -> Result<Statement<ReportsReceived>, NotStated> {
    Statement::<ReportsReceived>::of(reports, 2024)
}
