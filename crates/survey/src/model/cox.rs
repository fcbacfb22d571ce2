//! Cox's model of proportional hazards.

use super::block::{Block, blocks};
use super::likelihood::{AtMaximum, Evaluation, Likelihood, Maximum, maximize};
use super::ordinal::independent;
use super::{ModelError, ModelMatrix, ModelWarning};
use crate::{Matrix, Statistic, SurveyError};
use std::ops::Range;

/// Times that differ by less than this, or by less than this share of their mean size, are tied, as in R.
const TIED: f64 = 1.490_116_119_384_765_6e-8;

/// A proportional-hazards model (Cox, 1972), fitted by weighted partial likelihood (Binder, 1992, Biometrika 79, 139–147; Lin, 2000,
/// Biometrika 87, 37–47) with Efron's (1977) treatment of ties.
#[derive(Debug, Clone)]
pub struct Cox {
    matrix: ModelMatrix,
    columns: Vec<usize>,
    warnings: Vec<ModelWarning>,
    /// The rows, latest time first.
    rows: Vec<u32>,
    events: Vec<bool>,
    /// The predictors of those rows, row by row.
    predictors: Vec<f64>,
    /// The rows of each time, latest first, as positions in the order above.
    times: Vec<Range<usize>>,
}

/// A fitted proportional-hazards model; as a [`Statistic`], its coefficients.
#[derive(Debug, Clone)]
pub struct CoxFit<'a> {
    model: &'a Cox,
    maximum: Maximum,
}

/// Sums over the rows at risk: *w r*, *w r x*, *w r x xᵀ* (lower triangle, row by row), with *r* the relative hazard.
#[derive(Debug, Clone)]
struct AtRisk {
    total: f64,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl AtRisk {
    fn new(width: usize, second: bool) -> Self {
        let size = if second { width * (width + 1) / 2 } else { 0 };
        Self { total: 0.0, first: vec![0.0; width], second: vec![0.0; size] }
    }

    fn add(&mut self, weight: f64, row: &[f64]) {
        self.total += weight;
        self.first.iter_mut().zip(row).for_each(|(sum, x)| *sum += weight * x);
        let mut sums = self.second.iter_mut();
        if sums.len() > 0 {
            for (place, left) in row.iter().enumerate() {
                let left = weight * left;
                row[..=place].iter().zip(&mut sums).for_each(|(right, sum)| *sum += left * right);
            }
        }
    }

    fn clear(&mut self) {
        self.total = 0.0;
        self.first.fill(0.0);
        self.second.fill(0.0);
    }
}

/// Hazards of one time, as each of its events is removed from those at risk in turn.
#[derive(Debug, Clone)]
struct Hazard {
    /// Σ *w̄*/denominator, and the same with the means of *x*.
    total: f64,
    means: Vec<f64>,
    /// As much of both as the rows with the event share in.
    event_total: f64,
    event_means: Vec<f64>,
    /// The mean of the means of *x*.
    mean: Vec<f64>,
}

impl Cox {
    /// A model of the time to an event: `times` of the event or of the end of observation, and whether it was the event. The intercept of
    /// the matrix, if it has one, is left to the baseline hazard.
    ///
    /// # Errors
    /// When the columns differ in length, a time is not finite, or nobody had the event.
    pub fn new(matrix: ModelMatrix, times: &[f64], events: &[bool]) -> Result<Self, ModelError> {
        let expected = matrix.rows();
        for (what, found) in [("time", times.len()), ("event", events.len())] {
            if found != expected {
                return Err(ModelError::Length { what, expected, found });
            }
        }
        if let Some(row) = times.iter().position(|time| !time.is_finite()) {
            return Err(ModelError::NotFinite { what: "time", row });
        }
        if !events.contains(&true) {
            return Err(ModelError::NoEvents);
        }
        let (columns, warnings) = independent(&matrix)?;
        if columns.is_empty() {
            return Err(ModelError::NoCoefficients);
        }
        let mut rows: Vec<u32> = (0..times.len() as u32).collect();
        rows.sort_by(|a, b| times[*b as usize].total_cmp(&times[*a as usize]));
        let size = times.iter().map(|time| time.abs()).sum::<f64>() / times.len() as f64;
        let mut groups: Vec<Range<usize>> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let time = times[*row as usize];
            let before = place.checked_sub(1).map(|before| times[rows[before] as usize]);
            match (before, groups.last_mut()) {
                (Some(before), Some(group)) if before - time <= TIED || (before - time) / size <= TIED => {
                    group.end = place + 1;
                }
                _ => groups.push(place..place + 1),
            }
        }
        let predictors = by_rows(&matrix, &columns, &rows);
        let events = rows.iter().map(|row| events[*row as usize]).collect();
        Ok(Self { matrix, columns, warnings, rows, events, predictors, times: groups })
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
    /// When no event has a positive weight, or the fit does not converge.
    pub fn fit(&self, weights: &[f64]) -> Result<CoxFit<'_>, ModelError> {
        if weights.len() != self.rows.len() {
            let expected = self.rows.len();
            return Err(ModelError::Length { what: "weights", expected, found: weights.len() });
        }
        let start = vec![0.0; self.columns.len()];
        Ok(CoxFit { model: self, maximum: maximize(self, weights, start)? })
    }

