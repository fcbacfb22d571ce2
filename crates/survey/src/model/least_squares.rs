//! Weighted least squares: by cross products where the columns are well apart, else by orthogonal reflections.

use super::block::symmetric;
use crate::Matrix;
use crate::algebra::{Cholesky, Qr};

/// The share of a column's square that the columns before it must leave, for cross products to keep enough digits.
const WELL_APART: f64 = 1e-3;

/// Below this share of its length a column is a combination of those before it: R's tolerance for generalized linear models.
const TOLERANCE: f64 = 1e-11;

/// A solution of weighted least squares.
pub(super) struct Solution {
    /// The columns that are kept.
    pub(super) kept: Vec<usize>,
    /// Their coefficients.
    pub(super) coefficients: Vec<f64>,
    /// The inverse of their weighted cross products.
    pub(super) inverse: Matrix,
}

/// Solves by cross products; `None` where the columns are too close to one another for that.
pub(super) fn by_cross_products(triangle: &[f64], products: &[f64]) -> Option<Solution> {
    let cross = symmetric(products.len(), triangle);
    let factor = Cholesky::new(&cross)?;
    let apart = (0..products.len()).all(|column| {
        let left = factor.lower().at(column, column);
        left * left > WELL_APART * cross.at(column, column)
    });
    if !apart {
        return None;
    }
    let coefficients = factor.solve(products)?;
    Some(Solution { kept: (0..products.len()).collect(), coefficients, inverse: factor.inverse() })
}

/// *R* of the factorisation *Q R* of some columns, by its columns, so that the factorisation of many rows can go on from those of parts.
pub(super) fn reduce(mut columns: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let width = columns.len();
    for column in &mut columns {
        if column.len() < width {
            column.resize(width, 0.0);
        }
    }
    let upper = Qr::new(columns, 0.0)?.upper();
    Some((0..width).map(|column| upper.column(column)).collect())
}

/// Solves by reflections; the last column is the outcome.
pub(super) fn by_reflections(mut columns: Vec<Vec<f64>>) -> Option<Solution> {
    let outcome = columns.pop()?;
    let factor = Qr::new(columns, TOLERANCE)?;
    Some(Solution {
        kept: factor.kept().to_vec(),
        coefficients: factor.solve(&outcome)?,
        inverse: factor.inverse_cross_product(),
    })
}
