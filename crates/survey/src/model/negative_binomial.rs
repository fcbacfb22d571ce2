//! Negative binomial regression.

use super::block::{Block, blocks, reduce, symmetric, triangle_size};
use super::digamma::digamma_and_slope;
use super::likelihood::{AtMaximum, Evaluation, Likelihood, Maximum, maximize};
use super::{Family, Glm, Link, ModelError, ModelMatrix, ModelWarning};
use crate::{Matrix, Statistic, SurveyError, parallel};
use std::ops::Range;

/// A model of counts with mean *μ* = exp(*xβ*) and variance *μ* + *μ*²/*θ* (Lawless, 1987, Canadian Journal of Statistics 15, 209–225),
/// *θ* estimated with the coefficients by maximum pseudo-likelihood.
#[derive(Debug, Clone)]
pub struct NegativeBinomial {
    poisson: Glm,
}

/// A fitted negative binomial model; as a [`Statistic`], its coefficients and then ln *θ*.
#[derive(Debug, Clone)]
pub struct NegativeBinomialFit<'a> {
    counts: Counts<'a>,
    maximum: Maximum,
    warnings: Vec<ModelWarning>,
}

/// The model with the columns that have a coefficient.
#[derive(Debug, Clone)]
struct Counts<'a> {
    poisson: &'a Glm,
    columns: Vec<usize>,
}

/// The derivatives of the log-likelihood of a row by the linear predictor and by ln *θ*.
#[derive(Debug, Clone, Copy, Default)]
struct Contribution {
    log: f64,
    slope: f64,
    curve: f64,
    shape: f64,
    shape_curve: f64,
    mixed: f64,
}

impl Contribution {
    fn new(count: f64, predictor: f64, theta: f64) -> Self {
        let mean = libm::exp(predictor);
        let whole = theta + mean;
        let (digamma, trigamma) = digamma_and_slope(count + theta);
        let (digamma_theta, trigamma_theta) = digamma_and_slope(theta);
        // ln(θ/(θ + μ)), which for large θ cancels.
        let share = -libm::log1p(mean / theta);
        let shape = digamma - digamma_theta + share + (mean - count) / whole;
        let shape_curve =
            trigamma - trigamma_theta + 1.0 / theta - 2.0 / whole + (count + theta) / (whole * whole);
        Self {
            log: libm::lgamma(count + theta) - libm::lgamma(theta) - libm::lgamma(count + 1.0)
                + theta * share
                + count * (predictor - libm::log(whole)),
            slope: theta * (count - mean) / whole,
            curve: theta * mean * (count + theta) / (whole * whole),
            shape: theta * shape,
            shape_curve: -(theta * theta * shape_curve + theta * shape),
            mixed: -(theta * mean * (count - mean) / (whole * whole)),
        }
    }
}

impl NegativeBinomial {
    /// A model of counts; `offset` is added to the linear predictor.
    ///
    /// # Errors
    /// As [`Glm::new`].
    pub fn new(matrix: ModelMatrix, outcome: Vec<f64>, offset: Option<Vec<f64>>) -> Result<Self, ModelError> {
        Ok(Self { poisson: Glm::new(matrix, outcome, offset, Family::Poisson, Link::Log)? })
    }

    /// The model matrix.
    pub fn matrix(&self) -> &ModelMatrix {
        self.poisson.matrix()
    }

    /// Fits the model.
    ///
    /// # Errors
    /// When the counts vary no more than those of a Poisson distribution, or the fit does not converge.
    pub fn fit(&self, weights: &[f64]) -> Result<NegativeBinomialFit<'_>, ModelError> {
        let poisson = self.poisson.fit(weights, 1.0)?;
        let (mut excess, mut squares) = (0.0, 0.0);
        for ((count, mean), weight) in self.poisson.outcome().iter().zip(poisson.means()).zip(weights) {
            excess += weight * ((count - mean) * (count - mean) - mean);
            squares += weight * mean * mean;
        }
        if !(excess > 0.0) {
            return Err(ModelError::NoOverdispersion);
        }
        let mut start = poisson.coefficients().to_vec();
        start.push(libm::log(squares / excess));
        let counts = Counts { poisson: &self.poisson, columns: poisson.kept().to_vec() };
        let maximum = maximize(&counts, weights, start)?;
        if maximum.infinite.last() == Some(&true) {
            return Err(ModelError::NoOverdispersion);
        }
        Ok(NegativeBinomialFit { counts, maximum, warnings: poisson.warnings().to_vec() })
    }
}

impl Counts<'_> {
    fn visit(
        &self,
        rows: Range<usize>,
        parameters: &[f64],
        mut visit: impl FnMut(&mut Block, Range<usize>, &[Contribution]),
    ) {
        let width = self.columns.len();
        let theta = libm::exp(parameters[width]);
        let mut block = Block::new(width);
        for rows in blocks(rows) {
            block.take(self.poisson.matrix(), &self.columns, &rows, None);
            let offset = self.poisson.offset().and_then(|offset| offset.get(rows.clone()));
            let mut predictors = offset.map_or_else(|| vec![0.0; rows.len()], <[f64]>::to_vec);
            block.add_predictor(&parameters[..width], &mut predictors);
            let counts = self.poisson.outcome().get(rows.clone()).unwrap_or_default();
            let contributions: Vec<Contribution> = predictors
                .iter()
                .zip(counts)
                .map(|(predictor, count)| Contribution::new(*count, *predictor, theta))
                .collect();
            visit(&mut block, rows, &contributions);
        }
    }
}

