//! What is estimated from rows.

use crate::{Scores, SurveyError};

/// A statistic of the rows of a domain.
///
/// It holds the columns that it needs, gathered to the rows of its [`Domain`](super::Domain); `weights` has one weight for each of them. A
/// row of weight zero is not there. How a variance is made of it is no concern of a statistic.
pub trait Statistic: Sync {
    /// Number of values.
    fn width(&self) -> usize;

    /// Its values under these weights; NaN where one is not defined.
    ///
    /// # Errors
    /// When the statistic cannot be computed at all, with the reason.
    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError>;

    /// Its linearized variables (Demnati and Rao, 2004): for each value a column with the derivative of that value with respect to the
    /// weight of each row. `values` are those that [`values`](Self::values) gave under the same weights.
    ///
    /// # Errors
    /// When the derivative does not exist, with the reason.
    fn influence(&self, weights: &[f64], values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError>;

    /// The linearized variables times the weights, summed by unit, where that takes less than all of
    /// [`influence`](Self::influence): of many rows and values, its columns are large. `units` holds the unit of each row. `None`, the
    /// default, leaves it to the influence.
    fn scores(&self, _weights: &[f64], _values: &[f64], _units: &[u32]) -> Option<Scores> {
        None
    }
}
