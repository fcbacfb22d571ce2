//! The weights of a country against its instruments and the numbers of its population.

use crate::check::{Names, Unknown};
use crate::population_differences::grouped;
use crate::read::{PopulationDraft, WeightingDraft};
use crate::{BreakdownId, InstrumentId, PopulationMargin, WeightStep};
use cairn_definition::{Diagnostic, Diagnostics, Placed};
use std::collections::{BTreeMap, BTreeSet};

/// Margins calibrated together may differ by this share of the total: their sources round.
const ADD_UP: f64 = 0.005;

/// Checks the instruments that are weighted, and the margins to which they are calibrated.
///
/// `named` is the column of ready weights that the country names; `used` are the instruments that indicators are computed from.
pub(crate) fn check_weighting(
    draft: &WeightingDraft,
    population: &PopulationDraft,
    named: Option<&Placed<String>>,
    used: &BTreeSet<InstrumentId>,
    names: &Names<'_>,
    problems: &Diagnostics,
) {
    if let Some(column) = named {
        let message =
            format!("the weights are the column `{}`, and sample.toml makes weights besides", column.value);
        problems.push(Diagnostic::error(&column.place, message).help(format!(
            "there is one weight: remove `weights` here to have it made, or remove `[weights]` at {}",
            draft.place
        )));
    }
    let unweighted = used.iter().filter(|id| {
        names.instrument(id).is_some()
            && !draft.weights.iter().any(|weights| weights.instrument.value == **id)
    });
    for id in unweighted.filter(|_| !draft.weights.is_empty()) {
        let message =
            format!("the instrument `{id}` has indicators and no weights, where others are weighted");
        let problem = Diagnostic::error(&draft.place, message);
        problems.push(problem.expected(format!("a table `[weights.{id}]`")));
    }
    for weights in &draft.weights {
        names.check_instrument(&weights.instrument, problems);
        if let Some(household) = &draft.household {
            names.check_column(household, &weights.instrument.value, problems);
        }
        for step in &weights.steps {
            if let WeightStep::Calibrate { margins, .. } = &step.value {
                check_margins(margins, &weights.instrument.value, population, names, problems);
            }
        }
    }
}

fn check_margins(
    margins: &[Placed<String>],
    instrument: &InstrumentId,
    population: &PopulationDraft,
    names: &Names<'_>,
    problems: &Diagnostics,
) {
    let mut together: Vec<(&Placed<String>, &PopulationMargin)> = Vec::new();
    for name in margins {
        if !population.margins.iter().any(|(known, _)| *known == name.value) {
            let known: Vec<_> = population.margins.iter().map(|(known, _)| known.as_str()).collect();
            let defined = "margins are declared in country.toml: `[[population.margins]]`".to_owned();
            let unknown = Unknown { noun: "margin", name: &name.value, defined };
            problems.extend(unknown.report(&name.place, &known, &[]));
            continue;
        }
        let Some(margin) = population.population.margin(&name.value) else { continue };
        for id in &margin.by {
            let here = Placed { value: id.value.clone(), place: name.place.clone() };
            names.check_offered(&here, instrument, problems);
        }
        for (_, earlier) in &together {
            check_agreement(earlier, margin, name, problems);
        }
        together.push((name, margin));
    }
}

/// Margins to which weights are calibrated at once count the same people: in all, and in what both break down by.
fn check_agreement(
    first: &PopulationMargin,
    other: &PopulationMargin,
    named: &Placed<String>,
    problems: &Diagnostics,
) {
    let help = format!(
        "calibrated together they must count the same people: take both from one source, or scale one to the other \
         (they are declared at {} and {})",
        first.id.place, other.id.place
    );
    let (total, again) = (first.total(), other.total());
    if (total - again).abs() > ADD_UP * total {
        let message = format!(
            "the margins `{}` and `{}` do not add up to each other: {} ({}, {}) and {} ({}, {})",
            first.id.value,
            other.id.value,
            grouped(total),
            first.source.source,
            first.source.date,
            grouped(again),
            other.source.source,
            other.source.date,
        );
        problems.push(Diagnostic::error(&named.place, message).help(help));
        return;
    }
    let shared: Vec<_> =
        first.by.iter().map(|id| &id.value).filter(|id| position(other, id).is_some()).collect();
    if shared.is_empty() {
        return;
    }
    let (sums, others) = (sums_by(first, &shared), sums_by(other, &shared));
    let apart = sums.iter().find_map(|(levels, sum)| {
        let other = others.get(levels).copied().unwrap_or_default();
        ((sum - other).abs() > ADD_UP * total).then_some((levels, *sum, other))
    });
    if let Some((levels, sum, again)) = apart {
        let levels: Vec<_> =
            shared.iter().zip(levels).map(|(id, level)| format!("“{level}” of `{id}`")).collect();
        let message = format!(
            "the margins `{}` and `{}` do not agree on {}: {} and {}",
            first.id.value,
            other.id.value,
            levels.join(" and "),
            grouped(sum),
            grouped(again),
        );
        problems.push(Diagnostic::error(&named.place, message).help(help));
    }
}

fn position(margin: &PopulationMargin, id: &BreakdownId) -> Option<usize> {
    margin.by.iter().position(|by| by.value == *id)
}

/// The people of a margin by the levels of some of its breakdowns.
fn sums_by<'m>(margin: &'m PopulationMargin, shared: &[&BreakdownId]) -> BTreeMap<Vec<&'m str>, f64> {
    let positions: Vec<_> = shared.iter().filter_map(|id| position(margin, id)).collect();
    let mut sums = BTreeMap::new();
    for cell in &margin.cells {
        let levels =
            positions.iter().map(|position| cell.levels.get(*position).map_or("", String::as_str)).collect();
        *sums.entry(levels).or_insert(0.0) += cell.count;
    }
    sums
}
