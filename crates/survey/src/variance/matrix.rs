//! Small dense symmetric matrices.

use crate::algebra::Dense;

/// A symmetric matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    order: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// A matrix of zeros with `order` rows and columns.
    pub fn zeros(order: usize) -> Self {
        Self { order, values: vec![0.0; order * order] }
    }

    /// A matrix from its rows, each pair of mirrored elements their mean; `None` where the rows are not as many as they are long.
    pub fn from_rows<R: AsRef<[f64]>>(rows: &[R]) -> Option<Self> {
        let order = rows.len();
        if rows.iter().any(|row| row.as_ref().len() != order) {
            return None;
        }
        let mut matrix = Self::zeros(order);
        for (row, values) in rows.iter().enumerate() {
            for (column, (value, mirrored)) in values.as_ref().iter().zip(rows).enumerate().take(row + 1) {
                let mirrored = mirrored.as_ref()[row];
                matrix.set(row, column, if row == column { *value } else { 0.5 * (value + mirrored) });
            }
        }
        Some(matrix)
    }

    /// A matrix with these values on its diagonal.
    pub fn from_diagonal(values: &[f64]) -> Self {
        let mut matrix = Self::zeros(values.len());
        for (index, &value) in values.iter().enumerate() {
            matrix.set(index, index, value);
        }
        matrix
    }

    /// Number of rows, and of columns.
    pub fn order(&self) -> usize {
        self.order
    }

    /// The element in that row and column.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.order + column]
    }

    /// The rows, top down.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.order.max(1))
    }

    /// Sets the element in that row and column, and its mirrored one; outside, nothing.
    pub fn set(&mut self, row: usize, column: usize, value: f64) {
        if row < self.order && column < self.order {
            self.values[row * self.order + column] = value;
            self.values[column * self.order + row] = value;
        }
    }

    /// The elements of the diagonal.
    pub fn diagonal(&self) -> Vec<f64> {
        self.values.iter().step_by(self.order + 1).copied().collect()
    }

    /// *l*ᵀ *V* *r*; `None` where a vector's length is not the order.
    pub fn quadratic_form(&self, left: &[f64], right: &[f64]) -> Option<f64> {
        if left.len() != self.order || right.len() != self.order {
            return None;
        }
        let inner = |row: &[f64]| row.iter().zip(right).map(|(value, right)| value * right).sum::<f64>();
        Some(self.rows().zip(left).map(|(row, left)| left * inner(row)).sum())
    }

    /// The rows and columns with these indices, in this order; `None` where one is outside.
    pub fn submatrix(&self, indices: &[usize]) -> Option<Self> {
        if indices.iter().any(|&index| index >= self.order) {
            return None;
        }
        let values =
            indices.iter().flat_map(|&row| indices.iter().map(move |&column| self.at(row, column))).collect();
        Some(Self { order: indices.len(), values })
    }

    /// *A V A*ᵀ, the covariance of linear combinations, a row of *A* each; `None` where *A* has not as many columns as the order.
    pub fn transform(&self, combinations: &Dense) -> Option<Self> {
        let half = combinations.multiply(&Dense::from(self))?;
        let mut transformed = Self::zeros(combinations.rows());
        for row in 0..combinations.rows() {
            for column in 0..=row {
                let products = half.row(row).iter().zip(combinations.row(column));
                transformed.set(row, column, products.map(|(a, b)| a * b).sum());
            }
        }
        Some(transformed)
    }

    /// Every element times a number.
    pub fn scaled(&self, factor: f64) -> Self {
        Self { order: self.order, values: self.values.iter().map(|value| value * factor).collect() }
    }

    /// Adds `scale` · *v v*ᵀ.
    pub(crate) fn add_outer(&mut self, vector: &[f64], scale: f64) {
        for (row, &left) in self.values.chunks_exact_mut(self.order.max(1)).zip(vector) {
            for (element, &right) in row.iter_mut().zip(vector) {
                *element += scale * (left * right);
            }
        }
    }

    /// Adds `scale` times another matrix of the same order.
    pub fn add_scaled(&mut self, other: &Self, scale: f64) {
        for (element, value) in self.values.iter_mut().zip(&other.values) {
            *element += scale * value;
        }
    }

    /// Whether every element is a finite number.
    pub(crate) fn is_finite(&self) -> bool {
        self.values.iter().all(|value| value.is_finite())
    }
}
