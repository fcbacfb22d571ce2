//! From the assessments of a country to its capacities.

use super::assessment::{Assessment, Assessments};
use super::formats;
use crate::records::Sheet;
use crate::{Fieldwork, Harvest, source};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_evidence::{AssessmentBasis, Capacity, CapacityStatus, Evidence};
use cairn_study::{Activity, CapacityDimension, UnitId};
use std::collections::BTreeSet;

/// Reads the records of a country and makes evidence of them.
///
/// Every unit gets every dimension of the protocol: one that no row assesses is *not assessed*, with a warning.
pub(super) fn harvest(fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest> {
    let protocol = fieldwork.study.protocols.law_enforcement_capacity.as_ref()?;
    let before = problems.errors();
    let folder = fieldwork.folder(Activity::LawEnforcementCapacity);
    let sheet = Sheet::read(&folder, &formats::assessments(None), problems)?;
    let assessments = Assessments::read(&sheet, &protocol.dimensions, problems);
    if problems.errors() > before {
        return None;
    }
    let mut capacities = Vec::new();
    for (id, unit) in &assessments.units {
        let mut missing = Vec::new();
        for (position, dimension) in protocol.dimensions.iter().enumerate() {
            let found = assessments.found.get(&(position, id.clone()));
            if found.is_none() {
                missing.push(format!("`{}`", dimension.id));
            }
            let name = unit.name.as_ref().map(|name| name.value.as_str()).unwrap_or_default();
            capacities.push(capacity(fieldwork, &sheet, dimension, (id, name), found));
        }
        if !missing.is_empty() {
            let message = format!("of the unit `{id}` nothing is said of {}", missing.join(", "));
            let help = "it counts as not assessed; a row with the status `not_assessed` says so";
            problems.push(Diagnostic::warning(&unit.place, message).help(help));
        }
    }
    Some(Harvest {
        methods: methods(&assessments, protocol.dimensions.len(), &capacities),
        evidence: capacities.into_iter().map(Evidence::Capacity).collect(),
        agreement: Vec::new(),
    })
}

fn capacity(
    fieldwork: &Fieldwork<'_>,
    sheet: &Sheet,
    dimension: &CapacityDimension,
    (unit, name): (&UnitId, &str),
    found: Option<&Assessment>,
) -> Capacity {
    let rows = found.iter().map(|assessment| assessment.row).collect();
    let method = match found {
        Some(_) => "as assessed",
        None => "no row of the records assesses it",
    };
    Capacity {
        id: fieldwork.evidence_id(Activity::LawEnforcementCapacity, format!("{}/{unit}", dimension.id)),
        title: dimension.title.clone(),
        question: dimension.question.clone(),
        unit: name.to_owned(),
        status: found.map_or(CapacityStatus::NotAssessed, |assessment| assessment.status),
        basis: found.map(|assessment| assessment.basis.clone()).unwrap_or_default(),
        assessed_on: found.and_then(|assessment| assessment.assessed_on),
        capability: dimension.capability,
        source: source(fieldwork.study, sheet, rows, &dimension.place, method),
    }
}

fn methods(assessments: &Assessments, dimensions: usize, capacities: &[Capacity]) -> Vec<String> {
    let names: Vec<&str> = assessments
        .units
        .values()
        .filter_map(|unit| unit.name.as_ref())
        .map(|name| name.value.as_str())
        .collect();
    if names.is_empty() {
        return vec!["No unit was assessed.".to_owned()];
    }
    let mut sentences =
        vec![format!("Units assessed: {}. Capacities looked for in each: {dimensions}.", names.join("; "))];
    let basis: BTreeSet<AssessmentBasis> =
        capacities.iter().flat_map(|capacity| &capacity.basis).copied().collect();
    let days = || capacities.iter().filter_map(|capacity| capacity.assessed_on);
    if let (Some(first), Some(last)) = (days().min(), days().max()) {
        let basis: Vec<String> = basis.iter().map(ToString::to_string).collect();
        let when = if first == last { format!("on {first}") } else { format!("between {first} and {last}") };
        sentences.push(format!("The assessments were made {when}, from {}.", basis.join(", ")));
    }
    if capacities.iter().any(|capacity| capacity.status == CapacityStatus::NotAssessed) {
        sentences.push(
            "Where a capacity was not assessed, nothing is known of it; that is not absence.".to_owned(),
        );
    }
    sentences
}
