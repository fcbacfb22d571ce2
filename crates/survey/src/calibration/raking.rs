//! Raking to margins.

use super::adjustment::Adjustment;
use super::cells::Cells;
use super::error::{CalibrationError, ReachedTotal, TotalOf};
use super::margin::{Margin, check_weights};
use super::step::Calibrated;
use std::sync::Arc;

/// How far a total may stay off, as a share of the population, however large the tolerance is.
const FAR: f64 = 5e-3;
/// How far a total may stay off, as a share of itself, however small the tolerance is.
const NEAR: f64 = 1e-6;
/// Sweeps over a replicate's margins, at most.
const REPLICATE_SWEEPS: usize = 1_000;

/// Raking: post-stratification to one margin after the other, swept over until the margins hold
/// (Deming and Stephan, 1940, Ann. Math. Stat. 11, 427–444).
///
/// Weights are multiplied alike in each cell of the crossed margins, so the sweeps run over cells. They end, as in R's `rake`, when no cell
/// changes by the tolerance or more. That alone does not mean that the margins are met: where they contradict each other, or the weights
/// are on another scale than the tolerance, cells stop changing all the same. So each total must be met too: up to the tolerance, if that is
/// not beyond half a per cent of the population, or up to a millionth of the total.
#[derive(Debug, Clone, PartialEq)]
pub struct Raking {
    margins: Vec<Vec<f64>>,
    cells: Arc<Cells>,
    tolerance: f64,
    iterations: usize,
}

impl Raking {
    /// R's tolerance: one person.
    pub const TOLERANCE: f64 = 1.0;
    /// R's number of sweeps, at most.
    pub const ITERATIONS: usize = 10;

    /// To these margins, in this order.
    ///
    /// `tolerance` is a number of persons; below 1, a share of the sum of weights.
    ///
    /// # Errors
    /// When there is no margin, a total is not positive, a row has no group or one without a total, or margins add up to different
    /// populations.
    pub fn new(margins: &[Margin], tolerance: f64, iterations: usize) -> Result<Self, CalibrationError> {
        let Some(first) = margins.first() else { return Err(CalibrationError::NoTotals) };
        if !(tolerance > 0.0 && tolerance.is_finite() && iterations > 0) {
            return Err(CalibrationError::Control { tolerance, iterations });
        }
        for (position, margin) in margins.iter().enumerate() {
            margin.check(position, first.groups.len())?;
        }
        let population = first.population();
        let absolute = if tolerance < 1.0 { tolerance * population } else { tolerance };
        for (margin, other) in margins.iter().enumerate().skip(1) {
            let sum = other.population();
            if !holds(sum, population, absolute.min(FAR * population)) {
                return Err(CalibrationError::MarginsDiffer { margin, first: population, second: sum });
            }
        }
        Ok(Self {
            margins: margins.iter().map(|margin| margin.totals.clone()).collect(),
            cells: Arc::new(Cells::of(margins, first.groups.len())),
            tolerance,
            iterations,
        })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.cells.of_row.len()
    }

    /// The weights calibrated.
    ///
    /// # Errors
    /// When a weight is negative or not a number, a group has no weight, or the sweeps do not converge.
    pub fn calibrate(&self, weights: &[f64]) -> Result<Calibrated, CalibrationError> {
        let mut sweeps = self.begin(weights)?;
        let mut table = sweeps.sums.clone();
        loop {
            let factors = sweeps.sweep()?;
            let mut change = 0.0_f64;
            for ((before, sum), factor) in table.iter_mut().zip(&sweeps.sums).zip(&sweeps.factors) {
                let now = sum * factor;
                change = change.max((now - *before).abs());
                *before = now;
            }
            if change < sweeps.tolerance && sweeps.margins_hold() {
                let calibrated = sweeps.weights(weights);
                let adjustment = Adjustment::sweeps(self.cells.clone(), weights.to_vec(), factors);
                return Ok(Calibrated::new(calibrated, Some(adjustment)).after_sweeps(sweeps.done));
            }
            if sweeps.done == self.iterations {
                return Err(sweeps.not_converged());
            }
        }
    }

