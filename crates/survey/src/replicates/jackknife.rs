//! The jackknife: one cluster left out at a time.

use super::factors::{Factors, Groups};
use super::{Replicates, ReplicatesError, first_stage_groups};
use crate::{Design, LonelyPsu};
use std::ops::Range;
use std::sync::Arc;

/// A stratum taken whole has no variance, and no replicate.
const TAKEN_WHOLE: f64 = 1e-7;

/// Which cluster each replicate leaves out. Never a table: that of ten thousand clusters would hold a hundred million factors.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Jackknife {
    /// Number of clusters.
    pub(super) groups: usize,
    pub(super) deletions: Arc<[Deletion]>,
}

/// One replicate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deletion {
    /// The cluster left out.
    pub(super) deleted: usize,
    /// The clusters that stand for it: those of its stratum, or, of a cluster alone in its stratum, all.
    pub(super) among: Range<usize>,
    /// The factor of their weights.
    pub(super) raised: f64,
}

impl Deletion {
    /// The factor of a cluster.
    pub(super) fn factor(&self, group: usize) -> f64 {
        if group == self.deleted {
            0.0
        } else if self.among.contains(&group) {
            self.raised
        } else {
            1.0
        }
    }
}

impl Jackknife {
    pub(super) fn replicate(&self, replicate: usize) -> &Deletion {
        const NONE: Deletion = Deletion { deleted: usize::MAX, among: 0..0, raised: 1.0 };
        self.deletions.get(replicate).unwrap_or(&NONE)
    }
}

impl Replicates {
    /// The jackknife of a sample without strata (Quenouille, 1956; Wolter, 2007, section 4.5).
    ///
    /// Each replicate leaves out one of *n* first-stage units and multiplies the weights of the others by *n* / (*n* − 1). The scale is
    /// (*n* − 1) / *n*, less the share that was sampled, where the population is known. Later stages add nothing of their own.
    ///
    /// # Errors
    /// When the design is stratified, or has fewer than two units.
    pub fn jk1(design: &Design) -> Result<Self, ReplicatesError> {
        let [stratum] = design.strata(0) else {
            return Err(ReplicatesError::Stratified { strata: design.strata(0).len() });
        };
        let units = stratum.sampled();
        if units < 2 {
            return Err(ReplicatesError::TooFew { what: "sampled clusters", found: units });
        }
        let n = units as f64;
        let deletions =
            (0..units).map(|deleted| Deletion { deleted, among: 0..units, raised: n / (n - 1.0) }).collect();
        let factors = Factors::Jackknife {
            jackknife: Jackknife { groups: units, deletions },
            groups: Groups::of_units(first_stage_groups(design)),
        };
        let scale = (n - 1.0) / n * (1.0 - stratum.sampling_fraction());
        Ok(Self::new(factors, scale, vec![1.0; units]))
    }

    /// The jackknife of a stratified sample (Jones, 1974; Wolter, 2007, section 4.5).
    ///
    /// Each replicate leaves out one of a stratum's *n* first-stage units and multiplies the weights of the stratum's others by
    /// *n* / (*n* − 1); its square counts (*n* − 1) / *n*, less the share sampled. Strata taken whole have no replicate. Of a stratum with one
    /// unit: the rules *certainty* and *remove* give it none; *average* scales up the others by the share of such units among all; *adjust*
    /// leaves the unit out and lets all other strata stand for it, as if the *L* strata were the units: its square counts
    /// (*L* − 1) / *L*, whatever share was sampled.
    ///
    /// # Errors
    /// When a stratum has one sampled unit and the rule is to refuse; when there are fewer than two replicates.
    pub fn jkn(design: &Design, lonely_psu: LonelyPsu) -> Result<Self, ReplicatesError> {
        let units = design.units(0).len();
        let strata = design.strata(0).len() as f64;
        let (mut deletions, mut scales) = (Vec::new(), Vec::new());
        let mut lonely = 0;
        for (position, stratum) in design.strata(0).iter().enumerate() {
            let unsampled = 1.0 - stratum.sampling_fraction();
            if unsampled < TAKEN_WHOLE {
                continue;
            }
            if stratum.sampled() > 1 {
                let n = stratum.sampled() as f64;
                for deleted in stratum.units.clone() {
                    let among = stratum.units.clone();
                    deletions.push(Deletion { deleted, among, raised: n / (n - 1.0) });
                    scales.push((n - 1.0) / n * unsampled);
                }
                continue;
            }
            lonely += 1;
            match lonely_psu {
                LonelyPsu::Fail => {
                    return Err(ReplicatesError::LonelyPsu(design.stratum_key(0, position)));
                }
                LonelyPsu::Adjust if strata > 1.0 => {
                    let deleted = stratum.units.start;
                    deletions.push(Deletion { deleted, among: 0..units, raised: strata / (strata - 1.0) });
                    scales.push((strata - 1.0) / strata);
                }
                _ => {}
            }
        }
        if deletions.len() < 2 {
            return Err(ReplicatesError::TooFew { what: "replicates", found: deletions.len() });
        }
        let average = lonely_psu == LonelyPsu::Average && lonely < units;
        let scale = if average { units as f64 / (units - lonely) as f64 } else { 1.0 };
        let factors = Factors::Jackknife {
            jackknife: Jackknife { groups: units, deletions: deletions.into() },
            groups: Groups::of_units(first_stage_groups(design)),
        };
        Ok(Self::new(factors, scale, scales))
    }
}
