//! Generalized linear models.

use super::block::{BLOCK, Block, blocks, dot, reduce, triangle_size};
use super::elementary;
use super::least_squares::{self, Solution, by_cross_products, by_reflections};
use super::{Family, Link, ModelError, ModelMatrix};
use crate::parallel;
use std::ops::Range;

/// A generalized linear model of an outcome: its mean, through a link, is linear in the columns of a model matrix.
#[derive(Debug, Clone)]
pub struct Glm {
    matrix: ModelMatrix,
    outcome: Vec<f64>,
    offset: Option<Vec<f64>>,
    family: Family,
    link: Link,
    /// Every outcome is 0 or 1, of a binomial family.
    binary: bool,
}

/// Where a step of the fit starts.
#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    /// From means near the outcomes, the nearer the more weight a row has, or all alike.
    Outcomes { weighted: bool },
    /// From coefficients.
    Coefficients(&'a [f64]),
}

/// What one pass over the rows finds out.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    /// Weighted cross products of the columns, and of the columns with the working residuals; empty where only the deviance was
    /// asked for.
    pub(super) cross: Vec<f64>,
    pub(super) products: Vec<f64>,
    pub(super) deviance: f64,
    /// Whether every linear predictor and mean is within the range of the model.
    pub(super) valid: bool,
    pub(super) extreme: bool,
}

/// The weights that a fit uses.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<'a> {
    pub(super) values: &'a [f64],
    /// What they are divided by.
    pub(super) mean: f64,
}

/// Working quantities of a block of rows.
pub(super) struct Working {
    /// Linear predictors.
    predictor: Vec<f64>,
    mean: Vec<f64>,
    slope: Vec<f64>,
    /// Working weights.
    pub(super) weight: Vec<f64>,
    /// Working weights times working residuals; at the outcomes, times working outcomes.
    pub(super) product: Vec<f64>,
    deviance: f64,
    valid: bool,
    extreme: bool,
}

impl Glm {
    /// A model of `outcome`; `offset` is added to the linear predictor.
    ///
    /// # Errors
    /// When a column has another number of rows than the matrix or a value that is not finite, an outcome is outside the range of the
    /// family, or the family has no such link.
    pub fn new(
        matrix: ModelMatrix,
        outcome: Vec<f64>,
        offset: Option<Vec<f64>>,
        family: Family,
        link: Link,
    ) -> Result<Self, ModelError> {
        if !family.links().contains(&link) {
            return Err(ModelError::Link { family, link });
        }
        let expected = matrix.rows();
        if outcome.len() != expected {
            return Err(ModelError::Length { what: "outcome", expected, found: outcome.len() });
        }
        if let Some((row, value)) = outcome.iter().enumerate().find(|(_, value)| !family.takes(**value)) {
            return Err(ModelError::Outcome { family, row, value: *value });
        }
        if let Some(offset) = &offset {
            if offset.len() != expected {
                return Err(ModelError::Length { what: "offset", expected, found: offset.len() });
            }
            if let Some(row) = offset.iter().position(|value| !value.is_finite()) {
                return Err(ModelError::NotFinite { what: "offset", row });
            }
        }
        let binary = family == Family::Binomial && outcome.iter().all(|value| *value == 0.0 || *value == 1.0);
        Ok(Self { matrix, outcome, offset, family, link, binary })
    }

    /// The model matrix.
    pub fn matrix(&self) -> &ModelMatrix {
        &self.matrix
    }

    /// The family.
    pub fn family(&self) -> Family {
        self.family
    }

    /// The link.
    pub fn link(&self) -> Link {
        self.link
    }

    /// The outcomes.
    pub fn outcome(&self) -> &[f64] {
        &self.outcome
    }

    /// What is added to the linear predictor.
    pub fn offset(&self) -> Option<&[f64]> {
        self.offset.as_deref()
    }

    /// Outcomes that are all alike where the family then has no finite estimate.
    pub(super) fn check_variation(&self, weights: &[f64]) -> Result<(), ModelError> {
        let mut present =
            self.outcome.iter().zip(weights).filter(|(_, weight)| **weight > 0.0).map(|(value, _)| *value);
        let first = present.next().ok_or(ModelError::NoRows)?;
        let edge = match self.family {
            Family::Binomial => first == 0.0 || first == 1.0,
            Family::Poisson | Family::NegativeBinomial { .. } => first == 0.0,
            Family::Gaussian | Family::Gamma => false,
        };
        if edge && present.all(|value| value == first) {
            return Err(ModelError::ConstantOutcome(first, self.family));
        }
        Ok(())
    }