    fn row(&self, place: usize) -> &[f64] {
        let width = self.columns.len();
        &self.predictors[place * width..(place + 1) * width]
    }

    /// Weight and linear predictor of the rows in order of time.
    fn ordered(&self, weights: &[f64], coefficients: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let width = self.columns.len();
        let weights: Vec<f64> =
            self.rows.iter().map(|row| weights.get(*row as usize).copied().unwrap_or(0.0)).collect();
        let mut predictors: Vec<f64> = self
            .predictors
            .chunks_exact(width)
            .map(|row| row.iter().zip(coefficients).map(|(x, b)| x * b).sum())
            .collect();
        // Hazards are relative: the greatest is 1.
        let greatest =
            |most: f64, (value, weight): (&f64, &f64)| if *weight > 0.0 { most.max(*value) } else { most };
        let most = predictors.iter().zip(&weights).fold(f64::NEG_INFINITY, greatest);
        predictors.iter_mut().for_each(|value| *value -= most);
        (weights, predictors)
    }

    /// Goes through the times, latest first; `visit` gets the rows of a time that has events, those at risk and those with the event,
    /// the number of events and the sum of their weights.
    fn visit(
        &self,
        weights: &[f64],
        predictors: &[f64],
        second: bool,
        mut visit: impl FnMut(usize, &AtRisk, &AtRisk, usize, f64),
    ) {
        let mut at_risk = AtRisk::new(self.columns.len(), second);
        let mut dying = AtRisk::new(self.columns.len(), second);
        for (time, places) in self.times.iter().enumerate() {
            dying.clear();
            let (mut events, mut event_weight) = (0, 0.0);
            for place in places.clone() {
                let weight = weights[place];
                if weight > 0.0 {
                    let hazard = weight * libm::exp(predictors[place]);
                    at_risk.add(hazard, self.row(place));
                    if self.events[place] {
                        dying.add(hazard, self.row(place));
                        events += 1;
                        event_weight += weight;
                    }
                }
            }
            if events > 0 {
                visit(time, &at_risk, &dying, events, event_weight);
            }
        }
    }

    fn hazards(&self, weights: &[f64], predictors: &[f64]) -> Vec<Option<Hazard>> {
        let width = self.columns.len();
        let mut hazards = vec![None; self.times.len()];
        self.visit(weights, predictors, false, |time, at_risk, dying, events, event_weight| {
            let mean_weight = event_weight / events as f64;
            let mut hazard = Hazard {
                total: 0.0,
                means: vec![0.0; width],
                event_total: 0.0,
                event_means: vec![0.0; width],
                mean: vec![0.0; width],
            };
            for gone in 0..events {
                let share = gone as f64 / events as f64;
                let left = at_risk.total - share * dying.total;
                let rate = mean_weight / left;
                hazard.total += rate;
                hazard.event_total += (1.0 - share) * rate;
                for place in 0..width {
                    let mean = (at_risk.first[place] - share * dying.first[place]) / left;
                    hazard.means[place] += rate * mean;
                    hazard.event_means[place] += (1.0 - share) * rate * mean;
                    hazard.mean[place] += mean / events as f64;
                }
            }
            hazards[time] = Some(hazard);
        });
        hazards
    }
}

