//! What of two phases is refused.

/// Why a design of two phases is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PhasesError {
    /// Nobody was drawn.
    #[error("no row is in the second phase")]
    NobodyDrawn,
    /// A stratum with one unit drawn, and the rule to refuse.
    #[error("in phase {phase} the stratum with key {stratum} at stage {stage} has only one sampled cluster")]
    LonelyPsu {
        /// 1 or 2.
        phase: u8,
        /// The stage, from 1.
        stage: usize,
        /// The stratum's key.
        stratum: u32,
    },
    /// A probability that cannot be.
    #[error(
        "in phase {phase} the weight in row {row} is {weight}: a unit drawn has a probability above 0 and at most 1, so a weight of at least 1"
    )]
    Weight {
        /// 1 or 2.
        phase: u8,
        /// The row, from 0.
        row: usize,
        /// What stands there.
        weight: f64,
    },
    /// Two probabilities in one cluster.
    #[error("in phase {phase} the weight in row {row} is {second}, elsewhere in the same cluster {first}")]
    WeightVaries {
        /// 1 or 2.
        phase: u8,
        /// The row, from 0.
        row: usize,
        /// The weight found first.
        first: f64,
        /// A later one.
        second: f64,
    },
    /// Weights tell nothing of later stages.
    #[error(
        "in phase {phase} a sample of several stages needs the number of units at each stage, not weights alone"
    )]
    StagesNeedSizes {
        /// 1 or 2.
        phase: u8,
    },
}
