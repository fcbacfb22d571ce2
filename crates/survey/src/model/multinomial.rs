//! Multinomial logistic regression.

use super::block::{Block, blocks, dot, reduce};
use super::likelihood::{AtMaximum, Evaluation, Likelihood, Maximum, maximize};
use super::ordinal::independent;
use super::{ModelError, ModelMatrix, ModelWarning};
use crate::{Matrix, Statistic, SurveyError, parallel};
use std::ops::Range;

/// A model of unordered categories: the logarithm of the odds of each against the first is linear in the predictors (Theil, 1969,
/// International Economic Review 10, 251–259).
#[derive(Debug, Clone)]
pub struct Multinomial {
    matrix: ModelMatrix,
    columns: Vec<usize>,
    outcome: Vec<u32>,
    categories: usize,
    warnings: Vec<ModelWarning>,
}

/// A fitted multinomial model; as a [`Statistic`], the coefficients of the second category, then those of the third, and so on.
#[derive(Debug, Clone)]
pub struct MultinomialFit<'a> {
    model: &'a Multinomial,
    maximum: Maximum,
}

impl Multinomial {
    /// A model of `outcome`, the position of each row's category among `categories`; the first is the one that the others are
    /// compared with.
    ///
    /// # Errors
    /// When the outcome has another number of rows than the matrix, less than two categories with a case, or there would be too many
    /// coefficients.
    pub fn new(matrix: ModelMatrix, outcome: Vec<u32>, categories: usize) -> Result<Self, ModelError> {
        if outcome.len() != matrix.rows() {
            let expected = matrix.rows();
            return Err(ModelError::Length { what: "outcome", expected, found: outcome.len() });
        }
        let mut cases = vec![0_usize; categories];
        for (row, &code) in outcome.iter().enumerate() {
            *cases.get_mut(code as usize).ok_or(ModelError::NotFinite { what: "outcome", row })? += 1;
        }
        let present = cases.iter().filter(|cases| **cases > 0).count();
        if present < categories.max(2) {
            return Err(ModelError::TooFewCategories(present, categories.max(2)));
        }
        let (mut columns, warnings) = independent(&matrix)?;
        if matrix.columns().first().is_some_and(|column| column.term.is_none()) {
            columns.insert(0, 0);
        }
        let found = columns.len() * (categories - 1);
        if found > ModelMatrix::MOST_COLUMNS {
            return Err(ModelError::TooManyCoefficients { found, limit: ModelMatrix::MOST_COLUMNS });
        }
        Ok(Self { matrix, columns, outcome, categories, warnings })
    }

    /// The model matrix.
    pub fn matrix(&self) -> &ModelMatrix {
        &self.matrix
    }

    /// The columns of the matrix with a coefficient, for each category but the first.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Fits the model.
    ///
    /// # Errors
    /// When a category has no case of positive weight, or the fit does not converge.
    pub fn fit(&self, weights: &[f64]) -> Result<MultinomialFit<'_>, ModelError> {
        if weights.len() != self.outcome.len() {
            let expected = self.outcome.len();
            return Err(ModelError::Length { what: "weights", expected, found: weights.len() });
        }
        let mut shares = vec![0.0; self.categories];
        for (code, weight) in self.outcome.iter().zip(weights) {
            shares[*code as usize] += weight;
        }
        let present = shares.iter().filter(|share| **share > 0.0).count();
        if present < self.categories {
            return Err(ModelError::TooFewCategories(present, self.categories));
        }
        let start = vec![0.0; self.columns.len() * (self.categories - 1)];
        Ok(MultinomialFit { model: self, maximum: maximize(self, weights, start)? })
    }

    /// Calls `visit` with each block, its rows, and for each category the probabilities in those rows.
    fn visit(
        &self,
        rows: Range<usize>,
        parameters: &[f64],
        mut visit: impl FnMut(&mut Block, Range<usize>, &[Vec<f64>]),
    ) {
        let width = self.columns.len();
        let mut block = Block::new(width);
        for rows in blocks(rows) {
            block.take(&self.matrix, &self.columns, &rows, None);
            let mut shares = vec![vec![0.0; rows.len()]; self.categories];
            for (shares, coefficients) in shares[1..].iter_mut().zip(parameters.chunks_exact(width)) {
                block.add_predictor(coefficients, shares);
            }
            for row in 0..rows.len() {
                let most = shares.iter().fold(f64::NEG_INFINITY, |most, share| most.max(share[row]));
                let mut total = 0.0;
                for share in &mut shares {
                    share[row] = libm::exp(share[row] - most);
                    total += share[row];
                }
                shares.iter_mut().for_each(|share| share[row] /= total);
            }
            visit(&mut block, rows, &shares);
        }
    }
}

