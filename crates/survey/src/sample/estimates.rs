//! Estimates from held rows.

use super::Variation;
use crate::variance::Matrix;

/// The values of a statistic and how they vary.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimates {
    /// The values; NaN where one is not defined.
    pub values: Vec<f64>,
    /// How they vary.
    pub variation: Variation,
    /// Their covariance; absent where it cannot be estimated.
    pub covariance: Option<Matrix>,
}

impl Estimates {
    /// The variance of one value; absent where it cannot be estimated.
    pub fn variance(&self, position: usize) -> Option<f64> {
        let covariance = self.covariance.as_ref()?;
        (position < covariance.order()).then(|| covariance.at(position, position)).filter(|v| v.is_finite())
    }

    /// The standard error of one value.
    pub fn standard_error(&self, position: usize) -> Option<f64> {
        self.variance(position).map(f64::sqrt)
    }
}
