//! `cairn new`.

use crate::failure::Failure;
use crate::output::print;
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
        print(format!(
            "{folder} holds a study that builds as it stands.

Next:  cairn build {folder}    its report and tables
       cairn check {folder}    every mistake in the definitions, before any record is read
       {folder}/README.md      what to change first\n"
        ))
    }
}
