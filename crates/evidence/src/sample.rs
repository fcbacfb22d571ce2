//! Probability samples: the only source of a prevalence.

use crate::{Digest, WeightingAccount};
use cairn_study::InstrumentId;
use std::sync::Arc;

/// What a probability sample says of itself. A [`Prevalence`](crate::Prevalence) can be made only in the presence of one.
#[derive(Debug, Clone, PartialEq)]
pub struct ProbabilitySample {
    /// The instrument answered.
    pub instrument: InstrumentId,
    /// Interviews.
    pub interviews: u64,
    /// Sum of the weights.
    pub weighted: f64,
    /// Strata of the first stage.
    pub strata: u64,
    /// Clusters (PSUs) of the first stage.
    pub clusters: u64,
    /// Degrees of freedom of the whole design.
    pub degrees_of_freedom: f64,
    /// Smallest and largest weight.
    pub weight_range: (f64, f64),
    /// Kish's approximate design effect of the unequal weights, 1 + CV² (Kish, 1992).
    pub weighting_design_effect: f64,
    /// How variances are estimated, in words.
    pub variance_method: String,
    /// The hash of the records.
    pub records: Digest,
    /// How the weights were made, where the study makes them; absent where they are a column of the records.
    pub weighting: Option<Arc<WeightingAccount>>,
}
