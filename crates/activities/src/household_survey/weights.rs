//! The weights of an instrument's records, where the country's decisions make them from draw and contacts.

use super::groups::{BrokenDown, breakdown};
use super::{Failure, records};
use crate::relative::relative;
use arrow_array::{ArrayRef, Float64Array};
use cairn_data::Records;
use cairn_definition::{Diagnostic, Diagnostics, Placed, Severity};
use cairn_evidence::{Digest, MarginOrigin, UsedFile, WeightingAccount};
use cairn_fieldwork::{MarginCells, RespondentRecords, Weighed, WeightSources, weigh};
use cairn_study::{
    Clearance, Country, HouseholdSurvey, Instrument, PopulationMargin, Study, WeightStep, Weights,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Weights made of draw and contacts.
#[derive(Debug)]
pub struct MadeWeights {
    /// The weights with their factors.
    pub weighed: Weighed,
    /// How they were made, in numbers.
    pub account: Arc<WeightingAccount>,
    /// What they were made from.
    pub sources: WeightSources,
    /// What is to be known of the files, and is no mistake.
    pub warnings: Vec<Diagnostic>,
}

impl MadeWeights {
    /// The weight of each record as a column.
    pub(super) fn column(&self) -> ArrayRef {
        Arc::new(Float64Array::from(self.weighed.weights.clone()))
    }
}

/// Makes the weights of an instrument in a country; `None` where its decisions make none, or its survey did not use the instrument.
///
/// # Errors
/// Everything wrong with draw, contacts and records, or the step that cannot be done.
pub fn weights(
    study: &Study,
    country: &Country,
    survey: &HouseholdSurvey,
    instrument: &Instrument,
    clearance: &Clearance,
) -> Result<Option<MadeWeights>, Failure> {
    if country.weights_of(&instrument.id).is_none() {
        return Ok(None);
    }
    match records::read(study, survey, instrument, clearance)? {
        Some((path, records)) => make(study, country, instrument, path, &records),
        None => Ok(None),
    }
}

/// The same with the records at hand.
pub(super) fn make(
    study: &Study,
    country: &Country,
    instrument: &Instrument,
    path: &Path,
    records: &Records,
) -> Result<Option<MadeWeights>, Failure> {
    let (Some(plan), Some(weighting)) = (&country.sample, country.weighting()) else { return Ok(None) };
    let Some(weights) = weighting.of(&instrument.id) else { return Ok(None) };
    let problems = Diagnostics::new();
    let margins = margins(country, weights);
    let cells = margins
        .iter()
        .map(|margin| cells(study, instrument, records, margin, path, &problems))
        .collect::<Result<Vec<_>, _>>()?;
    let respondents = RespondentRecords {
        path,
        column: &weighting.household.value,
        households: households(&weighting.household, records)?,
        margins: cells,
    };
    let made = WeightSources::read(study, country, plan, &problems).and_then(|sources| {
        if problems.has_errors() {
            return None;
        }
        let weighed = weigh(weights, sources.sampled(), &respondents, &problems)?;
        Some((weighed, sources))
    });
    let said = problems.into_sorted();
    match made {
        Some((weighed, sources)) if said.iter().all(|said| said.severity != Severity::Error) => {
            let account = Arc::new(account(study, &weighed, &sources, &margins));
            Ok(Some(MadeWeights { weighed, account, sources, warnings: said }))
        }
        _ => Err(Failure::Weights(said)),
    }
}

/// The household of each record.
fn households(column: &Placed<String>, records: &Records) -> Result<Vec<Option<String>>, Failure> {
    let name = &column.value;
    let found = records.column(name).ok_or_else(|| {
        Diagnostic::error(
            &column.place,
            format!("the records have no column `{name}` that names the household"),
        )
    })?;
    records::texts(&found.values).ok_or_else(|| {
        let message = format!("the column `{name}` cannot name households");
        Diagnostic::error(&column.place, message).expected("whole numbers or texts").into()
    })
}

/// The margins that steps name, each once, in the order in which they are first named.
fn margins<'c>(country: &'c Country, weights: &Weights) -> Vec<&'c PopulationMargin> {
    let mut seen = BTreeSet::new();
    let named = weights.steps.iter().flat_map(|step| match &step.value {
        WeightStep::Calibrate { margins, .. } => margins.as_slice(),
        _ => &[],
    });
    named
        .filter(|name| seen.insert(name.value.as_str()))
        .filter_map(|name| country.population.margin(&name.value))
        .collect()
}

