//! A prevalence needs a probability sample: neither its numbers alone make one, nor its fields.

use cairn_evidence::{Claim, Prevalence, ProbabilitySample};
use std::sync::Arc;

fn of_numbers(claim: Claim) -> Prevalence {
    Prevalence::from_sample(claim)
}

fn of_fields(claim: Claim, sample: Arc<ProbabilitySample>) -> Prevalence {
    Prevalence { claim, sample }
}

fn main() {}
