//! One pass over a table: from batches of Arrow columns to cluster totals.

mod category;
mod columns;
mod domains;
mod fill;

pub use category::{Category, Level};
pub use columns::{Frame, numbers};
pub use domains::DomainLevels;
pub use fill::{
    DesignColumns, Filled, FilledTable, Filling, MeasureColumns, Pass, PassError, TableColumns, Variable,
};
