//! Fitting a generalized linear model.

use super::block::{Block, blocks, reduce};
use super::glm::{At, Pass, Weights, Working};
use super::least_squares::Solution;
use super::{Family, Glm, ModelError, ModelWarning};
use crate::estimator::Scores;
use crate::{Matrix, Statistic, SurveyError, parallel};
use std::collections::BTreeMap;
use std::ops::Range;

/// The deviance has settled when it changes by less than this share of itself: R's criterion.
const SETTLED: f64 = 1e-8;
/// From there Fisher scoring goes on until a step makes the deviance fall by less than this share, since standard errors are less exact
/// than the deviance by far.
const EXACT: f64 = 1e-15;
/// Or until steps no longer get shorter and the deviance falls by less than this share.
const ROUNDING: f64 = 1e-13;
/// Steps at most.
const STEPS: usize = 100;
/// Steps after the deviance has settled, before linear predictors that still move by [`DRIFT`] are taken to move for ever.
const PATIENCE: usize = 6;
/// A linear predictor that still moves by this much when the deviance does not is on its way to infinity.
const DRIFT: f64 = 0.01;

/// A fitted generalized linear model; as a [`Statistic`], its coefficients.
///
/// Its linearized variable is *A*⁻¹ *xᵢ uᵢ*, with *uᵢ* the score of the linear predictor and *A* the expected information (Binder, 1983).
/// The working weights in both are those of the last step, as in R. Replicates refit it, starting from its coefficients.
#[derive(Debug, Clone)]
pub struct GlmFit<'a> {
    model: &'a Glm,
    mean_weight: f64,
    kept: Vec<usize>,
    coefficients: Vec<f64>,
    /// The coefficients one step before.
    before: Vec<f64>,
    inverse: Matrix,
    deviance: f64,
    iterations: usize,
    infinite: Vec<bool>,
    warnings: Vec<ModelWarning>,
}

/// What the iterations end with.
struct Iterated {
    kept: Vec<usize>,
    coefficients: Vec<f64>,
    /// The coefficients one step before.
    before: Vec<f64>,
    inverse: Matrix,
    deviance: f64,
    extreme: bool,
    iterations: usize,
    boundary: bool,
    /// By how much each coefficient still moves a linear predictor, where that does not come to an end.
    drift: Option<Vec<f64>>,
}

