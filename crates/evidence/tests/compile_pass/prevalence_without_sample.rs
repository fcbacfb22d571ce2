//! A prevalence is made of its numbers in the presence of a probability sample.

use cairn_evidence::{Claim, Prevalence, ProbabilitySample};
use std::sync::Arc;

pub fn of_numbers(claim: Claim, sample: Arc<ProbabilitySample>) -> Prevalence {
    Prevalence::from_sample(sample, claim)
}
