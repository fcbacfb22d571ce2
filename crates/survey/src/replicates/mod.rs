//! Variances from replicates of the sample.

use crate::sample::{Domain, ReplicateEstimates, Statistic};
use crate::{Matrix, SurveyError};

/// Replicates of the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Replicates {
    scale: f64,
}

impl Replicates {
    /// The values of a statistic in each replicate.
    ///
    /// # Errors
    /// When the statistic is refused in a replicate.
    pub fn estimate(
        &self,
        _statistic: &dyn Statistic,
        _domain: &Domain,
        _weights: &[f64],
    ) -> Result<Vec<Vec<f64>>, SurveyError> {
        Ok(Vec::new())
    }

    /// The covariance of estimates; absent where no replicate has them all.
    pub fn covariance(&self, _estimates: &ReplicateEstimates) -> Option<Matrix> {
        None
    }

    /// Degrees of freedom: the rank of the replicate weights of the domain's rows, less one.
    pub fn degrees_of_freedom(&self, _weights: &[f64], _domain: Option<&Domain>) -> f64 {
        self.scale
    }
}
