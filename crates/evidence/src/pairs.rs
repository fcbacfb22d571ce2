//! Pairs of child and caregiver: whether the two say the same.

use crate::{Estimate, EvidenceId, Pedigree};
use std::sync::Arc;

/// How far children and their caregivers agree on a question asked of both, by a probability sample of pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct PairAgreement {
    /// Its name.
    pub id: EvidenceId,
    /// The child’s indicator, as shown.
    pub child: String,
    /// The caregiver’s indicator, as shown.
    pub caregiver: String,
    /// Whom it describes.
    pub population: String,
    /// Pairs of whom both answered.
    pub pairs: u64,
    /// Cohen’s kappa with its design-based interval, or why there is none.
    pub kappa: Result<Kappa, String>,
    /// Shares of the four combinations.
    pub shares: Vec<PairShare>,
    /// Where it came from.
    pub pedigree: Arc<Pedigree>,
}

/// Cohen’s kappa of a probability sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// The coefficient, at most 1.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Lower and upper limit.
    pub interval: (f64, f64),
    /// The level of the interval.
    pub level: f64,
}

/// The share of pairs in which the two gave these answers: who knows what.
#[derive(Debug, Clone, PartialEq)]
pub struct PairShare {
    /// Whether it is so by the child.
    pub child: bool,
    /// Whether it is so by the caregiver.
    pub caregiver: bool,
    /// Pairs in the sample.
    pub count: u64,
    /// The estimate, or why there is none.
    pub estimate: Result<Estimate, String>,
}
