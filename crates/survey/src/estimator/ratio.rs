//! The ratio of two totals.

use super::Estimator;

/// The ratio Σ*wy* / Σ*wx* of two variables of a measure (Särndal, Swensson and Wretman, 1992, eq. 5.6.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// *y*, from 0.
    pub numerator: usize,
    /// *x*, from 0.
    pub denominator: usize,
    /// The variable that holds *y·x*, where it is summed too: with it the simple random variance can be told.
    pub product: Option<usize>,
}

impl Estimator for Ratio {
    fn value(&self, totals: &[f64]) -> Option<f64> {
        let denominator = totals[1 + self.denominator];
        (denominator != 0.0).then(|| totals[1 + self.numerator] / denominator)
    }

    fn gradient(&self, totals: &[f64], gradient: &mut [f64]) {
        let denominator = totals[1 + self.denominator];
        gradient.fill(0.0);
        gradient[1 + self.numerator] += 1.0 / denominator;
        gradient[1 + self.denominator] -= totals[1 + self.numerator] / (denominator * denominator);
    }

    /// That of the total of the residuals (*y* − *R x*) / Σ*wx*, whose own total is zero.
    fn simple_random_variance(&self, totals: &[f64], squares: &[f64], rows: u64) -> Option<f64> {
        let (ratio, denominator) = (self.value(totals)?, totals[1 + self.denominator]);
        if rows < 2 {
            return None;
        }
        let square = squares[self.numerator] - 2.0 * ratio * totals[1 + self.product?]
            + ratio * ratio * squares[self.denominator];
        Some(totals[0] * square.max(0.0) / (denominator * denominator) / (rows as f64 - 1.0))
    }
}
