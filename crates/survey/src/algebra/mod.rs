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

/// The scalar product of two vectors; the shorter one ends it.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(a, b)| a * b).sum()
}

/// Adds `scale` · `other` to a vector.
fn add_scaled(vector: &mut [f64], other: &[f64], scale: f64) {
    for (value, other) in vector.iter_mut().zip(other) {
        *value += scale * other;
    }
}
