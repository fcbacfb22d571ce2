//! `cairn build`.

use super::Format;
use crate::failure::{Failure, to_json};
use crate::output::{counted, print};
use crate::pipeline::{self, BuiltCountry};
use crate::{progress, study_folder};
use cairn_evidence::Presented;
use cairn_study::Country;
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Builds the reports, tables and estimates of a study into its folder `out/`.
///
/// The folder is replaced as a whole when all is ready: a build that fails or is killed leaves the last good one.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// The study folder.
    #[arg(default_value = ".")]
    study: PathBuf,
    /// Build this country only; `out/` then holds it alone.
    #[arg(long, value_name = "COUNTRY")]
    country: Option<String>,
    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Threads to use [default: one a core]. The files are the same to the byte with any number.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Build {
    pub(crate) fn run(self) -> Result<(), Failure> {
        super::use_threads(self.threads)?;
        let format = self.format;
        match (self.build(format), format) {
            (Err(Failure::Definitions(diagnostics)), Format::Json) => {
                let found: Vec<_> = diagnostics.iter().map(to_json).collect();
                print(format!("{:#}\n", serde_json::json!({ "built": false, "diagnostics": found })))?;
                Err(Failure::Told)
            }
            (result, _) => result,
        }
    }

    fn build(&self, format: Format) -> Result<(), Failure> {
        let begun = Instant::now();
        let study = study_folder::open(&self.study)?;
        let countries: Vec<&Country> = match &self.country {
            Some(name) => vec![study_folder::country(&study, name)?],
            None => study.countries.iter().collect(),
        };
        let bar = progress::bar(countries.len() as u64, "Building");
        let (out, built) = pipeline::build(&study, &countries, &|country| {
            bar.set_message(format!("Built {}", country.name));
            bar.inc(1);
        })?;
        bar.finish_and_clear();
        print(match format {
            Format::Json => format!("{:#}\n", summary(&out, &built)),
            Format::Human => story(&self.study, &out, &built, begun),
        })
    }
}

fn summary(out: &Path, built: &[BuiltCountry<'_>]) -> serde_json::Value {
    let country = |country: &BuiltCountry<'_>| {
        serde_json::json!({
            "id": country.country.id.as_str(),
            "name": country.country.name,
            "interviews": country.interviews(),
            "numbers": country.prevalences.len(),
            "percentages": shown(country),
            "report": country.report(),
        })
    };
    let countries: Vec<_> = built.iter().map(country).collect();
    serde_json::json!({
        "built": true,
        "out": out.display().to_string(),
        "index": "index.html",
        "estimates": ["estimates.csv", "estimates.parquet"],
        "countries": countries,
    })
}

/// How many numbers are shown as a percentage.
fn shown(country: &BuiltCountry<'_>) -> usize {
    country.prevalences.iter().filter(|presented| presented.estimate().is_some()).count()
}

/// What was built, where it is, and how to go on.
pub(crate) fn story(study: &Path, out: &Path, built: &[BuiltCountry<'_>], begun: Instant) -> String {
    let interviews = built.iter().map(BuiltCountry::interviews).sum::<u64>() as usize;
    let countries = match built {
        [only] => only.country.name.clone(),
        several => counted(several.len(), "country", "countries"),
    };
    let mut text = format!(
        "Built {countries} from {} in {:.1} s: {}, of which {} shown as a percentage.\n\n",
        counted(interviews, "interview", "interviews"),
        begun.elapsed().as_secs_f64(),
        counted(built.iter().map(|country| country.prevalences.len()).sum(), "number", "numbers"),
        counted(built.iter().map(shown).sum(), "is", "are"),
    );
    for (what, path) in [("Reports", "index.html"), ("Estimates", "estimates.csv"), ("Tables", "tables")] {
        text.push_str(&format!("{:12}{}\n", format!("{what}:"), out.join(path).display()));
    }
    let shown = |presented: &&Presented| presented.estimate().is_some();
    if let Some(presented) = built.iter().flat_map(|country| &country.prevalences).find(shown) {
        let id = &presented.prevalence().claim().id;
        text.push_str(&format!("\nWalk a number back:  cairn trace {} '{id}'\n", study.display()));
    }
    text
}
