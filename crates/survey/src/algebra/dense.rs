//! Rectangular matrices.

use super::{add_scaled, dot};
use crate::Matrix;

/// A rectangular matrix, stored row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Dense {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Dense {
    /// A matrix of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, values: vec![0.0; rows * columns] }
    }

    /// A matrix from its values, row by row; `None` where their number is not `rows` · `columns`.
    pub fn new(rows: usize, columns: usize, values: Vec<f64>) -> Option<Self> {
        (rows.checked_mul(columns) == Some(values.len())).then_some(Self { rows, columns, values })
    }

    /// A matrix from its rows; `None` where they differ in length.
    pub fn from_rows<R: AsRef<[f64]>>(rows: &[R]) -> Option<Self> {
        let columns = rows.first().map_or(0, |row| row.as_ref().len());
        if rows.iter().any(|row| row.as_ref().len() != columns) {
            return None;
        }
        let values = rows.iter().flat_map(|row| row.as_ref().iter().copied()).collect();
        Some(Self { rows: rows.len(), columns, values })
    }

    /// A matrix from its columns; `None` where they differ in length.
    pub fn from_columns<C: AsRef<[f64]>>(columns: &[C]) -> Option<Self> {
        Self::from_rows(columns).map(|matrix| matrix.transpose())
    }

    /// Ones on the diagonal, zeros elsewhere.
    pub fn identity(order: usize) -> Self {
        let mut identity = Self::zeros(order, order);
        for index in 0..order {
            identity.set(index, index, 1.0);
        }
        identity
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The element in that row and column; NaN outside.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.row(row).get(column).copied().unwrap_or(f64::NAN)
    }

    /// Sets the element in that row and column; outside, nothing.
    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        if let Some(element) = self.row_mut(row).get_mut(column) {
            *element = value;
        }
    }

    /// A row; empty outside.
    pub fn row(&self, row: usize) -> &[f64] {
        if row < self.rows { &self.values[row * self.columns..(row + 1) * self.columns] } else { &[] }
    }

    /// A row, to be changed; empty outside.
    pub fn row_mut(&mut self, row: usize) -> &mut [f64] {
        if row < self.rows { &mut self.values[row * self.columns..(row + 1) * self.columns] } else { &mut [] }
    }

    /// A column; NaN outside.
    pub fn column(&self, column: usize) -> Vec<f64> {
        (0..self.rows).map(|row| self.at(row, column)).collect()
    }

    /// All values, row by row.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Whether every element is a finite number.
    pub fn is_finite(&self) -> bool {
        self.values.iter().all(|value| value.is_finite())
    }

    /// The transpose.
    pub fn transpose(&self) -> Self {
        let mut transposed = Self::zeros(self.columns, self.rows);
        for row in 0..self.rows {
            for (column, &value) in self.row(row).iter().enumerate() {
                transposed.set(column, row, value);
            }
        }
        transposed
    }

    /// The product with a matrix on the right; `None` where the shapes do not fit.
    pub fn multiply(&self, right: &Self) -> Option<Self> {
        if self.columns != right.rows {
            return None;
        }
        let mut product = Self::zeros(self.rows, right.columns);
        for row in 0..self.rows {
            let target = product.row_mut(row);
            for (inner, &value) in self.row(row).iter().enumerate() {
                add_scaled(target, right.row(inner), value);
            }
        }
        Some(product)
    }

    /// The product with a vector on the right; `None` where its length is not the number of columns.
    pub fn multiply_vector(&self, right: &[f64]) -> Option<Vec<f64>> {
        (right.len() == self.columns).then(|| (0..self.rows).map(|row| dot(self.row(row), right)).collect())
    }

    /// The sum with a matrix of the same shape.
    pub fn add(&self, other: &Self) -> Option<Self> {
        if (self.rows, self.columns) != (other.rows, other.columns) {
            return None;
        }
        let mut sum = self.clone();
        add_scaled(&mut sum.values, &other.values, 1.0);
        Some(sum)
    }

    /// Every element times a number.
    pub fn scaled(&self, factor: f64) -> Self {
        Self { values: self.values.iter().map(|value| value * factor).collect(), ..*self }
    }

    /// The mean of this matrix and its transpose, which for a matrix symmetric but for rounding is its symmetric form;
    /// `None` where it is not square.
    pub fn symmetric(&self) -> Option<Matrix> {
        let rows: Vec<&[f64]> = (0..self.rows).map(|row| self.row(row)).collect();
        if self.rows == self.columns { Matrix::from_rows(&rows) } else { None }
    }
}

impl From<&Matrix> for Dense {
    fn from(matrix: &Matrix) -> Self {
        let order = matrix.order();
        Self { rows: order, columns: order, values: matrix.rows().flatten().copied().collect() }
    }
}
