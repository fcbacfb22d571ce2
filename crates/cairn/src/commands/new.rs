//! `cairn new`.

use crate::failure::Failure;
use clap::Args;
use std::path::PathBuf;

/// Writes a small commented study folder that builds as it stands.
///
/// Its country does not exist and its records are synthetic. Replace them piece by piece by those of your study.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The folder to write; it must be new or empty.
    folder: PathBuf,
}

impl New {
    pub(crate) fn run(self) -> Result<(), Failure> {
        cairn_demo::template(&self.folder).map_err(Failure::refused)?;
        let folder = self.folder.display();
        println!("{folder} holds a study that builds as it stands.");
        println!();
        println!("Next: cairn build {folder}      the report and its tables");
        println!(
            "      cairn check {folder}      every mistake in the definitions, before any record is read"
        );
        println!("      {folder}/README.md        what to change first");
        Ok(())
    }
}
