//! What a study concludes, checked against the evidence of the countries at hand.

use crate::failure::{Failure, drawn};
use crate::gather::{Gathered, themed_items};
use cairn_activities::{ACTIVITIES, leading_item};
use cairn_definition::Diagnostics;
use cairn_evidence::sentence::UnknownCorrelations;
use cairn_evidence::{BodyOfEvidence, Concluded, EvidenceId, Material, conclude};
use cairn_study::{Country, CountryId, Study};

/// All evidence, and the conclusions of each country, in their order, and after them those of all together where all are at hand. Tells warnings on
/// standard error.
///
/// # Errors
/// Every finding, sentence, judgement and recommendation that does not hold.
pub(crate) fn check(
    study: &Study,
    countries: &[&Country],
    gathered: &[Gathered],
) -> Result<(BodyOfEvidence, Vec<Concluded>), Failure> {
    let mut body = BodyOfEvidence::default();
    for gathered in gathered {
        eprint!("{}", drawn(&gathered.warnings));
        body.extend(gathered.body.iter().map(|(_, evidence)| evidence.clone()));
    }
    let items = themed_items(study);
    let material =
        Material { study, body: &body, items: &items, item_of: &item_of, correlations: &UnknownCorrelations };
    let ids: Vec<&CountryId> = countries.iter().map(|country| &country.id).collect();
    let problems = Diagnostics::new();
    let concluded = conclude(&material, &ids, ids.len() == study.countries.len(), &problems);
    let has_errors = problems.has_errors();
    let diagnostics = problems.into_sorted();
    if has_errors {
        return Err(Failure::Definitions(diagnostics));
    }
    eprint!("{}", drawn(&diagnostics));
    Ok((body, concluded))
}

/// The item of an activity's instrument that evidence speaks to.
fn item_of(evidence: &EvidenceId) -> String {
    match ACTIVITIES.iter().find(|activity| activity.activity() == evidence.activity) {
        Some(activity) => activity.item_of(evidence),
        None => leading_item(evidence),
    }
}
