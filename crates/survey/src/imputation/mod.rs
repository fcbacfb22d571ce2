//! Estimates from multiply imputed data: Rubin's rules.
//!
//! Missing values were imputed several times, which gave several completed tables; each is analysed by itself, with its design, and the
//! results are combined (Rubin, 1987, chapter 3). The variance is that within the tables and that between them: what was imputed is not
//! taken for known.

use crate::Matrix;

/// Estimates from one completed table.
#[derive(Debug, Clone, PartialEq)]
pub struct Completed {
    /// The values; NaN where one is not defined.
    pub values: Vec<f64>,
    /// Their covariance in the table; absent where it cannot be estimated.
    pub covariance: Option<Matrix>,
}

/// Estimates combined over completed tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Combined {
    /// The means of the values; NaN where one is not defined in every table.
    pub values: Vec<f64>,
    /// Their covariance: *T* = *Ū* + (1 + 1/*m*) *B*; absent where it cannot be estimated in every table.
    pub covariance: Option<Matrix>,
    /// By value the degrees of freedom; NaN where there is no variance.
    pub degrees_of_freedom: Vec<f64>,
    /// By value the share of the information that is missing; NaN where there is no variance.
    pub missing_information: Vec<f64>,
}

/// Why estimates cannot be combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImputationError {
    /// Nothing to compare.
    #[error("there are {0} completed tables; what varies between them needs at least 2")]
    TooFew(usize),
    /// Tables with other estimates.
    #[error("table {table} has {found} estimates, the first has {expected}")]
    Width {
        /// The table, from 0.
        table: usize,
        /// Estimates in it.
        found: usize,
        /// Estimates in the first.
        expected: usize,
    },
}

/// Combines the estimates from completed tables, which would have `complete_degrees_of_freedom` were nothing missing; infinite for many.
///
/// With *Ū* the mean variance within the *m* tables, *B* the variance between them and *r* = (1 + 1/*m*) *B* / *Ū*, the degrees of
/// freedom are (*m* − 1) (1 + 1/*r*)² (Rubin, 1987, eq. 3.1.6). With ν₀ of the complete data finite, they are those and
/// ν₀ (ν₀ + 1) / (ν₀ + 3) *Ū* / (*Ū* + *B*) in parallel: one over the sum of the inverses (Barnard and Rubin, 1999, in the form that R's
/// `mitools` gives it; in theirs *B* is multiplied with 1 + 1/*m*). The share of missing information is (*r* + 2 / (ν + 3)) / (*r* + 1).
///
/// # Errors
/// When there are fewer than two tables, or they differ in their estimates.
pub fn combine(tables: &[Completed], complete_degrees_of_freedom: f64) -> Result<Combined, ImputationError> {
    let [first, _, ..] = tables else { return Err(ImputationError::TooFew(tables.len())) };
    let width = first.values.len();
    for (table, completed) in tables.iter().enumerate() {
        let order = completed.covariance.as_ref().map_or(width, Matrix::order);
        if let Some(found) = [completed.values.len(), order].into_iter().find(|found| *found != width) {
            return Err(ImputationError::Width { table, found, expected: width });
        }
    }
    let m = tables.len() as f64;
    let values: Vec<f64> =
        (0..width).map(|place| tables.iter().map(|table| table.values[place]).sum::<f64>() / m).collect();
    let mut between = Matrix::zeros(width);
    for table in tables {
        let apart: Vec<f64> =
            table.values.iter().zip(&values).map(|(value, mean)| apart(*value, *mean)).collect();
        between.add_outer(&apart, 1.0 / (m - 1.0));
    }
    let within = tables.iter().try_fold(Matrix::zeros(width), |mut mean, table| {
        mean.add_scaled(table.covariance.as_ref()?, 1.0 / m);
        Some(mean)
    });
    let nothing = vec![f64::NAN; width];
    let Some(within) = within else {
        let (degrees_of_freedom, missing_information) = (nothing.clone(), nothing);
        return Ok(Combined { values, covariance: None, degrees_of_freedom, missing_information });
    };
    let (degrees_of_freedom, missing_information) = (0..width)
        .map(|place| {
            information(within.at(place, place), between.at(place, place), m, complete_degrees_of_freedom)
        })
        .unzip();
    let mut covariance = within;
    covariance.add_scaled(&between, 1.0 + 1.0 / m);
    Ok(Combined { values, covariance: Some(covariance), degrees_of_freedom, missing_information })
}

/// A value less the mean; the rounding of the mean of equal values is no difference.
fn apart(value: f64, mean: f64) -> f64 {
    let difference = value - mean;
    if difference.abs() <= 8.0 * f64::EPSILON * mean.abs() { 0.0 } else { difference }
}

/// Degrees of freedom and missing information of one estimate.
fn information(within: f64, between: f64, m: f64, complete: f64) -> (f64, f64) {
    let increase = (1.0 + 1.0 / m) * between / within;
    if !(within >= 0.0 && between >= 0.0) || increase.is_nan() {
        return (f64::NAN, f64::NAN);
    }
    let classical = (m - 1.0) * (1.0 + 1.0 / increase) * (1.0 + 1.0 / increase);
    let df = if complete.is_finite() {
        let observed = (complete + 1.0) / (complete + 3.0) * complete * within / (within + between);
        1.0 / (1.0 / classical + 1.0 / observed)
    } else {
        classical
    };
    if increase.is_infinite() {
        return (df, 1.0);
    }
    (df, (increase + 2.0 / (df + 3.0)) / (increase + 1.0))
}
