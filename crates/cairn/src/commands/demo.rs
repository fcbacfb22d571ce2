//! `cairn demo`.

use crate::failure::Failure;
use crate::output::{counted, print};
use crate::{pipeline, progress, study_folder};
use cairn_study::Country;
use clap::Args;
use std::path::PathBuf;
use std::time::Instant;

/// Writes a synthetic study of 13 countries that do not exist, and builds all of it.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder to write.
    #[arg(default_value = "cairn-demo")]
    folder: PathBuf,
    /// The seed: the same seed makes the same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Demo {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let options = cairn_demo::Demo { seed: self.seed, ..cairn_demo::Demo::default() };
        let bar = progress::bar(options.countries as u64, "Interviewing");
        let summary = cairn_demo::write(&self.folder, &options, &|step| {
            bar.set_message(format!("Interviewed in {}", step.country));
            bar.inc(1);
        });
        bar.finish_and_clear();
        let summary = summary.map_err(Failure::refused)?;
        let folder = self.folder.display();
        let written = format!(
            "{folder} holds a synthetic study: {}, {} and {}, {}.\n",
            counted(summary.countries, "country", "countries"),
            counted(summary.children, "child", "children"),
            counted(summary.caregivers, "caregiver", "caregivers"),
            counted(summary.indicators, "indicator", "indicators"),
        );
        print(written)?;
        let begun = Instant::now();
        let study = study_folder::open(&self.folder)?;
        let countries: Vec<&Country> = study.countries.iter().collect();
        let bar = progress::bar(countries.len() as u64, "Building");
        let (out, built) = pipeline::build(&study, &countries, &|country| {
            bar.set_message(format!("Built {}", country.name));
            bar.inc(1);
        })?;
        bar.finish_and_clear();
        let story = super::build::story(&self.folder, &out, &built, begun);
        print(format!(
            "{story}
Try next:  open {} in a browser, and click a number
           change an indicator in {folder}/indicators and run cairn build {folder}
           cairn new my-study  makes a small commented study to begin from\n",
            out.join("index.html").display()
        ))
    }
}
