//! `cairn check`.

use super::Format;
use crate::failure::{Failure, drawn, summary, to_json};
use crate::output::{counted, print};
use crate::study_folder;
use cairn_definition::Severity;
use clap::Args;
use std::path::PathBuf;

/// Finds every mistake in a study's definitions, before any record is read.
///
/// Exit status 2 when there is an error; warnings alone leave it at 0.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The study folder.
    #[arg(default_value = ".")]
    study: PathBuf,
    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

impl Check {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let (study, diagnostics) = study_folder::check(&self.study);
        let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        match self.format {
            Format::Json => {
                let found: Vec<_> = diagnostics.iter().map(to_json).collect();
                print(format!("{:#}\n", serde_json::json!({ "valid": !failed, "diagnostics": found })))?;
            }
            Format::Human => {
                eprint!("{}", drawn(&diagnostics));
                if failed {
                    eprintln!("{}", summary(&diagnostics));
                } else {
                    print(format!(
                        "The definitions of “{}” are sound: {}, {}, {}, {}.\n",
                        study.title,
                        counted(study.indicators.len(), "indicator", "indicators"),
                        counted(study.breakdowns.len(), "breakdown", "breakdowns"),
                        counted(study.instruments.len(), "instrument", "instruments"),
                        counted(study.countries.len(), "country", "countries"),
                    ))?;
                }
            }
        }
        if failed { Err(Failure::Told) } else { Ok(()) }
    }
}
