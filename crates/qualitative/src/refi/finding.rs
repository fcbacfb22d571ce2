//! What reading a file found: what is not held, what does not fit, what was assumed.

use super::{Counting, Evidence};
use crate::document::DocumentError;
use crate::project::{AttributeKind, Guid, Item};
use std::fmt;
use thiserror::Error;

/// Something found in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The part of the archive, or the kind of file.
    pub part: String,
    /// The line, counted from 1; none for a part as a whole.
    pub line: Option<u32>,
    /// What was found.
    pub finding: Finding,
}

impl Notice {
    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.finding.severity()
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}, line {line}: {}", self.part, self.finding),
            None => write!(formatter, "{}: {}", self.part, self.finding),
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Taken over, with an assumption that is told.
    Told,
    /// Does not fit together: refused unless the caller asks for the rest.
    DoesNotFit,
    /// Cairn has no place for it: refused unless the caller asks for the rest.
    NotHeld,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Finding {
    /// A picture, recording or PDF file.
    #[error(
        "the {kind} {name:?} is not held: Cairn holds no imagery, recordings or other media; export the texts alone, or read without it"
    )]
    MediaSource {
        /// What it is.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// A file in the archive that no text refers to.
    #[error("the file is no text of the project and is not held; export the texts alone, or read without it")]
    OtherFile,
    /// A drawing of codes and cases.
    #[error("the drawing {name:?} is not held; keep it in the program that made it, and read without it")]
    Graph {
        /// Its name.
        name: String,
    },
    /// A formatted document with pictures in it.
    #[error("the formatted text of {name:?} holds media (parts: {count}) and is not held; its plain text is")]
    RichTextWithMedia {
        /// The document's name.
        name: String,
        /// How many.
        count: usize,
    },
    /// A GUID on two things of one kind.
    #[error("a second {item} has the GUID {guid}; references to it cannot be told apart")]
    SameGuid {
        /// What they are.
        item: Item,
        /// Their GUID.
        guid: Guid,
    },
    /// A reference to nothing.
    #[error("a reference to the {item} {guid}, which is not in the file")]
    Missing {
        /// What it should be.
        item: Item,
        /// Its GUID.
        guid: Guid,
    },
    /// A link to nothing.
    #[error("a link ends at {guid}, which is nothing in the file")]
    LooseEnd {
        /// The GUID.
        guid: Guid,
    },
    /// An attribute that must be there.
    #[error("<{element}> has no attribute {attribute}")]
    NoAttribute {
        /// The element.
        element: String,
        /// The attribute.
        attribute: &'static str,
    },
    /// A position that is no number.
    #[error("{attribute} is a number counted from 0, not {found:?}")]
    NoPosition {
        /// The attribute.
        attribute: &'static str,
        /// What stands there.
        found: String,
    },
    /// A range that is none of its text.
    #[error("the range {start} to {end} is none of {name:?}, which has {length} characters")]
    OutsideText {
        /// The document's name.
        name: String,
        /// The start as written.
        start: u64,
        /// The end as written.
        end: u64,
        /// How many code points the text has.
        length: usize,
    },
    /// Positions that fit only if counted otherwise, and in more than one way.
    #[error(
        "the ranges of {name:?} reach beyond its text, and more than one way of counting would make them fit; tell which way the program counts"
    )]
    CountingUnclear {
        /// The document's name.
        name: String,
    },
    /// A text that is nowhere.
    #[error("the text of {name:?} is not in the file{}", .path.as_ref().map(|path| format!(" (looked for {path:?})")).unwrap_or_default())]
    NoText {
        /// The document's name.
        name: String,
        /// Where it should be.
        path: Option<String>,
    },
    /// A text that cannot be read.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A value that is none of its attribute.
    #[error("{found:?} is not {}, as the attribute {attribute:?} wants", kind.in_words())]
    Value {
        /// The attribute's name.
        attribute: String,
        /// What its values are.
        kind: AttributeKind,
        /// What stands there.
        found: String,
    },
    /// An identifier that is no GUID.
    #[error("{found:?} is no GUID; one was derived from it")]
    Identifier {
        /// The identifier.
        found: String,
    },
    /// A thing without GUID.
    #[error("a {item} has no GUID; one was derived from its place")]
    NoGuid {
        /// What it is.
        item: Item,
    },
    /// A coder who is not listed.
    #[error("the coder {guid} is not listed; taken over without a name")]
    UnknownCoder {
        /// The GUID.
        guid: Guid,
    },
    /// A date that is none.
    #[error("{attribute} is a date with a time, not {found:?}; left out")]
    NoMoment {
        /// The attribute.
        attribute: &'static str,
        /// What stands there.
        found: String,
    },
    /// A word that the standard does not know.
    #[error("{attribute} is {expected}, not {found:?}; taken for {taken}")]
    Word {
        /// The attribute.
        attribute: &'static str,
        /// What the standard says.
        expected: &'static str,
        /// What stands there.
        found: String,
        /// What it was taken for.
        taken: &'static str,
    },
    /// Positions counted otherwise than by the code points of the text as stored.
    #[error("positions in {name:?} were taken as counting {counting}: {evidence}")]
    Counted {
        /// The document's name.
        name: String,
        /// How they were counted.
        counting: Counting,
        /// How that is known.
        evidence: Evidence,
    },
    /// A text that came only as a formatted document.
    #[error(
        "{name:?} came without plain text; it was extracted from the formatted one, so positions may differ"
    )]
    TextExtracted {
        /// The document's name.
        name: String,
    },
    /// A formatted text that is not kept.
    #[error("the formatted text of {name:?} ({path:?}) is not kept; its plain text is")]
    RichTextNotKept {
        /// The document's name.
        name: String,
        /// Where it stands.
        path: String,
    },
    /// Elements the standard does not know.
    #[error("<{name}> is not of REFI-QDA 1.5 and was passed over (times: {count})")]
    UnknownElement {
        /// Their name.
        name: String,
        /// How many.
        count: usize,
    },
}

impl Finding {
    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        match self {
            Self::MediaSource { .. }
            | Self::OtherFile
            | Self::Graph { .. }
            | Self::RichTextWithMedia { .. } => Severity::NotHeld,
            Self::SameGuid { .. }
            | Self::Missing { .. }
            | Self::LooseEnd { .. }
            | Self::NoAttribute { .. }
            | Self::NoPosition { .. }
            | Self::OutsideText { .. }
            | Self::CountingUnclear { .. }
            | Self::NoText { .. }
            | Self::Document(_)
            | Self::Value { .. } => Severity::DoesNotFit,
            Self::Identifier { .. }
            | Self::NoGuid { .. }
            | Self::UnknownCoder { .. }
            | Self::NoMoment { .. }
            | Self::Word { .. }
            | Self::Counted { .. }
            | Self::TextExtracted { .. }
            | Self::RichTextNotKept { .. }
            | Self::UnknownElement { .. } => Severity::Told,
        }
    }
}
