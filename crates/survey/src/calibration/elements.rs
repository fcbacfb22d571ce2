//! What a regression calibration gives a ratio each: rows, or clusters.

use super::cells::sum_by_group;
use std::sync::Arc;

/// Which cluster each row lies in, where the weights of a cluster are calibrated alike.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clusters {
    pub(super) of_row: Vec<u32>,
    pub(super) count: usize,
}

/// Rows or clusters, with their auxiliary values and weights.
#[derive(Debug, Clone)]
pub(super) struct Elements {
    /// The auxiliary variables.
    pub(super) columns: Arc<Vec<Vec<f64>>>,
    pub(super) weights: Vec<f64>,
    /// The model's variance; 1 where there is none.
    pub(super) variance: Option<Arc<Vec<f64>>>,
}

impl Elements {
    /// The rows.
    pub(super) fn rows(
        columns: &Arc<Vec<Vec<f64>>>,
        weights: &[f64],
        variance: Option<&Arc<Vec<f64>>>,
    ) -> Self {
        Self { columns: columns.clone(), weights: weights.to_vec(), variance: variance.cloned() }
    }

    /// Clusters, with the sum of their rows' weights and the weighted means of their values: so that the totals are those of the rows.
    pub(super) fn clusters(
        columns: &[Vec<f64>],
        weights: &[f64],
        variance: Option<&Arc<Vec<f64>>>,
        clusters: &Clusters,
    ) -> Self {
        let sums = sum_by_group(&clusters.of_row, clusters.count, |row| weights[row]);
        let means = |column: &Vec<f64>| -> Vec<f64> {
            let totals = sum_by_group(&clusters.of_row, clusters.count, |row| weights[row] * column[row]);
            totals.iter().zip(&sums).map(|(total, sum)| if *sum > 0.0 { total / sum } else { 0.0 }).collect()
        };
        Self {
            columns: Arc::new(columns.iter().map(means).collect()),
            variance: variance.map(|variance| {
                let positive = |mean: f64| if mean > 0.0 { mean } else { 1.0 };
                Arc::new(means(variance).into_iter().map(positive).collect())
            }),
            weights: sums,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.weights.len()
    }

    pub(super) fn variance(&self, element: usize) -> f64 {
        self.variance.as_ref().map_or(1.0, |variance| variance[element])
    }

    /// The weighted total of each auxiliary variable.
    pub(super) fn totals(&self) -> Vec<f64> {
        let total = |column: &Vec<f64>| {
            let parts = crate::parallel::chunks(self.count(), |rows| {
                self.weights[rows.clone()].iter().zip(&column[rows]).map(|(w, x)| w * x).sum::<f64>()
            });
            parts.into_iter().sum()
        };
        self.columns.iter().map(total).collect()
    }
}
