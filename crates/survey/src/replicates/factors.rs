//! What replicates multiply the weights with.

use super::jackknife::Jackknife;
use std::sync::Arc;

/// The factors of the weights, held as compactly as they are alike.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Factors {
    /// One cluster left out at a time.
    Jackknife { jackknife: Jackknife, groups: Groups },
    /// A factor for each group of rows and replicate.
    Grouped { table: Arc<FactorTable>, groups: Groups },
    /// For each replicate a number for each row: its weight, or the factor of its weight.
    Rows { columns: Arc<Vec<Vec<f64>>>, combined: bool },
}

/// Which group each unit of the design's last stage, and each row, belongs to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Groups {
    pub(super) of_unit: Arc<[u32]>,
    pub(super) of_row: Option<Arc<[u32]>>,
}

impl Groups {
    pub(super) fn of_units(of_unit: Arc<[u32]>) -> Self {
        Self { of_unit, of_row: None }
    }
}

/// Factors by group and replicate, the replicates of a group side by side: so many replicates of a total are summed at once.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FactorTable {
    groups: usize,
    replicates: usize,
    factors: Vec<f64>,
}

impl FactorTable {
    /// A table from the factors of each replicate.
    pub(super) fn new(groups: usize, by_replicate: &[Vec<f64>]) -> Self {
        let replicates = by_replicate.len();
        let mut factors = vec![1.0; groups * replicates];
        for (replicate, own) in by_replicate.iter().enumerate() {
            for (row, factor) in factors.chunks_exact_mut(replicates.max(1)).zip(own) {
                row[replicate] = *factor;
            }
        }
        Self { groups, replicates, factors }
    }

    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    /// The factors of a group in all replicates; none of an unknown group.
    pub(super) fn group(&self, group: usize) -> &[f64] {
        let start = group.saturating_mul(self.replicates);
        self.factors.get(start..start.saturating_add(self.replicates)).unwrap_or(&[])
    }

    /// The factors of all groups in a replicate.
    pub(super) fn replicate(&self, replicate: usize) -> Vec<f64> {
        self.factors.iter().skip(replicate).step_by(self.replicates.max(1)).copied().collect()
    }
}

impl Factors {
    /// Number of rows known; `None` while the rows are unknown.
    pub(super) fn rows(&self) -> Option<usize> {
        match self {
            Self::Jackknife { groups, .. } | Self::Grouped { groups, .. } => {
                groups.of_row.as_ref().map(|rows| rows.len())
            }
            Self::Rows { columns, .. } => columns.first().map(Vec::len),
        }
    }

    pub(super) fn are_by_unit(&self) -> bool {
        match self {
            Self::Jackknife { groups, .. } | Self::Grouped { groups, .. } => !groups.of_unit.is_empty(),
            Self::Rows { .. } => false,
        }
    }

    pub(super) fn join_rows(&mut self, units: &[u32]) {
        match self {
            Self::Jackknife { groups, .. } | Self::Grouped { groups, .. } if !groups.of_unit.is_empty() => {
                let group = |unit: &u32| groups.of_unit.get(*unit as usize).copied().unwrap_or(u32::MAX);
                groups.of_row = Some(units.iter().map(group).collect());
            }
            _ => {}
        }
    }

    /// Turns the weights of the rows given into those of a replicate. A row of an unknown group keeps its weight.
    pub(super) fn apply(&self, replicate: usize, rows: &[u32], weights: &mut [f64]) {
        match self {
            Self::Jackknife { jackknife, groups } => {
                let Some(of_row) = &groups.of_row else { return };
                let deletion = jackknife.replicate(replicate);
                for (weight, &row) in weights.iter_mut().zip(rows) {
                    let group = of_row.get(row as usize).copied().unwrap_or(u32::MAX);
                    *weight *= deletion.factor(group as usize);
                }
            }
            Self::Grouped { table, groups } => {
                let Some(of_row) = &groups.of_row else { return };
                let factors = table.replicate(replicate);
                for (weight, &row) in weights.iter_mut().zip(rows) {
                    let group = of_row.get(row as usize).copied().unwrap_or(u32::MAX);
                    *weight *= factors.get(group as usize).copied().unwrap_or(1.0);
                }
            }
            Self::Rows { columns, combined } => {
                let Some(column) = columns.get(replicate) else { return };
                for (weight, &row) in weights.iter_mut().zip(rows) {
                    let factor = column.get(row as usize).copied().unwrap_or(f64::NAN);
                    *weight = if *combined { factor } else { *weight * factor };
                }
            }
        }
    }
}
