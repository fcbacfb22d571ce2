//! Distribution functions and quantiles, accurate in both tails and for any positive degrees of freedom.
//!
//! A [`Distribution`] tells both tails at a point and the point of either tail, so that an upper tail of 1e-300 is as exact as a
//! lower one. [`ChiSquaredSum`] does so for weighted sums of chi-squared variables, and the multipliers make intervals that hold at
//! once. What is no probability, and a distribution whose shape is not positive, give NaN.

mod beta;
mod chi_squared;
mod fisher;
mod normal;
mod point;
mod quadrature;
mod simultaneous;
mod stirling;
mod student;
mod tail;
mod weighted;

pub use beta::{Beta, beta_quantile, beta_tails};
pub use chi_squared::ChiSquared;
pub use fisher::FisherF;
pub use normal::{Normal, normal_upper_quantile, normal_upper_tail};
pub use simultaneous::{bonferroni_multiplier, greatest_t_multiplier, scheffe_multiplier, sidak_multiplier};
pub use student::{Student, student_upper_quantile, student_upper_tail};
pub use tail::{Tail, Tails};
pub use weighted::{ChiSquaredSum, SumMethod};

/// A continuous distribution.
pub trait Distribution {
    /// The probabilities below and above `x`.
    fn tails(&self, x: f64) -> Tails;

    /// The logarithms of the probabilities below and above `x`, which go on where the probabilities themselves are too small.
    fn log_tails(&self, x: f64) -> Tails;

    /// The point with that tail.
    fn quantile(&self, tail: Tail) -> f64;

    /// The probability below `x`.
    fn lower_tail(&self, x: f64) -> f64 {
        self.tails(x).lower
    }

    /// The probability above `x`.
    fn upper_tail(&self, x: f64) -> f64 {
        self.tails(x).upper
    }
}
