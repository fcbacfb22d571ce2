//! Samples whose rows are held: for what needs the rows again, as quantiles, models, calibration and unequal probabilities do.
//!
//! [`ClusterTotals`](crate::ClusterTotals) serve what is a smooth function of totals. Everything else is a [`Statistic`]: it tells its
//! value under any weights, and how the value changes with the weight of a row. A [`Sample`] makes of these a [`Variation`], by
//! linearization or by replicates, and of that a covariance; the statistic does not know which.

mod domain;
mod estimates;
mod of_totals;
mod rows;
mod statistic;
mod variation;

pub use domain::Domain;
pub use estimates::Estimates;
pub use of_totals::OfTotals;
pub use rows::{Sample, VarianceMethod};
pub use statistic::Statistic;
pub use variation::{ReplicateEstimates, Variation};
