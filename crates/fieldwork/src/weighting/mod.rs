//! Weights of an instrument's records, by the decisions of the country: from draw and contacts, step by step.

mod child;
mod classes;
mod margins;
mod matching;
mod refusal;
mod sources;
mod steps;
mod weighed;

pub use margins::MarginCells;
pub use matching::RespondentRecords;
pub use sources::WeightSources;
pub use weighed::{Weighed, WeighedStep};

use crate::{Contacts, SampledClusters};
use cairn_definition::Diagnostics;
use cairn_sample::weight::{Standing, Weighting};
use cairn_study::{RespondentSelection, Weights};
use steps::Steps;

/// What weights are made from.
#[derive(Debug, Clone, Copy)]
pub struct Sampled<'a> {
    /// How one of a household's eligible children was picked.
    pub respondent: RespondentSelection,
    /// The clusters in use, with the probability of each.
    pub clusters: &'a SampledClusters,
    /// The probability of each cluster in use of being one of its sex, given that it is in use; 1 where clusters are not split by sex.
    pub sex_probability: &'a [f64],
    /// What came of each household selected.
    pub contacts: &'a Contacts,
}

/// Makes the weights of an instrument's records. Everything wrong is reported: records without a household that took part, households that
/// took part without a record, columns that the contacts do not have, a step that cannot be done.
pub fn weigh(
    weights: &Weights,
    sampled: Sampled<'_>,
    records: &RespondentRecords<'_>,
    problems: &Diagnostics,
) -> Option<Weighed> {
    let before = problems.errors();
    let Sampled { contacts, .. } = sampled;
    let matched = matching::matched(contacts, records, problems);
    let columns = classes::check(weights, contacts, problems);
    let margins = margins::of_contacts(records, &matched, contacts.len(), problems);
    if problems.errors() > before {
        return None;
    }
    let standing: Vec<Standing> = matched.standing(contacts);
    let steps = Steps { weights, sampled, columns: &columns, margins: &margins };
    let weighting = steps.run(standing, problems)?;
    Some(Weighed::new(weights, &weighting, &matched))
}

/// The weighting as it begins: all households selected.
fn begin(standing: Vec<Standing>, problems: &Diagnostics) -> Option<Weighting> {
    Weighting::begin(standing)
        .map_err(|error| problems.push(cairn_definition::Diagnostic::elsewhere(error.to_string())))
        .ok()
}
