//! Variances under unequal probabilities of selection.

use crate::estimator::Scores;
use crate::sample::Sample;
use crate::{Matrix, SurveyError};

/// Unequal probabilities at the first stage.
#[derive(Debug, Clone, PartialEq)]
pub struct UnequalProbabilities {}

impl UnequalProbabilities {
    /// The covariance of the estimates whose scores are given.
    ///
    /// # Errors
    /// When a stratum has one sampled unit and the rule is to refuse.
    pub fn covariance(&self, _sample: &Sample, _scores: &Scores) -> Result<Option<Matrix>, SurveyError> {
        Ok(None)
    }
}
