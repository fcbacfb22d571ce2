//! The QR factorisation, and least squares by it.

use super::{Dense, add_scaled, dot};
use crate::Matrix;

/// *X* = *Q R* by Householder reflections, for many rows and few columns.
///
/// A column that the ones before it explain, so that less than a tolerance of its length is left, moves to the end; the others keep
/// their order. This is the limited pivoting of R's `lm`, on LINPACK's `dqrdc` (Dongarra, Moler, Bunch and Stewart, 1979, chapter 9),
/// so that the same columns are left out as there.
#[derive(Debug, Clone)]
pub struct Qr {
    rows: usize,
    /// By pivoted column: above the diagonal *R*, from it down the reflection's vector.
    columns: Vec<Vec<f64>>,
    /// The diagonal of *R*.
    diagonal: Vec<f64>,
    pivot: Vec<usize>,
    rank: usize,
}

impl Qr {
    /// R's tolerance for linear models. The degrees of freedom of replicate designs use 1e-5.
    pub const TOLERANCE: f64 = 1e-7;

    /// The factorisation of a matrix given by its columns; `None` where they differ in length or are not finite.
    pub fn new(mut columns: Vec<Vec<f64>>, tolerance: f64) -> Option<Self> {
        let rows = columns.first().map_or(0, Vec::len);
        if columns.iter().any(|column| column.len() != rows || column.iter().any(|value| !value.is_finite()))
        {
            return None;
        }
        let mut lengths: Vec<Length> = columns.iter().map(|column| Length::new(norm(column))).collect();
        let mut pivot: Vec<usize> = (0..columns.len()).collect();
        let mut diagonal = Vec::new();
        let mut rank = columns.len();
        for step in 0..rows.min(columns.len()) {
            while step < rank && lengths[step].left < lengths[step].whole * tolerance {
                columns[step..].rotate_left(1);
                lengths[step..].rotate_left(1);
                pivot[step..].rotate_left(1);
                rank -= 1;
            }
            if step == rank {
                break;
            }
            // A last row has nothing below it to reflect away.
            if step + 1 == rows {
                diagonal.push(columns[step][step]);
                break;
            }
            let (done, others) = columns.split_at_mut(step + 1);
            let Some(reflector) = done.last_mut().map(|column| &mut column[step..]) else { break };
            diagonal.push(make_reflector(reflector));
            for (other, length) in others.iter_mut().zip(&mut lengths[step + 1..]) {
                reflect(reflector, &mut other[step..]);
                length.shorten(&other[step..]);
            }
        }
        Some(Self { rows, columns, diagonal, pivot, rank: rank.min(rows) })
    }

    /// The same, from a matrix by rows.
    pub fn of(matrix: &Dense, tolerance: f64) -> Option<Self> {
        Self::new((0..matrix.columns()).map(|column| matrix.column(column)).collect(), tolerance)
    }

    /// The number of columns that are kept: the rank.
    pub fn rank(&self) -> usize {
        self.rank
    }

    /// Which column of *X* stands at each place: the kept ones in their order, then those left out.
    pub fn pivot(&self) -> &[usize] {
        &self.pivot
    }

    /// The kept columns of *X*, in their order.
    pub fn kept(&self) -> &[usize] {
        &self.pivot[..self.rank]
    }

    /// The columns left out, which the kept ones explain.
    pub fn left_out(&self) -> &[usize] {
        &self.pivot[self.rank..]
    }

    /// *R* of the kept columns.
    pub fn upper(&self) -> Dense {
        let mut upper = Dense::zeros(self.rank, self.rank);
        for column in 0..self.rank {
            for row in 0..column {
                upper.set(row, column, self.columns[column][row]);
            }
            upper.set(column, column, self.diagonal[column]);
        }
        upper
    }

    /// *Q*ᵀ *y*, its first [`rank`](Self::rank) values the coordinates in the space of the kept columns;
    /// `None` where the length does not fit.
    pub fn coordinates(&self, values: &[f64]) -> Option<Vec<f64>> {
        if values.len() != self.rows {
            return None;
        }
        let mut turned = values.to_vec();
        for step in 0..self.reflections() {
            reflect(&self.columns[step][step..], &mut turned[step..]);
        }
        Some(turned)
    }

