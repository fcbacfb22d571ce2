//! What weighing yields.

use super::matching::Matched;
use cairn_sample::weight::{StepReport, Weighting};
use cairn_study::{InstrumentId, WeightScale, Weights};
use std::collections::BTreeMap;

/// The weights of an instrument's records, and how they came about.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// The instrument.
    pub instrument: InstrumentId,
    /// To what the weights add up.
    pub scale: WeightScale,
    /// The weight of each record.
    pub weights: Vec<f64>,
    /// The row of the contacts of each record.
    pub contact_of_record: Vec<usize>,
    /// The base weight of each household selected.
    pub base: Vec<f64>,
    /// The final weight of each household selected; 0 of those that did not take part.
    pub of_contact: Vec<f64>,
    /// The steps.
    pub steps: Vec<WeighedStep>,
}

/// A step with the factor of each household selected.
#[derive(Debug, Clone)]
pub struct WeighedStep {
    /// Its name as a column: `non_response`; of a second one of a kind `trim_2`.
    pub key: String,
    /// The factor of each household selected.
    pub factors: Vec<f64>,
    /// The rows of the contacts with the largest weights after it, the largest first.
    pub largest: Vec<usize>,
    /// What it did.
    pub report: StepReport,
}

impl Weighed {
    pub(super) fn new(weights: &Weights, weighting: &Weighting, matched: &Matched) -> Self {
        let of_contact = weighting.weights().to_vec();
        let of_record = |contact: &usize| of_contact.get(*contact).copied().unwrap_or_default();
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        let mut named = |report: &StepReport| {
            let key = report.done.key();
            let times = times.entry(key).or_default();
            *times += 1;
            if *times == 1 { key.to_owned() } else { format!("{key}_{times}") }
        };
        let steps = weighting.steps().iter().map(|step| WeighedStep {
            key: named(&step.report),
            factors: step.factors.clone(),
            largest: step.largest.clone(),
            report: step.report.clone(),
        });
        Self {
            instrument: weights.instrument.value.clone(),
            scale: weights.scale,
            weights: matched.contact_of_record.iter().map(of_record).collect(),
            contact_of_record: matched.contact_of_record.clone(),
            base: weighting.base().to_vec(),
            steps: steps.collect(),
            of_contact,
        }
    }

    /// The reports of the steps.
    pub fn reports(&self) -> Vec<StepReport> {
        self.steps.iter().map(|step| step.report.clone()).collect()
    }
}
