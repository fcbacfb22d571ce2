//! Marks as they stand in records.

use std::collections::BTreeSet;
use std::fmt;

use thiserror::Error;

/// A stretch of a document, from a place up to, not including, another; counted in whatever unit the document's length is,
/// such as code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    start: u32,
    end: u32,
}

/// A stretch that ends where, or before, it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a stretch from {start} to {end} holds nothing; expected an end after the start")]
pub struct EmptyStretch {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// A document, or a section of one, that was given to coders. What is to be drawn again by a bootstrap as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// Its length.
    pub length: u32,
    /// Who read it with the codes in hand, also those who marked nothing: a document without marks is a judgement, an unread one is not.
    pub coders: BTreeSet<String>,
}

/// A stretch to which a coder gave a code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The document.
    pub document: String,
    /// The coder.
    pub coder: String,
    /// The code.
    pub code: String,
    /// Where.
    pub stretch: Stretch,
}

impl Stretch {
    /// The stretch from `start` up to, not including, `end`.
    ///
    /// # Errors
    ///
    /// Refuses a stretch without content.
    pub fn new(start: u32, end: u32) -> Result<Self, EmptyStretch> {
        if start < end { Ok(Self { start, end }) } else { Err(EmptyStretch { start, end }) }
    }

    /// Where it begins.
    pub fn start(self) -> u32 {
        self.start
    }

    /// The place after its last.
    pub fn end(self) -> u32 {
        self.end
    }

    /// How much it holds: at least 1.
    pub fn length(self) -> u32 {
        self.end - self.start
    }

    /// Whether the two share a place.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.start, self.end)
    }
}
