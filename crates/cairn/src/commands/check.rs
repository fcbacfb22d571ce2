//! `cairn check`.

use super::Format;
use crate::failure::{Failure, drawn, summary, to_json};
use crate::output::{counted, print};
use crate::{ledger, study_folder};
use cairn_definition::Severity;
use cairn_evidence::staleness::{Stale, stale};
use clap::Args;
use std::path::PathBuf;

/// Finds every mistake in a study's definitions, before any record is read, and lists what has become stale since the last build.
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
        let kept = ledger::read(&study)?.unwrap_or_default();
        let stale = stale(&kept, |path| ledger::hash(&study, path));
        match self.format {
            Format::Json => {
                let found: Vec<_> = diagnostics.iter().map(to_json).collect();
                print(format!(
                    "{:#}\n",
                    serde_json::json!({
                        "valid": !failed,
                        "diagnostics": found,
                        "stale": stale.iter().map(to_json_stale).collect::<Vec<_>>(),
                    })
                ))?;
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
                print(ledger::story(&stale))?;
            }
        }
        if failed { Err(Failure::Told) } else { Ok(()) }
    }
}

fn to_json_stale(stale: &Stale<'_>) -> serde_json::Value {
    serde_json::json!({
        "kind": stale.entry.kind.to_string(),
        "name": stale.name,
        "says": stale.entry.says,
        "because": stale.because,
    })
}
