//! Prevalence: the share of a population for whom something is so, from a probability sample and nothing else.

use crate::{Estimate, MissingCounts, NumberId, Pedigree, ProbabilitySample};
use std::sync::Arc;

/// The parts of a prevalence claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its name.
    pub id: NumberId,
    /// Whom it describes, in words, without the group.
    pub population: String,
    /// The period it speaks of, in words.
    pub period: String,
    /// The base in words.
    pub base: String,
    /// Labels of the group's levels, in the order of the id's group: "Girls".
    pub group_labels: Vec<String>,
    /// Unweighted number of respondents in the base with a value.
    pub n: u64,
    /// Unweighted number of those for whom it is so.
    pub count: u64,
    /// Sum of the weights of the base.
    pub weighted_n: f64,
    /// Respondents of the group whose answers were missing, by kind, whatever was then done with them.
    pub missing: MissingCounts,
    /// Respondents of the group for whom the base itself could not be told, by kind.
    pub base_unknown: MissingCounts,
    /// The estimate; absent when nobody is in the base or it cannot be computed, with the reason.
    pub estimate: Result<Estimate, String>,
    /// Where it came from; shared by the groups of one indicator.
    pub pedigree: Arc<Pedigree>,
}

/// The share of a population for whom something is so.
///
/// It exists only where a [`ProbabilitySample`] does: reports to a hotline, interviews and convenience samples make none.
#[derive(Debug, Clone, PartialEq)]
pub struct Prevalence {
    claim: Claim,
    sample: Arc<ProbabilitySample>,
}

impl Prevalence {
    /// A prevalence estimated from `sample`.
    pub fn from_sample(sample: Arc<ProbabilitySample>, claim: Claim) -> Self {
        Self { claim, sample }
    }

    /// What is claimed.
    pub fn claim(&self) -> &Claim {
        &self.claim
    }

    /// The sample it rests on.
    pub fn sample(&self) -> &ProbabilitySample {
        &self.sample
    }
}
