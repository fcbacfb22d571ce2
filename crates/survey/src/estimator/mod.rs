//! Estimators: smooth functions of a domain's totals.
//!
//! An estimator gives its value and its partial derivatives with respect to the totals. From these comes its linearized variable
//! (Woodruff, 1971; Demnati and Rao, 2004): unit by unit, the derivatives times the unit's totals. How a variance is made of it
//! is no concern of an estimator.

mod linearize;
mod mean;
mod ratio;
mod total;

pub use linearize::{Linearized, Scores, linearize};
pub use mean::Mean;
pub use ratio::Ratio;
pub use total::Total;

/// A function of the totals *w*, *w·y₁*, *w·y₂*… of a domain.
pub trait Estimator {
    /// Its value; absent where it is not defined, as a mean over nobody.
    fn value(&self, totals: &[f64]) -> Option<f64>;

    /// Writes its partial derivatives with respect to each total into `gradient`, of the same length.
    fn gradient(&self, totals: &[f64], gradient: &mut [f64]);

    /// The variance that a simple random sample with replacement of the same size would have had: from the same totals,
    /// the sums of squares *w·y²* and the number of rows. Absent where the estimator has none.
    fn simple_random_variance(&self, totals: &[f64], squares: &[f64], rows: u64) -> Option<f64>;
}

/// The unbiased variance of a variable among the elements, from *w*, *w·y* and *w·y²*: the weighted mean of squares about the mean,
/// times n / (n − 1).
pub(crate) fn element_variance(weight: f64, total: f64, square: f64, rows: u64) -> Option<f64> {
    if rows < 2 {
        return None;
    }
    let mean = total / weight;
    let mean_square = square / weight;
    let spread = mean_square - mean * mean;
    // What is left of a constant is rounding.
    let spread = if spread <= 1e-13 * mean_square { 0.0 } else { spread };
    let n = rows as f64;
    Some(spread * n / (n - 1.0))
}