impl Glm {
    /// Fits the model. Weights are divided by `mean_weight`, which changes no estimate but the scale of the deviance: R takes the mean
    /// over the rows of the domain, those with missing values among them.
    ///
    /// # Errors
    /// When there is no row, the outcome is constant at the edge of its range, or the fit has no solution.
    pub fn fit(&self, weights: &[f64], mean_weight: f64) -> Result<GlmFit<'_>, ModelError> {
        if weights.len() != self.matrix().rows() {
            let expected = self.matrix().rows();
            return Err(ModelError::Length { what: "weights", expected, found: weights.len() });
        }
        if !(mean_weight > 0.0 && mean_weight.is_finite()) {
            return Err(ModelError::NoRows);
        }
        self.check_variation(weights)?;
        let scaled = Weights { values: weights, mean: mean_weight };
        let columns: Vec<usize> = (0..self.matrix().columns().len()).collect();
        let found = self.iterate_from_outcomes(scaled, columns)?;
        let mut warnings: Vec<ModelWarning> = (0..self.matrix().columns().len())
            .filter(|column| !found.kept.contains(column))
            .map(|column| ModelWarning::Aliased(self.matrix().columns()[column].name.clone()))
            .collect();
        if found.boundary {
            warnings.push(ModelWarning::Boundary);
        }
        if found.extreme {
            warnings.push(ModelWarning::ExtremeFit);
        }
        let rows = weights.iter().filter(|weight| **weight > 0.0).count() as f64;
        if found.drift.is_some() && found.deviance < 1e-7 * rows {
            return Err(ModelError::Separation);
        }
        let infinite: Vec<bool> = match &found.drift {
            Some(drift) => drift.iter().map(|by| *by > 0.5 * DRIFT).collect(),
            None => vec![false; found.kept.len()],
        };
        let names = found.kept.iter().map(|&column| &self.matrix().columns()[column].name);
        warnings.extend(
            names
                .zip(&infinite)
                .filter(|(_, infinite)| **infinite)
                .map(|(name, _)| ModelWarning::Infinite(name.clone())),
        );
        Ok(GlmFit {
            model: self,
            mean_weight,
            kept: found.kept,
            coefficients: found.coefficients,
            before: found.before,
            inverse: found.inverse,
            deviance: found.deviance,
            iterations: found.iterations,
            infinite,
            warnings,
        })
    }

    /// The deviance of the model that has these columns only.
    pub(super) fn deviance_with(
        &self,
        weights: &[f64],
        mean_weight: f64,
        columns: Vec<usize>,
    ) -> Result<f64, ModelError> {
        Ok(self.iterate_from_outcomes(Weights { values: weights, mean: mean_weight }, columns)?.deviance)
    }

    /// From R's starting values, in which a heavy row all but stands for itself; where these lead nowhere, from means half way between
    /// the outcome and the middle.
    fn iterate_from_outcomes(
        &self,
        weights: Weights<'_>,
        columns: Vec<usize>,
    ) -> Result<Iterated, ModelError> {
        match self.iterate(weights, columns.clone(), At::Outcomes { weighted: true }) {
            Err(_) if self.family() == Family::Binomial => {
                self.iterate(weights, columns, At::Outcomes { weighted: false })
            }
            found => found,
        }
    }

    /// Fisher scoring, with R's starting values and halving of steps that leave the range of the model.
    fn iterate(
        &self,
        weights: Weights<'_>,
        mut columns: Vec<usize>,
        start: At<'_>,
    ) -> Result<Iterated, ModelError> {
        let mut current: Option<Vec<f64>> = match start {
            At::Coefficients(coefficients) => Some(coefficients.to_vec()),
            At::Outcomes { .. } => None,
        };
        let mut pass = self.pass(weights, &columns, start, true);
        if !pass.valid {
            return Err(ModelError::NoStart { family: self.family(), link: self.link() });
        }
        let mut fall_before = f64::INFINITY;
        let mut steps_settled = 0;
        let mut boundary = false;
        for iterations in 1..=STEPS {
            let at = current.as_deref().map_or(start, At::Coefficients);
            let Solution { kept, coefficients: step, inverse } =
                self.solve(weights, &columns, at, &pass).ok_or(ModelError::Singular)?;
            if kept.is_empty() || step.iter().any(|value| !value.is_finite()) {
                return Err(ModelError::Singular);
            }
            columns = kept.iter().map(|&place| columns[place]).collect();
            let size = pass.deviance.abs() + 0.1;
            let (mut next, fall) = match &current {
                None => (step.clone(), f64::INFINITY),
                Some(values) => (
                    kept.iter().zip(&step).map(|(&place, step)| values[place] + step).collect(),
                    kept.iter().zip(&step).map(|(&place, step)| pass.products[place] * step).sum::<f64>(),
                ),
            };
            let exact = fall <= EXACT * size;
            let slow = fall >= 0.9 * fall_before && fall < ROUNDING * size;
            if exact || (steps_settled > 0 && slow) || steps_settled >= PATIENCE {
                let (most, drift) =
                    if exact { (0.0, Vec::new()) } else { self.greatest_move(weights, &columns, &step) };
                let drift = (most > DRIFT).then_some(drift);
                if exact || slow || drift.is_some() {
                    let before = current.unwrap_or_else(|| next.clone());
                    return Ok(Iterated {
                        before: kept.iter().map(|&place| before[place]).collect(),
                        kept: columns,
                        coefficients: next,
                        inverse,
                        deviance: pass.deviance,
                        extreme: pass.extreme,
                        iterations,
                        boundary,
                        drift,
                    });
                }
            }
            fall_before = fall;
            let before = pass.deviance;
            let current_kept: Option<Vec<f64>> =
                current.as_ref().map(|values| kept.iter().map(|&place| values[place]).collect());
            (next, pass, boundary) = self.step(weights, &columns, current_kept.as_deref(), next)?;
            current = Some(next);
            let settled = (pass.deviance - before).abs() < SETTLED * (pass.deviance.abs() + 0.1);
            steps_settled = if settled { steps_settled + 1 } else { 0 };
        }
        Err(ModelError::NotConverged { iterations: STEPS })
    }

    /// Goes to the next coefficients, or so far towards them as the model allows; whether it had to be shortened.
    fn step(
        &self,
        weights: Weights<'_>,
        columns: &[usize],
        current: Option<&[f64]>,
        mut next: Vec<f64>,
    ) -> Result<(Vec<f64>, Pass, bool), ModelError> {
        const HALVINGS: usize = 25;
        for halvings in 0..=HALVINGS {
            let pass = self.pass(weights, columns, At::Coefficients(&next), true);
            if pass.valid && pass.deviance.is_finite() {
                return Ok((next, pass, halvings > 0));
            }
            let Some(current) = current else {
                return Err(ModelError::NoStart { family: self.family(), link: self.link() });
            };
            next.iter_mut().zip(current).for_each(|(value, current)| *value = (*value + current) / 2.0);
        }
        Err(ModelError::Diverged)
    }

    /// How far a step moves the linear predictor of a row at most, as a whole and by column.
    fn greatest_move(&self, weights: Weights<'_>, columns: &[usize], step: &[f64]) -> (f64, Vec<f64>) {
        let mut whole = 0.0_f64;
        let mut parts = vec![0.0_f64; columns.len()];
        let work = |rows: Range<usize>| {
            let mut block = Block::new(columns.len());
            let mut moved = (0.0_f64, vec![0.0_f64; columns.len()]);
            let mut by = Vec::new();
            for rows in blocks(rows) {
                block.take(self.matrix(), columns, &rows, None);
                by.clear();
                by.resize(rows.len(), 0.0);
                block.add_predictor(step, &mut by);
                let present = weights.values.get(rows).unwrap_or_default();
                let greatest = |values: &[f64]| {
                    let counted = values.iter().zip(present).filter(|(_, weight)| **weight > 0.0);
                    counted.fold(0.0_f64, |most, (value, _)| most.max(value.abs()))
                };
                moved.0 = moved.0.max(greatest(&by));
                for ((part, column), step) in moved.1.iter_mut().zip(block.columns()).zip(step) {
                    *part = part.max(greatest(column) * step.abs());
                }
            }
            moved
        };
        reduce(self.matrix().rows(), columns.len(), work, |moved| {
            whole = whole.max(moved.0);
            parts.iter_mut().zip(moved.1).for_each(|(most, part)| *most = most.max(part));
        });
        (whole, parts)
    }
}

