//! Why a benchmark could not be run or did not agree.

use std::path::{Path, PathBuf};

/// Why a benchmark could not be run or did not agree.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BenchError {
    #[error("`{0}` is no option of the benchmark; `cargo xtask --help` lists them")]
    Option(String),
    #[error("{path}: {source}")]
    File { path: PathBuf, source: std::io::Error },
    #[error("the survey file cannot be written: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    #[error("the survey file cannot be written: {0}")]
    Arrow(#[from] arrow_schema::ArrowError),
    #[error("{program} failed:\n{printed}")]
    Program { program: String, printed: String },
    #[error("{program} printed something else than was expected: {reason}")]
    Output { program: String, reason: String },
    #[error("results do not agree: {0}")]
    Disagreement(String),
}

impl BenchError {
    /// An error about a file.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}
