//! Eigenvalues of symmetric matrices.

use super::{Cholesky, Dense};
use crate::Matrix;

/// The eigenvalues and eigenvectors of a symmetric matrix.
#[derive(Debug, Clone)]
pub struct SymmetricEigen {
    /// The eigenvalues, descending.
    pub values: Vec<f64>,
    /// The eigenvectors, of length one, as columns in the order of the values; the sign of each is such that its element of
    /// greatest size (the first of them) is positive.
    pub vectors: Dense,
}

/// Eigenvalues and eigenvectors by cyclic Jacobi rotations (Golub and Van Loan, 2013, section 8.5); `None` where an element is not
/// finite.
pub fn symmetric_eigen(matrix: &Matrix) -> Option<SymmetricEigen> {
    if !matrix.is_finite() {
        return None;
    }
    let order = matrix.order();
    let mut left = Dense::from(matrix);
    // Eigenvectors as rows, which a rotation changes two at a time.
    let mut vectors = Dense::identity(order);
    for _ in 0..100 {
        let mut rotated = false;
        for first in 0..order {
            for second in first + 1..order {
                if let Some(rotation) = Rotation::away(&left, first, second) {
                    rotation.turn(&mut left, &mut vectors, first, second);
                    rotated = true;
                }
            }
        }
        if !rotated {
            break;
        }
    }
    let mut ranked: Vec<usize> = (0..order).collect();
    ranked.sort_by(|&a, &b| left.at(b, b).total_cmp(&left.at(a, a)).then(a.cmp(&b)));
    let rows: Vec<Vec<f64>> = ranked.iter().map(|&index| signed(vectors.row(index))).collect();
    Some(SymmetricEigen {
        values: ranked.iter().map(|&index| left.at(index, index)).collect(),
        vectors: Dense::from_columns(&rows)?,
    })
}

/// The eigenvalues of a symmetric matrix, descending; NaN where an element is not finite.
pub fn symmetric_eigenvalues(matrix: &Matrix) -> Vec<f64> {
    symmetric_eigen(matrix).map_or_else(|| vec![f64::NAN; matrix.order()], |eigen| eigen.values)
}

/// The eigenvalues of *A*⁻¹*B*, descending, for symmetric *A* and *B*; `None` where *A* is not positive definite or the orders differ.
pub fn generalized_eigenvalues(a: &Matrix, b: &Matrix) -> Option<Vec<f64>> {
    if a.order() != b.order() || !b.is_finite() {
        return None;
    }
    // L⁻¹ B L⁻ᵀ is symmetric and has the same eigenvalues.
    let factor = Cholesky::new(a)?;
    let half: Vec<Vec<f64>> = b.rows().map(|row| factor.solve_lower(row)).collect::<Option<_>>()?;
    let half = Dense::from_columns(&half)?;
    let whole: Vec<Vec<f64>> =
        (0..half.rows()).map(|row| factor.solve_lower(half.row(row))).collect::<Option<_>>()?;
    Some(symmetric_eigenvalues(&Dense::from_columns(&whole)?.symmetric()?))
}

fn signed(vector: &[f64]) -> Vec<f64> {
    let mut greatest = 0.0_f64;
    for &value in vector {
        // A little more, so that rounding does not choose between equals.
        if value.abs() > greatest.abs() * (1.0 + 1e-10) {
            greatest = value;
        }
    }
    let sign = if greatest < 0.0 { -1.0 } else { 1.0 };
    vector.iter().map(|value| value * sign).collect()
}

/// A rotation of two axes.
struct Rotation {
    tangent: f64,
    cosine: f64,
    sine: f64,
}

impl Rotation {
    /// The rotation that makes an element zero; none where it is so but for rounding.
    fn away(matrix: &Dense, first: usize, second: usize) -> Option<Self> {
        let element = matrix.at(first, second);
        let (p, q) = (matrix.at(first, first), matrix.at(second, second));
        let limit = 0.25 * f64::EPSILON * (p.abs().sqrt() * q.abs().sqrt());
        if element == 0.0 || element.abs() <= limit || element.abs() < f64::MIN_POSITIVE {
            return None;
        }
        let theta = (q - p) / (2.0 * element);
        let size = 1.0 / (theta.abs() + libm::hypot(theta, 1.0));
        let tangent = if theta < 0.0 { -size } else { size };
        let cosine = 1.0 / libm::hypot(tangent, 1.0);
        Some(Self { tangent, cosine, sine: tangent * cosine })
    }

    fn turn(&self, matrix: &mut Dense, vectors: &mut Dense, first: usize, second: usize) {
        let change = self.tangent * matrix.at(first, second);
        let (p, q) = (matrix.at(first, first) - change, matrix.at(second, second) + change);
        for other in (0..matrix.rows()).filter(|&other| other != first && other != second) {
            let (a, b) = self.pair(matrix.at(first, other), matrix.at(second, other));
            for (axis, value) in [(first, a), (second, b)] {
                matrix.set(axis, other, value);
                matrix.set(other, axis, value);
            }
        }
        matrix.set(first, first, p);
        matrix.set(second, second, q);
        matrix.set(first, second, 0.0);
        matrix.set(second, first, 0.0);
        for column in 0..vectors.columns() {
            let (a, b) = self.pair(vectors.at(first, column), vectors.at(second, column));
            vectors.set(first, column, a);
            vectors.set(second, column, b);
        }
    }

    fn pair(&self, a: f64, b: f64) -> (f64, f64) {
        (self.cosine * a - self.sine * b, self.sine * a + self.cosine * b)
    }
}
