//! Interviews as data: documents, codebooks, coded excerpts, the agreement of coders, and what may be quoted.
//!
//! This room knows nothing of surveys, countries or reports.

pub mod agreement;
pub mod document;
pub mod project;
pub mod refi;
pub mod safety;

mod archive;
mod random;
mod xml;

pub use archive::ArchiveError;
pub use document::{CodePoint, Document, DocumentError, Format, TextRange};
pub use project::{Guid, Project};
pub use xml::{XmlError, XmlReason};
