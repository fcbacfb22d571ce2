//! Exports: the numbers as tidy tables, and one readable table for each indicator.

mod children;
mod columns;
mod conclusions;
mod estimates;
mod evidence;
mod readable;

pub use children::children_csv;
pub use conclusions::{findings_csv, recommendations_csv};
pub use estimates::{estimates_csv, estimates_parquet};
pub use evidence::evidence_csv;
pub use readable::table_csv;

/// An export that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// CSV could not be written.
    #[error("the numbers could not be written as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// Parquet could not be written.
    #[error("the numbers could not be written as Parquet: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// The columns do not make a table.
    #[error("the numbers could not be arranged in columns: {0}")]
    Arrow(#[from] arrow_schema::ArrowError),
}