    /// The least-squares coefficients of the kept columns, in their order; `None` where the length does not fit.
    pub fn solve(&self, values: &[f64]) -> Option<Vec<f64>> {
        let mut solution = self.coordinates(values)?;
        solution.truncate(self.rank);
        for column in (0..self.rank).rev() {
            let value = solution[column] / self.diagonal[column];
            solution[column] = value;
            add_scaled(&mut solution[..column], &self.columns[column], -value);
        }
        Some(solution)
    }

    /// The projection of *y* on the columns; `None` where the length does not fit.
    pub fn fitted(&self, values: &[f64]) -> Option<Vec<f64>> {
        let mut turned = self.coordinates(values)?;
        turned[self.rank..].fill(0.0);
        self.turn_back(&mut turned);
        Some(turned)
    }

    /// *y* less its projection; `None` where the length does not fit.
    pub fn residuals(&self, values: &[f64]) -> Option<Vec<f64>> {
        let mut turned = self.coordinates(values)?;
        turned[..self.rank].fill(0.0);
        self.turn_back(&mut turned);
        Some(turned)
    }

    /// (*R*ᵀ*R*)⁻¹ = (*X*ᵀ*X*)⁻¹ of the kept columns, in their order.
    pub fn inverse_cross_product(&self) -> Matrix {
        let inverse = self.inverse_upper();
        let mut product = Matrix::zeros(self.rank);
        for row in 0..self.rank {
            for column in 0..=row {
                product.set(row, column, dot(inverse.row(row), inverse.row(column)));
            }
        }
        product
    }

    fn inverse_upper(&self) -> Dense {
        let mut inverse = Dense::zeros(self.rank, self.rank);
        for column in 0..self.rank {
            inverse.set(column, column, 1.0 / self.diagonal[column]);
            for row in (0..column).rev() {
                let known: f64 = (row + 1..=column)
                    .map(|inner| self.columns[inner][row] * inverse.at(inner, column))
                    .sum();
                inverse.set(row, column, -known / self.diagonal[row]);
            }
        }
        inverse
    }

    fn turn_back(&self, values: &mut [f64]) {
        for step in (0..self.reflections()).rev() {
            reflect(&self.columns[step][step..], &mut values[step..]);
        }
    }

    fn reflections(&self) -> usize {
        self.rank.min(self.rows.saturating_sub(1))
    }
}

/// How long a column was, and what of it the columns so far do not explain.
#[derive(Debug, Clone, Copy)]
struct Length {
    whole: f64,
    left: f64,
}

impl Length {
    /// A column of zeros is as one of length one: it is left out.
    fn new(length: f64) -> Self {
        Self { whole: if length == 0.0 { 1.0 } else { length }, left: length }
    }

    /// What is left of a column after a reflection, of which the first value now belongs to *R*.
    fn shorten(&mut self, column: &[f64]) {
        let Some((first, rest)) = column.split_first() else { return };
        if self.left == 0.0 {
            return;
        }
        let share = first.abs() / self.left;
        let left = (1.0 - share * share).max(0.0);
        self.left = if left < 1e-6 { norm(rest) } else { self.left * left.sqrt() };
    }
}

/// The length of a vector, kept from overflow and underflow.
fn norm(values: &[f64]) -> f64 {
    let most = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if most == 0.0 {
        return 0.0;
    }
    if (1e-140..1e140).contains(&most) {
        return dot(values, values).sqrt();
    }
    let scaled: f64 = values.iter().map(|value| (value / most) * (value / most)).sum();
    most * scaled.sqrt()
}

/// Replaces a vector by that of the reflection which turns it to its first axis, and gives the first coordinate afterwards.
/// The reflection vector is scaled to *v* with *v*ᵀ*v* = 2 *v*₁, so that it is *I* − *v v*ᵀ / *v*₁.
fn make_reflector(values: &mut [f64]) -> f64 {
    let length = norm(values);
    let Some(&first) = values.first() else { return 0.0 };
    if length == 0.0 {
        return 0.0;
    }
    let signed = if first < 0.0 { -length } else { length };
    for value in values.iter_mut() {
        *value /= signed;
    }
    values[0] += 1.0;
    -signed
}

fn reflect(reflector: &[f64], values: &mut [f64]) {
    let Some(&first) = reflector.first() else { return };
    if first != 0.0 {
        add_scaled(values, reflector, -dot(reflector, values) / first);
    }
}
