//! Why a country's survey has no estimates.

use cairn_data::DataError;
use cairn_definition::Diagnostic;

/// Why a country's survey has no estimates.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A definition does not fit the records.
    #[error("{0}")]
    Definition(Box<Diagnostic>),
    /// The weights cannot be made: everything that is wrong.
    #[error("the weights cannot be made: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Weights(Vec<Diagnostic>),
    /// The records cannot be read, or contradict their codebook.
    #[error(transparent)]
    Records(#[from] DataError),
}

impl From<Diagnostic> for Failure {
    fn from(problem: Diagnostic) -> Self {
        Self::Definition(Box::new(problem))
    }
}
