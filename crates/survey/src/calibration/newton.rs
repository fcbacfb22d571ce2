//! Solves the calibration equations.

use super::distance::{Bounds, Distance};
use super::elements::Elements;
use super::error::{CalibrationError, ReachedTotal, TotalOf};
use super::residuals::Factor;
use crate::Matrix;
use crate::algebra::{Cholesky, symmetric_eigen};
use crate::parallel;

/// Weights that are so many times too small for every total are brought to its size before they are calibrated.
const FAR_TOO_SMALL: f64 = 20.0;
/// How far the total of a variable that others explain may be from what they imply, as a share of it.
const INCONSISTENT: f64 = 1e-6;

/// Finds *λ* such that Σ *d x F(xλ/σ²)* are the totals, by Newton's method from 0 (Deville and Särndal, 1992, section 3).
pub(super) struct Newton<'a> {
    pub(super) elements: &'a Elements,
    pub(super) factor: &'a Factor,
    pub(super) totals: &'a [f64],
    pub(super) distance: Distance,
    pub(super) bounds: Bounds,
    pub(super) tolerance: f64,
    pub(super) iterations: usize,
}

/// The slopes that a step of the method follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slopes {
    /// The derivatives.
    Exact,
    /// Those that R's `grake` has for the raking distance: exp *u* where *u* lies between the bounds less 1, else 0. They lead to the
    /// same weights in more steps; at the tolerance they stop where R does.
    AsInR,
}

impl Slopes {
    fn at(self, u: f64, exact: f64, bounds: Bounds) -> f64 {
        match self {
            Self::Exact => exact,
            Self::AsInR if u > bounds.lower - 1.0 && u < bounds.upper - 1.0 => libm::exp(u),
            Self::AsInR => 0.0,
        }
    }
}

/// Where the method is.
struct Point {
    ratios: Vec<f64>,
    /// Σ *d x F*.
    reached: Vec<f64>,
    /// Σ *d F' x x*ᵀ/σ² over the kept variables.
    slope: Matrix,
}

