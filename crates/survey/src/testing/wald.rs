//! Wald tests.

use super::{Test, TestError};
use crate::Matrix;
use crate::algebra::Lu;

/// The quadratic form *x*ᵀ*V*⁻¹*x*.
pub(super) fn quadratic_form(values: &[f64], covariance: &Matrix) -> Result<f64, TestError> {
    let factor = Lu::new(&covariance.into()).ok_or(TestError::NoVariance)?;
    let solved = factor.solve(values).ok_or(TestError::Singular)?;
    Ok(values.iter().zip(&solved).map(|(left, right)| left * right).sum())
}

/// Wald's statistic as *F*, with the design's degrees of freedom below.
pub(super) fn plain(values: &[f64], covariance: &Matrix, df: f64) -> Result<Test, TestError> {
    let count = values.len() as f64;
    if !(df > 0.0) {
        return Err(TestError::NoDegreesOfFreedom { clusters: df, needed: 1.0 });
    }
    Ok(Test::fisher(quadratic_form(values, covariance)? / count, count, df))
}

/// Wald's statistic as *F*, for what estimating the covariance takes of the degrees of freedom (Thomas and Rao, 1987, JASA 82,
/// 630–636).
pub(super) fn adjusted(values: &[f64], covariance: &Matrix, df: f64) -> Result<Test, TestError> {
    let count = values.len() as f64;
    let below = df - count + 1.0;
    if !(below > 0.0) {
        return Err(TestError::NoDegreesOfFreedom { clusters: df, needed: count });
    }
    let form = quadratic_form(values, covariance)?;
    let statistic = if df == f64::INFINITY { form / count } else { form * below / (df * count) };
    Ok(Test::fisher(statistic, count, below))
}
