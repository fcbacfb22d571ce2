//! Ordinal regression: cumulative link models.

use super::block::{Block, blocks, reduce, symmetric, triangle_size};
use super::likelihood::{AtMaximum, Evaluation, Likelihood, Maximum, maximize};
use super::{Family, Glm, Link, ModelError, ModelMatrix, ModelWarning};
use crate::distribution::{normal_upper_quantile, normal_upper_tail};
use crate::{Matrix, Statistic, SurveyError, parallel};
use std::f64::consts::TAU;
use std::ops::Range;

/// The distribution behind the categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrdinalLink {
    /// Logistic: proportional odds.
    Logistic,
    /// Normal.
    Probit,
}

impl OrdinalLink {
    /// Its name in a request.
    pub fn name(self) -> &'static str {
        match self {
            Self::Logistic => "logistic",
            Self::Probit => "probit",
        }
    }

    /// The probability below, the density, and its slope.
    fn at(self, x: f64) -> (f64, f64, f64) {
        match self {
            Self::Logistic => {
                let tail = libm::exp(-x.abs());
                let whole = 1.0 + tail;
                let below = if x < 0.0 { tail / whole } else { 1.0 / whole };
                let density = tail / (whole * whole);
                (below, density, density * (1.0 - 2.0 * below))
            }
            Self::Probit => {
                let density = libm::exp(-0.5 * x * x) / TAU.sqrt();
                (normal_upper_tail(-x), density, -x * density)
            }
        }
    }

    fn quantile(self, below: f64) -> f64 {
        match self {
            Self::Logistic => libm::log(below / (1.0 - below)),
            Self::Probit => -normal_upper_quantile(below),
        }
    }
}

/// A cumulative link model (McCullagh, 1980, Journal of the Royal Statistical Society B 42, 109–142):
/// P(*Y* ≤ *j*) = *F*(*ζⱼ* − *xβ*), with cut-points *ζ₁* < *ζ₂* < ….
#[derive(Debug, Clone)]
pub struct Ordinal {
    matrix: ModelMatrix,
    /// The columns with a coefficient; the cut-points stand for the intercept.
    columns: Vec<usize>,
    outcome: Vec<u32>,
    categories: usize,
    link: OrdinalLink,
    warnings: Vec<ModelWarning>,
}

/// A fitted ordinal model; as a [`Statistic`], its coefficients and then its cut-points.
#[derive(Debug, Clone)]
pub struct OrdinalFit<'a> {
    model: &'a Ordinal,
    maximum: Maximum,
}

/// The contribution of a row: the logarithm of its probability, with derivatives by the upper and the lower limit.
#[derive(Debug, Clone, Copy, Default)]
struct Contribution {
    log: f64,
    upper: f64,
    lower: f64,
    upper_upper: f64,
    upper_lower: f64,
    lower_lower: f64,
}

impl Ordinal {
    /// A model of `outcome`, the position of each row's category among `categories` ordered ones. The intercept of the matrix, if it
    /// has one, is left to the cut-points.
    ///
    /// # Errors
    /// When the outcome has another number of rows than the matrix, or less than two categories with a case.
    pub fn new(
        matrix: ModelMatrix,
        outcome: Vec<u32>,
        categories: usize,
        link: OrdinalLink,
    ) -> Result<Self, ModelError> {
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
        let (columns, warnings) = independent(&matrix)?;
        Ok(Self { matrix, columns, outcome, categories, link, warnings })
    }

    /// The model matrix.
    pub fn matrix(&self) -> &ModelMatrix {
        &self.matrix
    }

