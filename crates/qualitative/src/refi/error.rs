//! Why a file is refused or not written.

use super::Notice;
use crate::archive::ArchiveError;
use crate::project::Fault;
use crate::xml::XmlError;
use std::fmt;
use thiserror::Error;

/// Why a codebook or project is not read, or not written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RefiError {
    /// The ZIP archive.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The XML.
    #[error("{part}, {error}")]
    Xml {
        /// The part of the archive, or the kind of file.
        part: String,
        /// What is wrong in it.
        error: XmlError,
    },
    /// An archive without a project.
    #[error(
        "the archive holds no project: a part project.qde is expected, {found}; export the project as REFI-QDA (.qdpx)"
    )]
    NoProject {
        /// What was found instead.
        found: String,
    },
    /// XML of something else.
    #[error("{part}, line {line}: the file begins with {found}, not with <{expected}>; {hint}")]
    OtherRoot {
        /// The part of the archive, or the kind of file.
        part: String,
        /// The line of the element.
        line: u32,
        /// The element that was found.
        found: String,
        /// The element that was expected.
        expected: &'static str,
        /// What to do.
        hint: &'static str,
    },
    /// Parts that cannot be taken over, all of them.
    #[error("not everything can be taken over; nothing was read.{}", List(.0))]
    Refused(Vec<Notice>),
    /// A project that does not hold together cannot be written.
    #[error("the project does not hold together and was not written.{}", List(.0))]
    Broken(Vec<Fault>),
    /// A character that XML cannot carry.
    #[error("a {place} holds the character U+{code:04X}, which XML cannot carry; take it out")]
    Unwritable {
        /// The element or attribute.
        place: &'static str,
        /// The character's number.
        code: u32,
    },
    /// Codes in codes in codes.
    #[error("codes are nested more than {limit} deep; other programs would not read them")]
    TooDeep {
        /// How deep they may be.
        limit: usize,
    },
}

/// The longest list that a message shows.
const SHOWN: usize = 20;

struct List<'l, T>(&'l [T]);

impl<T: fmt::Display> fmt::Display for List<'_, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for item in self.0.iter().take(SHOWN) {
            write!(formatter, "\n- {item}")?;
        }
        match self.0.len().checked_sub(SHOWN) {
            Some(more) if more > 0 => write!(formatter, "\n- and {more} more"),
            _ => Ok(()),
        }
    }
}
