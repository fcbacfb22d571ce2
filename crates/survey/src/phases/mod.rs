//! Two-phase samples.

use crate::estimator::Scores;
use crate::sample::{Domain, Sample};
use crate::{Matrix, SurveyError};

/// The design of a sample drawn in two phases.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoPhase {}

impl TwoPhase {
    /// The covariance of the estimates whose scores are given.
    ///
    /// # Errors
    /// When a stratum has one sampled unit and the rule is to refuse.
    pub fn covariance(&self, _sample: &Sample, _scores: &Scores) -> Result<Option<Matrix>, SurveyError> {
        Ok(None)
    }

    /// Degrees of freedom of the second phase, or within a domain of it.
    pub fn degrees_of_freedom(&self, _domain: Option<&Domain>) -> f64 {
        f64::NAN
    }
}
