//! Quantiles of replicates.

use super::{Distribution, Order, QuantileError, QuantileRule};
use crate::SurveyError;
use crate::sample::Statistic;

/// Quantiles as a statistic: their values under any weights. They do not change smoothly with a weight, so that only replicates
/// give them a variance.
#[derive(Debug, Clone)]
pub struct ReplicatedQuantiles {
    /// The values of the domain's rows, in order.
    pub order: Order,
    /// How a quantile is read off the distribution.
    pub rule: QuantileRule,
    /// The probabilities.
    pub probabilities: Vec<f64>,
}

impl Statistic for ReplicatedQuantiles {
    fn width(&self) -> usize {
        self.probabilities.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let distribution = Distribution::new(&self.order, weights);
        Ok(self.probabilities.iter().map(|p| self.rule.quantile(&distribution, *p)).collect())
    }

    fn influence(&self, _weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        Err(QuantileError::NotReplicated.into())
    }
}
