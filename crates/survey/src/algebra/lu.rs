//! The LU factorisation of general square matrices.

use super::{Dense, add_scaled, dot};

/// *P A* = *L U* with partial pivoting.
#[derive(Debug, Clone)]
pub struct Lu {
    /// *U* in the upper triangle, *L* without its ones below it.
    factors: Dense,
    /// Which row of *A* stands in each row of the factors.
    order: Vec<usize>,
    odd: bool,
    singular: bool,
}

impl Lu {
    /// The factorisation; `None` where the matrix is not square or not finite. A singular matrix has one, with determinant zero.
    pub fn new(matrix: &Dense) -> Option<Self> {
        let order = matrix.rows();
        if order != matrix.columns() || !matrix.is_finite() {
            return None;
        }
        let mut rows: Vec<Vec<f64>> = (0..order).map(|row| matrix.row(row).to_vec()).collect();
        let mut from: Vec<usize> = (0..order).collect();
        let (mut odd, mut singular) = (false, false);
        for step in 0..order {
            let scale = matrix.column(step).iter().fold(0.0_f64, |most, value| most.max(value.abs()));
            let mut best = step;
            for row in step + 1..order {
                if rows[row][step].abs() > rows[best][step].abs() {
                    best = row;
                }
            }
            if best != step {
                rows.swap(best, step);
                from.swap(best, step);
                odd = !odd;
            }
            let (done, below) = rows.split_at_mut(step + 1);
            let Some(pivot_row) = done.last() else { continue };
            let pivot = pivot_row[step];
            if pivot.abs() <= 2.0 * order as f64 * f64::EPSILON * scale {
                singular = true;
            }
            if pivot == 0.0 {
                continue;
            }
            for row in below {
                let factor = row[step] / pivot;
                row[step] = factor;
                add_scaled(&mut row[step + 1..], &pivot_row[step + 1..], -factor);
            }
        }
        Some(Self { factors: Dense::from_rows(&rows)?, order: from, odd, singular })
    }

    /// Whether the matrix is singular but for rounding: a pivot is below 2 · order · ε of the greatest element of its column.
    pub fn is_singular(&self) -> bool {
        self.singular
    }

    /// The solution *x* of *A x* = *b*; `None` where the matrix is singular or the length does not fit.
    pub fn solve(&self, right: &[f64]) -> Option<Vec<f64>> {
        if self.singular || right.len() != self.order.len() {
            return None;
        }
        let mut solution: Vec<f64> = Vec::with_capacity(right.len());
        for (row, &from) in self.order.iter().enumerate() {
            solution.push(right[from] - dot(&self.factors.row(row)[..row], &solution));
        }
        for index in (0..solution.len()).rev() {
            let row = self.factors.row(index);
            let known = dot(&row[index + 1..], &solution[index + 1..]);
            solution[index] = (solution[index] - known) / row[index];
        }
        Some(solution)
    }

    /// The inverse of *A*; `None` where it is singular.
    pub fn inverse(&self) -> Option<Dense> {
        let order = self.order.len();
        let mut columns = Vec::with_capacity(order);
        for column in 0..order {
            let mut unit = vec![0.0; order];
            unit[column] = 1.0;
            columns.push(self.solve(&unit)?);
        }
        Dense::from_columns(&columns)
    }

    /// The determinant of *A*.
    pub fn determinant(&self) -> f64 {
        let product: f64 = (0..self.order.len()).map(|index| self.factors.at(index, index)).product();
        if self.odd { -product } else { product }
    }
}
