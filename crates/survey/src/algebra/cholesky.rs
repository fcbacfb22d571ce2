//! The Cholesky factorisation.

use super::{Dense, dot};
use crate::Matrix;

/// *A* = *L L*ᵀ of a symmetric positive definite matrix.
#[derive(Debug, Clone)]
pub struct Cholesky {
    /// The lower triangle; zeros above.
    lower: Dense,
}

impl Cholesky {
    /// The factorisation; `None` where the matrix is not positive definite: where a pivot is not above its rounding,
    /// 8 · order · ε of the diagonal element.
    pub fn new(matrix: &Matrix) -> Option<Self> {
        let order = matrix.order();
        let mut lower = Dense::zeros(order, order);
        for row in 0..order {
            for column in 0..=row {
                let left = matrix.at(row, column);
                let rest = left - dot(&lower.row(row)[..column], &lower.row(column)[..column]);
                if row == column {
                    let rounding = 8.0 * order as f64 * f64::EPSILON * left;
                    if !(left > 0.0 && rest > rounding && rest.is_finite()) {
                        return None;
                    }
                    lower.set(row, row, rest.sqrt());
                } else {
                    lower.set(row, column, rest / lower.at(column, column));
                }
            }
        }
        Some(Self { lower })
    }

    /// The lower triangle *L*.
    pub fn lower(&self) -> &Dense {
        &self.lower
    }

    /// The solution *x* of *L x* = *b*; `None` where the length does not fit.
    pub fn solve_lower(&self, right: &[f64]) -> Option<Vec<f64>> {
        if right.len() != self.lower.rows() {
            return None;
        }
        let mut solution: Vec<f64> = Vec::with_capacity(right.len());
        for (index, value) in right.iter().enumerate() {
            let row = self.lower.row(index);
            solution.push((value - dot(row, &solution)) / row[index]);
        }
        Some(solution)
    }

    /// The solution *x* of *A x* = *b*; `None` where the length does not fit.
    pub fn solve(&self, right: &[f64]) -> Option<Vec<f64>> {
        let mut solution = self.solve_lower(right)?;
        for index in (0..solution.len()).rev() {
            let row = self.lower.row(index);
            let value = solution[index] / row[index];
            solution[index] = value;
            super::add_scaled(&mut solution[..index], row, -value);
        }
        Some(solution)
    }

    /// The inverse of *A*.
    pub fn inverse(&self) -> Matrix {
        let order = self.lower.rows();
        let mut inverse = Matrix::zeros(order);
        for column in 0..order {
            let mut unit = vec![0.0; order];
            unit[column] = 1.0;
            for (row, &value) in self.solve(&unit).iter().flatten().enumerate().skip(column) {
                inverse.set(row, column, value);
            }
        }
        inverse
    }

    /// *b*ᵀ *A*⁻¹ *b*; `None` where the length does not fit.
    pub fn inverse_quadratic_form(&self, vector: &[f64]) -> Option<f64> {
        self.solve_lower(vector).map(|half| dot(&half, &half))
    }

    /// The logarithm of the determinant of *A*.
    pub fn log_determinant(&self) -> f64 {
        (0..self.lower.rows()).map(|index| 2.0 * libm::log(self.lower.at(index, index))).sum()
    }
}
