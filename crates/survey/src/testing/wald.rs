//! Wald tests.

use super::{Test, TestError};
use crate::Matrix;
use crate::algebra::Cholesky;

/// What is left of a variance, given the others, below which it is rounding.
const NEGLIGIBLE: f64 = 1e-12;

/// The quadratic form *x*ᵀ*V*⁻¹*x*, over correlations: refused where one value is a combination of the others, to rounding.
pub(super) fn quadratic_form(values: &[f64], covariance: &Matrix) -> Result<f64, TestError> {
    let order = covariance.order();
    let scales: Vec<f64> = (0..order).map(|place| covariance.at(place, place).sqrt()).collect();
    if !scales.iter().all(|scale| scale.is_finite()) {
        return Err(TestError::NoVariance);
    }
    let rows: Vec<Vec<f64>> = (0..order)
        .map(|row| {
            (0..order).map(|column| covariance.at(row, column) / (scales[row] * scales[column])).collect()
        })
        .collect();
    let factor =
        Matrix::from_rows(&rows).and_then(|matrix| Cholesky::new(&matrix)).ok_or(TestError::Singular)?;
    let independent =
        |place: usize| factor.lower().at(place, place) * factor.lower().at(place, place) > NEGLIGIBLE;
    if !(0..order).all(independent) {
        return Err(TestError::Singular);
    }
    let scaled: Vec<f64> = values.iter().zip(&scales).map(|(value, scale)| value / scale).collect();
    factor.inverse_quadratic_form(&scaled).filter(|form| form.is_finite()).ok_or(TestError::Singular)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_singular_but_for_rounding_is_refused() {
        let nearly = Matrix::from_rows(&[[1.0, 1.0 - 1e-15], [1.0 - 1e-15, 1.0]]).unwrap();
        assert_eq!(plain(&[1.0, 2.0], &nearly, 5.0), Err(TestError::Singular));
        let scaled = Matrix::from_rows(&[[1e-20, 0.0], [0.0, 1e20]]).unwrap();
        assert!((quadratic_form(&[1e-10, 1e10], &scaled).unwrap() - 2.0).abs() < 1e-12);
    }
}
