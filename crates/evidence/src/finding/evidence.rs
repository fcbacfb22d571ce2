//! The evidence that conclusions name.

use crate::conclude::Material;
use crate::sentence::find;
use crate::{Evidence, EvidenceId};
use cairn_definition::{Diagnostics, Placed};
use cairn_study::Conclusions;

/// The evidence of those names; a name of nothing is reported and left out.
pub(crate) fn found<'a>(
    names: &[Placed<String>],
    material: &Material<'a>,
    conclusions: &Conclusions,
    problems: &Diagnostics,
) -> Vec<Placed<(EvidenceId, &'a Evidence)>> {
    let mut all = Vec::new();
    for name in names {
        match find(&name.value, &name.place, conclusions.country.as_ref(), material.body) {
            Ok(evidence) => {
                all.push(Placed { value: (evidence.id(), evidence), place: name.place.clone() });
            }
            Err(problem) => problems.push(match conclusion(&name.value, conclusions) {
                Some(kind) => {
                    problem.help(format!("`{}` is {kind}: findings rest on evidence alone", name.value))
                }
                None => *problem,
            }),
        }
    }
    all
}

/// What a name is that the file gives to one of its conclusions.
fn conclusion(name: &str, conclusions: &Conclusions) -> Option<&'static str> {
    let finding = conclusions.findings.iter().any(|finding| finding.id.value.as_str() == name);
    let insight = conclusions.insights.iter().any(|insight| insight.id.value.as_str() == name);
    let recommendation = conclusions.recommendations.iter().any(|it| it.id.value.as_str() == name);
    [(finding, "a finding"), (insight, "an insight"), (recommendation, "a recommendation")]
        .into_iter()
        .find_map(|(is, kind)| is.then_some(kind))
}
