//! Where the folder will stand: checked before anything is made, filled when all is made.

use super::DemoError;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A demonstration is known by this file.
pub(super) const MARKER: &str = ".cairn-demo";
/// What a demonstration holds, and what a build of it leaves.
const OWN: [&str; 12] = [
    MARKER,
    ".gitignore",
    "README.md",
    "study.toml",
    "instruments",
    "indicators",
    "protocols",
    "findings",
    "countries",
    "data",
    "truth.csv",
    "out",
];

/// A place that may be filled, and a draft near it. The draft vanishes unless it is settled.
#[derive(Debug)]
pub(crate) struct Place {
    dir: PathBuf,
    /// What stands there now; absent where there is no folder yet.
    former: Option<Vec<String>>,
    workshop: TempDir,
    draft: PathBuf,
}

impl Place {
    /// Checks that `dir` may be filled: it is not there, or empty, or a demonstration written earlier.
    pub(crate) fn prepare(dir: &Path) -> Result<Self, DemoError> {
        let former = entries(dir)?;
        let is_demo = former.iter().flatten().any(|name| name == MARKER);
        let foreign = |name: &&String| !(is_demo && OWN.contains(&name.as_str()));
        match former.iter().flatten().find(foreign) {
            Some(entry) => Err(DemoError::NotADemonstration { dir: dir.to_owned(), entry: entry.clone() }),
            None => Self::near(dir, former),
        }
    }

    /// Checks that `dir` is not there, or empty.
    pub(crate) fn prepare_new(dir: &Path) -> Result<Self, DemoError> {
        let former = entries(dir)?;
        // What a listing shows says more than a hidden file.
        let hidden = |name: &&String| name.starts_with('.');
        match former.iter().flatten().min_by_key(hidden) {
            Some(entry) => Err(DemoError::NotEmpty { dir: dir.to_owned(), entry: entry.clone() }),
            None => Self::near(dir, former),
        }
    }

    fn near(dir: &Path, former: Option<Vec<String>>) -> Result<Self, DemoError> {
        // A folder that is there stays: it may be where the user is, a link, or a file system of its own.
        let home = match dir.parent() {
            _ if former.is_some() => dir,
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let refused = |path: &Path| {
            let path = path.to_owned();
            move |source| DemoError::Io { path, source }
        };
        fs::create_dir_all(home).map_err(refused(home))?;
        let workshop =
            tempfile::Builder::new().prefix(".cairn-draft-").tempdir_in(home).map_err(refused(home))?;
        let draft = workshop.path().join("new");
        fs::create_dir(&draft).map_err(refused(&draft))?;
        Ok(Self { dir: dir.to_owned(), former, workshop, draft })
    }

    /// The draft, to be written into.
    pub(crate) fn draft(&self) -> &Path {
        &self.draft
    }

    /// Moves the draft to its place; what stood there is put back if that fails, and removed if not.
    pub(crate) fn settle(self) -> Result<(), DemoError> {
        let refused = |source| DemoError::Io { path: self.dir.clone(), source };
        let Some(former) = &self.former else {
            return fs::rename(&self.draft, &self.dir).map_err(refused);
        };
        let new = entries(&self.draft)?.unwrap_or_default();
        let aside = self.workshop.path().join("former");
        fs::create_dir(&aside).map_err(refused)?;
        move_all(former, &self.dir, &aside).map_err(refused)?;
        if let Err(error) = move_all(&new, &self.draft, &self.dir) {
            if move_all(former, &aside, &self.dir).is_err() {
                // What stood there is still in the workshop, which therefore stays.
                return Err(DemoError::Io { path: self.workshop.keep(), source: error });
            }
            return Err(refused(error));
        }
        Ok(())
    }
}

/// Moves entries from one folder to another; all or, where one cannot be moved, none.
fn move_all(names: &[String], from: &Path, to: &Path) -> io::Result<()> {
    for (moved, name) in names.iter().enumerate() {
        if let Err(error) = fs::rename(from.join(name), to.join(name)) {
            for name in names.iter().take(moved) {
                // The first error is the one to report.
                let _ = fs::rename(to.join(name), from.join(name));
            }
            return Err(error);
        }
    }
    Ok(())
}

/// The names of what a folder holds, sorted; `None` where there is no folder.
fn entries(dir: &Path) -> Result<Option<Vec<String>>, DemoError> {
    let refused = |source| DemoError::Io { path: dir.to_owned(), source };
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
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
    Ok(Some(names))
}
