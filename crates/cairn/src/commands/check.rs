//! `cairn check`.

use super::Format;
use crate::failure::{Failure, drawn, summary, to_json};
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
    /// How the result is written [default: human on a terminal, json elsewhere].
    #[arg(long, value_enum)]
    format: Option<Format>,
}

impl Check {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let (study, diagnostics) = study_folder::check(&self.study);
        let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        match Format::or_default(self.format) {
            Format::Json => {
                let found: Vec<_> = diagnostics.iter().map(to_json).collect();
                println!("{:#}", serde_json::json!({ "valid": !failed, "diagnostics": found }));
            }
            Format::Human => {
                eprint!("{}", drawn(&diagnostics));
                if failed {
                    eprintln!("{}", summary(&diagnostics));
                } else {
                    println!(
                        "{} is sound: {} indicators, {} breakdowns, {} instruments, {} countries",
                        self.study.display(),
                        study.indicators.len(),
                        study.breakdowns.len(),
                        study.instruments.len(),
                        study.countries.len()
                    );
                }
            }
        }
        if failed { Err(Failure::Told) } else { Ok(()) }
    }
}
