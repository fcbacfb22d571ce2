//! The interval that lies evenly about the estimate.

use super::{Interval, NoInterval, check_variance, multiplier};

/// The estimate ± *t* standard errors; `df` may be infinite.
///
/// # Errors
/// Without degrees of freedom, or without a positive variance.
pub fn symmetric_interval(estimate: f64, variance: f64, df: f64, level: f64) -> Result<Interval, NoInterval> {
    check_variance(estimate, variance)?;
    let half = multiplier(df, level)? * variance.sqrt();
    Ok(Interval { lower: estimate - half, upper: estimate + half })
}
