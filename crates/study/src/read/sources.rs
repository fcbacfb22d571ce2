//! The files read so far, and what was wrong with them.

use cairn_definition::{Diagnostic, Diagnostics, Document, Place, SourceFile};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of one study folder: reads them, remembers them, collects their mistakes.
#[derive(Debug)]
pub(crate) struct Sources<'p> {
    /// The folder, as the user typed it.
    pub(crate) root: PathBuf,
    /// Where mistakes are reported.
    pub(crate) problems: &'p Diagnostics,
    files: Vec<Arc<SourceFile>>,
}

/// A file without syntax errors.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) document: Document,
    /// The beginning of the file.
    pub(crate) start: Place,
}

impl<'p> Sources<'p> {
    pub(crate) fn new(root: &Path, problems: &'p Diagnostics) -> Self {
        Self { root: root.to_owned(), problems, files: Vec::new() }
    }

    /// Reads and parses the file; reports why it cannot be.
    pub(crate) fn open(&mut self, path: &Path) -> Option<Opened> {
        let file = match SourceFile::read(path) {
            Ok(file) => file,
            Err(problem) => {
                self.problems.push(problem);
                return None;
            }
        };
        self.files.push(Arc::clone(&file));
        match Document::parse_toml(&file) {
            Ok(document) => Some(Opened { document, start: Place::new(file, 0..0) }),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    /// What `read` makes, unless it reported an error.
    pub(crate) fn unless_broken<T>(&self, read: impl FnOnce(&Diagnostics) -> Option<T>) -> Option<T> {
        let before = self.problems.errors();
        read(self.problems).filter(|_| self.problems.errors() == before)
    }

    pub(crate) fn report(&self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// All files read, by path.
    pub(crate) fn into_files(mut self) -> Vec<Arc<SourceFile>> {
        self.files.sort_by(|a, b| a.path().cmp(b.path()));
        self.files
    }
}
