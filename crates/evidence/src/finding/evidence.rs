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
            Err(problem) => problems.push(*problem),
        }
    }
    all
}
