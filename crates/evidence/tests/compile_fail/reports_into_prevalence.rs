//! Nothing makes a prevalence of reports or of recorded cases.

use cairn_evidence::{Prevalence, RecordedCases, ReportVolume};

fn of_reports(reports: ReportVolume) -> Prevalence {
    reports.into()
}

fn of_cases(cases: RecordedCases) -> Prevalence {
    cases.into()
}

fn main() {}
