//! Replicate weights that come with the data.

use super::balanced::{check_rho, fay_scale};
use super::factors::{FactorTable, Factors, Groups};
use super::{Replicates, ReplicatesError};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How replicates were made, which decides their scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ReplicateKind {
    /// Clusters left out one at a time, without strata.
    Jk1,
    /// Clusters left out one at a time, by stratum.
    Jkn,
    /// Balanced half-samples.
    Brr,
    /// Balanced half-samples with factors 2 − ρ and ρ.
    Fay {
        /// ρ: at least 0 and less than 1.
        rho: f64,
    },
    /// Bootstrap replicates of any sort.
    Bootstrap,
    /// Anything else: the scales say all.
    Other,
}

/// Replicate weights that come with the data.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenReplicates {
    /// How they were made.
    pub kind: ReplicateKind,
    /// For each replicate a number for each row.
    pub columns: Vec<Vec<f64>>,
    /// The numbers are weights; if not, they are factors of the sampling weights.
    pub combined: bool,
}

impl Replicates {
    /// Replicates given by row.
    ///
    /// `None` for the scales: those that the kind implies. JK1: (*R* − 1) / *R*, or from factors the inverse of the first replicate's
    /// largest. JKn: from factors the inverse of each replicate's largest; in combined weights they cannot be seen, and are
    /// needed. BRR and Fay: 1 / (*R* (1 − ρ)²). Bootstrap: 1 / (*R* − 1). Other: 1.
    ///
    /// # Errors
    /// When columns differ in length or hold what is not a finite number, or scales are needed or impossible.
    pub fn given(
        given: GivenReplicates,
        scale: Option<f64>,
        replicate_scales: Option<Vec<f64>>,
    ) -> Result<Self, ReplicatesError> {
        let GivenReplicates { kind, columns, combined } = given;
        let count = columns.len();
        if count < 2 {
            return Err(ReplicatesError::TooFew { what: "replicates", found: count });
        }
        check_columns(&columns)?;
        let largest = |column: &Vec<f64>| column.iter().fold(0.0_f64, |most, value| most.max(*value));
        let replicates = count as f64;
        let mut scales = vec![1.0; count];
        let implied = match kind {
            ReplicateKind::Jk1 if combined => (replicates - 1.0) / replicates,
            ReplicateKind::Jk1 => columns.first().map_or(1.0, |column| 1.0 / largest(column)),
            ReplicateKind::Jkn => {
                if replicate_scales.is_none() {
                    if combined {
                        return Err(ReplicatesError::ScalesNeeded);
                    }
                    scales = columns.iter().map(|column| 1.0 / largest(column)).collect();
                }
                1.0
            }
            ReplicateKind::Brr => fay_scale(count, 0.0),
            ReplicateKind::Fay { rho } => {
                check_rho(rho)?;
                fay_scale(count, rho)
            }
            ReplicateKind::Bootstrap => 1.0 / (replicates - 1.0),
            ReplicateKind::Other => 1.0,
        };
        let factors =
            if combined { Factors::Rows { columns: Arc::new(columns), combined } } else { compact(columns) };
        Self::new(factors, implied, scales).with_scales(scale, replicate_scales)
    }
}

fn check_columns(columns: &[Vec<f64>]) -> Result<(), ReplicatesError> {
    let expected = columns.first().map_or(0, Vec::len);
    for (replicate, column) in columns.iter().enumerate() {
        if column.len() != expected {
            return Err(ReplicatesError::Rows { expected, found: column.len() });
        }
        if let Some(row) = column.iter().position(|value| !value.is_finite()) {
            return Err(ReplicatesError::Weight { replicate, row, value: column[row] });
        }
    }
    Ok(())
}

/// Factors are mostly those of clusters: rows with the same factors become one group.
fn compact(columns: Vec<Vec<f64>>) -> Factors {
    let rows = columns.first().map_or(0, Vec::len);
    let mut known: FxHashMap<Vec<u64>, u32> = FxHashMap::default();
    let mut patterns: Vec<Vec<u64>> = Vec::new();
    let mut of_row = Vec::with_capacity(rows);
    let mut pattern = Vec::with_capacity(columns.len());
    for row in 0..rows {
        pattern.clear();
        pattern.extend(columns.iter().map(|column| column[row].to_bits()));
        let group = match known.get(&pattern) {
            Some(group) => *group,
            None => {
                let group = patterns.len() as u32;
                known.insert(pattern.clone(), group);
                patterns.push(pattern.clone());
                group
            }
        };
        of_row.push(group);
        if patterns.len() > 1024 && patterns.len() * 4 > rows {
            return Factors::Rows { columns: Arc::new(columns), combined: false };
        }
    }
    let factors = |replicate| patterns.iter().map(|pattern| f64::from_bits(pattern[replicate])).collect();
    let by_replicate: Vec<Vec<f64>> = (0..columns.len()).map(factors).collect();
    Factors::Grouped {
        table: Arc::new(FactorTable::new(patterns.len(), &by_replicate)),
        groups: Groups { of_unit: Arc::from([]), of_row: Some(of_row.into()) },
    }
}