impl Likelihood for Counts<'_> {
    fn evaluate(&self, weights: &[f64], parameters: &[f64]) -> Evaluation {
        struct Sums {
            log: f64,
            gradient: Vec<f64>,
            cross: Vec<f64>,
            mixed: Vec<f64>,
            shape_curve: f64,
        }
        let width = self.columns.len();
        let empty = || Sums {
            log: 0.0,
            gradient: vec![0.0; width + 1],
            cross: vec![0.0; triangle_size(width)],
            mixed: vec![0.0; width],
            shape_curve: 0.0,
        };
        let work = |rows: Range<usize>| {
            let mut sums = empty();
            self.visit(rows, parameters, |block, rows, contributions| {
                let weights = weights.get(rows).unwrap_or_default();
                let weighted = |of: fn(&Contribution) -> f64| -> Vec<f64> {
                    let positive = |(c, weight): (&Contribution, &f64)| {
                        if *weight > 0.0 { weight * of(c) } else { 0.0 }
                    };
                    contributions.iter().zip(weights).map(positive).collect()
                };
                sums.log += weighted(|c| c.log).iter().sum::<f64>();
                sums.gradient[width] += weighted(|c| c.shape).iter().sum::<f64>();
                sums.shape_curve += weighted(|c| c.shape_curve).iter().sum::<f64>();
                block.add_products(&weighted(|c| c.slope), &mut sums.gradient[..width]);
                block.add_products(&weighted(|c| c.mixed), &mut sums.mixed);
                block.add_cross_products(&weighted(|c| c.curve), &mut sums.cross);
            });
            sums
        };
        let mut total = empty();
        reduce(weights.len(), triangle_size(width), work, |part| {
            total.log += part.log;
            total.shape_curve += part.shape_curve;
            for (sum, part) in [
                (&mut total.gradient, part.gradient),
                (&mut total.cross, part.cross),
                (&mut total.mixed, part.mixed),
            ] {
                sum.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
            }
        });
        let cross = symmetric(width, &total.cross);
        let mut information = Matrix::zeros(width + 1);
        for row in 0..width {
            for column in 0..=row {
                information.set(row, column, cross.at(row, column));
            }
            information.set(width, row, total.mixed[row]);
        }
        information.set(width, width, total.shape_curve);
        Evaluation { log_likelihood: total.log, gradient: total.gradient, information }
    }

    fn scores(&self, weights: &[f64], parameters: &[f64]) -> Vec<Vec<f64>> {
        let width = self.columns.len();
        let parts = parallel::chunks(weights.len(), |rows| {
            let mut columns: Vec<Vec<f64>> = vec![Vec::with_capacity(rows.len()); width + 1];
            self.visit(rows, parameters, |block, _, contributions| {
                for (target, column) in columns.iter_mut().zip(block.columns()) {
                    target.extend(column.iter().zip(contributions).map(|(x, c)| x * c.slope));
                }
                columns[width].extend(contributions.iter().map(|c| c.shape));
            });
            columns
        });
        let mut all: Vec<Vec<f64>> = vec![Vec::with_capacity(weights.len()); width + 1];
        for part in parts {
            all.iter_mut().zip(part).for_each(|(all, column)| all.extend(column));
        }
        all
    }

    fn scales(&self) -> Vec<f64> {
        let mut scales = self.poisson.matrix().greatest(&self.columns);
        scales.push(1.0);
        scales
    }
}

impl NegativeBinomialFit<'_> {
    /// The columns of the model matrix with a coefficient.
    pub fn kept(&self) -> &[usize] {
        &self.counts.columns
    }

    /// The coefficients, and then ln *θ*.
    pub fn parameters(&self) -> &[f64] {
        &self.maximum.parameters
    }

    /// *θ*.
    pub fn theta(&self) -> f64 {
        self.maximum.parameters.last().map_or(f64::NAN, |log| libm::exp(*log))
    }

    /// For each parameter, whether it has no finite estimate.
    pub fn infinite(&self) -> &[bool] {
        &self.maximum.infinite
    }

    /// The log-likelihood.
    pub fn log_likelihood(&self) -> f64 {
        self.maximum.log_likelihood
    }

    /// What is to be known of the fit.
    pub fn warnings(&self) -> &[ModelWarning] {
        &self.warnings
    }
}

impl Statistic for NegativeBinomialFit<'_> {
    fn width(&self) -> usize {
        self.maximum.parameters.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        AtMaximum { likelihood: &self.counts, maximum: &self.maximum }.values(weights)
    }

    fn influence(&self, weights: &[f64], values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        AtMaximum { likelihood: &self.counts, maximum: &self.maximum }.influence(weights, values)
    }
}
