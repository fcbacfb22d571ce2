//! Smooth functions of totals, as statistics of rows.

use super::Statistic;
use crate::SurveyError;
use crate::estimator::Estimator;
use crate::sum::Sum;

/// An [`Estimator`] over columns: what a function of totals gives where the rows are held.
#[derive(Debug, Clone)]
pub struct OfTotals<E> {
    /// The function of the totals *w*, *w·y₁*, *w·y₂*….
    pub estimator: E,
    /// *y₁*, *y₂*…: a value for each row of the domain.
    pub columns: Vec<Vec<f64>>,
}

impl<E: Estimator> OfTotals<E> {
    /// The totals *w*, *w·y₁*….
    pub fn totals(&self, weights: &[f64]) -> Vec<f64> {
        let mut totals = vec![weights.iter().copied().collect::<Sum>().value()];
        for column in &self.columns {
            totals.push(
                weights.iter().zip(column).map(|(weight, value)| weight * value).collect::<Sum>().value(),
            );
        }
        totals
    }

    /// The variance under simple random sampling with replacement, where the estimator has one.
    pub fn simple_random_variance(&self, weights: &[f64]) -> Option<f64> {
        let rows = weights.iter().filter(|weight| **weight > 0.0).count() as u64;
        let squares: Vec<f64> = self
            .columns
            .iter()
            .map(|column| weights.iter().zip(column).map(|(w, y)| w * (y * y)).collect::<Sum>().value())
            .collect();
        self.estimator.simple_random_variance(&self.totals(weights), &squares, rows)
    }
}

impl<E: Estimator + Sync> Statistic for OfTotals<E> {
    fn width(&self) -> usize {
        1
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        Ok(vec![self.estimator.value(&self.totals(weights)).unwrap_or(f64::NAN)])
    }

    fn influence(&self, weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let totals = self.totals(weights);
        let mut gradient = vec![0.0; totals.len()];
        self.estimator.gradient(&totals, &mut gradient);
        let mut influence = vec![gradient[0]; weights.len()];
        for (column, slope) in self.columns.iter().zip(&gradient[1..]) {
            if *slope != 0.0 {
                influence.iter_mut().zip(column).for_each(|(z, y)| *z += slope * y);
            }
        }
        Ok(vec![influence])
    }
}
