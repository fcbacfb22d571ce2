//! Writes a draw: all of its files or none, and never over another.

use super::{Draw, FileHash};
use crate::SampleFolder;
use cairn_definition::io_reason;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Why a draw is not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is one already.
    #[error("clusters have been drawn already: {} is there", .0.display())]
    Drawn(PathBuf),
    /// The operating system did not write a file.
    #[error("{} cannot be written: {}", path.display(), io_reason(source))]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
}

impl Draw {
    /// Writes a draw where none is yet. `draw.toml` comes last: a draw without it was interrupted, and the same draw completes it.
    ///
    /// # Errors
    /// When there is a draw, or another one was begun; when a file cannot be written.
    pub fn write(&self, folder: &SampleFolder) -> Result<(), WriteError> {
        let clusters = self.clusters_csv();
        let pairs = self.pairs_csv();
        if folder.draw_record().exists() {
            return Err(WriteError::Drawn(folder.draw_record()));
        }
        let begun = std::fs::read(folder.draw()).is_ok_and(|bytes| bytes != clusters.as_bytes());
        if begun {
            return Err(WriteError::Drawn(folder.draw()));
        }
        let hash = |text: &String| FileHash::of(text.as_bytes());
        let record = self.record_toml(hash(&clusters), pairs.as_ref().map(hash));
        whole(&folder.draw(), &clusters)?;
        if let Some(pairs) = &pairs {
            whole(&folder.joint_draw_probabilities(), pairs)?;
        }
        self.write_joint(folder)?;
        written(&folder.draw_record(), &record, Over::Nothing)
    }

    /// Writes the releases, and the joint probabilities that follow from them.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_releases(&self, folder: &SampleFolder) -> Result<(), WriteError> {
        whole(&folder.releases(), &self.releases_csv())?;
        self.write_joint(folder)
    }

    fn write_joint(&self, folder: &SampleFolder) -> Result<(), WriteError> {
        self.joint_csv().map_or(Ok(()), |joint| whole(&folder.joint_probabilities(), &joint))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    Anything,
}

/// Writes a file as a whole: a process killed at any moment leaves the old one or the new.
fn whole(path: &Path, text: &str) -> Result<(), WriteError> {
    written(path, text, Over::Anything)
}

fn written(path: &Path, text: &str, over: Over) -> Result<(), WriteError> {
    let unwritten = |source: std::io::Error| WriteError::Unwritten { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(unwritten)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(unwritten)?;
    file.write_all(text.as_bytes()).map_err(unwritten)?;
    match over {
        Over::Anything => file.persist(path).map(drop).map_err(|error| unwritten(error.error)),
        Over::Nothing => file.persist_noclobber(path).map(drop).map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => WriteError::Drawn(path.to_owned()),
            _ => unwritten(error.error),
        }),
    }
}