impl<'a> GlmFit<'a> {
    /// The model.
    pub fn model(&self) -> &'a Glm {
        self.model
    }

    /// The columns of the model matrix that have a coefficient, ascending; the others are combinations of them.
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// The coefficients of the kept columns.
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// For each kept column, whether its coefficient has no finite estimate.
    pub fn infinite(&self) -> &[bool] {
        &self.infinite
    }

    /// The inverse of the information of the last step, with weights divided by their mean: the covariance of the coefficients but for
    /// the dispersion, were the sample a simple random one.
    pub fn naive_covariance(&self) -> &Matrix {
        &self.inverse
    }

    /// The deviance, with weights divided by their mean.
    pub fn deviance(&self) -> f64 {
        self.deviance
    }

    /// The deviance of the model that has an intercept only.
    ///
    /// # Errors
    /// When that model cannot be fitted.
    pub fn null_deviance(&self, weights: &[f64]) -> Result<f64, ModelError> {
        let matrix = super::ModelMatrix::intercept(weights.len());
        let offset = self.model.offset().map(<[f64]>::to_vec);
        let (family, link) = (self.model.family(), self.model.link());
        let null = Glm::new(matrix, self.model.outcome().to_vec(), offset, family, link)?;
        Ok(null.fit(weights, self.mean_weight)?.deviance)
    }

    /// Iterations done.
    pub fn iterations(&self) -> usize {
        self.iterations
    }

    /// What the weights were divided by.
    pub fn mean_weight(&self) -> f64 {
        self.mean_weight
    }

    /// What is to be known of the fit.
    pub fn warnings(&self) -> &[ModelWarning] {
        &self.warnings
    }

    /// The dispersion: the variance of the Pearson residuals, with weights divided by their mean.
    pub fn dispersion(&self, weights: &[f64]) -> f64 {
        let variance = |mean| self.model.family().variance(mean);
        let residuals: Vec<f64> = self
            .model
            .outcome()
            .iter()
            .zip(self.means())
            .map(|(y, mean)| (y - mean) / variance(mean).sqrt())
            .collect();
        let weighted = |value: &dyn Fn(f64) -> f64| {
            let terms = residuals.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
            terms.map(|(residual, weight)| weight * value(*residual)).sum::<f64>()
        };
        let rows = weights.iter().filter(|weight| **weight > 0.0).count() as f64;
        let total = weights.iter().sum::<f64>();
        let centre = weighted(&|residual| residual) / total;
        weighted(&|residual| (residual - centre) * (residual - centre)) / self.mean_weight / (rows - 1.0)
    }

    /// The fitted mean of each row.
    pub fn means(&self) -> Vec<f64> {
        let link = self.model.link();
        let parts = parallel::chunks(self.model.matrix().rows(), |rows| {
            let mut means = Vec::with_capacity(rows.len());
            let mut block = Block::new(self.kept.len());
            for rows in blocks(rows) {
                block.take(self.model.matrix(), &self.kept, &rows, None);
                let start = means.len();
                match self.model.offset().and_then(|offset| offset.get(rows.clone())) {
                    Some(offset) => means.extend_from_slice(offset),
                    None => means.resize(start + rows.len(), 0.0),
                }
                block.add_predictor(&self.coefficients, &mut means[start..]);
                means[start..].iter_mut().for_each(|value| *value = link.mean(*value));
            }
            means
        });
        parts.concat()
    }

    /// The score of the linear predictor for each row of a block: the working residual at the coefficients times the working weight of
    /// the last step.
    fn scores_of_block(
        &self,
        working: &mut [Working; 2],
        block: &Block,
        rows: &Range<usize>,
        weights: &[f64],
    ) {
        let weights = Weights { values: weights, mean: self.mean_weight };
        let [last, now] = working;
        self.model.work(last, block, rows, weights, At::Coefficients(&self.before));
        self.model.work(now, block, rows, weights, At::Coefficients(&self.coefficients));
        for ((product, weight), last) in now.product.iter_mut().zip(&now.weight).zip(&last.weight) {
            if *weight > 0.0 {
                *product *= last / weight;
            }
        }
    }
}

