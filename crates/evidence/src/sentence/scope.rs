//! What a sentence can speak of: the evidence that its finding names.

use super::Correlations;
use crate::{BodyOfEvidence, Evidence, EvidenceId};
use cairn_definition::{Diagnostic, Place, nearest};
use cairn_study::{CountryId, Study};
use std::collections::BTreeSet;

/// What a sentence can speak of.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) study: &'a Study,
    /// The country whose file the sentence stands in; absent in `findings/study.toml`.
    pub(crate) country: Option<&'a CountryId>,
    pub(crate) body: &'a BodyOfEvidence,
    pub(crate) correlations: &'a dyn Correlations,
    /// The evidence that the sentence may name.
    pub(crate) named: &'a BTreeSet<EvidenceId>,
    /// Where such evidence is named: "the finding’s `evidence` or `context`".
    pub(crate) named_in: &'static str,
}

impl Scope<'_> {
    /// How a name is written in this file: without the country in a country’s own.
    pub(crate) fn written(&self, id: &EvidenceId) -> String {
        if self.country == Some(&id.country) { id.local() } else { id.to_string() }
    }
}

/// The evidence of that name in a country’s file, or in that of the study; else what is wrong with the name.
pub(crate) fn find<'b>(
    text: &str,
    place: &Place,
    country: Option<&CountryId>,
    body: &'b BodyOfEvidence,
) -> Result<&'b Evidence, Box<Diagnostic>> {
    let id = match country {
        Some(country) => EvidenceId::within(country, text),
        None => text.parse(),
    };
    let id = id.map_err(|error| {
        let problem = Diagnostic::error(place, error.to_string());
        match country {
            Some(country) if text.starts_with(&format!("{country}/")) => {
                problem.help("leave out the country: this file is about one")
            }
            _ => problem,
        }
    })?;
    body.get(&id).ok_or_else(|| unknown(text, &id, place, country, body).into())
}

fn unknown(
    text: &str,
    id: &EvidenceId,
    place: &Place,
    country: Option<&CountryId>,
    body: &BodyOfEvidence,
) -> Diagnostic {
    let problem = Diagnostic::error(place, format!("there is no evidence `{text}`"));
    let names: Vec<String> = body
        .iter()
        .filter(|(known, _)| known.country == id.country)
        .map(|(known, _)| if country.is_some() { known.local() } else { known.to_string() })
        .collect();
    let activity = id.activity.key();
    if let Some(near) = nearest(text, names.iter().map(String::as_str)) {
        return problem.did_you_mean(Some(near));
    }
    let begins = |name: &&String| name.split('/').nth(usize::from(country.is_none())) == Some(activity);
    problem.help(match names.iter().find(begins) {
        Some(example) => format!("evidence of `{activity}` is named like `{example}`"),
        None => format!("`{activity}` gave no evidence in {}", id.country),
    })
}
