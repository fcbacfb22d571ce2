//! Calibration to totals of auxiliary variables.

use super::adjustment::Adjustment;
use super::distance::{Bounds, Distance};
use super::elements::{Clusters, Elements};
use super::error::{CalibrationError, TotalOf};
use super::margin::check_weights;
use super::newton::Newton;
use super::residuals::{Factor, RegressionResiduals};
use super::step::Calibrated;
use std::sync::Arc;

/// Calibration to the totals of auxiliary variables: the weights nearest to those before that meet the totals
/// (Deville and Särndal, 1992, JASA 87, 376–382; Deville, Särndal and Sautory, 1993, JASA 88, 1013–1020).
///
/// A category enters as one column a level; an intercept is a column of ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    columns: Arc<Vec<Vec<f64>>>,
    totals: Vec<f64>,
    distance: Distance,
    bounds: Bounds,
    variance: Option<Arc<Vec<f64>>>,
    clusters: Option<Arc<Clusters>>,
    tolerance: f64,
    iterations: usize,
}

impl Regression {
    /// R's tolerance.
    pub const TOLERANCE: f64 = 1e-7;
    /// R's number of iterations, at most.
    pub const ITERATIONS: usize = 50;

    /// To the totals of these columns.
    ///
    /// # Errors
    /// When columns differ in length, a value is missing, a total is not finite, or the bounds leave no room.
    pub fn new(
        columns: Vec<Vec<f64>>,
        totals: Vec<f64>,
        distance: Distance,
        bounds: Bounds,
    ) -> Result<Self, CalibrationError> {
        let Some(rows) = columns.first().map(Vec::len) else { return Err(CalibrationError::NoTotals) };
        if totals.len() != columns.len() {
            let (expected, found) = (columns.len(), totals.len());
            return Err(CalibrationError::Length { what: "list of totals", expected, found });
        }
        for (variable, (column, &total)) in columns.iter().zip(&totals).enumerate() {
            let of = TotalOf::Variable(variable);
            if column.len() != rows {
                let found = column.len();
                return Err(CalibrationError::Length { what: "auxiliary variable", expected: rows, found });
            }
            if let Some(row) = column.iter().position(|value| !value.is_finite()) {
                return Err(CalibrationError::Missing { of, row });
            }
            if !total.is_finite() {
                return Err(CalibrationError::Total { of, total });
            }
        }
        distance.check(bounds)?;
        Ok(Self {
            columns: Arc::new(columns),
            totals,
            distance,
            bounds,
            variance: None,
            clusters: None,
            tolerance: Self::TOLERANCE,
            iterations: Self::ITERATIONS,
        })
    }

    /// Under a model in which the variance of a row is this, as for a ratio estimator where it is the auxiliary variable itself.
    ///
    /// # Errors
    /// When a variance is not positive.
    pub fn with_variance(mut self, variance: Vec<f64>) -> Result<Self, CalibrationError> {
        if variance.len() != self.rows() {
            let (expected, found) = (self.rows(), variance.len());
            return Err(CalibrationError::Length { what: "column of variances", expected, found });
        }
        if let Some(row) = variance.iter().position(|variance| !(*variance > 0.0 && variance.is_finite())) {
            return Err(CalibrationError::Variance { row, variance: variance[row] });
        }
        self.variance = Some(Arc::new(variance));
        Ok(self)
    }

    /// With one ratio for all rows of a cluster; `clusters` has the cluster of each row.
    ///
    /// Where weights differ within a cluster, its auxiliary values are weighted means, so that the calibrated weights meet the totals
    /// whatever the weights are. R's `calibrate(aggregate.stage =)` takes unweighted means there, and misses the totals.
    ///
    /// # Errors
    /// When there are not as many as rows.
    pub fn within_clusters(mut self, clusters: &[u32]) -> Result<Self, CalibrationError> {
        if clusters.len() != self.rows() {
            let (expected, found) = (self.rows(), clusters.len());
            return Err(CalibrationError::Length { what: "column of clusters", expected, found });
        }
        let mut labels = clusters.to_vec();
        labels.sort_unstable();
        labels.dedup();
        let position = |label: &u32| labels.binary_search(label).unwrap_or_default() as u32;
        let of_row = clusters.iter().map(position).collect();
        self.clusters = Some(Arc::new(Clusters { of_row, count: labels.len() }));
        Ok(self)
    }

    /// With another tolerance, relative to each total, and number of iterations.
    ///
    /// # Errors
    /// When one is not positive.
    pub fn with_control(self, tolerance: f64, iterations: usize) -> Result<Self, CalibrationError> {
        if tolerance > 0.0 && tolerance.is_finite() && iterations > 0 {
            Ok(Self { tolerance, iterations, ..self })
        } else {
            Err(CalibrationError::Control { tolerance, iterations })
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// The weights calibrated.
    ///
    /// # Errors
    /// When a weight is negative or not a number, or the totals cannot be met.
    pub fn calibrate(&self, weights: &[f64]) -> Result<Calibrated, CalibrationError> {
        check_weights(weights, self.rows())?;
        let elements = match &self.clusters {
            None => Elements::rows(&self.columns, weights, self.variance.as_ref()),
            Some(clusters) => Elements::clusters(&self.columns, weights, self.variance.as_ref(), clusters),
        };
        let Some(factor) = Factor::of(&elements) else { return Err(CalibrationError::NoTotals) };
        let ratios = Newton {
            elements: &elements,
            factor: &factor,
            totals: &self.totals,
            distance: self.distance,
            bounds: self.bounds,
            tolerance: self.tolerance,
            iterations: self.iterations,
        }
        .solve()?;
        let ratio = |row: usize| match &self.clusters {
            None => ratios[row],
            Some(clusters) => ratios[clusters.of_row[row] as usize],
        };
        let calibrated = weights.iter().enumerate().map(|(row, weight)| weight * ratio(row)).collect();
        let residuals = RegressionResiduals::new(&elements, factor, &ratios, self.clusters.as_ref(), weights);
        Ok(Calibrated::new(calibrated, Some(Adjustment::regression(residuals))))
    }
}