impl Statistic for GlmFit<'_> {
    fn width(&self) -> usize {
        self.kept.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let scaled = Weights { values: weights, mean: self.mean_weight };
        let missing = vec![f64::NAN; self.kept.len()];
        if self.model.check_variation(weights).is_err() {
            return Ok(missing);
        }
        let found = self.model.iterate(scaled, self.kept.clone(), At::Coefficients(&self.coefficients));
        Ok(found.ok().filter(|found| found.kept == self.kept).map_or(missing, |found| found.coefficients))
    }

    fn influence(&self, weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let width = self.kept.len();
        let ones = vec![1.0; weights.len()];
        let parts = parallel::chunks(weights.len(), |rows| {
            let mut columns: Vec<Vec<f64>> = vec![Vec::with_capacity(rows.len()); width];
            let mut block = Block::new(width);
            let mut working = [Working::new(), Working::new()];
            for rows in blocks(rows) {
                block.take(self.model.matrix(), &self.kept, &rows, None);
                self.scores_of_block(&mut working, &block, &rows, &ones);
                for (column, slopes) in columns.iter_mut().zip(self.inverse.rows()) {
                    let start = column.len();
                    column.resize(start + rows.len(), 0.0);
                    block.add_predictor(slopes, &mut column[start..]);
                    column[start..]
                        .iter_mut()
                        .zip(&working[1].product)
                        .for_each(|(value, score)| *value *= score);
                }
            }
            columns
        });
        let mut influence: Vec<Vec<f64>> = vec![Vec::with_capacity(weights.len()); width];
        for part in parts {
            influence.iter_mut().zip(part).for_each(|(all, column)| all.extend(column));
        }
        Ok(influence)
    }

    fn scores(&self, weights: &[f64], _values: &[f64], units: &[u32]) -> Option<Scores> {
        let width = self.kept.len();
        // Sums over runs of rows of one unit, chunk by chunk; then over the runs.
        let parts = parallel::chunks(weights.len(), |rows| {
            let mut runs: Vec<u32> = Vec::new();
            let mut sums: Vec<f64> = Vec::new();
            let mut block = Block::new(width);
            let mut working = [Working::new(), Working::new()];
            for rows in blocks(rows) {
                block.take(self.model.matrix(), &self.kept, &rows, None);
                self.scores_of_block(&mut working, &block, &rows, weights);
                let units = units.get(rows).unwrap_or_default();
                let mut start = 0;
                for run in units.chunk_by(|a, b| a == b) {
                    let range = start..start + run.len();
                    start = range.end;
                    if runs.last() != run.first() {
                        runs.extend(run.first());
                        sums.resize(sums.len() + width, 0.0);
                    }
                    let place = sums.len() - width;
                    block.add_products_in(&range, &working[1].product, &mut sums[place..]);
                }
            }
            (runs, sums)
        });
        let mut total: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
        for (runs, sums) in parts {
            for (unit, sums) in runs.into_iter().zip(sums.chunks_exact(width)) {
                let total = total.entry(unit).or_insert_with(|| vec![0.0; width]);
                total.iter_mut().zip(sums).for_each(|(total, sum)| *total += sum);
            }
        }
        let mut values = Vec::with_capacity(total.len() * width);
        for sums in total.values() {
            values.extend(self.inverse.rows().map(|row| super::block::dot(row, sums)));
        }
        Scores::new(width, total.into_keys().collect(), values)
    }
}
