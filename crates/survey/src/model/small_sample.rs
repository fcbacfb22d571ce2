//! Standard errors of linear models from few clusters.

use super::block::{Block, blocks, dot};
use super::{Family, GlmFit, Link};
use crate::Matrix;
use crate::algebra::{Dense, symmetric_eigen};
use std::collections::BTreeMap;

/// The standard error of a coefficient from few clusters, and the degrees of freedom of its t.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmallSample {
    /// The variance.
    pub variance: f64,
    /// Satterthwaite's degrees of freedom.
    pub df: f64,
}

/// Rows of a cluster, as the correction needs them.
struct Cluster {
    /// The columns of the model matrix.
    columns: Vec<Vec<f64>>,
    weights: Vec<f64>,
    residuals: Vec<f64>,
}

impl GlmFit<'_> {
    /// The bias-reduced linearization of Bell and McCaffrey (2002, Survey Methodology 28, 169–181), for linear models: the residuals of a
    /// cluster are corrected for what the fit takes from them, *B*⁻¹ᐟ² *e* with *B* the covariance of the residuals were the errors
    /// independent and alike, and Satterthwaite's degrees of freedom found from the same model (Pustejovsky and Tipton, 2018,
    /// Journal of Business and Economic Statistics 36, 672–683). Strata and population sizes are not used.
    ///
    /// `clusters` holds the cluster of each row. `None`: the model is not linear, or a column has another number of rows.
    pub fn bell_mccaffrey(&self, weights: &[f64], clusters: &[u32]) -> Option<Vec<SmallSample>> {
        let model = self.model();
        if (model.family(), model.link()) != (Family::Gaussian, Link::Identity)
            || weights.len() != clusters.len()
            || weights.len() != model.matrix().rows()
        {
            return None;
        }
        let width = self.kept().len();
        let clusters = self.gather(weights, clusters);
        let inverse = Dense::from(&self.naive_covariance().scaled(1.0 / self.mean_weight()));
        let mut squares = Matrix::zeros(width);
        for cluster in &clusters {
            for row in 0..width {
                for column in 0..=row {
                    let terms = cluster.columns[row].iter().zip(&cluster.columns[column]);
                    let sum: f64 = terms.zip(&cluster.weights).map(|((a, b), w)| a * b * (w * w)).sum();
                    squares.set(row, column, squares.at(row, column) + sum);
                }
            }
        }
        // M Q M, with M the inverse of X'WX and Q = X'W²X.
        let spread = inverse.multiply(&Dense::from(&squares))?.multiply(&inverse)?;
        let mut sums = vec![Sums::default(); width];
        for cluster in &clusters {
            cluster.add(&inverse, &spread, &mut sums)?;
        }
        sums.iter().map(|sums| sums.finish(&inverse, &spread)).collect()
    }

    fn gather(&self, weights: &[f64], clusters: &[u32]) -> Vec<Cluster> {
        let width = self.kept().len();
        let mut found: BTreeMap<u32, Cluster> = BTreeMap::new();
        let mut block = Block::new(width);
        let means = self.means();
        for rows in blocks(0..weights.len()) {
            block.take(self.model().matrix(), self.kept(), &rows, None);
            for (place, row) in rows.enumerate() {
                if !(weights[row] > 0.0) {
                    continue;
                }
                let cluster = found.entry(clusters[row]).or_insert_with(|| Cluster {
                    columns: vec![Vec::new(); width],
                    weights: Vec::new(),
                    residuals: Vec::new(),
                });
                cluster.weights.push(weights[row]);
                cluster.residuals.push(self.model().outcome()[row] - means[row]);
                for (target, column) in cluster.columns.iter_mut().zip(block.columns()) {
                    target.push(column[place]);
                }
            }
        }
        found.into_values().collect()
    }
}

/// What the clusters contribute for one coefficient.
#[derive(Debug, Clone, Default)]
struct Sums {
    variance: f64,
    clusters: Vec<Products>,
}

/// Products of *q*, the corrected weights of a cluster's residuals in a coefficient.
#[derive(Debug, Clone)]
struct Products {
    /// *q'q*.
    own: f64,
    /// *X'q*.
    plain: Vec<f64>,
    /// *X'Wq*.
    weighted: Vec<f64>,
}

impl Cluster {
    fn add(&self, inverse: &Dense, spread: &Dense, sums: &mut [Sums]) -> Option<()> {
        let correction = self.correction(inverse, spread)?;
        for (number, sums) in sums.iter_mut().enumerate() {
            // W X M c, with c the coefficient's place.
            let mut direction = vec![0.0; self.weights.len()];
            for (column, slope) in self.columns.iter().zip(inverse.row(number)) {
                direction.iter_mut().zip(column).for_each(|(value, x)| *value += slope * x);
            }
            direction.iter_mut().zip(&self.weights).for_each(|(value, weight)| *value *= weight);
            let corrected = correction.apply(&direction);
            let score = dot(&corrected, &self.residuals);
            sums.variance += score * score;
            let weighted: Vec<f64> = corrected.iter().zip(&self.weights).map(|(q, w)| q * w).collect();
            sums.clusters.push(Products {
                own: dot(&corrected, &corrected),
                plain: self.columns.iter().map(|column| dot(column, &corrected)).collect(),
                weighted: self.columns.iter().map(|column| dot(column, &weighted)).collect(),
            });
        }
        Some(())
    }

