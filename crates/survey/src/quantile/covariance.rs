//! The population's variances and covariances.

use crate::SurveyError;
use crate::sample::Statistic;
use crate::sum::Sum;

/// The covariance matrix of variables in the population, every pair of them row by row:
/// *n*/(*n* − 1) · Σ*w*(*x* − x̄)(*y* − ȳ) / Σ*w*, with *n* the number of rows of the domain, the same in every replicate.
///
/// The means' own part in the linearized variable is zero, for Σ*w*(*x* − x̄) is; what is left is that of a mean of products
/// (Särndal, Swensson and Wretman, 1992, section 5.9).
#[derive(Debug, Clone, PartialEq)]
pub struct Covariances {
    /// Variables, each a value for each row of the domain.
    pub columns: Vec<Vec<f64>>,
}

impl Covariances {
    /// The pairs of variables, in the order of the values.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let count = self.columns.len();
        (0..count).flat_map(move |row| (0..count).map(move |column| (row, column)))
    }

    fn moments(&self, weights: &[f64]) -> Moments {
        let total = weights.iter().copied().collect::<Sum>().value();
        let mean = |column: &Vec<f64>| {
            column.iter().zip(weights).map(|(value, weight)| value * weight).collect::<Sum>().value() / total
        };
        let rows = weights.len() as f64;
        Moments { total, means: self.columns.iter().map(mean).collect(), inflation: rows / (rows - 1.0) }
    }
}

struct Moments {
    total: f64,
    means: Vec<f64>,
    inflation: f64,
}

impl Statistic for Covariances {
    fn width(&self) -> usize {
        self.columns.len() * self.columns.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let Moments { total, means, inflation } = self.moments(weights);
        let products = |(row, column): (usize, usize)| {
            let values = self.columns[row].iter().zip(&self.columns[column]).zip(weights);
            let sum: Sum =
                values.map(|((x, y), weight)| weight * (x - means[row]) * (y - means[column])).collect();
            inflation * sum.value() / total
        };
        Ok(self.pairs().map(products).collect())
    }

    fn influence(&self, weights: &[f64], values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let Moments { total, means, inflation } = self.moments(weights);
        let column = |((row, column), value): ((usize, usize), &f64)| {
            let pairs = self.columns[row].iter().zip(&self.columns[column]);
            pairs.map(|(x, y)| (inflation * (x - means[row]) * (y - means[column]) - value) / total).collect()
        };
        Ok(self.pairs().zip(values).map(column).collect())
    }
}
