//! Joint probabilities, given one by one.

use super::{PairVariance, UnequalError, UnitScores};
use crate::{Matrix, Sample};

/// Relative differences that are rounding.
const ROUNDING: f64 = 1e-6;

/// Where 1 − πᵢπⱼ / πᵢⱼ is less than this, the units count as drawn independently, as in R's `ppsmat`.
const INDEPENDENT: f64 = 1e-4;

/// The probabilities of drawing two units together, with those of one on the diagonal: by row of the data, or by first-stage unit in the
/// order in which the rows first meet them.
#[derive(Debug, Clone, PartialEq)]
pub struct JointProbabilities {
    order: usize,
    values: Vec<f64>,
}

impl JointProbabilities {
    /// A matrix from its rows.
    ///
    /// # Errors
    /// When it is not square or not symmetric, or holds what no probability can be.
    pub fn new(rows: &[Vec<f64>]) -> Result<Self, UnequalError> {
        let order = rows.len();
        if let Some(row) = rows.iter().position(|row| row.len() != order) {
            return Err(UnequalError::NotSquare { row, found: rows[row].len(), expected: order });
        }
        let values: Vec<f64> = rows.iter().flatten().copied().collect();
        let joint = Self { order, values };
        for row in 0..order {
            for column in 0..=row {
                joint.check(row, column)?;
            }
        }
        Ok(joint)
    }

    /// The probabilities of the units, or rows, themselves.
    pub fn diagonal(&self) -> Vec<f64> {
        (0..self.order).map(|row| self.at(row, row)).collect()
    }

    /// The probability of the first-stage unit of each row of a sample; `None` where the matrix has neither as many rows as the sample, nor as
    /// units.
    pub fn by_row(&self, sample: &Sample) -> Option<Vec<f64>> {
        let design = sample.design();
        if self.order == sample.rows() {
            return Some(self.diagonal());
        }
        if self.order != design.units(0).len() {
            return None;
        }
        let owner = design.first_stage_units();
        let mut line_of_unit: Vec<Option<usize>> = vec![None; self.order];
        let mut next = 0;
        let mut probabilities = Vec::with_capacity(sample.rows());
        for unit in sample.units() {
            let line = line_of_unit.get_mut(*owner.get(*unit as usize)? as usize)?;
            let line = *line.get_or_insert_with(|| {
                next += 1;
                next - 1
            });
            probabilities.push(self.at(line, line));
        }
        Some(probabilities)
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.order + column]
    }

    fn check(&self, row: usize, column: usize) -> Result<(), UnequalError> {
        let (found, mirrored) = (self.at(row, column), self.at(column, row));
        let (first, second) = (self.at(row, row), self.at(column, column));
        let most = first.min(second).min(1.0);
        let least = (first + second - 1.0).max(0.0);
        let possible = found > 0.0 && found >= least - ROUNDING && found <= most * (1.0 + ROUNDING);
        if !possible {
            return Err(UnequalError::Bounds { row, column, found, first, second, least, most });
        }
        if !((found - mirrored).abs() <= ROUNDING * found) {
            return Err(UnequalError::NotSymmetric { row, column, first: found, second: mirrored });
        }
        Ok(())
    }

    /// 1 − πᵢπⱼ / πᵢⱼ for first-stage units; `first` has the unit of each row.
    pub(super) fn differences(
        &self,
        first: &[u32],
        probabilities: &[f64],
    ) -> Result<Differences, UnequalError> {
        let units = probabilities.len();
        // Which line of the matrix each unit is, and which unit each line is.
        let lines: Vec<usize> = if self.order == first.len() {
            first.iter().map(|unit| *unit as usize).collect()
        } else if self.order == units {
            let mut met = vec![false; units];
            let mut lines = Vec::with_capacity(units);
            for unit in first.iter().map(|unit| *unit as usize) {
                if met.get(unit) == Some(&false) {
                    met[unit] = true;
                    lines.push(unit);
                }
            }
            lines
        } else {
            return Err(UnequalError::Order { found: self.order, rows: first.len(), clusters: units });
        };
        let mut line_of_unit = vec![usize::MAX; units];
        for (line, unit) in lines.iter().enumerate() {
            if line_of_unit[*unit] == usize::MAX {
                line_of_unit[*unit] = line;
            }
            let (found, expected) = (self.at(line, line), probabilities[*unit]);
            if !((found - expected).abs() <= ROUNDING * expected) {
                return Err(UnequalError::Diagonal { row: line, found, expected });
            }
        }
        for row in 0..self.order {
            for column in 0..row {
                let second = self.at(row, column);
                let first = self.at(line_of_unit[lines[row]], line_of_unit[lines[column]]);
                if !((first - second).abs() <= ROUNDING * first) {
                    return Err(UnequalError::JointVaries { row, column, first, second });
                }
            }
        }
        let mut by_unit: Vec<Vec<(usize, f64)>> = vec![Vec::new(); units];
        for (unit, pairs) in by_unit.iter_mut().enumerate() {
            for other in (0..units).filter(|other| *other != unit) {
                let (row, column) = (line_of_unit[unit], line_of_unit[other]);
                let difference = 1.0 - self.at(row, row) * self.at(column, column) / self.at(row, column);
                if difference.abs() >= INDEPENDENT {
                    pairs.push((other, difference));
                }
            }
        }
        Ok(Differences { by_unit })
    }
}

/// 1 − πᵢπⱼ / πᵢⱼ of different units, by unit, where it is not zero.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Differences {
    by_unit: Vec<Vec<(usize, f64)>>,
}

impl Differences {
    pub(super) fn covariance(
        &self,
        scores: &UnitScores,
        probabilities: &[f64],
        variance: PairVariance,
    ) -> Matrix {
        let width = scores.width;
        let mut values = vec![0.0; width * self.by_unit.len()];
        for (unit, own) in scores.iter() {
            values[unit * width..(unit + 1) * width].copy_from_slice(own);
        }
        let of = |unit: usize| &values[unit * width..(unit + 1) * width];
        let mut covariance = Matrix::zeros(width);
        for (unit, pairs) in self.by_unit.iter().enumerate() {
            let own = of(unit);
            match variance {
                PairVariance::HorvitzThompson => {
                    if own.iter().all(|value| *value == 0.0) {
                        continue;
                    }
                    let mut others = vec![0.0; width];
                    for (other, difference) in pairs {
                        others.iter_mut().zip(of(*other)).for_each(|(sum, value)| *sum += difference * value);
                    }
                    covariance.add_outer(own, 1.0 - probabilities[unit]);
                    add_symmetric(&mut covariance, own, &others);
                }
                PairVariance::YatesGrundy => {
                    for (other, difference) in pairs.iter().filter(|(other, _)| *other < unit) {
                        let apart: Vec<f64> = own.iter().zip(of(*other)).map(|(a, b)| a - b).collect();
                        covariance.add_outer(&apart, -difference);
                    }
                }
            }
        }
        covariance
    }
}

/// Adds the symmetric part of *l r*ᵀ.
fn add_symmetric(covariance: &mut Matrix, left: &[f64], right: &[f64]) {
    for row in 0..left.len() {
        for column in 0..=row {
            let product = 0.5 * (left[row] * right[column] + left[column] * right[row]);
            covariance.set(row, column, covariance.at(row, column) + product);
        }
    }
}
