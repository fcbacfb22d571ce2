//! Variances: from linearized variables and a design to a covariance matrix.

mod matrix;
mod taylor;

pub use matrix::Matrix;
pub use taylor::{LonelyPsu, Taylor};
