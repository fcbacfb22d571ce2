//! Generalized linear models.

use super::block::{Block, blocks, reduce, triangle_size};
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
        Ok(Self { matrix, outcome, offset, family, link })
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
        let targets = working.weight.iter_mut().zip(&mut working.product);
        let sources = outcome.iter().zip(weight).zip(&working.predictor);
        for (position, ((weight, product), ((y, w), predictor))) in targets.zip(sources).enumerate() {
            let prior = w / weights.mean;
            let (mean, slope) = self.link.mean_and_slope(*predictor);
            working.valid &= self.link.allows(*predictor) && self.family.allows(mean);
            if !(prior > 0.0) {
                continue;
            }
            working.extreme |= self.family.extreme(mean);
            working.deviance += prior * self.family.deviance(*y, mean);
            if slope == 0.0 {
                continue;
            }
            *weight = prior * slope * slope / self.family.variance(mean);
            let residual = (y - mean) / slope;
            *product = match at {
                At::Coefficients(_) => *weight * residual,
                At::Outcomes { .. } => {
                    let offset = offset.and_then(|offset| offset.get(position)).copied().unwrap_or(0.0);
                    *weight * (predictor - offset + residual)
                }
            };
        }
    }
}

impl Working {
    pub(super) fn new() -> Self {
        Self {
            predictor: Vec::new(),
            weight: Vec::new(),
            product: Vec::new(),
            deviance: 0.0,
            valid: true,
            extreme: false,
        }
    }

    fn reset(&mut self, rows: usize) {
        for values in [&mut self.predictor, &mut self.weight, &mut self.product] {
            values.clear();
            values.resize(rows, 0.0);
        }
        self.deviance = 0.0;
        self.valid = true;
        self.extreme = false;
    }
}