    /// One pass over the rows: the deviance and, where `whole`, the cross products of the next step.
    pub(super) fn pass(&self, weights: Weights<'_>, columns: &[usize], at: At<'_>, whole: bool) -> Pass {
        let width = if whole { columns.len() } else { 0 };
        let empty = || Pass {
            cross: vec![0.0; triangle_size(width)],
            products: vec![0.0; width],
            deviance: 0.0,
            valid: true,
            extreme: false,
        };
        let work = |rows: Range<usize>| {
            let mut pass = empty();
            let mut block = Block::new(columns.len());
            let mut working = Working::new();
            for rows in blocks(rows) {
                if whole || matches!(at, At::Coefficients(_)) {
                    block.take(&self.matrix, columns, &rows, None);
                }
                self.work(&mut working, &block, &rows, weights, at);
                pass.deviance += working.deviance;
                pass.valid &= working.valid;
                pass.extreme |= working.extreme;
                if whole {
                    block.add_cross_products(&working.weight, &mut pass.cross);
                    block.add_products(&working.product, &mut pass.products);
                }
            }
            pass
        };
        let mut total = empty();
        reduce(self.matrix.rows(), triangle_size(width), work, |part| {
            total.cross.iter_mut().zip(&part.cross).for_each(|(sum, value)| *sum += value);
            total.products.iter_mut().zip(&part.products).for_each(|(sum, value)| *sum += value);
            total.deviance += part.deviance;
            total.valid &= part.valid;
            total.extreme |= part.extreme;
        });
        total
    }

    /// The least-squares problem of a step, solved.
    pub(super) fn solve(
        &self,
        weights: Weights<'_>,
        columns: &[usize],
        at: At<'_>,
        pass: &Pass,
    ) -> Option<Solution> {
        by_cross_products(&pass.cross, &pass.products).or_else(|| self.by_reflections(weights, columns, at))
    }

    fn by_reflections(&self, weights: Weights<'_>, columns: &[usize], at: At<'_>) -> Option<Solution> {
        let parts = parallel::chunks(self.matrix.rows(), |rows| {
            let mut scaled: Vec<Vec<f64>> = vec![Vec::with_capacity(rows.len()); columns.len() + 1];
            let mut block = Block::new(columns.len());
            let mut working = Working::new();
            for rows in blocks(rows) {
                block.take(&self.matrix, columns, &rows, None);
                self.work(&mut working, &block, &rows, weights, at);
                for (column, target) in block.columns().zip(&mut scaled) {
                    target.extend(column.iter().zip(&working.weight).map(|(x, weight)| x * weight.sqrt()));
                }
                let outcome = |(product, weight): (&f64, &f64)| {
                    if *weight > 0.0 { product / weight.sqrt() } else { 0.0 }
                };
                if let Some(last) = scaled.last_mut() {
                    last.extend(working.product.iter().zip(&working.weight).map(outcome));
                }
            }
            least_squares::reduce(scaled)
        });
        let mut stacked: Vec<Vec<f64>> = vec![Vec::new(); columns.len() + 1];
        for part in parts {
            stacked.iter_mut().zip(part?).for_each(|(all, column)| all.extend(column));
        }
        by_reflections(stacked)
    }