/// The cell of each record in a margin. Records whose levels are no cell of it are reported.
fn cells<'m>(
    study: &Study,
    instrument: &Instrument,
    records: &Records,
    margin: &'m PopulationMargin,
    path: &Path,
    problems: &Diagnostics,
) -> Result<MarginCells<'m>, Failure> {
    let mut by: Vec<BrokenDown> = Vec::with_capacity(margin.by.len());
    for id in &margin.by {
        by.extend(breakdown(study, &id.value, instrument, records)?);
    }
    let number = |by: &BrokenDown, value: &str| by.levels().iter().position(|level| level.value == value);
    let of_levels: BTreeMap<Vec<usize>, usize> = margin
        .cells
        .iter()
        .enumerate()
        .filter_map(|(cell, declared)| {
            let levels = by.iter().zip(&declared.levels).map(|(by, value)| number(by, value));
            Some((levels.collect::<Option<_>>()?, cell))
        })
        .collect();
    let mut absent: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    let of_record = (0..records.rows())
        .map(|record| {
            let levels: Option<Vec<usize>> =
                by.iter().map(|by| by.codes().get(record).copied().flatten()).collect();
            let levels = levels?;
            let cell = of_levels.get(&levels).copied();
            if cell.is_none() {
                *absent.entry(levels).or_default() += 1;
            }
            cell
        })
        .collect();
    let label = |levels: &[usize]| -> String {
        let labels = by.iter().zip(levels).filter_map(|(by, level)| by.levels().get(*level));
        labels.map(|level| level.label.as_str()).collect::<Vec<_>>().join(", ")
    };
    for (levels, records) in &absent {
        let message = format!(
            "{}: the margin `{}` has no people in “{}”, and {records} of the records are of it",
            path.display(),
            margin.id.value,
            label(levels)
        );
        problems.push(Diagnostic::error(&margin.id.place, message).help(
            "give the cell its count, or join the level with another in the margin and in its breakdown",
        ));
    }
    let mut labels = vec![String::new(); margin.cells.len()];
    for (levels, cell) in &of_levels {
        if let Some(place) = labels.get_mut(*cell) {
            *place = label(levels);
        }
    }
    Ok(MarginCells { margin, labels, of_record })
}

fn account(
    study: &Study,
    weighed: &Weighed,
    sources: &WeightSources,
    margins: &[&PopulationMargin],
) -> WeightingAccount {
    let title = |id: &Placed<cairn_study::BreakdownId>| {
        study.breakdown(&id.value).map_or_else(|| id.value.to_string(), |breakdown| breakdown.title.clone())
    };
    WeightingAccount {
        instrument: weighed.instrument.clone(),
        scale: weighed.scale,
        selected: weighed.of_contact.len() as u64,
        respondents: weighed.weights.len() as u64,
        steps: weighed.reports(),
        margins: margins
            .iter()
            .map(|margin| MarginOrigin {
                id: margin.id.value.clone(),
                of: margin.of.clone(),
                by: margin.by.iter().map(title).collect(),
                source: margin.source.clone(),
            })
            .collect(),
        files: sources
            .files()
            .iter()
            .map(|(path, digest)| UsedFile { file: relative(path, study), digest: Digest(*digest) })
            .collect(),
    }
}
