//! Where the folder will stand: checked before, filled in one move.

use super::DemoError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A demonstration is known by this file.
pub(super) const MARKER: &str = ".cairn-demo";
/// What a demonstration holds, and what a build of it leaves.
const OWN: [&str; 9] =
    [MARKER, "README.md", "study.toml", "instruments", "indicators", "countries", "data", "truth.csv", "out"];

/// A place that may be filled, and a draft beside it. The draft vanishes unless it is settled.
#[derive(Debug)]
pub(crate) struct Place {
    dir: PathBuf,
    workshop: TempDir,
    draft: PathBuf,
}

impl Place {
    /// Checks that `dir` may be filled: it is not there, or empty, or a demonstration written earlier.
    pub(crate) fn prepare(dir: &Path) -> Result<Self, DemoError> {
        let names = entries(dir)?;
        let own = if names.iter().any(|name| name == MARKER) { &OWN[..] } else { &[] };
        Self::beside(dir, names, own)
    }

    /// Checks that `dir` is not there, or empty.
    pub(crate) fn prepare_new(dir: &Path) -> Result<Self, DemoError> {
        Self::beside(dir, entries(dir)?, &[])
    }

    fn beside(dir: &Path, names: Vec<String>, may_be_replaced: &[&str]) -> Result<Self, DemoError> {
        if let Some(entry) = names.into_iter().find(|name| !may_be_replaced.contains(&name.as_str())) {
            return Err(DemoError::NotEmpty { dir: dir.to_owned(), entry });
        }
        let parent = match dir.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let refused = |path: &Path| {
            let path = path.to_owned();
            move |source| DemoError::Io { path, source }
        };
        fs::create_dir_all(parent).map_err(refused(parent))?;
        let workshop =
            tempfile::Builder::new().prefix(".cairn-draft-").tempdir_in(parent).map_err(refused(parent))?;
        let draft = workshop.path().join("new");
        fs::create_dir(&draft).map_err(refused(&draft))?;
        Ok(Self { dir: dir.to_owned(), workshop, draft })
    }

    /// The draft, to be written into.
    pub(crate) fn draft(&self) -> &Path {
        &self.draft
    }

    /// Moves the draft to its place; what stood there is put back if that fails, and removed if not.
    pub(crate) fn settle(self) -> Result<(), DemoError> {
        let refused = |source| DemoError::Io { path: self.dir.clone(), source };
        let former = self.workshop.path().join("former");
        let replaced = match fs::rename(&self.dir, &former) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(refused(error)),
        };
        if let Err(error) = fs::rename(&self.draft, &self.dir) {
            if replaced {
                // The first error is the one to report; if this fails too, the folder is still in the workshop.
                if fs::rename(&former, &self.dir).is_err() {
                    let _ = self.workshop.keep();
                }
            }
            return Err(DemoError::Io { path: self.dir, source: error });
        }
        Ok(())
    }
}

/// The names of what a folder holds, sorted; none where there is no folder.
fn entries(dir: &Path) -> Result<Vec<String>, DemoError> {
    let refused = |source| DemoError::Io { path: dir.to_owned(), source };
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(DemoError::NotAFolder { dir: dir.to_owned() });
        }
        Err(error) => return Err(refused(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(refused)?.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    Ok(names)
}