impl Likelihood for Multinomial {
    fn evaluate(&self, weights: &[f64], parameters: &[f64]) -> Evaluation {
        let width = self.columns.len();
        let order = width * (self.categories - 1);
        let empty = || (0.0, vec![0.0; order], vec![0.0; order * order]);
        let work = |rows: Range<usize>| {
            let (mut log, mut gradient, mut curve) = empty();
            self.visit(rows, parameters, |block, rows, shares| {
                let codes = self.outcome.get(rows.clone()).unwrap_or_default();
                let weights = weights.get(rows).unwrap_or_default();
                for (row, (code, weight)) in codes.iter().zip(weights).enumerate() {
                    if *weight > 0.0 {
                        log += weight * libm::log(shares[*code as usize][row]);
                    }
                }
                for first in 1..self.categories {
                    let residual: Vec<f64> = (0..codes.len())
                        .map(|row| {
                            let own = f64::from(u8::from(codes[row] as usize == first));
                            weights[row] * (own - shares[first][row])
                        })
                        .collect();
                    let start = (first - 1) * width;
                    block.add_products(&residual, &mut gradient[start..start + width]);
                    for second in 1..=first {
                        let own = f64::from(u8::from(first == second));
                        let products: Vec<f64> = (0..codes.len())
                            .map(|row| weights[row] * shares[first][row] * (own - shares[second][row]))
                            .collect();
                        for (place, left) in block.columns().enumerate() {
                            let left: Vec<f64> = left.iter().zip(&products).map(|(x, w)| x * w).collect();
                            let line = (start + place) * order + (second - 1) * width;
                            for (other, right) in block.columns().enumerate() {
                                curve[line + other] += dot(&left, right);
                            }
                        }
                    }
                }
            });
            (log, gradient, curve)
        };
        let (mut log_likelihood, mut gradient, mut curve) = empty();
        reduce(self.outcome.len(), order * order, work, |part| {
            log_likelihood += part.0;
            gradient.iter_mut().zip(part.1).for_each(|(sum, value)| *sum += value);
            curve.iter_mut().zip(part.2).for_each(|(sum, value)| *sum += value);
        });
        let mut information = Matrix::zeros(order);
        for row in 0..order {
            for column in 0..=row {
                information.set(row, column, curve[row * order + column]);
            }
        }
        Evaluation { log_likelihood, gradient, information }
    }

    fn scores(&self, weights: &[f64], parameters: &[f64]) -> Vec<Vec<f64>> {
        let width = self.columns.len();
        let order = width * (self.categories - 1);
        let parts = parallel::chunks(weights.len(), |rows| {
            let mut columns: Vec<Vec<f64>> = vec![Vec::with_capacity(rows.len()); order];
            self.visit(rows, parameters, |block, rows, shares| {
                let codes = self.outcome.get(rows).unwrap_or_default();
                for (targets, category) in columns.chunks_exact_mut(width).zip(1..) {
                    for (target, column) in targets.iter_mut().zip(block.columns()) {
                        let score = |((code, share), x): ((&u32, &f64), &f64)| {
                            (f64::from(u8::from(*code == category)) - share) * x
                        };
                        target.extend(codes.iter().zip(&shares[category as usize]).zip(column).map(score));
                    }
                }
            });
            columns
        });
        let mut all: Vec<Vec<f64>> = vec![Vec::with_capacity(weights.len()); order];
        for part in parts {
            all.iter_mut().zip(part).for_each(|(all, column)| all.extend(column));
        }
        all
    }

    fn scales(&self) -> Vec<f64> {
        let scales = self.matrix.greatest(&self.columns);
        scales.repeat(self.categories - 1)
    }
}

impl MultinomialFit<'_> {
    /// The coefficients of the second category, then those of the third, and so on.
    pub fn coefficients(&self) -> &[f64] {
        &self.maximum.parameters
    }

    /// For each of them, whether it has no finite estimate.
    pub fn infinite(&self) -> &[bool] {
        &self.maximum.infinite
    }

    /// The log-likelihood.
    pub fn log_likelihood(&self) -> f64 {
        self.maximum.log_likelihood
    }

    /// What is to be known of the fit.
    pub fn warnings(&self) -> &[ModelWarning] {
        &self.model.warnings
    }
}

impl Statistic for MultinomialFit<'_> {
    fn width(&self) -> usize {
        self.maximum.parameters.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        AtMaximum { likelihood: self.model, maximum: &self.maximum }.values(weights)
    }

    fn influence(&self, weights: &[f64], values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        AtMaximum { likelihood: self.model, maximum: &self.maximum }.influence(weights, values)
    }
}