    /// The weights of a replicate calibrated, with as many sweeps as those of the full sample took, as R does; with more where its
    /// margins are not met by then.
    pub(super) fn calibrate_replicate(
        &self,
        weights: &[f64],
        sweeps_of_sample: usize,
    ) -> Result<Vec<f64>, CalibrationError> {
        let mut sweeps = self.begin(weights)?;
        loop {
            sweeps.sweep()?;
            if sweeps.done >= sweeps_of_sample && sweeps.margins_hold() {
                return Ok(sweeps.weights(weights));
            }
            if sweeps.done >= sweeps_of_sample.max(REPLICATE_SWEEPS) {
                return Err(sweeps.not_converged());
            }
        }
    }

    fn begin(&self, weights: &[f64]) -> Result<Sweeping<'_>, CalibrationError> {
        check_weights(weights, self.rows())?;
        let sums = self.cells.sum(|row| weights[row]);
        let share = if self.tolerance < 1.0 { sums.iter().sum() } else { 1.0 };
        Ok(Sweeping {
            raking: self,
            factors: vec![1.0; sums.len()],
            sums,
            tolerance: self.tolerance * share,
            done: 0,
        })
    }
}

/// A raking under way.
struct Sweeping<'a> {
    raking: &'a Raking,
    /// The sum of weights in each cell, before raking.
    sums: Vec<f64>,
    /// What the weights of each cell are multiplied with.
    factors: Vec<f64>,
    /// In persons.
    tolerance: f64,
    /// Sweeps done.
    done: usize,
}

impl Sweeping<'_> {
    /// Adjusts the factors to each margin in turn, and tells them after each.
    fn sweep(&mut self) -> Result<Vec<Vec<f64>>, CalibrationError> {
        let cells = &self.raking.cells;
        let mut after = Vec::with_capacity(self.raking.margins.len());
        for (margin, totals) in self.raking.margins.iter().enumerate() {
            let reached = self.reached(margin);
            let ratios: Vec<f64> = totals.iter().zip(&reached).map(|(total, sum)| total / sum).collect();
            if let Some(group) = ratios.iter().position(|ratio| !ratio.is_finite()) {
                let of = TotalOf::Group { margin, group };
                return Err(CalibrationError::EmptyGroup { of, total: totals[group] });
            }
            for (factor, group) in self.factors.iter_mut().zip(&cells.groups[margin]) {
                *factor *= ratios[*group as usize];
            }
            after.push(self.factors.clone());
        }
        self.done += 1;
        Ok(after)
    }

    /// What the weights of a margin's groups add up to.
    fn reached(&self, margin: usize) -> Vec<f64> {
        let width = self.raking.margins[margin].len();
        self.raking.cells.by_group(margin, width, |cell| self.sums[cell] * self.factors[cell])
    }

    fn margins_hold(&self) -> bool {
        let population: f64 = self.raking.margins.first().map_or(0.0, |totals| totals.iter().sum());
        let tolerance = self.tolerance.min(FAR * population);
        self.raking.margins.iter().enumerate().all(|(margin, totals)| {
            totals.iter().zip(self.reached(margin)).all(|(total, reached)| holds(reached, *total, tolerance))
        })
    }

    fn weights(&self, before: &[f64]) -> Vec<f64> {
        let cells = &self.raking.cells.of_row;
        before.iter().zip(cells).map(|(weight, cell)| weight * self.factors[*cell as usize]).collect()
    }

    fn not_converged(&self) -> CalibrationError {
        let mut all = Vec::new();
        for (margin, totals) in self.raking.margins.iter().enumerate() {
            for (group, (wanted, reached)) in totals.iter().zip(self.reached(margin)).enumerate() {
                all.push(ReachedTotal { of: TotalOf::Group { margin, group }, wanted: *wanted, reached });
            }
        }
        CalibrationError::NotConverged { iterations: self.done, reached: all }
    }
}

/// Whether a total is met, up to the tolerance or a millionth of it.
fn holds(reached: f64, wanted: f64, tolerance: f64) -> bool {
    let off = (reached - wanted).abs();
    off <= tolerance || off <= NEAR * wanted
}
