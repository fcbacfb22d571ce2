//! Reports and recorded cases are evidence of their own kinds.

use cairn_evidence::{Evidence, RecordedCases, ReportVolume};

pub fn of_reports(reports: ReportVolume) -> Evidence {
    Evidence::ReportVolume(reports)
}

pub fn of_cases(cases: RecordedCases) -> Evidence {
    Evidence::RecordedCases(cases)
}
