//! Residuals of weighted regressions over many rows.

use super::cells::sum_by_group;
use super::elements::{Clusters, Elements};
use crate::Matrix;
use crate::algebra::Qr;
use crate::parallel;
use std::sync::Arc;

/// The independent ones among the auxiliary variables, each times the square root of weight over variance, and (*X*ᵀ*X*)⁻¹ of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Factor {
    pub(super) kept: Vec<usize>,
    pub(super) left_out: Vec<usize>,
    inverse: Matrix,
    roots: Vec<f64>,
}

impl Factor {
    /// By the QR factorisation of chunks of rows, and of the triangles that they leave: its triangle is that of all rows.
    pub(super) fn of(elements: &Elements) -> Option<Self> {
        let roots: Vec<f64> = elements
            .weights
            .iter()
            .enumerate()
            .map(|(element, weight)| (weight / elements.variance(element)).sqrt())
            .collect();
        let width = elements.columns.len();
        let triangles = parallel::chunks(elements.count(), |rows| {
            let scaled: Vec<Vec<f64>> = elements
                .columns
                .iter()
                .map(|column| {
                    column[rows.clone()].iter().zip(&roots[rows.clone()]).map(|(x, r)| x * r).collect()
                })
                .collect();
            if rows.len() <= 2 * width {
                return Some(scaled);
            }
            let upper = Qr::new(scaled, 0.0)?.upper();
            Some((0..width).map(|column| upper.column(column)).collect())
        });
        let mut stacked = vec![Vec::new(); width];
        for triangle in triangles {
            stacked.iter_mut().zip(triangle?).for_each(|(all, part)| all.extend(part));
        }
        let qr = Qr::new(stacked, Qr::TOLERANCE)?;
        Some(Self {
            kept: qr.kept().to_vec(),
            left_out: qr.left_out().to_vec(),
            inverse: qr.inverse_cross_product(),
            roots,
        })
    }

    /// *y* less its projection on the variables, in place.
    fn residuals(&self, columns: &[Vec<f64>], values: &mut [f64]) {
        // The second round takes what rounding left of the first (Björck, 1987, on seminormal equations).
        for _ in 0..2 {
            let products = self.products(columns, values);
            let slopes: Vec<f64> = self
                .inverse
                .rows()
                .map(|row| row.iter().zip(&products).map(|(inverse, product)| inverse * product).sum())
                .collect();
            for (&variable, slope) in self.kept.iter().zip(slopes) {
                let scaled = columns[variable].iter().zip(&self.roots);
                values.iter_mut().zip(scaled).for_each(|(value, (x, root))| *value -= slope * x * root);
            }
        }
    }

    fn products(&self, columns: &[Vec<f64>], values: &[f64]) -> Vec<f64> {
        let parts = parallel::chunks(values.len(), |rows| -> Vec<f64> {
            let turned: Vec<f64> =
                values[rows.clone()].iter().zip(&self.roots[rows.clone()]).map(|(y, r)| y * r).collect();
            let product = |variable: &usize| {
                columns[*variable][rows.clone()].iter().zip(&turned).map(|(x, y)| x * y).sum()
            };
            self.kept.iter().map(product).collect()
        });
        let mut products = vec![0.0; self.kept.len()];
        for part in parts {
            products.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        }
        products
    }
}

/// The residuals of a linearized variable on the auxiliary variables, under the weights before calibration, each with its calibrated weight
/// (Deville and Särndal, 1992, eq. 3.4).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RegressionResiduals {
    columns: Arc<Vec<Vec<f64>>>,
    factor: Factor,
    /// The calibrated weight over the root of the factor.
    scales: Vec<f64>,
    /// The clusters, and the number of rows with a weight in each.
    clusters: Option<(Arc<Clusters>, Vec<f64>)>,
    /// Whether each row has a weight, where elements are clusters.
    rows: usize,
}

impl RegressionResiduals {
    /// `ratios` are those of the calibrated weights to the weights before; `weights` those of the rows before.
    pub(super) fn new(
        elements: &Elements,
        factor: Factor,
        ratios: &[f64],
        clusters: Option<&Arc<Clusters>>,
        weights: &[f64],
    ) -> Self {
        let scales = ratios
            .iter()
            .enumerate()
            .map(|(element, ratio)| ratio * (elements.weights[element] * elements.variance(element)).sqrt())
            .collect();
        let clusters = clusters.map(|clusters| {
            let positive = |row: usize| f64::from(u8::from(weights[row] > 0.0));
            (clusters.clone(), sum_by_group(&clusters.of_row, clusters.count, positive))
        });
        Self { columns: elements.columns.clone(), factor, scales, clusters, rows: weights.len() }
    }

    /// Replaces the weighted linearized variable of all rows by its residuals.
    ///
    /// What the regression explains of a cluster is taken from its rows in equal parts, as R's `svyrecvar` does.
    pub(super) fn residuals(&self, weighted: &mut [f64]) {
        if weighted.len() != self.rows {
            return;
        }
        let Some((clusters, rows)) = &self.clusters else {
            self.of_elements(weighted);
            return;
        };
        let values = &*weighted;
        let before = sum_by_group(&clusters.of_row, clusters.count, |row| values[row]);
        let mut after = before.clone();
        self.of_elements(&mut after);
        for (value, &cluster) in weighted.iter_mut().zip(&clusters.of_row) {
            let cluster = cluster as usize;
            if rows[cluster] > 0.0 {
                *value += (after[cluster] - before[cluster]) / rows[cluster];
            }
        }
    }

    fn of_elements(&self, values: &mut [f64]) {
        for (value, scale) in values.iter_mut().zip(&self.scales) {
            *value = if *scale == 0.0 { 0.0 } else { *value / scale };
        }
        self.factor.residuals(&self.columns, values);
        values.iter_mut().zip(&self.scales).for_each(|(value, scale)| *value *= scale);
    }
}
