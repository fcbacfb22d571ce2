//! Confidence intervals. One that cannot be computed is absent with a reason, and none has width zero.

mod likelihood;
mod proportion;
mod symmetric;

pub use proportion::{ProportionInterval, ProportionMethod};
pub use symmetric::symmetric_interval;

/// A confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower limit.
    pub lower: f64,
    /// Upper limit.
    pub upper: f64,
}

/// Why there is no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoInterval {
    /// There are no degrees of freedom.
    #[error("there are no degrees of freedom: as many strata as clusters with a case")]
    NoDegreesOfFreedom,
    /// The variance is zero or unknown.
    #[error("the variance is zero or cannot be estimated")]
    NoVariance,
    /// The proportion is 0 or 1, where the method has no interval.
    #[error("the proportion is 0 or 1, where this method has no interval; the Korn–Graubard interval has")]
    Extreme,
    /// The proportion is 0 or 1 in a replicate, which has no log odds then.
    #[error(
        "in a replicate the proportion is 0 or 1, which has no log odds; the intervals `xlogit` and `beta` need none"
    )]
    ExtremeReplicate,
    /// The likelihood does not fall far enough on one side.
    #[error(
        "the likelihood does not fall far enough on one side of the proportion; the Korn–Graubard interval has both limits"
    )]
    Unbounded,
    /// The estimate is no proportion.
    #[error("the estimate is not between 0 and 1")]
    NotAProportion,
}

/// Refuses a variance that is none, or no more than the rounding of the estimate.
fn check_variance(estimate: f64, variance: f64) -> Result<(), NoInterval> {
    let rounding = 16.0 * f64::EPSILON * estimate.abs();
    if variance.is_finite() && variance > rounding * rounding { Ok(()) } else { Err(NoInterval::NoVariance) }
}

/// The two-sided multiplier of the t distribution.
fn multiplier(df: f64, level: f64) -> Result<f64, NoInterval> {
    let quantile = crate::distribution::student_upper_quantile((1.0 - level) / 2.0, df);
    if quantile.is_finite() { Ok(quantile) } else { Err(NoInterval::NoDegreesOfFreedom) }
}
