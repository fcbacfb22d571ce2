//! Why XML is refused.

use thiserror::Error;

/// Why a piece of XML cannot be read, and in which line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {reason}")]
pub struct XmlError {
    /// The line, counted from 1.
    pub line: u32,
    /// What is wrong there.
    pub reason: XmlReason,
}

/// What is wrong with a piece of XML.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum XmlReason {
    /// Bytes that are no text.
    #[error("the bytes are not {expected}; save the file as UTF-8")]
    Encoding {
        /// The encoding that the file begins or declares.
        expected: String,
    },
    /// A character that XML cannot carry.
    #[error("the character U+{code:04X} is not allowed in XML")]
    Character {
        /// The character's number.
        code: u32,
    },
    /// A document type: it can define entities that grow, or point at other files.
    #[error("a document type (<!DOCTYPE …>) is not read; remove it")]
    DocumentType,
    /// A reference to an entity that XML itself does not define.
    #[error("the entity &{name}; is not defined; write the character itself")]
    Entity {
        /// Its name.
        name: String,
    },
    /// Elements in elements in elements.
    #[error("elements are nested more than {limit} deep")]
    TooDeep {
        /// How deep they may be.
        limit: usize,
    },
    /// More elements than are read.
    #[error("there are more than {limit} elements")]
    TooMany {
        /// How many may be.
        limit: usize,
    },
    /// More attributes on one element than are read.
    #[error("an element has more than {limit} attributes")]
    TooManyAttributes {
        /// How many may be.
        limit: usize,
    },
    /// No element at all, or one that is not closed.
    #[error("the file ends too early: {what}")]
    Truncated {
        /// What is missing.
        what: String,
    },
    /// Anything else that is not well-formed.
    #[error("not well-formed XML: {what}")]
    IllFormed {
        /// What the reader found.
        what: String,
    },
}
