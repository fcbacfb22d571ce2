//! What of replicates is refused.

use crate::StratumKey;

/// Why replicates are refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReplicatesError {
    /// JK1 is for samples without strata.
    #[error(
        "JK1 leaves out one cluster after the other of a sample without strata; this one has {strata}, for which there is JKn"
    )]
    Stratified {
        /// First-stage strata.
        strata: usize,
    },
    /// A stratum with one sampled unit, and the rule to refuse.
    #[error("the stratum with key {} has only one sampled cluster; replicates cannot tell how it varies", .0.stratum)]
    LonelyPsu(StratumKey),
    /// A lonely-PSU rule that these replicates do not know.
    #[error(
        "the stratum with key {} has only one sampled cluster; these replicates can leave it as it is (certainty, remove), not adjust or average",
        .0.stratum
    )]
    LonelyPsuRule(StratumKey),
    /// Balanced half-samples need pairs.
    #[error("the stratum with key {} has {units} sampled clusters; balanced replicates need two, or an even number that falls into pairs", .stratum.stratum)]
    NotPairs {
        /// The stratum.
        stratum: StratumKey,
        /// Its sampled units.
        units: usize,
    },
    /// An order that no construction here gives.
    #[error("no Hadamard matrix is known here for {strata} strata")]
    NoHadamardMatrix {
        /// Strata, or pairs of units.
        strata: usize,
    },
    /// Fay's factor is not one.
    #[error("Fay's rho is {0}; it is at least 0 and less than 1")]
    Rho(f64),
    /// Too few replicates, or too few units.
    #[error("{what}: {found}; a variance needs at least 2")]
    TooFew {
        /// What there are too few of.
        what: &'static str,
        /// How many.
        found: usize,
    },
    /// A weight in a replicate that cannot be.
    #[error("in replicate {replicate} the weight of row {row} is {value}; it must be a finite number")]
    Weight {
        /// The replicate, from 0.
        replicate: usize,
        /// The row, from 0.
        row: usize,
        /// What stands there.
        value: f64,
    },
    /// Columns of different length.
    #[error("the replicates have {found} rows, the sample has {expected}")]
    Rows {
        /// Rows of the sample.
        expected: usize,
        /// Rows found.
        found: usize,
    },
    /// Replicates of a design that were told no rows.
    #[error("the replicates know the design's units but not the rows")]
    NoRows,
    /// A scale that cannot be.
    #[error("a scale of the replicates is {0}; scales are finite and not negative")]
    Scale(f64),
    /// Not a scale for each replicate.
    #[error("there are {found} scales for {expected} replicates")]
    Scales {
        /// Number of replicates.
        expected: usize,
        /// Number of scales.
        found: usize,
    },
    /// Scales that cannot be guessed.
    #[error(
        "JKn replicates whose weights are already combined with the sampling weights need their scales (rscales)"
    )]
    ScalesNeeded,
    /// Cluster totals of another design, or replicates by row.
    #[error("these replicates are held by row, or belong to another design than the totals")]
    NotByUnit,
}
