//! The distribution function.

use crate::SurveyError;
use crate::sample::Statistic;
use crate::sum::Sum;
use std::borrow::Cow;

/// The share of the weight at or below each of some values: *F*(*x*) = Σ*w*·1(*y* ≤ *x*) / Σ*w*.
///
/// Each share is a mean of an indicator; its linearized variable is (1(*yᵢ* ≤ *x*) − *F*(*x*)) / Σ*w* (Francisco and Fuller, 1991,
/// Annals of Statistics 19, 454–469).
#[derive(Debug, Clone)]
pub struct Shares<'a> {
    /// A value for each row of the domain.
    pub values: Cow<'a, [f64]>,
    /// Where the distribution function is sought.
    pub at: Vec<f64>,
}

impl Statistic for Shares<'_> {
    fn width(&self) -> usize {
        self.at.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let total = weights.iter().copied().collect::<Sum>().value();
        let share = |at: &f64| {
            let below = self.values.iter().zip(weights).filter(|(value, _)| *value <= at);
            below.map(|(_, weight)| *weight).collect::<Sum>().value() / total
        };
        Ok(self.at.iter().map(share).collect())
    }

    fn influence(&self, weights: &[f64], values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let total = weights.iter().copied().collect::<Sum>().value();
        let column = |(at, share): (&f64, &f64)| {
            let (inside, outside) = ((1.0 - share) / total, -share / total);
            self.values.iter().map(|value| if value <= at { inside } else { outside }).collect()
        };
        Ok(self.at.iter().zip(values).map(column).collect())
    }
}
