//! `[population]` of a country: numbers of people, each with its source.

use super::code::CodeKind;
use super::kinds::{Above, Day, breakdown};
use super::protocol::unique;
use crate::{MarginCell, Population, PopulationCount, PopulationMargin, PopulationShare, PopulationSource};
use cairn_definition::kind::{List, Number, Text};
use cairn_definition::{Diagnostic, Place, Placed, TableReader};

/// The numbers of a population, as far as they have no mistake.
#[derive(Debug, Clone, Default)]
pub(crate) struct PopulationDraft {
    pub(crate) population: Population,
    /// The names of all margins with their places, also of those with mistakes.
    pub(crate) margins: Vec<(String, Place)>,
}

pub(super) fn read_population(mut reader: TableReader<'_>) -> PopulationDraft {
    let sources_may_differ = reader.optional("sources_may_differ", &Number(0.0..=1.0));
    let children = reader.tables("children", "number of children");
    let online = reader.tables("online", "share of children online");
    let margins = reader.tables("margins", "margin");
    reader.finish();
    let mut named = Vec::new();
    let population = Population {
        children: children.into_iter().filter_map(read_count).collect(),
        online: online.into_iter().filter_map(read_share).collect(),
        margins: margins.into_iter().filter_map(|reader| read_margin(reader, &mut named)).collect(),
        sources_may_differ: sources_may_differ.map_or(Population::SOURCES_MAY_DIFFER, |share| share.value),
    };
    PopulationDraft { population, margins: named }
}

fn explain_source(reader: &mut TableReader<'_>) {
    reader.explain("source", "every number of the population says who published it");
    reader.explain("date", "every number of the population says to which day it refers");
}

fn read_source(reader: &mut TableReader<'_>) -> Option<PopulationSource> {
    explain_source(reader);
    let source = reader.required("source", &Text);
    let date = reader.required("date", &Day);
    Some(PopulationSource { source: source?.value, date: date?.value })
}

fn read_count(mut reader: TableReader<'_>) -> Option<PopulationCount> {
    let place = reader.place().clone();
    let count = reader.required("count", &Above::Nothing);
    let of = reader.required("of", &Text);
    let source = read_source(&mut reader);
    reader.finish();
    Some(PopulationCount { count: count?.value, of: of?.value, source: source?, place })
}

fn read_share(mut reader: TableReader<'_>) -> Option<PopulationShare> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let share = reader.required("share", &Above::NothingToAll);
    let said = reader.has("interval");
    let interval = reader.optional("interval", &List(Number(0.0..=1.0)));
    let source = read_source(&mut reader);
    reader.finish();
    let share = share?.value;
    let limits = match &interval {
        Some(Placed { value, .. }) => match value.as_slice() {
            [lower, upper] => Some((lower.value, upper.value)),
            _ => None,
        },
        None if said => return None,
        None => None,
    };
    if let Some(interval) = &interval {
        let holds = limits.is_some_and(|(lower, upper)| 0.0 < lower && lower <= share && share <= upper);
        if !holds {
            let shown: Vec<_> = interval.value.iter().map(|limit| limit.value.to_string()).collect();
            let message = format!("the interval [{}] does not fit the share {share}", shown.join(", "));
            let problem = Diagnostic::error(&interval.place, message);
            problems.push(
                problem
                    .expected("its lower limit, above 0, and its upper limit, with the share between them"),
            );
            return None;
        }
    }
    Some(PopulationShare { share, interval: limits, source: source?, place })
}

fn read_margin(mut reader: TableReader<'_>, named: &mut Vec<(String, Place)>) -> Option<PopulationMargin> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let id = reader.required("id", &Text);
    let of = reader.required("of", &Text);
    let by = reader.required("by", &List(breakdown()));
    let source = read_source(&mut reader);
    let cells = reader.required_tables("cells", "cell");
    let given = cells.len();
    let crossed = by.as_ref().map(|by| by.value.len());
    let cells: Vec<_> = cells.into_iter().filter_map(|cell| read_cell(cell, crossed)).collect();
    reader.finish();
    unique("margin", id.as_ref(), named, problems);
    let by = by?;
    if by.value.is_empty() {
        problems.push(Diagnostic::error(&by.place, "`by` is empty").expected("at least one breakdown"));
    }
    for (index, breakdown) in by.value.iter().enumerate() {
        if by.value.iter().take(index).any(|earlier| earlier.value == breakdown.value) {
            let message = format!("the breakdown `{}` is crossed with itself", breakdown.value);
            problems.push(Diagnostic::error(&breakdown.place, message).help("keep one of the two"));
        }
    }
    let (id, of, source) = (id?, of?.value, source?);
    (cells.len() == given).then_some(PopulationMargin { id, of, by: by.value, cells, source, place })
}

/// A cell of a margin that crosses so many breakdowns.
fn read_cell(mut reader: TableReader<'_>, crossed: Option<usize>) -> Option<MarginCell> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let levels = reader.required("levels", &List(CodeKind));
    let count = reader.required("count", &Above::Nothing);
    reader.finish();
    let levels = levels?;
    if let Some(crossed) = crossed.filter(|crossed| *crossed != levels.value.len()) {
        let message = format!("the cell has {}", many(levels.value.len(), "level"));
        let expected = format!("{crossed}, one for each breakdown of `by` in its order");
        problems.push(Diagnostic::error(&levels.place, message).expected(expected));
        return None;
    }
    let levels = levels.value.into_iter().map(|level| level.value.to_string()).collect();
    Some(MarginCell { levels, count: count?.value, place })
}

fn many(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
