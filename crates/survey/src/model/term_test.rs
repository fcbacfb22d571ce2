//! Tests of terms: whether some coefficients are all zero.

use super::{Glm, GlmFit, ModelError};
use crate::Matrix;
use crate::algebra::{Cholesky, generalized_eigenvalues};
use crate::distribution::{ChiSquared, ChiSquaredSum, Distribution, FisherF, SumMethod};

/// How terms are tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermTestMethod {
    /// The quadratic form of the coefficients with the inverse of their design-based covariance, as *F*.
    Wald,
    /// The difference of the deviances with and without the terms (Rao and Scott, 1984; Lumley and Scott, 2014, Scandinavian Journal of
    /// Statistics 41, 1–14).
    LikelihoodRatio,
    /// The quadratic form of the coefficients with the inverse of the covariance they would have in a simple random sample.
    WorkingWald,
}

/// The outcome of a test of terms.
#[derive(Debug, Clone, PartialEq)]
pub struct TermTest {
    /// How it was made.
    pub method: TermTestMethod,
    /// *F* of the Wald test with finite `denominator`, else a quadratic form or a difference of deviances.
    pub statistic: f64,
    /// The number of coefficients tested.
    pub numerator: f64,
    /// Degrees of freedom of the denominator; infinite where the variance is taken as known.
    pub denominator: f64,
    /// For the two working tests, the weights of the chi-squared variables that the statistic is a sum of.
    pub scale_factors: Vec<f64>,
    /// The probability of such a statistic, were the coefficients zero.
    pub p: f64,
}

/// The Wald test that some of the estimates are zero; `None` where none is tested, or their covariance is singular.
pub fn wald_test(
    values: &[f64],
    covariance: &Matrix,
    tested: &[usize],
    denominator: f64,
) -> Option<TermTest> {
    let chosen: Vec<f64> = tested.iter().map(|&place| values.get(place).copied()).collect::<Option<_>>()?;
    let form = quadratic_form(&chosen, &covariance.submatrix(tested)?)?;
    let numerator = tested.len() as f64;
    let (statistic, p) = if denominator == f64::INFINITY {
        (form, ChiSquared { df: numerator }.upper_tail(form))
    } else {
        (form / numerator, FisherF { numerator, denominator }.upper_tail(form / numerator))
    };
    Some(TermTest {
        method: TermTestMethod::Wald,
        statistic,
        numerator,
        denominator,
        scale_factors: Vec::new(),
        p,
    })
}

fn quadratic_form(values: &[f64], matrix: &Matrix) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    // To a correlation matrix first, so that a difference of units is no singularity.
    let scale: Vec<f64> = matrix.diagonal().iter().map(|value| value.sqrt()).collect();
    let mut scaled = Matrix::zeros(values.len());
    for row in 0..values.len() {
        for column in 0..=row {
            scaled.set(row, column, matrix.at(row, column) / (scale[row] * scale[column]));
        }
    }
    let values: Vec<f64> = values.iter().zip(&scale).map(|(value, scale)| value / scale).collect();
    Cholesky::new(&scaled)?.inverse_quadratic_form(&values).filter(|form| form.is_finite())
}

impl GlmFit<'_> {
    /// A working test that the coefficients `tested`, positions among the kept columns, are zero. `covariance` is that of the
    /// coefficients under the design.
    ///
    /// `None`: nothing is tested, or the covariance is singular.
    ///
    /// # Errors
    /// When the model without the coefficients cannot be fitted.
    pub fn working_test(
        &self,
        weights: &[f64],
        covariance: &Matrix,
        tested: &[usize],
        method: TermTestMethod,
        denominator: f64,
    ) -> Result<Option<TermTest>, ModelError> {
        if method == TermTestMethod::Wald {
            return Ok(wald_test(self.coefficients(), covariance, tested, denominator));
        }
        let Some(naive) = self.naive_covariance().submatrix(tested).filter(|_| !tested.is_empty()) else {
            return Ok(None);
        };
        let statistic = match method {
            TermTestMethod::LikelihoodRatio => {
                let rest = (0..self.kept().len()).filter(|place| !tested.contains(place));
                let rest: Vec<usize> = rest.map(|place| self.kept()[place]).collect();
                Some(self.model().deviance_of(weights, self.mean_weight(), rest)? - self.deviance())
            }
            _ => {
                let chosen: Vec<f64> = tested.iter().map(|&place| self.coefficients()[place]).collect();
                quadratic_form(&chosen, &naive)
            }
        };
        let factors =
            covariance.submatrix(tested).and_then(|chosen| generalized_eigenvalues(&naive, &chosen));
        let (Some(statistic), Some(scale_factors)) = (statistic, factors) else { return Ok(None) };
        let p = ChiSquaredSum::of_weights(&scale_factors)
            .map_or(f64::NAN, |sum| sum.ratio_tails(statistic, denominator, SumMethod::Saddlepoint).upper);
        let numerator = tested.len() as f64;
        Ok(Some(TermTest { method, statistic, numerator, denominator, scale_factors, p }))
    }
}

impl Glm {
    /// The deviance of the model that has these columns only.
    fn deviance_of(&self, weights: &[f64], mean_weight: f64, columns: Vec<usize>) -> Result<f64, ModelError> {
        if columns.is_empty() {
            let zero = vec![0.0; weights.len()];
            let predictors = self.offset().unwrap_or(&zero);
            let terms = self.outcome().iter().zip(predictors).zip(weights);
            return Ok(terms
                .map(|((y, predictor), w)| {
                    w / mean_weight * self.family().deviance(*y, self.link().mean(*predictor))
                })
                .sum());
        }
        self.deviance_with(weights, mean_weight, columns)
    }
}
