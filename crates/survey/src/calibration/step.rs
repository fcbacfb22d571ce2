//! Calibration steps, and what they make of a sample.

use super::adjustment::Adjustment;
use super::error::CalibrationError;
use super::poststratification::PostStratification;
use super::raking::Raking;
use super::regression::Regression;
use super::trimming::Trimming;
use crate::SurveyError;
use crate::sample::{Sample, VarianceMethod};
use std::sync::Arc;

/// A step of calibration, prepared for the rows of a sample.
#[derive(Debug, Clone, PartialEq)]
pub enum Calibration {
    /// To the populations of groups.
    PostStratification(PostStratification),
    /// To margins in turn.
    Raking(Raking),
    /// To totals of auxiliary variables.
    Regression(Regression),
    /// Between limits.
    Trimming(Trimming),
}

/// Calibrated weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibrated {
    /// The weights.
    pub weights: Vec<f64>,
    /// What the calibration takes from linearized variables; nothing where it is trimming.
    pub adjustment: Option<Adjustment>,
    /// Sweeps over the margins, where weights were raked.
    sweeps: usize,
}

impl Calibrated {
    pub(super) fn new(weights: Vec<f64>, adjustment: Option<Adjustment>) -> Self {
        Self { weights, adjustment, sweeps: 0 }
    }

    pub(super) fn after_sweeps(self, sweeps: usize) -> Self {
        Self { sweeps, ..self }
    }
}

impl Calibration {
    /// The weights calibrated. A linear calibration without bounds can make some negative.
    ///
    /// # Errors
    /// When the weights cannot be calibrated, with the reason.
    pub fn calibrate(&self, weights: &[f64]) -> Result<Calibrated, CalibrationError> {
        match self {
            Self::PostStratification(step) => step.calibrate(weights),
            Self::Raking(step) => step.calibrate(weights),
            Self::Regression(step) => step.calibrate(weights),
            Self::Trimming(step) => step.calibrate(weights),
        }
    }

    /// The weights of a replicate calibrated as those of its sample were.
    ///
    /// # Errors
    /// As [`calibrate`](Self::calibrate).
    pub fn calibrate_replicate(
        &self,
        weights: &[f64],
        sample: &Calibrated,
    ) -> Result<Vec<f64>, CalibrationError> {
        match self {
            Self::Raking(step) => step.calibrate_replicate(weights, sample.sweeps),
            _ => Ok(self.calibrate(weights)?.weights),
        }
    }

    /// The sample with weights calibrated in this step, and those of its replicates with them. Some may be negative.
    ///
    /// # Errors
    /// When the weights cannot be calibrated, with the reason.
    pub fn apply(&self, mut sample: Sample) -> Result<Sample, SurveyError> {
        let calibrated = self.calibrate(sample.weights())?;
        if let VarianceMethod::Replicates(replicates) = sample.variance_method() {
            let replicates = replicates.map_weights(sample.weights(), |weights| {
                let replicate = self.calibrate_replicate(weights, &calibrated);
                replicate.map_err(|error| SurveyError::from(CalibrationError::InReplicate(Box::new(error))))
            })?;
            sample = sample.with_variance(VarianceMethod::Replicates(Arc::new(replicates)));
        }
        Ok(sample.with_calibration(calibrated.weights, calibrated.adjustment.map(Arc::new)))
    }

    /// The sample with weights calibrated in these steps, one after the other.
    ///
    /// # Errors
    /// When the weights cannot be calibrated, or are negative after the last step.
    pub fn apply_all(steps: &[Self], sample: Sample) -> Result<Sample, SurveyError> {
        let sample = steps.iter().try_fold(sample, |sample, step| step.apply(sample))?;
        refuse_negative(sample.weights())?;
        Ok(sample)
    }
}

/// Refuses negative weights, as they can be after a linear calibration without bounds.
///
/// # Errors
/// When there is one.
pub fn refuse_negative(weights: &[f64]) -> Result<(), CalibrationError> {
    let negative = weights.iter().enumerate().filter(|(_, weight)| **weight < 0.0);
    let count = negative.clone().count();
    match negative.min_by(|left, right| left.1.total_cmp(right.1)) {
        None => Ok(()),
        Some((row, &least)) => Err(CalibrationError::Negative { count, row, least }),
    }
}
