//! Where something stands in a file.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A definition file and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
}

impl SourceFile {
    /// A file of that name and text.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into() })
    }

    /// Its path, as given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A stretch of a definition file.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    file: Arc<SourceFile>,
    span: Range<usize>,
}

impl Place {
    /// The bytes `span` of `file`; cut to the file where they reach beyond it.
    pub fn new(file: Arc<SourceFile>, span: Range<usize>) -> Self {
        let end = span.end.min(file.text.len());
        let start = span.start.min(end);
        Self { file, span: start..end }
    }

    /// The file.
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The bytes of the file.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Line and column of its beginning, both from 1, the column in characters.
    pub fn line_column(&self) -> (usize, usize) {
        let mut start = self.span.start;
        while !self.file.text.is_char_boundary(start) {
            start -= 1;
        }
        let before = &self.file.text[..start];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The part of this place that begins `offset` bytes in and is `length` long.
    #[must_use]
    pub fn within(&self, offset: usize, length: usize) -> Self {
        let start = (self.span.start + offset).min(self.span.end);
        Self { file: Arc::clone(&self.file), span: start..(start + length).min(self.span.end) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.file.path.display())
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
