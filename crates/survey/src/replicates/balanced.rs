//! Balanced half-samples.

use super::factors::{FactorTable, Factors, Groups};
use super::{Replicates, ReplicatesError, balanced_order, first_stage_groups, hadamard};
use crate::{Design, LonelyPsu};
use std::sync::Arc;

/// Which rows of the Hadamard matrix the strata take, and which cluster of a pair is the first.
///
/// A linear estimate has the same variance whatever the order. Others differ a little.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfSamples {
    /// By first-stage stratum: its rank. The lowest comes first.
    pub strata: Vec<u32>,
    /// By first-stage unit: its rank. The two lowest of a stratum are its first pair.
    pub units: Vec<u32>,
}

impl HalfSamples {
    /// Strata and clusters in the order of the design.
    pub fn in_design_order(design: &Design) -> Self {
        Self {
            strata: (0..design.strata(0).len() as u32).collect(),
            units: (0..design.units(0).len() as u32).collect(),
        }
    }

    /// Strata in the order given, clusters in the order in which the rows first meet them, as R pairs them: `units` has the unit of the
    /// design's last stage of each row.
    pub fn in_row_order(design: &Design, strata: Vec<u32>, units: &[u32]) -> Self {
        let owner = design.first_stage_units();
        let mut ranks = vec![u32::MAX; design.units(0).len()];
        let mut next = 0;
        for unit in units.iter().filter_map(|unit| owner.get(*unit as usize)) {
            if let Some(rank) = ranks.get_mut(*unit as usize).filter(|rank| **rank == u32::MAX) {
                *rank = next;
                next += 1;
            }
        }
        Self { strata, units: ranks }
    }
}

impl Replicates {
    /// Balanced repeated replication (McCarthy, 1966; Wolter, 2007, chapter 3).
    ///
    /// Each replicate doubles one cluster of every pair and leaves out the other, by the signs of a Hadamard matrix. Strata with more clusters
    /// fall into pairs. Sampling fractions are not taken into account. A stratum with one cluster is refused, or, under the
    /// rules *certainty* and *remove*, left as it is.
    ///
    /// # Errors
    /// When a stratum does not fall into pairs.
    pub fn brr(design: &Design, lonely_psu: LonelyPsu, order: &HalfSamples) -> Result<Self, ReplicatesError> {
        Self::fay(design, 0.0, lonely_psu, order)
    }

    /// Fay's variant of balanced repeated replication (Judkins, 1990): factors 2 − ρ and ρ in place of 2 and 0.
    ///
    /// # Errors
    /// As [`brr`](Self::brr), and when ρ is not at least 0 and less than 1.
    pub fn fay(
        design: &Design,
        rho: f64,
        lonely_psu: LonelyPsu,
        order: &HalfSamples,
    ) -> Result<Self, ReplicatesError> {
        check_rho(rho)?;
        let pairs = pairs(design, lonely_psu, order)?;
        let none = ReplicatesError::NoHadamardMatrix { strata: pairs.len() };
        let signs = balanced_order(pairs.len()).and_then(hadamard).ok_or(none)?;
        let replicates: Vec<Vec<f64>> = (0..signs.len())
            .map(|replicate| {
                let mut factors = vec![1.0; design.units(0).len()];
                for ((first, second), signs) in pairs.iter().zip(signs.iter().skip(1)) {
                    let plus = signs.get(replicate).copied().unwrap_or(true);
                    for (unit, raised) in [(*first, plus), (*second, !plus)] {
                        if let Some(factor) = factors.get_mut(unit) {
                            *factor = if raised { 2.0 - rho } else { rho };
                        }
                    }
                }
                factors
            })
            .collect();
        let count = replicates.len();
        let factors = Factors::Grouped {
            table: Arc::new(FactorTable::new(design.units(0).len(), &replicates)),
            groups: Groups::of_units(first_stage_groups(design)),
        };
        Ok(Self::new(factors, fay_scale(count, rho), vec![1.0; count]))
    }
}

/// The scale of Fay's replicates: 1 / (*R* (1 − ρ)²).
pub(super) fn fay_scale(replicates: usize, rho: f64) -> f64 {
    1.0 / (replicates as f64 * (1.0 - rho) * (1.0 - rho))
}

pub(super) fn check_rho(rho: f64) -> Result<(), ReplicatesError> {
    if (0.0..1.0).contains(&rho) { Ok(()) } else { Err(ReplicatesError::Rho(rho)) }
}

/// The pairs of clusters, those of strata with more than two first.
fn pairs(
    design: &Design,
    lonely_psu: LonelyPsu,
    order: &HalfSamples,
) -> Result<Vec<(usize, usize)>, ReplicatesError> {
    let rank = |ranks: &[u32], position: usize| ranks.get(position).copied().unwrap_or(u32::MAX);
    let mut strata: Vec<(usize, _)> = design.strata(0).iter().enumerate().collect();
    strata.sort_by_key(|(position, stratum)| (stratum.sampled() == 2, rank(&order.strata, *position)));
    let mut pairs = Vec::new();
    for (position, stratum) in strata {
        let mut units: Vec<usize> = stratum.units.clone().collect();
        if units.len() == 1 && matches!(lonely_psu, LonelyPsu::Certainty | LonelyPsu::Remove) {
            continue;
        }
        units.sort_by_key(|&unit| rank(&order.units, unit));
        let (twos, rest) = units.as_chunks::<2>();
        if !rest.is_empty() {
            let stratum = design.stratum_key(0, position);
            return Err(ReplicatesError::NotPairs { stratum, units: units.len() });
        }
        pairs.extend(twos.iter().map(|&[first, second]| (first, second)));
    }
    if pairs.is_empty() {
        return Err(ReplicatesError::TooFew { what: "sampled clusters in a stratum", found: 1 });
    }
    Ok(pairs)
}
