//! The design effects of a two-way table.

use super::TestError;
use crate::Matrix;
use crate::algebra::{Cholesky, Dense, generalized_eigenvalues};

/// The generalized design effects of the hypothesis that rows and columns of a table are independent (Rao and Scott, 1984, Annals of
/// Statistics 12, 46–60): the matrix (*C*ᵀ*D*⁻¹*V₀D*⁻¹*C*)⁻¹ (*C*ᵀ*D*⁻¹*VD*⁻¹*C*), where *C* are contrasts of the interaction, *D* the
/// observed shares, *V* their covariance and *V₀* that of simple random sampling.
///
/// As in R's `survey`, which follows Sribney (1998), the shares are those observed and not those expected; an empty cell has none
/// of the sums.
#[derive(Debug, Clone)]
pub(super) struct DesignEffects {
    simple: Matrix,
    design: Matrix,
}

impl DesignEffects {
    /// From the shares of the cells, row by row, and their covariance.
    pub(super) fn new(
        shares: &[f64],
        columns: usize,
        covariance: &Matrix,
        rows_of_sample: f64,
    ) -> Option<Self> {
        let rows = shares.len() / columns.max(1);
        // The contrast of two rows times that of two columns: each against the last.
        let mut contrasts = Vec::new();
        for row in 0..rows - 1 {
            for column in 0..columns - 1 {
                let mut contrast = vec![0.0; shares.len()];
                contrast[row * columns + column] = 1.0;
                contrast[row * columns + columns - 1] = -1.0;
                contrast[(rows - 1) * columns + column] = -1.0;
                contrast[shares.len() - 1] = 1.0;
                for (element, share) in contrast.iter_mut().zip(shares) {
                    *element = if *share > 0.0 { *element / share } else { 0.0 };
                }
                contrasts.push(contrast);
            }
        }
        let contrasts = Dense::from_rows(&contrasts)?;
        // The contrasts sum to zero, so that of the multinomial covariance only the shares' own part is left.
        let own = Matrix::from_diagonal(shares).scaled(1.0 / rows_of_sample);
        Some(Self { simple: own.transform(&contrasts)?, design: covariance.transform(&contrasts)? })
    }

    /// The matrix.
    pub(super) fn matrix(&self) -> Result<Dense, TestError> {
        let factor = Cholesky::new(&self.simple).ok_or(TestError::Singular)?;
        let columns: Option<Vec<Vec<f64>>> = self.design.rows().map(|column| factor.solve(column)).collect();
        columns.and_then(|columns| Dense::from_columns(&columns)).ok_or(TestError::Singular)
    }

    /// Its eigenvalues, descending.
    pub(super) fn eigenvalues(&self) -> Result<Vec<f64>, TestError> {
        generalized_eigenvalues(&self.simple, &self.design).ok_or(TestError::Singular)
    }
}

/// The sum of a matrix's diagonal.
pub(super) fn trace(matrix: &Dense) -> f64 {
    (0..matrix.rows()).map(|index| matrix.at(index, index)).sum()
}

/// The sum of the diagonal of a matrix's square.
pub(super) fn trace_of_square(matrix: &Dense) -> f64 {
    let rows = 0..matrix.rows();
    rows.map(|row| matrix.row(row).iter().zip(matrix.column(row)).map(|(a, b)| a * b).sum::<f64>()).sum()
}
