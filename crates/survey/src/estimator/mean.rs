//! The mean, and with it the proportion.

use super::{Estimator, element_variance};

/// The mean of one variable of a measure: Σ*wy* / Σ*w* (Särndal, Swensson and Wretman, 1992, eq. 5.7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mean {
    /// The variable, from 0.
    pub variable: usize,
}

impl Estimator for Mean {
    fn value(&self, totals: &[f64]) -> Option<f64> {
        (totals[0] > 0.0).then(|| totals[1 + self.variable] / totals[0])
    }

    fn gradient(&self, totals: &[f64], gradient: &mut [f64]) {
        gradient.fill(0.0);
        gradient[0] = -totals[1 + self.variable] / (totals[0] * totals[0]);
        gradient[1 + self.variable] = 1.0 / totals[0];
    }

    fn simple_random_variance(&self, totals: &[f64], squares: &[f64], rows: u64) -> Option<f64> {
        let variance = element_variance(totals[0], totals[1 + self.variable], squares[self.variable], rows)?;
        Some(variance / rows as f64)
    }
}
