//! Sample designs: strata and clusters by stage, as a tree.
//!
//! A design is built from rows as they come ([`DesignBuilder`]) and then stands in one canonical order: the units of the last
//! stage are numbered so that those of a stratum, and of a cluster, stand next to each other. The order depends on the keys,
//! not on the order of the rows.

mod builder;
mod rows;
mod tree;

pub use builder::{BuiltDesign, DesignBuilder};
pub use rows::{DesignRows, DesignShape, Stage};
pub use tree::{Design, Stratum, Unit};