    /// Fills the working quantities of a block: its columns must have been taken where the step starts from coefficients.
    pub(super) fn work(
        &self,
        working: &mut Working,
        block: &Block,
        rows: &Range<usize>,
        weights: Weights<'_>,
        at: At<'_>,
    ) {
        working.reset(rows.len());
        let outcome = self.outcome.get(rows.clone()).unwrap_or_default();
        let weight = weights.values.get(rows.clone()).unwrap_or_default();
        let offset = self.offset.as_ref().and_then(|offset| offset.get(rows.clone()));
        match at {
            At::Outcomes { weighted } => {
                for ((predictor, y), w) in working.predictor.iter_mut().zip(outcome).zip(weight) {
                    let own = if weighted { w / weights.mean } else { 1.0 };
                    *predictor = self.link.of_mean(self.family.start(*y, own));
                }
            }
            At::Coefficients(coefficients) => {
                if let Some(offset) = offset {
                    working.predictor.copy_from_slice(offset);
                }
                block.add_predictor(coefficients, &mut working.predictor);
            }
        }
        self.link.means_and_slopes(&working.predictor, &mut working.mean, &mut working.slope);
        working.valid = self.are_valid(&working.predictor, &working.mean);
        self.weigh(working, outcome, weight, weights.mean);
        working.deviance = self.deviance(working, outcome, weight) / weights.mean;
        let present = working.mean.iter().zip(weight).filter(|(_, weight)| **weight > 0.0);
        working.extreme = present.fold(false, |any, (mean, _)| any | self.family.extreme(*mean));
        if matches!(at, At::Outcomes { .. }) {
            for (place, product) in working.product.iter_mut().enumerate() {
                let offset = offset.and_then(|offset| offset.get(place)).copied().unwrap_or(0.0);
                *product += working.weight[place] * (working.predictor[place] - offset);
            }
        }
    }

    /// Whether all linear predictors and means are within the range of the model.
    fn are_valid(&self, predictors: &[f64], means: &[f64]) -> bool {
        if (self.family, self.link) == (Family::Binomial, Link::Logit) {
            // Then only what is not a number is outside.
            return !predictors.iter().sum::<f64>().is_nan();
        }
        let allowed =
            |(predictor, mean): (&f64, &f64)| self.link.allows(*predictor) && self.family.allows(*mean);
        predictors.iter().zip(means).all(allowed)
    }

    /// Working weights, and their products with the working residuals.
    fn weigh(&self, working: &mut Working, outcome: &[f64], weights: &[f64], mean_weight: f64) {
        let per_weight = 1.0 / mean_weight;
        let sources = working.mean.iter().zip(&working.slope).zip(outcome.iter().zip(weights));
        let targets = working.weight.iter_mut().zip(&mut working.product).zip(sources);
        match (self.family, self.link) {
            // Canonical: the slope is the variance, but where it is kept from zero.
            (Family::Binomial, Link::Logit) => {
                for ((weight, product), ((mean, slope), (y, w))) in targets {
                    let prior = w * per_weight;
                    let ratio = slope / (mean * (1.0 - mean));
                    *weight = prior * slope * ratio;
                    *product = prior * ratio * (y - mean);
                }
            }
            _ => {
                for ((weight, product), ((mean, slope), (y, w))) in targets {
                    let prior = w * per_weight;
                    if prior > 0.0 && *slope != 0.0 {
                        let ratio = slope / self.family.variance(*mean);
                        *weight = prior * slope * ratio;
                        *product = prior * ratio * (y - mean);
                    }
                }
            }
        }
    }

    /// The deviance of a block, times the mean weight.
    fn deviance(&self, working: &Working, outcome: &[f64], weights: &[f64]) -> f64 {
        if self.binary && self.link == Link::Logit {
            // −2 ln of the probability of what was.
            let mut logarithms = [0.0; BLOCK];
            for ((logarithm, mean), y) in logarithms.iter_mut().zip(&working.mean).zip(outcome) {
                *logarithm = elementary::log(y * mean + (1.0 - y) * (1.0 - mean));
            }
            return -2.0 * dot(weights, &logarithms[..weights.len().min(BLOCK)]);
        }
        let present = working.mean.iter().zip(outcome).zip(weights).filter(|(_, weight)| **weight > 0.0);
        present.map(|((mean, y), weight)| weight * self.family.deviance(*y, *mean)).sum()
    }
}

impl Working {
    pub(super) fn new() -> Self {
        Self {
            predictor: Vec::new(),
            mean: Vec::new(),
            slope: Vec::new(),
            weight: Vec::new(),
            product: Vec::new(),
            deviance: 0.0,
            valid: true,
            extreme: false,
        }
    }

    fn reset(&mut self, rows: usize) {
        for values in
            [&mut self.predictor, &mut self.mean, &mut self.slope, &mut self.weight, &mut self.product]
        {
            values.clear();
            values.resize(rows, 0.0);
        }
        self.deviance = 0.0;
        self.valid = true;
        self.extreme = false;
    }
}
