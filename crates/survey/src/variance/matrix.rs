//! Small dense symmetric matrices.

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

    /// Adds `scale` · *v v*ᵀ.
    pub(crate) fn add_outer(&mut self, vector: &[f64], scale: f64) {
        for (row, &left) in self.values.chunks_exact_mut(self.order.max(1)).zip(vector) {
            for (element, &right) in row.iter_mut().zip(vector) {
                *element += scale * (left * right);
            }
        }
    }

    /// Adds `scale` times another matrix of the same order.
    pub(crate) fn add_scaled(&mut self, other: &Self, scale: f64) {
        for (element, value) in self.values.iter_mut().zip(&other.values) {
            *element += scale * value;
        }
    }

    /// Whether every element is a finite number.
    pub(crate) fn is_finite(&self) -> bool {
        self.values.iter().all(|value| value.is_finite())
    }
}
