//! Small dense linear algebra: products, factorisations, eigenvalues.
//!
//! Deterministic, without dependencies, and without panics: shapes that do not fit and matrices that are singular give `None`.

mod cholesky;
mod dense;
mod eigen;
mod lu;
mod qr;

pub use cholesky::Cholesky;
pub use dense::Dense;
pub use eigen::{SymmetricEigen, generalized_eigenvalues, symmetric_eigen, symmetric_eigenvalues};
pub use lu::Lu;
pub use qr::Qr;

/// The scalar product of two vectors; the shorter one ends it. In four running sums, which a processor adds at once.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    let length = left.len().min(right.len());
    let (left, left_rest) = left[..length].as_chunks::<4>();
    let (right, right_rest) = right[..length].as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (left, right) in left.iter().zip(right) {
        for lane in 0..4 {
            sums[lane] += left[lane] * right[lane];
        }
    }
    let rest: f64 = left_rest.iter().zip(right_rest).map(|(a, b)| a * b).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

/// Adds `scale` · `other` to a vector.
fn add_scaled(vector: &mut [f64], other: &[f64], scale: f64) {
    for (value, other) in vector.iter_mut().zip(other) {
        *value += scale * other;
    }
}
