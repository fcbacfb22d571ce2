//! Writes specimen pages into the folder named, to look at: `cargo run -p cairn-report --example specimen -- FOLDER`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a tool for the house, built from helpers of tests"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use cairn_report::{IndexEntry, country_html, estimates_csv, evidence_csv, index_html, table_csv};
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;
use support::Specimen;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    std::fs::create_dir_all(&folder)?;
    let specimen = Specimen::concluded();
    std::fs::write(folder.join("aldermark.html"), specimen.html())?;
    std::fs::write(folder.join("estimates.csv"), estimates_csv(&specimen.study, &specimen.prevalences)?)?;
    std::fs::write(folder.join("evidence.csv"), evidence_csv(&specimen.study, specimen.body.as_ref())?)?;
    let first = &specimen.study.indicators[0];
    std::fs::write(folder.join("table.csv"), table_csv(&specimen.study, first, &specimen.prevalences)?)?;
    let entry =
        IndexEntry { country: &specimen.study.countries[0], file: "aldermark.html", interviews: 1012 };
    std::fs::write(folder.join("index.html"), index_html(&specimen.study, &[entry], None))?;

    let large = Specimen::large();
    let start = Instant::now();
    let page = country_html(&large.report());
    eprintln!("{} numbers, {} bytes, {:?}", large.prevalences.len(), page.len(), start.elapsed());
    std::fs::write(folder.join("large.html"), page)?;
    Ok(())
}
