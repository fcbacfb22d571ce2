//! Pairs of child and caregiver: whether the two say the same.

use crate::presentation::decide;
use crate::{Estimate, EvidenceId, MissingCounts, Pedigree, Shown};
use cairn_study::Presentation;
use std::sync::Arc;

/// How far children and their caregivers agree on a question asked of both, by a probability sample of pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct PairAgreement {
    /// Its name.
    pub id: EvidenceId,
    /// The question, as shown.
    pub title: String,
    /// The child’s indicator, as shown.
    pub child: String,
    /// The caregiver’s indicator, as shown.
    pub caregiver: String,
    /// Whom it describes.
    pub population: String,
    /// Pairs of whom both answered.
    pub pairs: u64,
    /// The pairs and records that are not among them.
    pub left_out: PairsLeftOut,
    /// Cohen’s kappa with its design-based interval, or why it is not shown.
    pub kappa: Result<Kappa, String>,
    /// Shares of the four combinations.
    pub shares: Vec<PairShare>,
    /// Where it came from.
    pub pedigree: Arc<Pedigree>,
}

/// Records and pairs that no agreement is measured on, counted once each, in this order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PairsLeftOut {
    /// Records of children or caregivers that another record of the same instrument has the link of.
    pub duplicates: u64,
    /// Children without a caregiver’s record.
    pub children_alone: u64,
    /// Caregivers without a child’s record.
    pub caregivers_alone: u64,
    /// Pairs of which one is not in the base of the question.
    pub outside_base: u64,
    /// Pairs of which the child’s answer is missing, by kind.
    pub child_missing: MissingCounts,
    /// Pairs of which the caregiver’s answer alone is missing, by kind.
    pub caregiver_missing: MissingCounts,
}

/// Cohen’s kappa of a probability sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Kappa {
    /// The coefficient, at most 1.
    pub value: f64,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Lower and upper limit.
    pub interval: Option<(f64, f64)>,
    /// The level of the interval.
    pub level: f64,
    /// Why something is absent.
    pub notes: Vec<String>,
}

/// The share of pairs in which the two gave these answers: who knows what.
#[derive(Debug, Clone, PartialEq)]
pub struct PairShare {
    /// Whether it is so by the child.
    pub child: bool,
    /// Whether it is so by the caregiver.
    pub caregiver: bool,
    /// Pairs in the sample, where it may be shown.
    pub count: Option<u64>,
    /// The estimate, or why it is not shown.
    pub estimate: Result<Estimate, String>,
}

impl PairShare {
    /// The share of `count` among `pairs` pairs, as far as the study’s rules of presentation let it be shown.
    pub fn presented(
        (child, caregiver): (bool, bool),
        (count, pairs): (u64, u64),
        estimate: Result<Estimate, String>,
        rules: &Presentation,
    ) -> Self {
        let (count, estimate) = match (decide(pairs, estimate.as_ref(), rules), estimate) {
            (Shown::Percentage { flags, .. }, Ok(mut estimate)) => {
                estimate.notes.extend(flags.into_iter().map(str::to_owned));
                (Some(count), Ok(estimate))
            }
            (Shown::Percentage { .. }, Err(reason)) => (None, Err(reason)),
            (Shown::Counts(reason), _) => (Some(count), Err(reason.to_string())),
            (Shown::Withheld(reason), _) => (None, Err(reason.to_string())),
        };
        Self { child, caregiver, count, estimate }
    }
}
