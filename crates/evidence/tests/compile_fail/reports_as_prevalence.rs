//! A volume of reports is no prevalence.

use cairn_evidence::claim::ShareOfPopulation;
use cairn_evidence::{NotStated, ReportVolume, Statement};

fn claim(reports: &ReportVolume) -> Result<Statement<ShareOfPopulation>, NotStated> {
    Statement::<ShareOfPopulation>::of(reports, ())
}

fn main() {}