    /// The columns of the matrix with a coefficient.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Fits the model.
    ///
    /// # Errors
    /// When a category has no case of positive weight, or the fit does not converge.
    pub fn fit(&self, weights: &[f64]) -> Result<OrdinalFit<'_>, ModelError> {
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
        let total: f64 = shares.iter().sum();
        let mut start = vec![0.0; self.columns.len()];
        let mut below = 0.0;
        for share in &shares[..self.categories - 1] {
            below += share;
            start.push(self.link.quantile(below / total));
        }
        Ok(OrdinalFit { model: self, maximum: maximize(self, weights, start)? })
    }

    fn limits<'a>(&self, parameters: &'a [f64], code: u32) -> (Option<&'a f64>, Option<&'a f64>) {
        let cuts = parameters.get(self.columns.len()..).unwrap_or_default();
        let code = code as usize;
        (cuts.get(code), code.checked_sub(1).and_then(|below| cuts.get(below)))
    }

    fn contribution(&self, predictor: f64, upper: Option<&f64>, lower: Option<&f64>) -> Contribution {
        let at = |limit: Option<&f64>, outside: f64| match limit {
            Some(limit) => {
                let x = limit - predictor;
                let (below, density, slope) = self.link.at(x);
                (x, below, density, slope)
            }
            None => (outside, if outside < 0.0 { 0.0 } else { 1.0 }, 0.0, 0.0),
        };
        let (a, below_a, density_a, slope_a) = at(upper, f64::INFINITY);
        let (b, below_b, density_b, slope_b) = at(lower, f64::NEG_INFINITY);
        // From whichever end cancels less.
        let probability = if b > 0.0 {
            let above = |limit: Option<&f64>, x: f64| limit.map_or(0.0, |_| self.link.at(-x).0);
            above(lower, b) - above(upper, a)
        } else {
            below_a - below_b
        };
        let (u, l) = (density_a / probability, -density_b / probability);
        Contribution {
            log: libm::log(probability),
            upper: u,
            lower: l,
            upper_upper: slope_a / probability - u * u,
            upper_lower: -u * l,
            lower_lower: -slope_b / probability - l * l,
        }
    }

    /// Calls `visit` with each block, its rows, and their contributions.
    fn visit(
        &self,
        rows: Range<usize>,
        parameters: &[f64],
        mut visit: impl FnMut(&mut Block, Range<usize>, &[Contribution]),
    ) {
        let mut block = Block::new(self.columns.len());
        let mut predictors = Vec::new();
        for rows in blocks(rows) {
            block.take(&self.matrix, &self.columns, &rows, None);
            predictors.clear();
            predictors.resize(rows.len(), 0.0);
            block.add_predictor(parameters.get(..self.columns.len()).unwrap_or_default(), &mut predictors);
            let codes = self.outcome.get(rows.clone()).unwrap_or_default();
            let contributions: Vec<Contribution> = predictors
                .iter()
                .zip(codes)
                .map(|(predictor, code)| {
                    let (upper, lower) = self.limits(parameters, *code);
                    self.contribution(*predictor, upper, lower)
                })
                .collect();
            visit(&mut block, rows, &contributions);
        }
    }
}

/// The columns but the intercept that are no combination of those before them, and a warning for each that is.
pub(super) fn independent(matrix: &ModelMatrix) -> Result<(Vec<usize>, Vec<ModelWarning>), ModelError> {
    let slopes = |column: &usize| matrix.columns()[*column].term.is_some();
    if !(0..matrix.columns().len()).any(|column| slopes(&column)) || matrix.rows() == 0 {
        return Ok((Vec::new(), Vec::new()));
    }
    // Which columns a linear model keeps does not depend on the outcome.
    let rows = matrix.rows();
    let linear = Glm::new(matrix.clone(), vec![0.0; rows], None, Family::Gaussian, Link::Identity)?;
    let fit = linear.fit(&vec![1.0; rows], 1.0)?;
    let kept = fit.kept().iter().copied().filter(slopes).collect();
    Ok((kept, fit.warnings().to_vec()))
}

