//! Cluster totals: the one table that survey statistics needs from the data.
//!
//! For each unit of the design's last stage and each domain, the sums of *w* and *w·y* (and, where asked, of *w²* and *w·y·y′*).
//! Whoever can fill this table gets every estimator. Totals add up: those of two files are the totals of both.

mod builder;
pub mod contract;
mod measure;
mod partial;
mod table;

pub use builder::{BatchCells, ClusterTotalsBuilder, OUTSIDE};
pub use measure::{Measure, MeasureSums, Moments, Values, VariableSums};
pub use partial::{PartialCell, PartialTable, PartialTotals, PartialUnit, TotalsEngine};
pub use table::{ClusterTotals, DomainTotals};
