//! The sample: design, weights and method of variance, row by row.

use super::{Domain, Estimates, ReplicateEstimates, Statistic, Variation};
use crate::calibration::Adjustment;
use crate::design::{Design, DesignBuilder, DesignRows, DesignShape};
use crate::estimator::Scores;
use crate::replicates::Replicates;
use crate::unequal::UnequalProbabilities;
use crate::variance::{Matrix, Taylor};
use crate::{SurveyError, phases::TwoPhase};
use std::sync::{Arc, OnceLock};

/// How variances are made.
#[derive(Debug, Clone)]
pub enum VarianceMethod {
    /// By linearization, stage by stage.
    Taylor(Taylor),
    /// By linearization, with unequal probabilities at the first stage.
    UnequalProbabilities(Arc<UnequalProbabilities>),
    /// By linearization, over two phases.
    TwoPhase(Arc<TwoPhase>),
    /// By replicates.
    Replicates(Arc<Replicates>),
}

/// A sample whose rows are held.
#[derive(Debug, Clone)]
pub struct Sample {
    design: Arc<Design>,
    /// The unit of the last stage of each row.
    units: Vec<u32>,
    weights: Vec<f64>,
    /// What calibration takes from a linearized variable, in the order in which the weights were calibrated.
    adjustments: Vec<Arc<Adjustment>>,
    variance: VarianceMethod,
    /// Degrees of freedom of replicates, once they have been told: their rank takes time.
    replicates_df: OnceLock<f64>,
}

impl Sample {
    /// A sample of rows, with variances by linearization.
    ///
    /// # Errors
    /// When the design is refused.
    pub fn new(shape: DesignShape, rows: &DesignRows<'_>, taylor: Taylor) -> Result<Self, SurveyError> {
        let mut builder = DesignBuilder::new(shape);
        let mut units = Vec::new();
        builder.add(rows, &mut units)?;
        let built = builder.finish()?;
        for unit in &mut units {
            *unit = built.order.get(*unit as usize).copied().unwrap_or_default();
        }
        let weights = match (rows.weights, &built.implied_weights) {
            (Some(weights), _) => weights.to_vec(),
            (None, Some(implied)) => units.iter().map(|unit| implied[*unit as usize]).collect(),
            (None, None) => vec![1.0; units.len()],
        };
        let variance = VarianceMethod::Taylor(taylor);
        let replicates_df = OnceLock::new();
        Ok(Self { design: built.design, units, weights, adjustments: Vec::new(), variance, replicates_df })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.units.len()
    }

    /// The design.
    pub fn design(&self) -> &Arc<Design> {
        &self.design
    }

    /// The unit of the last stage of each row, as numbered by the design.
    pub fn units(&self) -> &[u32] {
        &self.units
    }

    /// The weight of each row.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The method of variance.
    pub fn variance_method(&self) -> &VarianceMethod {
        &self.variance
    }

    /// The same sample with another method of variance.
    #[must_use]
    pub fn with_variance(self, variance: VarianceMethod) -> Self {
        Self { variance, replicates_df: OnceLock::new(), ..self }
    }

    /// The same sample with calibrated weights, and what the calibration takes from linearized variables.
    #[must_use]
    pub fn with_calibration(mut self, weights: Vec<f64>, adjustment: Option<Arc<Adjustment>>) -> Self {
        self.weights = weights;
        self.replicates_df = OnceLock::new();
        self.adjustments.extend(adjustment);
        self
    }

    /// The rows of positive weight for which `within` is true.
    pub fn domain(&self, within: impl Fn(usize) -> bool) -> Domain {
        Domain::of(self.rows(), |row| self.weights[row] > 0.0 && within(row))
    }

    /// A statistic over a domain, with its covariance.
    ///
    /// # Errors
    /// When the statistic or the variance is refused.
    pub fn estimate(&self, statistic: &dyn Statistic, domain: &Domain) -> Result<Estimates, SurveyError> {
        let values = statistic.values(&domain.gather(&self.weights))?;
        self.estimate_from(statistic, domain, values)
    }

