//! Tests of association and of differences.
//!
//! [`TwoWayTable`] tests whether two categories go together, [`Difference`] and [`OneMean`] whether means differ, [`RankTest`] whether
//! distributions do. Each takes any [`Sample`](crate::Sample): linearized, calibrated, of unequal probabilities or replicated.

mod association;
mod cells;
mod design_effects;
mod difference;
mod error;
mod rank;
mod result;
mod wald;

pub use association::{Association, AssociationStatistic, TwoWayTable};
pub(crate) use cells::sums_by_unit;
pub use cells::{CellScale, Cells};
pub use difference::{Difference, MeanTest, OneMean};
pub use error::TestError;
pub use rank::{RankScore, RankTest, RankTestResult};
pub use result::Test;
