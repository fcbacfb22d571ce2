//! Groups of rows whose populations are known.

use super::error::{CalibrationError, TotalOf};

/// A partition of the rows into groups, such as age groups, with the population of each.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The group of each row, as a position in `totals`; [`u32::MAX`] is missing.
    pub groups: Vec<u32>,
    /// The population of each group.
    pub totals: Vec<f64>,
}

impl Margin {
    /// The sum of its totals.
    pub fn population(&self) -> f64 {
        self.totals.iter().copied().collect::<crate::Sum>().value()
    }

    /// Refuses a margin whose totals are not positive, or which lacks the total of a row's group.
    pub(super) fn check(&self, margin: usize, rows: usize) -> Result<(), CalibrationError> {
        if self.groups.len() != rows {
            return Err(CalibrationError::Length {
                what: "column of groups",
                expected: rows,
                found: self.groups.len(),
            });
        }
        if self.totals.is_empty() {
            return Err(CalibrationError::NoTotals);
        }
        for (group, &total) in self.totals.iter().enumerate() {
            if !(total > 0.0 && total.is_finite()) {
                return Err(CalibrationError::Total { of: TotalOf::Group { margin, group }, total });
            }
        }
        let known = self.totals.len() as u32;
        match self.groups.iter().position(|group| *group >= known) {
            None => Ok(()),
            Some(row) if self.groups[row] == u32::MAX => {
                Err(CalibrationError::Missing { of: TotalOf::Group { margin, group: 0 }, row })
            }
            Some(row) => {
                let group = self.groups[row] as usize;
                Err(CalibrationError::NoTotal { of: TotalOf::Group { margin, group }, row })
            }
        }
    }
}

/// Refuses weights that no sample has, or that are not as many as its rows.
pub(super) fn check_weights(weights: &[f64], rows: usize) -> Result<(), CalibrationError> {
    if weights.len() != rows {
        return Err(CalibrationError::Length {
            what: "column of weights",
            expected: rows,
            found: weights.len(),
        });
    }
    let impossible = |weight: &f64| !(*weight >= 0.0 && weight.is_finite());
    if let Some(row) = weights.iter().position(impossible) {
        return Err(CalibrationError::Weight { row, weight: weights[row] });
    }
    if weights.iter().all(|weight| *weight == 0.0) { Err(CalibrationError::NoWeight) } else { Ok(()) }
}