    /// The same, of a statistic whose values in the full sample are known, as those of a fitted model are.
    ///
    /// # Errors
    /// When the statistic or the variance is refused.
    pub fn estimate_from(
        &self,
        statistic: &dyn Statistic,
        domain: &Domain,
        values: Vec<f64>,
    ) -> Result<Estimates, SurveyError> {
        let weights = domain.gather(&self.weights);
        let variation = match &self.variance {
            VarianceMethod::Replicates(replicates) => {
                let estimates = replicates.estimate(statistic, domain, &self.weights)?;
                Variation::Replicated(ReplicateEstimates { full: values.clone(), replicates: estimates })
            }
            _ => Variation::Linearized(self.scores(statistic, domain, &weights, &values)?),
        };
        let covariance = self.covariance(&variation)?;
        Ok(Estimates { values, variation, covariance })
    }

    /// The covariance of estimates that vary like this.
    ///
    /// `None`: it cannot be estimated.
    ///
    /// # Errors
    /// When a stratum with a case has one sampled unit and the rule is to refuse.
    pub fn covariance(&self, variation: &Variation) -> Result<Option<Matrix>, SurveyError> {
        match (&self.variance, variation) {
            (VarianceMethod::Taylor(taylor), Variation::Linearized(scores)) => {
                taylor.covariance(&self.design, scores)
            }
            (VarianceMethod::UnequalProbabilities(method), Variation::Linearized(scores)) => {
                method.covariance(self, scores)
            }
            (VarianceMethod::TwoPhase(phases), Variation::Linearized(scores)) => {
                phases.covariance(self, scores)
            }
            (VarianceMethod::Replicates(replicates), Variation::Replicated(estimates)) => {
                Ok(replicates.covariance(estimates))
            }
            _ => Err(SurveyError::Incompatible("the estimates were made by another method of variance")),
        }
    }

    /// The linearized variables of a statistic, less what calibration explains, summed by unit.
    fn scores(
        &self,
        statistic: &dyn Statistic,
        domain: &Domain,
        weights: &[f64],
        values: &[f64],
    ) -> Result<Scores, SurveyError> {
        if self.adjustments.is_empty() {
            let units = domain.gather(&self.units);
            if let Some(scores) = statistic.scores(weights, values, &units) {
                return Ok(scores);
            }
        }
        let mut columns = statistic.influence(weights, values)?;
        for column in &mut columns {
            column
                .iter_mut()
                .zip(weights)
                .for_each(|(z, weight)| *z = if *weight > 0.0 { *z * weight } else { 0.0 });
        }
        if self.adjustments.is_empty() {
            let units = domain.gather(&self.units);
            return Ok(Scores::of_rows(&units, &columns));
        }
        let all: Vec<Vec<f64>> = columns
            .into_iter()
            .map(|column| {
                let mut all = vec![0.0; self.rows()];
                domain.rows().iter().zip(column).for_each(|(row, z)| all[*row as usize] = z);
                self.adjustments.iter().for_each(|adjustment| adjustment.residuals(&mut all));
                all
            })
            .collect();
        Ok(Scores::of_rows(&self.units, &all))
    }

    /// Degrees of freedom of the design.
    pub fn degrees_of_freedom(&self) -> f64 {
        match &self.variance {
            VarianceMethod::Replicates(replicates) => {
                *self.replicates_df.get_or_init(|| replicates.degrees_of_freedom(&self.weights, None))
            }
            VarianceMethod::TwoPhase(phases) => phases.degrees_of_freedom(None),
            _ => self.design.degrees_of_freedom(),
        }
    }

    /// Degrees of freedom within a domain: of a linearized variance, first-stage units less strata with a case in it; of
    /// replicates, those of the domain's replicate weights.
    pub fn domain_degrees_of_freedom(&self, domain: &Domain) -> f64 {
        match &self.variance {
            VarianceMethod::Replicates(replicates) => {
                replicates.degrees_of_freedom(&self.weights, Some(domain))
            }
            VarianceMethod::TwoPhase(phases) => phases.degrees_of_freedom(Some(domain)),
            _ => {
                let mut units = domain.gather(&self.units);
                units.sort_unstable();
                units.dedup();
                self.design.degrees_of_freedom_of(&units)
            }
        }
    }
}
