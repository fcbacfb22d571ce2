//! Maximum pseudo-likelihood by Newton's method, for models whose likelihood is concave or nearly so.

use super::ModelError;
use crate::algebra::{Cholesky, Lu};
use crate::{Matrix, Statistic, SurveyError};

/// A weighted log-likelihood at some parameters, with its derivatives.
#[derive(Debug, Clone)]
pub(super) struct Evaluation {
    /// NaN or infinite where the parameters are outside the model.
    pub(super) log_likelihood: f64,
    pub(super) gradient: Vec<f64>,
    /// The second derivatives, negated.
    pub(super) information: Matrix,
}

/// A model with a likelihood for each row, or for the rows together.
pub(super) trait Likelihood: Sync {
    /// Evaluates at these parameters.
    fn evaluate(&self, weights: &[f64], parameters: &[f64]) -> Evaluation;

    /// For each parameter a column: the derivative of the gradient with respect to the weight of each row.
    fn scores(&self, weights: &[f64], parameters: &[f64]) -> Vec<Vec<f64>>;

    /// How much a unit of each parameter moves a linear predictor at most.
    fn scales(&self) -> Vec<f64>;
}

/// What Newton's method ends with.
#[derive(Debug, Clone)]
pub(super) struct Maximum {
    pub(super) parameters: Vec<f64>,
    pub(super) log_likelihood: f64,
    /// The inverse of the information.
    pub(super) inverse: Matrix,
    pub(super) iterations: usize,
    /// Which parameters have no finite estimate.
    pub(super) infinite: Vec<bool>,
}

/// Steps at most.
const STEPS: usize = 100;
/// A rise of the log-likelihood by less than this share of it settles it; Newton's method then needs few steps to the last digit.
const SETTLED: f64 = 1e-8;
/// It ends where a step brings less than this share.
const EXACT: f64 = 1e-22;
/// Or where steps no longer get shorter, and bring less than this share.
const ROUNDING: f64 = 1e-13;
/// Steps after the likelihood has settled, before what still moves is taken to move for ever.
const PATIENCE: usize = 8;
/// What moves a linear predictor by so much then is on its way to infinity.
const DRIFT: f64 = 1e-4;

/// The maximum of a likelihood from a start.
pub(super) fn maximize(
    likelihood: &dyn Likelihood,
    weights: &[f64],
    start: Vec<f64>,
) -> Result<Maximum, ModelError> {
    let mut parameters = start;
    let mut at = likelihood.evaluate(weights, &parameters);
    if !at.log_likelihood.is_finite() {
        return Err(ModelError::Diverged);
    }
    let mut rise_before = f64::INFINITY;
    let mut settled = 0;
    for iterations in 1..=STEPS {
        let step = ascent(&at).ok_or(ModelError::Singular)?;
        let rise: f64 = step.iter().zip(&at.gradient).map(|(step, slope)| step * slope).sum();
        let size = at.log_likelihood.abs() + 0.1;
        let exact = rise <= EXACT * size;
        let slow = settled > 0 && rise >= 0.9 * rise_before && rise < ROUNDING * size;
        if exact || slow || settled >= PATIENCE {
            let moved = step.iter().zip(likelihood.scales()).map(|(step, scale)| (step * scale).abs());
            let infinite: Vec<bool> = moved.map(|by| settled >= PATIENCE && !exact && by > DRIFT).collect();
            if exact || slow || infinite.contains(&true) {
                let inverse = inverse(&at.information).ok_or(ModelError::Singular)?;
                let log_likelihood = at.log_likelihood;
                return Ok(Maximum { parameters, log_likelihood, inverse, iterations, infinite });
            }
        }
        rise_before = rise;
        let before = at.log_likelihood;
        (parameters, at) = climb(likelihood, weights, &parameters, before, &step)?;
        let still = (at.log_likelihood - before).abs() < SETTLED * (at.log_likelihood.abs() + 0.1);
        settled = if still { settled + 1 } else { 0 };
    }
    Err(ModelError::NotConverged { iterations: STEPS })
}

/// Goes a step, or half of it, or a quarter…: until the likelihood does not fall.
fn climb(
    likelihood: &dyn Likelihood,
    weights: &[f64],
    parameters: &[f64],
    before: f64,
    step: &[f64],
) -> Result<(Vec<f64>, Evaluation), ModelError> {
    let mut share = 1.0;
    for _ in 0..40 {
        let next: Vec<f64> = parameters.iter().zip(step).map(|(value, step)| value + share * step).collect();
        let at = likelihood.evaluate(weights, &next);
        let rounding = 1e-12 * (before.abs() + 0.1);
        if at.log_likelihood.is_finite() && at.log_likelihood >= before - rounding {
            return Ok((next, at));
        }
        share /= 2.0;
    }
    Err(ModelError::Diverged)
}

/// Newton's direction; where the information is not positive definite, with as much added to its diagonal as makes it so.
fn ascent(at: &Evaluation) -> Option<Vec<f64>> {
    if let Some(factor) = Cholesky::new(&at.information) {
        return factor.solve(&at.gradient);
    }
    let diagonal = at.information.diagonal();
    let most = diagonal.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if !(most > 0.0 && most.is_finite()) {
        return None;
    }
    let mut ridge = 1e-8;
    while ridge < 1e8 {
        let mut damped = at.information.clone();
        for (place, value) in diagonal.iter().enumerate() {
            damped.set(place, place, value + ridge * value.abs().max(1e-8 * most));
        }
        if let Some(factor) = Cholesky::new(&damped) {
            return factor.solve(&at.gradient);
        }
        ridge *= 10.0;
    }
    None
}

fn inverse(information: &Matrix) -> Option<Matrix> {
    if let Some(factor) = Cholesky::new(information) {
        return Some(factor.inverse());
    }
    Lu::new(&crate::algebra::Dense::from(information))?.inverse()?.symmetric()
}

/// A model at its maximum, as a statistic of its parameters. Its linearized variable is the inverse of the information times the
/// score of a row.
pub(super) struct AtMaximum<'a, L> {
    pub(super) likelihood: &'a L,
    pub(super) maximum: &'a Maximum,
}

impl<L: Likelihood> Statistic for AtMaximum<'_, L> {
    fn width(&self) -> usize {
        self.maximum.parameters.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let start = self.maximum.parameters.clone();
        let found = maximize(self.likelihood, weights, start).ok();
        Ok(found
            .filter(|found| !found.infinite.contains(&true))
            .map_or_else(|| vec![f64::NAN; self.width()], |found| found.parameters))
    }

    fn influence(&self, weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let scores = self.likelihood.scores(weights, &self.maximum.parameters);
        let combine = |slopes: &[f64]| {
            let mut column = vec![0.0; weights.len()];
            for (score, slope) in scores.iter().zip(slopes) {
                column.iter_mut().zip(score).for_each(|(value, score)| *value += slope * score);
            }
            column
        };
        Ok(self.maximum.inverse.rows().map(combine).collect())
    }
}