impl Newton<'_> {
    /// The ratio of each element's calibrated weight to its weight before.
    pub(super) fn solve(&self) -> Result<Vec<f64>, CalibrationError> {
        let scale = self.scale();
        self.check_reach(scale)?;
        let slopes = if self.distance == Distance::Raking { Slopes::AsInR } else { Slopes::Exact };
        match self.iterate(scale, slopes) {
            Err(CalibrationError::NotConverged { .. }) if slopes != Slopes::Exact => {
                self.iterate(scale, Slopes::Exact)
            }
            solution => solution,
        }
    }

    fn iterate(&self, scale: f64, slopes: Slopes) -> Result<Vec<f64>, CalibrationError> {
        let kept = &self.factor.kept;
        let mut multipliers = vec![0.0; kept.len()];
        let mut point = self.point(&multipliers, scale, slopes);
        for _ in 0..=self.iterations {
            let misfit: Vec<f64> = kept.iter().map(|&j| self.totals[j] - point.reached[j]).collect();
            let Some(step) = solve(&point.slope, &misfit) else { break };
            multipliers.iter_mut().zip(&step).for_each(|(multiplier, step)| *multiplier += step);
            point = self.point(&multipliers, scale, slopes);
            if kept.iter().all(|&j| self.misfit(&point, j) < self.tolerance) {
                return self.checked(point, scale);
            }
        }
        Err(CalibrationError::NotConverged { iterations: self.iterations, reached: self.reached(&point) })
    }

    /// How far a total is from being met, as R's `grake` measures it.
    fn misfit(&self, point: &Point, variable: usize) -> f64 {
        (self.totals[variable] - point.reached[variable]).abs() / (1.0 + self.totals[variable].abs())
    }

    /// The converged ratios, unless a variable left out contradicts the others.
    fn checked(&self, point: Point, scale: f64) -> Result<Vec<f64>, CalibrationError> {
        for &variable in &self.factor.left_out {
            if !(self.misfit(&point, variable) <= self.tolerance.max(INCONSISTENT)) {
                let (implied, total) = (point.reached[variable], self.totals[variable]);
                return Err(CalibrationError::Collinear { variable, implied, total });
            }
        }
        Ok(point.ratios.into_iter().map(|ratio| ratio * scale).collect())
    }

    fn reached(&self, point: &Point) -> Vec<ReachedTotal> {
        let totals = self.totals.iter().zip(&point.reached).enumerate();
        totals
            .map(|(variable, (wanted, reached))| ReachedTotal {
                of: TotalOf::Variable(variable),
                wanted: *wanted,
                reached: *reached,
            })
            .collect()
    }

    /// What weights are multiplied with before they are calibrated: 1, unless they are far too small for every total, as weights
    /// of 1 are. Bounds then hold for the ratios to the multiplied weights, as in R.
    fn scale(&self) -> f64 {
        let ratios: Vec<f64> =
            self.totals.iter().zip(self.elements.totals()).map(|(total, sum)| total / sum).collect();
        let mean = ratios.iter().sum::<f64>() / ratios.len() as f64;
        if mean.is_finite() && ratios.iter().all(|ratio| *ratio > FAR_TOO_SMALL) { mean } else { 1.0 }
    }

    /// Refuses a total outside of what any ratios within the bounds give.
    fn check_reach(&self, scale: f64) -> Result<(), CalibrationError> {
        let Bounds { lower, upper } = self.distance.range(self.bounds);
        for (variable, (&wanted, column)) in self.totals.iter().zip(self.elements.columns.iter()).enumerate()
        {
            let (mut positive, mut negative) = (0.0, 0.0);
            for (x, weight) in column.iter().zip(&self.elements.weights) {
                let part = x * weight * scale;
                if part > 0.0 { positive += part } else { negative += part }
            }
            let part = |sum: f64, bound: f64| if sum == 0.0 { 0.0 } else { sum * bound };
            let least = part(positive, lower) + part(negative, upper);
            let most = part(positive, upper) + part(negative, lower);
            let slack = self.tolerance * (1.0 + wanted.abs());
            let nearest = if wanted < least - slack {
                least
            } else if wanted > most + slack {
                most
            } else {
                continue;
            };
            return Err(CalibrationError::Infeasible { of: TotalOf::Variable(variable), wanted, nearest });
        }
        Ok(())
    }

    fn point(&self, multipliers: &[f64], scale: f64, slopes_used: Slopes) -> Point {
        let (columns, kept) = (&self.elements.columns, &self.factor.kept);
        let width = kept.len();
        let parts = parallel::chunks(self.elements.count(), |rows| {
            let mut predictors = vec![0.0; rows.len()];
            for (&variable, multiplier) in kept.iter().zip(multipliers) {
                let values = &columns[variable][rows.clone()];
                predictors.iter_mut().zip(values).for_each(|(u, x)| *u += multiplier * x);
            }
            let (mut ratios, mut calibrated, mut slopes) =
                (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()), predictors);
            for (element, u) in rows.clone().zip(&mut slopes) {
                let variance = self.elements.variance(element);
                let scaled = *u / variance;
                let (ratio, slope) = self.distance.ratio(scaled, self.bounds);
                let slope = slopes_used.at(scaled, slope, self.bounds);
                let weight = self.elements.weights[element] * scale;
                ratios.push(ratio);
                calibrated.push(if weight > 0.0 { weight * ratio } else { 0.0 });
                *u = if weight > 0.0 { weight * slope / variance } else { 0.0 };
            }
            let product =
                |column: &[f64], with: &[f64]| column.iter().zip(with).map(|(x, w)| x * w).sum::<f64>();
            let reached: Vec<f64> =
                columns.iter().map(|column| product(&column[rows.clone()], &calibrated)).collect();
            let mut slope = Matrix::zeros(width);
            for (i, &left) in kept.iter().enumerate() {
                let left: Vec<f64> =
                    columns[left][rows.clone()].iter().zip(&slopes).map(|(x, s)| x * s).collect();
                for (j, &right) in kept.iter().enumerate().take(i + 1) {
                    slope.set(i, j, product(&columns[right][rows.clone()], &left));
                }
            }
            (ratios, reached, slope)
        });
        let mut point = Point {
            ratios: Vec::with_capacity(self.elements.count()),
            reached: vec![0.0; columns.len()],
            slope: Matrix::zeros(width),
        };
        for (ratios, reached, slope) in parts {
            point.ratios.extend(ratios);
            point.reached.iter_mut().zip(reached).for_each(|(sum, part)| *sum += part);
            point.slope.add_scaled(&slope, 1.0);
        }
        point
    }
}

/// The solution of a symmetric system; where it is singular, as when the bounds hold every element of a group, the shortest one.
fn solve(matrix: &Matrix, right: &[f64]) -> Option<Vec<f64>> {
    let roots: Vec<f64> =
        matrix.diagonal().into_iter().map(|d| if d > 0.0 { d.sqrt() } else { 1.0 }).collect();
    let mut scaled = Matrix::zeros(matrix.order());
    for row in 0..matrix.order() {
        for column in 0..=row {
            scaled.set(row, column, matrix.at(row, column) / (roots[row] * roots[column]));
        }
    }
    let right: Vec<f64> = right.iter().zip(&roots).map(|(value, root)| value / root).collect();
    let solution = match Cholesky::new(&scaled) {
        Some(factor) => factor.solve(&right)?,
        None => shortest_solution(&scaled, &right)?,
    };
    let solution: Vec<f64> = solution.iter().zip(&roots).map(|(value, root)| value / root).collect();
    solution.iter().all(|value| value.is_finite()).then_some(solution)
}

fn shortest_solution(matrix: &Matrix, right: &[f64]) -> Option<Vec<f64>> {
    let eigen = symmetric_eigen(matrix)?;
    let least = eigen.values.first()? * f64::EPSILON.sqrt();
    let mut solution = vec![0.0; right.len()];
    for (index, &value) in eigen.values.iter().enumerate() {
        if value > least {
            let vector = eigen.vectors.column(index);
            let along: f64 = vector.iter().zip(right).map(|(v, b)| v * b).sum::<f64>() / value;
            solution.iter_mut().zip(&vector).for_each(|(x, v)| *x += along * v);
        }
    }
    Some(solution)
}
