//! Where something stands in a file.

use crate::SourceFile;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of a definition file.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    file: Arc<SourceFile>,
    span: Range<usize>,
    /// The file spells what stands here otherwise than it was read (a string with escapes), so that an offset into
    /// the one is none into the other.
    indivisible: bool,
}

impl Place {
    /// The bytes `span` of `file`; cut to the file where they reach beyond it.
    pub fn new(file: Arc<SourceFile>, span: Range<usize>) -> Self {
        let end = span.end.min(file.text().len());
        let start = span.start.min(end);
        Self { file, span: start..end, indivisible: false }
    }

    /// The same, without parts: what stands here is spelt otherwise than it was read.
    #[must_use]
    pub fn indivisible(mut self) -> Self {
        self.indivisible = true;
        self
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
        let text = self.file.text();
        let start = floor_char_boundary(text, self.span.start);
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or_default().chars().count();
        (before.matches('\n').count() + 1, column + 1)
    }

    /// The part of this place that begins `offset` bytes in and is `length` long; the whole of an indivisible place.
    #[must_use]
    pub fn within(&self, offset: usize, length: usize) -> Self {
        if self.indivisible {
            return self.clone();
        }
        let start = self.span.start.saturating_add(offset).min(self.span.end);
        let end = start.saturating_add(length).min(self.span.end);
        Self { file: Arc::clone(&self.file), span: start..end, indivisible: false }
    }
}

/// The nearest beginning of a character at or before `index`.
pub(crate) fn floor_char_boundary(text: &str, index: usize) -> usize {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}

impl Ord for Place {
    /// By file, then by position.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |place: &Self| (place.span.start, place.span.end, place.indivisible);
        (self.file.path().cmp(other.file.path()))
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.file.text().cmp(other.file.text()))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.file.path().display())
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_count_characters() {
        let file = SourceFile::new("a.toml", "é = 1\nöü = \"x\"\n");
        let x = file.text().find('x').unwrap();
        assert_eq!(Place::new(file, x..x + 1).line_column(), (2, 7));
    }

    #[test]
    fn a_part_stays_within_its_whole() {
        let place = Place::new(SourceFile::new("a.toml", "abcdef"), 1..4);
        assert_eq!(place.within(1, 1).span(), 2..3);
        assert_eq!(place.within(2, 9).span(), 3..4);
        assert_eq!(place.within(9, 9).span(), 4..4);
        assert_eq!(place.clone().indivisible().within(1, 1).span(), 1..4);
    }

    proptest! {
        /// The law that defines line and column: skipping that many lines and characters leads back to the offset.
        #[test]
        fn line_and_column_lead_back(text in "[a\n\u{e9}\u{1f3d4}]{0,40}", index in 0usize..60) {
            let file = SourceFile::new("a", text.clone());
            let start = floor_char_boundary(&text, index);
            let (line, column) = Place::new(file, start..start).line_column();
            let line_start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let in_line: usize = text[line_start..].chars().take(column - 1).map(char::len_utf8).sum();
            prop_assert_eq!(line_start + in_line, start);
        }
    }
}
