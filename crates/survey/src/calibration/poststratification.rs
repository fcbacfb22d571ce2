//! Post-stratification.

use super::adjustment::Adjustment;
use super::cells::sum_by_group;
use super::error::{CalibrationError, TotalOf};
use super::margin::{Margin, check_weights};
use super::step::Calibrated;

/// Post-stratification: the weights of each group are multiplied so that they add up to its population
/// (Holt and Smith, 1979, JRSS A 142, 33–46).
///
/// A linearized variable keeps its deviation from its weighted mean in the group (Särndal, Swensson and Wretman, 1992, section 7.6).
#[derive(Debug, Clone, PartialEq)]
pub struct PostStratification {
    margin: Margin,
}

impl PostStratification {
    /// To the groups of a margin.
    ///
    /// # Errors
    /// When a total is not positive, or a row has no group or one without a total.
    pub fn new(margin: Margin) -> Result<Self, CalibrationError> {
        margin.check(0, margin.groups.len())?;
        Ok(Self { margin })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.margin.groups.len()
    }

    /// The weights calibrated.
    ///
    /// # Errors
    /// When a weight is negative or not a number, or a group has no weight.
    pub fn calibrate(&self, weights: &[f64]) -> Result<Calibrated, CalibrationError> {
        check_weights(weights, self.rows())?;
        let (groups, totals) = (&self.margin.groups, &self.margin.totals);
        let sums = sum_by_group(groups, totals.len(), |row| weights[row]);
        let ratios: Vec<f64> = totals.iter().zip(&sums).map(|(total, sum)| total / sum).collect();
        if let Some(group) = ratios.iter().position(|ratio| !ratio.is_finite()) {
            let of = TotalOf::Group { margin: 0, group };
            return Err(CalibrationError::EmptyGroup { of, total: totals[group] });
        }
        let calibrated: Vec<f64> =
            weights.iter().zip(groups).map(|(weight, group)| weight * ratios[*group as usize]).collect();
        let adjustment = Adjustment::group_means(groups.clone(), calibrated.clone(), totals.clone());
        Ok(Calibrated::new(calibrated, Some(adjustment)))
    }
}
