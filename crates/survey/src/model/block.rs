//! Blocks of rows of a model matrix, small enough for a processor's nearest memory.

use super::ModelMatrix;
use crate::Matrix;
use crate::parallel;
use std::ops::Range;

/// Rows of a block.
pub(super) const BLOCK: usize = 256;

/// Cuts rows into blocks.
pub(super) fn blocks(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = rows.end;
    rows.step_by(BLOCK).map(move |start| start..(start + BLOCK).min(end))
}

/// Works on chunks of rows and adds the results up in their order, a bounded number of them at a time: `size` numbers each.
pub(super) fn reduce<T: Send>(
    rows: usize,
    size: usize,
    work: impl Fn(Range<usize>) -> T + Send + Sync,
    mut add: impl FnMut(T),
) {
    const MOST_NUMBERS: usize = 1 << 23;
    let count = rows.div_ceil(parallel::CHUNK);
    let wave = (MOST_NUMBERS / size.max(1)).max(4);
    for first in (0..count).step_by(wave) {
        let range = |chunk: usize| {
            let start = (first + chunk) * parallel::CHUNK;
            start..(start + parallel::CHUNK).min(rows)
        };
        parallel::map(wave.min(count - first), |chunk| work(range(chunk))).into_iter().for_each(&mut add);
    }
}

/// The values of some columns in a block of rows, column by column.
pub(super) struct Block {
    width: usize,
    rows: usize,
    values: Vec<f64>,
    weighted: Vec<f64>,
}

impl Block {
    pub(super) fn new(width: usize) -> Self {
        Self { width, rows: 0, values: vec![0.0; width * BLOCK], weighted: vec![0.0; BLOCK] }
    }

    /// Takes the values of these columns and rows. `fixed` sets a category variable to one level in all rows.
    pub(super) fn take(
        &mut self,
        matrix: &ModelMatrix,
        columns: &[usize],
        rows: &Range<usize>,
        fixed: Option<(usize, u32)>,
    ) {
        self.rows = rows.len().min(BLOCK);
        for (column, target) in columns.iter().zip(self.values.chunks_exact_mut(BLOCK)) {
            matrix.fill(*column, rows, fixed, &mut target[..self.rows]);
        }
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(BLOCK).take(self.width).map(|column| &column[..self.rows])
    }

    /// Adds the columns times their coefficients.
    pub(super) fn add_predictor(&self, coefficients: &[f64], target: &mut [f64]) {
        for (column, &coefficient) in self.columns().zip(coefficients) {
            target.iter_mut().zip(column).for_each(|(value, x)| *value += coefficient * x);
        }
    }

    /// Adds the scalar product of each column with `vector`.
    pub(super) fn add_products(&self, vector: &[f64], target: &mut [f64]) {
        for (column, sum) in self.columns().zip(target) {
            *sum += dot(column, vector);
        }
    }

    /// The same over a part of the block's rows.
    pub(super) fn add_products_in(&self, rows: &Range<usize>, vector: &[f64], target: &mut [f64]) {
        let part = vector.get(rows.clone()).unwrap_or_default();
        for (column, sum) in self.columns().zip(target) {
            *sum += dot(column.get(rows.clone()).unwrap_or_default(), part);
        }
    }

    /// Adds the weighted products of the columns with each other: the lower triangle, row by row.
    pub(super) fn add_cross_products(&mut self, weights: &[f64], triangle: &mut [f64]) {
        let mut rest = triangle;
        for row in 0..self.width {
            let (sums, others) = rest.split_at_mut(row + 1);
            rest = others;
            let weighted = &mut self.weighted[..self.rows];
            let column = &self.values[row * BLOCK..][..self.rows];
            weighted.iter_mut().zip(column).zip(weights).for_each(|((value, x), weight)| *value = x * weight);
            for (column, sum) in self.values.chunks_exact(BLOCK).zip(sums) {
                *sum += dot(&column[..self.rows], weighted);
            }
        }
    }
}

/// The numbers of a lower triangle.
pub(super) fn triangle_size(order: usize) -> usize {
    order * (order + 1) / 2
}

/// The symmetric matrix of a lower triangle.
pub(super) fn symmetric(order: usize, triangle: &[f64]) -> Matrix {
    let mut matrix = Matrix::zeros(order);
    let mut values = triangle.iter();
    for row in 0..order {
        for column in 0..=row {
            matrix.set(row, column, values.next().copied().unwrap_or(f64::NAN));
        }
    }
    matrix
}

/// The scalar product, in running sums that a processor adds at once.
pub(super) fn dot(left: &[f64], right: &[f64]) -> f64 {
    const LANES: usize = 8;
    let length = left.len().min(right.len());
    let (left, left_rest) = left[..length].as_chunks::<LANES>();
    let (right, right_rest) = right[..length].as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (left, right) in left.iter().zip(right) {
        for lane in 0..LANES {
            sums[lane] += left[lane] * right[lane];
        }
    }
    let rest: f64 = left_rest.iter().zip(right_rest).map(|(a, b)| a * b).sum();
    let half = [sums[0] + sums[4], sums[1] + sums[5], sums[2] + sums[6], sums[3] + sums[7]];
    (half[0] + half[2]) + (half[1] + half[3]) + rest
}
