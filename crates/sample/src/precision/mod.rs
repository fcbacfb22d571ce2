//! Precision before the first interview: what a design can be expected to tell, and what it costs.
//!
//! A design has strata, clusters in each, and a take: pairs interviewed in a cluster. Areas stand for the population by their measure
//! of size, so a stratum’s share of it is its share of the sizes.

mod cost;
mod curve;
mod effect;
mod expected;
mod margins;
mod setting;
mod take;

pub use cost::{Cost, contacts};
pub use curve::{CurvePoint, curve};
pub use effect::{clustering_effect, cross_class_effect};
pub use expected::{Expected, ExpectedProblem};
pub use margins::{MarginError, ToMargins, optimum_for_margins};
pub use setting::{Part, Precision, Setting};
pub use take::{optimum_take, whole_optimum_take};

#[cfg(test)]
mod tests;