/// The columns of a matrix row by row, in an order of the rows.
fn by_rows(matrix: &ModelMatrix, columns: &[usize], order: &[u32]) -> Vec<f64> {
    let width = columns.len();
    let mut values = vec![0.0; order.len() * width];
    let mut block = Block::new(width);
    let mut place_of = vec![0_u32; order.len()];
    order.iter().enumerate().for_each(|(place, row)| place_of[*row as usize] = place as u32);
    for rows in blocks(0..matrix.rows()) {
        block.take(matrix, columns, &rows, None);
        for (number, column) in block.columns().enumerate() {
            for (row, value) in rows.clone().zip(column) {
                values[place_of[row] as usize * width + number] = *value;
            }
        }
    }
    values
}

impl Likelihood for Cox {
    fn evaluate(&self, weights: &[f64], parameters: &[f64]) -> Evaluation {
        let width = self.columns.len();
        let (weights, predictors) = self.ordered(weights, parameters);
        let mut log_likelihood = 0.0;
        let mut gradient = vec![0.0; width];
        let mut information = Matrix::zeros(width);
        for (place, weight) in weights.iter().enumerate() {
            if self.events[place] && *weight > 0.0 {
                log_likelihood += weight * predictors[place];
                gradient.iter_mut().zip(self.row(place)).for_each(|(sum, x)| *sum += weight * x);
            }
        }
        let mut mean = vec![0.0; width];
        self.visit(&weights, &predictors, true, |_, at_risk, dying, events, event_weight| {
            let mean_weight = event_weight / events as f64;
            for gone in 0..events {
                let share = gone as f64 / events as f64;
                let left = at_risk.total - share * dying.total;
                log_likelihood -= mean_weight * libm::log(left);
                for (place, mean) in mean.iter_mut().enumerate() {
                    *mean = (at_risk.first[place] - share * dying.first[place]) / left;
                    gradient[place] -= mean_weight * *mean;
                }
                let mut seconds = at_risk.second.iter().zip(&dying.second);
                for row in 0..width {
                    for column in 0..=row {
                        let Some((all, dying)) = seconds.next() else { continue };
                        let spread = (all - share * dying) / left - mean[row] * mean[column];
                        information.set(row, column, information.at(row, column) + mean_weight * spread);
                    }
                }
            }
        });
        Evaluation { log_likelihood, gradient, information }
    }

    fn scores(&self, weights: &[f64], parameters: &[f64]) -> Vec<Vec<f64>> {
        let width = self.columns.len();
        let (weights, predictors) = self.ordered(weights, parameters);
        let hazards = self.hazards(&weights, &predictors);
        let mut columns = vec![vec![0.0; self.rows.len()]; width];
        let mut total = 0.0;
        let mut means = vec![0.0; width];
        for (places, hazard) in self.times.iter().zip(&hazards).rev() {
            for place in places.clone() {
                let own = hazard.as_ref().filter(|_| self.events[place] && weights[place] > 0.0);
                let relative = libm::exp(predictors[place]);
                for (number, column) in columns.iter_mut().enumerate() {
                    let x = self.row(place)[number];
                    let (mut cumulated, mut cumulated_mean) = (total, means[number]);
                    let mut score = 0.0;
                    match (own, hazard) {
                        (Some(own), _) => {
                            score = x - own.mean[number];
                            cumulated += own.event_total;
                            cumulated_mean += own.event_means[number];
                        }
                        (None, Some(hazard)) => {
                            cumulated += hazard.total;
                            cumulated_mean += hazard.means[number];
                        }
                        (None, None) => {}
                    }
                    column[self.rows[place] as usize] = score - relative * (x * cumulated - cumulated_mean);
                }
            }
            if let Some(hazard) = hazard {
                total += hazard.total;
                means.iter_mut().zip(&hazard.means).for_each(|(sum, mean)| *sum += mean);
            }
        }
        columns
    }

    fn scales(&self) -> Vec<f64> {
        self.matrix.greatest(&self.columns)
    }
}

impl CoxFit<'_> {
    /// The coefficients: logarithms of hazard ratios.
    pub fn coefficients(&self) -> &[f64] {
        &self.maximum.parameters
    }

    /// For each of them, whether it has no finite estimate.
    pub fn infinite(&self) -> &[bool] {
        &self.maximum.infinite
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

impl Statistic for CoxFit<'_> {
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
