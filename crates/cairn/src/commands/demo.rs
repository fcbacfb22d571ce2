//! `cairn demo`.

use crate::failure::Failure;
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
        println!(
            "{folder} holds a synthetic study: {} countries, {} children and {} caregivers, {} indicators.",
            summary.countries, summary.children, summary.caregivers, summary.indicators
        );
        let begun = Instant::now();
        let study = study_folder::open(&self.folder)?;
        let countries: Vec<&Country> = study.countries.iter().collect();
        let bar = progress::bar(countries.len() as u64, "Building");
        let (out, built) = pipeline::build(&study, &countries, &|country| {
            bar.set_message(format!("Built {}", country.name));
            bar.inc(1);
        })?;
        bar.finish_and_clear();
        super::build::tell(&self.folder, &out, &built, begun);
        println!();
        println!("Try next:   open {} in a browser, and click a number", out.join("index.html").display());
        println!("            change an indicator in {folder}/indicators and run cairn build {folder}");
        println!("            cairn new my-study      a small commented study to begin from");
        Ok(())
    }
}
