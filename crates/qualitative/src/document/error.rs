//! Why a document is refused.

use crate::archive::ArchiveError;
use crate::xml::XmlError;
use thiserror::Error;

/// Why a document cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{name}: {reason}")]
pub struct DocumentError {
    /// The document's name.
    pub name: String,
    /// What is wrong.
    pub reason: DocumentReason,
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DocumentReason {
    /// Larger than any transcript.
    #[error("the file has {size} bytes, more than the {limit} that are read")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The largest size in bytes.
        limit: usize,
    },
    /// Bytes that are not UTF-8.
    #[error(
        "line {line}, byte {byte}: the text is not UTF-8; save it as UTF-8 (in a text editor: Save as, encoding UTF-8)"
    )]
    NotUtf8 {
        /// The line, counted from 1.
        line: usize,
        /// The first byte that does not belong, counted from 0.
        byte: usize,
    },
    /// UTF-16 or UTF-32 by its byte-order mark.
    #[error(
        "the text is {encoding}, not UTF-8; save it as UTF-8 (in a text editor: Save as, encoding UTF-8)"
    )]
    OtherEncoding {
        /// The encoding that the mark tells.
        encoding: &'static str,
    },
    /// The ZIP archive of a `.docx`.
    #[error("{0}")]
    Archive(#[from] ArchiveError),
    /// A part of a `.docx`.
    #[error("part {part}, {error}")]
    Xml {
        /// The part's name.
        part: String,
        /// What is wrong in it.
        error: XmlError,
    },
    /// A ZIP archive without a word processor's document.
    #[error("the archive holds no word processor's document (part {part} is missing); save it as .docx")]
    NoDocumentPart {
        /// The part that was looked for.
        part: String,
    },
    /// The first line of a `.vtt`.
    #[error("line 1: a WebVTT file begins with the word WEBVTT on a line of its own")]
    NoWebVttHeader,
    /// The line with the times of a cue.
    #[error("line {line}: the times of a cue are written {example}, not {found:?}")]
    CueTimes {
        /// The line, counted from 1.
        line: usize,
        /// What stands there.
        found: String,
        /// How it is written.
        example: &'static str,
    },
    /// A cue that ends before it begins.
    #[error("line {line}: the cue ends before it begins")]
    CueEndsFirst {
        /// The line, counted from 1.
        line: usize,
    },
}
