//! One pass over a table: from batches of Arrow columns to cluster totals.

mod category;
mod columns;
mod domains;
mod error;
mod fill;
mod plan;
mod saved;

pub use category::{Category, Level};
pub use columns::{Frame, numbers};
pub(crate) use domains::Combinations;
pub use domains::DomainLevels;
pub use error::PassError;
pub use fill::{Filled, FilledTable, Filling};
pub use plan::{DesignColumns, MeasureColumns, Pass, TableColumns, Variable};
pub(crate) use saved::{SavedFilling, SavedTable, SavedUnit};
