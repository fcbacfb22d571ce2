//! The total.

use super::{Estimator, element_variance};

/// The total of one variable of a measure: Σ*wy* (Horvitz and Thompson, 1952).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The variable, from 0.
    pub variable: usize,
}

impl Estimator for Total {
    fn value(&self, totals: &[f64]) -> Option<f64> {
        Some(totals[1 + self.variable])
    }

    fn gradient(&self, _totals: &[f64], gradient: &mut [f64]) {
        gradient.fill(0.0);
        gradient[1 + self.variable] = 1.0;
    }

    fn simple_random_variance(&self, totals: &[f64], squares: &[f64], rows: u64) -> Option<f64> {
        let variance = element_variance(totals[0], totals[1 + self.variable], squares[self.variable], rows)?;
        Some(totals[0] * totals[0] * variance / rows as f64)
    }
}
