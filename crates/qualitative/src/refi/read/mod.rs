//! Reading codebooks and projects.

mod cases;
mod codebook;
mod context;
mod project;
mod sources;
mod texts;

use super::Notice;
use crate::project::{Codebook, Project, Set};

pub use codebook::read_codebook;
pub use project::read_project;

/// A project read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The project.
    pub project: Project,
    /// The program that wrote the file, as it names itself.
    pub origin: Option<String>,
    /// What was assumed, and what was left out where the caller asked for the rest. In the order of the file.
    pub notices: Vec<Notice>,
}

/// A codebook read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedCodebook {
    /// The codes.
    pub codebook: Codebook,
    /// Codes put together.
    pub sets: Vec<Set>,
    /// The program that wrote the file, as it names itself.
    pub origin: Option<String>,
    /// What was assumed, and what was left out where the caller asked for the rest. In the order of the file.
    pub notices: Vec<Notice>,
}