    /// *B*⁻¹ᐟ² of *B* = *I* − *X M X'W* − *W X M X'* + *X M Q M X'*, which differs from *I* only in the space of *X* and *WX*.
    fn correction(&self, inverse: &Dense, spread: &Dense) -> Option<Correction> {
        let weighted: Vec<Vec<f64>> = self
            .columns
            .iter()
            .map(|column| column.iter().zip(&self.weights).map(|(x, weight)| x * weight).collect())
            .collect();
        let mut basis: Vec<Vec<f64>> = Vec::new();
        for column in self.columns.iter().chain(&weighted) {
            let length = dot(column, column).sqrt();
            let mut rest = column.clone();
            // Twice, against rounding.
            for _ in 0..2 {
                for direction in &basis {
                    let share = dot(direction, &rest);
                    rest.iter_mut().zip(direction).for_each(|(value, d)| *value -= share * d);
                }
            }
            let left = dot(&rest, &rest).sqrt();
            if left > 1e-9 * length && basis.len() < self.weights.len() {
                rest.iter_mut().for_each(|value| *value /= left);
                basis.push(rest);
            }
        }
        let inner = |columns: &[Vec<f64>]| -> Option<Dense> {
            let rows: Vec<Vec<f64>> = basis
                .iter()
                .map(|direction| columns.iter().map(|column| dot(direction, column)).collect())
                .collect();
            Dense::from_rows(&rows)
        };
        if basis.is_empty() {
            return Some(Correction { basis, change: Dense::zeros(0, 0) });
        }
        let (plain, weighted) = (inner(&self.columns)?, inner(&weighted)?);
        let crossed = plain.multiply(inverse)?.multiply(&weighted.transpose())?;
        let spread = plain.multiply(spread)?.multiply(&plain.transpose())?;
        let mut covariance = Matrix::zeros(basis.len());
        for row in 0..basis.len() {
            for column in 0..=row {
                let own = f64::from(u8::from(row == column));
                let value = own - crossed.at(row, column) - crossed.at(column, row)
                    + 0.5 * (spread.at(row, column) + spread.at(column, row));
                covariance.set(row, column, value);
            }
        }
        let eigen = symmetric_eigen(&covariance)?;
        // A direction that the fit takes whole has no residual to correct.
        let root = |value: &f64| if *value > 1e-10 { 1.0 / value.sqrt() } else { 0.0 };
        let roots: Vec<f64> = eigen.values.iter().map(|value| root(value) - 1.0).collect();
        let mut change = Dense::zeros(basis.len(), basis.len());
        for row in 0..basis.len() {
            for column in 0..basis.len() {
                let terms = eigen.vectors.row(row).iter().zip(eigen.vectors.row(column)).zip(&roots);
                change.set(row, column, terms.map(|((a, b), root)| a * b * root).sum());
            }
        }
        Some(Correction { basis, change })
    }
}

/// *I* + *U C U'* with orthonormal *U*.
struct Correction {
    basis: Vec<Vec<f64>>,
    change: Dense,
}

impl Correction {
    fn apply(&self, vector: &[f64]) -> Vec<f64> {
        let within: Vec<f64> = self.basis.iter().map(|direction| dot(direction, vector)).collect();
        let mut applied = vector.to_vec();
        for (row, direction) in self.basis.iter().enumerate() {
            let share = dot(self.change.row(row), &within);
            applied.iter_mut().zip(direction).for_each(|(value, d)| *value += share * d);
        }
        applied
    }
}

impl Sums {
    fn finish(&self, inverse: &Dense, spread: &Dense) -> Option<SmallSample> {
        let through = |vectors: fn(&Products) -> &Vec<f64>, matrix: &Dense| {
            self.clusters.iter().map(|sums| matrix.multiply_vector(vectors(sums))).collect::<Option<Vec<_>>>()
        };
        let inverse_plain = through(|sums| &sums.plain, inverse)?;
        let inverse_weighted = through(|sums| &sums.weighted, inverse)?;
        let spread_plain = through(|sums| &sums.plain, spread)?;
        let (mut trace, mut squares) = (0.0, 0.0);
        for (first, Products { own, plain, weighted }) in self.clusters.iter().enumerate() {
            for second in 0..self.clusters.len() {
                let shared = dot(plain, &spread_plain[second])
                    - dot(plain, &inverse_weighted[second])
                    - dot(weighted, &inverse_plain[second]);
                let value = if first == second { own + shared } else { shared };
                squares += value * value;
                if first == second {
                    trace += value;
                }
            }
        }
        Some(SmallSample { variance: self.variance, df: trace * trace / squares })
    }
}
