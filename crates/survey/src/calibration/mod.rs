//! Calibration of weights to known totals.

/// What a calibration takes from linearized variables: their regression on what the weights were calibrated to.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjustment {}

impl Adjustment {
    /// Replaces the weighted linearized variable of all rows by its residuals.
    pub fn residuals(&self, _weighted: &mut [f64]) {}
}
