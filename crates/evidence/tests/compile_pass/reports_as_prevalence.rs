//! A volume of reports says how many were received in a year.

use cairn_evidence::claim::ReportsReceived;
use cairn_evidence::{NotStated, ReportVolume, Statement};

pub fn claim(reports: &ReportVolume) -> Result<Statement<ReportsReceived>, NotStated> {
    Statement::<ReportsReceived>::of(reports, 2024)
}
