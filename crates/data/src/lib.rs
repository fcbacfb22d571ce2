//! Tables of records: CSV, Parquet, SPSS and Stata into Arrow, codebooks applied, SQL expressions over columns.
//!
//! This room knows columns, codes and expressions, and nothing of statistics. Two doors lead to a file: [`Scan`] streams the
//! columns of any table; [`Records`] reads a file against an instrument's codebook, and asks for a clearance to do so.
//! [`Expression`] is checked against [`Field`]s before a row is read, and calculated over Arrow arrays.

mod derive;
mod error;
mod expression;
mod field;
mod records;
mod scan;

pub use derive::{DerivationError, DerivationFailure, DerivationPlan, Derivations};
pub use error::{AbsentColumn, CellProblem, DataError, FilePlace, RecordPlace, RowFormat};
pub use expression::{EvaluationError, Expression, ExpressionError};
pub use field::{Codes, Field, Kind, instrument_fields};
pub use records::{MissingKinds, RecordColumn, Records};
pub use scan::{Batch, Batches, CsvTypes, Scan, ScanOptions};
