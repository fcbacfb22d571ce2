//! Calibration of weights to known totals.
//!
//! A step is prepared once for the rows of a sample and can then be applied to any weights of them: those of the sample, and those of each
//! of its replicates.
//!
//! | step | weights | source |
//! |---|---|---|
//! | [`PostStratification`] | each group's weights add up to its population | Holt and Smith (1979) |
//! | [`Raking`] | post-stratified to one margin after the other, until all hold | Deming and Stephan (1940); Deville, Särndal and Sautory (1993) |
//! | [`Regression`] | linear, raking or logit distance, with bounds, constant within clusters | Deville and Särndal (1992) |
//! | [`Trimming`] | kept between two limits, what is cut off spread over the other rows | Potter (1990) |
//!
//! What a step explains does not vary from sample to sample. Its [`Adjustment`] takes that from a linearized variable, and leaves the residuals.

mod adjustment;
mod cells;
mod distance;
mod elements;
mod error;
mod margin;
mod newton;
mod poststratification;
mod raking;
mod regression;
mod residuals;
mod step;
mod trimming;

pub use adjustment::Adjustment;
pub use distance::{Bounds, Distance};
pub use error::{CalibrationError, ReachedTotal, TotalOf};
pub use margin::Margin;
pub use poststratification::PostStratification;
pub use raking::Raking;
pub use regression::Regression;
pub use step::{Calibrated, Calibration, refuse_negative};
pub use trimming::Trimming;