impl Likelihood for Ordinal {
    fn evaluate(&self, weights: &[f64], parameters: &[f64]) -> Evaluation {
        let width = self.columns.len();
        let cuts = self.categories - 1;
        struct Sums {
            log: f64,
            gradient: Vec<f64>,
            slopes: Vec<f64>,
            /// By cut-point, the second derivatives with each coefficient.
            mixed: Vec<f64>,
            /// Of each cut-point with itself and with the next.
            own: Vec<f64>,
            next: Vec<f64>,
        }
        let empty = || Sums {
            log: 0.0,
            gradient: vec![0.0; width + cuts],
            slopes: vec![0.0; triangle_size(width)],
            mixed: vec![0.0; width * cuts],
            own: vec![0.0; cuts],
            next: vec![0.0; cuts],
        };
        let work = |rows: Range<usize>| {
            let mut sums = empty();
            self.visit(rows, parameters, |block, rows, contributions| {
                let codes = self.outcome.get(rows.clone()).unwrap_or_default();
                let weights = weights.get(rows).unwrap_or_default();
                let mut slope = vec![0.0; codes.len()];
                let mut curve = vec![0.0; codes.len()];
                let mut mixed = vec![0.0; codes.len() * cuts];
                for (row, ((code, weight), c)) in codes.iter().zip(weights).zip(contributions).enumerate() {
                    if !(*weight > 0.0) {
                        continue;
                    }
                    sums.log += weight * c.log;
                    slope[row] = -weight * (c.upper + c.lower);
                    curve[row] = -weight * (c.upper_upper + 2.0 * c.upper_lower + c.lower_lower);
                    let code = *code as usize;
                    if code < cuts {
                        sums.gradient[width + code] += weight * c.upper;
                        sums.own[code] -= weight * c.upper_upper;
                        mixed[code * codes.len() + row] = weight * (c.upper_upper + c.upper_lower);
                    }
                    if code > 0 {
                        sums.gradient[width + code - 1] += weight * c.lower;
                        sums.own[code - 1] -= weight * c.lower_lower;
                        mixed[(code - 1) * codes.len() + row] = weight * (c.lower_lower + c.upper_lower);
                        if code < cuts {
                            sums.next[code - 1] -= weight * c.upper_lower;
                        }
                    }
                }
                block.add_products(&slope, &mut sums.gradient[..width]);
                block.add_cross_products(&curve, &mut sums.slopes);
                let targets = sums.mixed.chunks_exact_mut(width.max(1));
                for (vector, target) in mixed.chunks_exact(codes.len().max(1)).zip(targets) {
                    block.add_products(vector, target);
                }
            });
            sums
        };
        let mut total = empty();
        reduce(self.outcome.len(), triangle_size(width + cuts), work, |part| {
            total.log += part.log;
            for (sum, part) in [
                (&mut total.gradient, part.gradient),
                (&mut total.slopes, part.slopes),
                (&mut total.mixed, part.mixed),
                (&mut total.own, part.own),
                (&mut total.next, part.next),
            ] {
                sum.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
            }
        });
        let slopes = symmetric(width, &total.slopes);
        let mut information = Matrix::zeros(width + cuts);
        for row in 0..width {
            for column in 0..=row {
                information.set(row, column, slopes.at(row, column));
            }
        }
        for cut in 0..cuts {
            for column in 0..width {
                information.set(width + cut, column, total.mixed[cut * width + column]);
            }
            information.set(width + cut, width + cut, total.own[cut]);
            if cut + 1 < cuts {
                information.set(width + cut + 1, width + cut, total.next[cut]);
            }
        }
        let ordered = parameters[width..].windows(2).all(|pair| pair[0] < pair[1]);
        let log_likelihood = if ordered { total.log } else { f64::NAN };
        Evaluation { log_likelihood, gradient: total.gradient, information }
    }

    fn scores(&self, weights: &[f64], parameters: &[f64]) -> Vec<Vec<f64>> {
        let width = self.columns.len();
        let cuts = self.categories - 1;
        let parts = parallel::chunks(weights.len(), |rows| {
            let mut columns: Vec<Vec<f64>> = vec![Vec::with_capacity(rows.len()); width + cuts];
            self.visit(rows, parameters, |block, rows, contributions| {
                for (target, column) in columns.iter_mut().zip(block.columns()) {
                    let slope = |(x, c): (&f64, &Contribution)| -x * (c.upper + c.lower);
                    target.extend(column.iter().zip(contributions).map(slope));
                }
                let codes = self.outcome.get(rows).unwrap_or_default();
                for (cut, target) in columns[width..].iter_mut().enumerate() {
                    target.extend(codes.iter().zip(contributions).map(|(code, c)| {
                        let code = *code as usize;
                        if code == cut {
                            c.upper
                        } else if code == cut + 1 {
                            c.lower
                        } else {
                            0.0
                        }
                    }));
                }
            });
            columns
        });
        let mut all: Vec<Vec<f64>> = vec![Vec::with_capacity(weights.len()); width + cuts];
        for part in parts {
            all.iter_mut().zip(part).for_each(|(all, column)| all.extend(column));
        }
        all
    }

    fn scales(&self) -> Vec<f64> {
        let mut scales = self.matrix.greatest(&self.columns);
        scales.resize(self.columns.len() + self.categories - 1, 1.0);
        scales
    }
}

impl OrdinalFit<'_> {
    /// The coefficients, and then the cut-points.
    pub fn parameters(&self) -> &[f64] {
        &self.maximum.parameters
    }

    /// For each of them, whether it has no finite estimate.
    pub fn infinite(&self) -> &[bool] {
        &self.maximum.infinite
    }

    /// Minus twice the log-likelihood, with weights divided by `mean_weight`.
    pub fn deviance(&self, mean_weight: f64) -> f64 {
        -2.0 * self.maximum.log_likelihood / mean_weight
    }

    /// Iterations done.
    pub fn iterations(&self) -> usize {
        self.maximum.iterations
    }

    /// What is to be known of the fit.
    pub fn warnings(&self) -> &[ModelWarning] {
        &self.model.warnings
    }
}

impl Statistic for OrdinalFit<'_> {
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
