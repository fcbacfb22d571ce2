//! What calibration takes from linearized variables.

use super::cells::{Cells, sum_by_group};
use super::residuals::RegressionResiduals;
use std::sync::Arc;

/// How often the margins of a raking are swept for its residuals.
const SWEEPS: usize = 10;

/// What a calibration takes from linearized variables: their regression on what the weights were calibrated to.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjustment(Kind);

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    GroupMeans(GroupMeans),
    Sweeps(Sweeps),
    Regression(RegressionResiduals),
}

impl Adjustment {
    /// Deviations from the means of groups, with the calibrated weights and their sum in each group.
    pub(super) fn group_means(groups: Vec<u32>, weights: Vec<f64>, sums: Vec<f64>) -> Self {
        Self(Kind::GroupMeans(GroupMeans { groups, weights, sums }))
    }

    /// Deviations from the means in the groups of each margin in turn. `weights` are those before raking, `factors` what each cell's were
    /// multiplied with up to and including each margin of the last sweep.
    pub(super) fn sweeps(cells: Arc<Cells>, weights: Vec<f64>, factors: Vec<Vec<f64>>) -> Self {
        let positive = cells.sum(|row| f64::from(u8::from(weights[row] > 0.0)));
        Self(Kind::Sweeps(Sweeps { cells, weights, factors, rows: positive }))
    }

    /// Residuals of a regression.
    pub(super) fn regression(residuals: RegressionResiduals) -> Self {
        Self(Kind::Regression(residuals))
    }

    /// Replaces the weighted linearized variable of all rows by its residuals.
    ///
    /// A variable of another number of rows stays as it is.
    pub fn residuals(&self, weighted: &mut [f64]) {
        match &self.0 {
            Kind::GroupMeans(means) => means.residuals(weighted),
            Kind::Sweeps(sweeps) => sweeps.residuals(weighted),
            Kind::Regression(regression) => regression.residuals(weighted),
        }
    }
}

/// Deviations from weighted means.
#[derive(Debug, Clone, PartialEq)]
struct GroupMeans {
    groups: Vec<u32>,
    weights: Vec<f64>,
    sums: Vec<f64>,
}

impl GroupMeans {
    fn residuals(&self, weighted: &mut [f64]) {
        if weighted.len() != self.groups.len() {
            return;
        }
        let values = &*weighted;
        let totals = sum_by_group(&self.groups, self.sums.len(), |row| values[row]);
        let means: Vec<f64> = totals.iter().zip(&self.sums).map(|(total, sum)| total / sum).collect();
        for ((value, weight), group) in weighted.iter_mut().zip(&self.weights).zip(&self.groups) {
            *value -= weight * means[*group as usize];
        }
    }
}

/// Deviations from the means in the groups of one margin after the other, swept over ten times as R's `svyrecvar` does for raked designs:
/// the means of *z* are those over rows, where *z* is the variable without the weight that the margin left.
///
/// Rows of a cell differ only in their weight before raking. So the sweeps run over cells, and the rows are passed twice.
#[derive(Debug, Clone, PartialEq)]
struct Sweeps {
    cells: Arc<Cells>,
    weights: Vec<f64>,
    factors: Vec<Vec<f64>>,
    /// Rows of positive weight in each cell.
    rows: Vec<f64>,
}

impl Sweeps {
    fn residuals(&self, weighted: &mut [f64]) {
        if weighted.len() != self.weights.len() {
            return;
        }
        let values = &*weighted;
        let mut sums = self.cells.sum(|row| {
            let weight = self.weights[row];
            if weight > 0.0 { values[row] / weight } else { 0.0 }
        });
        let widths: Vec<usize> = self
            .cells
            .groups
            .iter()
            .map(|groups| groups.iter().max().map_or(0, |most| *most as usize + 1))
            .collect();
        let rows_of_group: Vec<Vec<f64>> = widths
            .iter()
            .enumerate()
            .map(|(margin, width)| self.cells.by_group(margin, *width, |cell| self.rows[cell]))
            .collect();
        let mut taken = vec![0.0; self.cells.count];
        for _ in 0..SWEEPS {
            for (margin, factors) in self.factors.iter().enumerate() {
                let totals = self.cells.by_group(margin, widths[margin], |cell| sums[cell] / factors[cell]);
                let means: Vec<f64> = totals
                    .iter()
                    .zip(&rows_of_group[margin])
                    .map(|(total, rows)| if *rows > 0.0 { total / rows } else { 0.0 })
                    .collect();
                for (cell, group) in self.cells.groups[margin].iter().enumerate() {
                    let share = factors[cell] * means[*group as usize];
                    taken[cell] += share;
                    sums[cell] -= share * self.rows[cell];
                }
            }
        }
        for ((value, weight), cell) in weighted.iter_mut().zip(&self.weights).zip(&self.cells.of_row) {
            *value -= weight * taken[*cell as usize];
        }
    }
}
