//! Numbers of the population against the breakdowns of the study, and against each other.

use crate::check::Names;
use crate::{BreakdownId, Counted, Level, Population, PopulationMargin};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Place, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// Cells that are not there are named up to this number.
const NAMED: usize = 5;

/// Checks that margins are over levels that there are, each once, and flags sources that differ.
pub(crate) fn check_population(population: &Population, names: &Names<'_>, problems: &Diagnostics) {
    for margin in &population.margins {
        check_cells(margin, names, problems);
    }
    flag_differences(population, problems);
}

impl Names<'_> {
    /// The levels of a breakdown: its own, else those of the column that is its value.
    fn levels(&self, id: &BreakdownId) -> Option<Vec<Level>> {
        let breakdown = self.breakdown(id)?.breakdown.as_ref()?;
        if !breakdown.levels.is_empty() {
            return Some(breakdown.levels.clone());
        }
        let instruments =
            self.instruments.drafts.iter().filter(|draft| {
                breakdown.instruments.is_empty() || breakdown.instruments.contains(&draft.id)
            });
        let column = instruments
            .filter_map(|draft| draft.instrument.as_ref()?.column(breakdown.value.text.trim()))
            .find(|column| !column.values.is_empty())?;
        let levels = column.values.iter();
        Some(
            levels.map(|value| Level { value: value.code.to_string(), label: value.label.clone() }).collect(),
        )
    }
}

fn check_cells(margin: &PopulationMargin, names: &Names<'_>, problems: &Diagnostics) {
    let before = problems.errors();
    for id in &margin.by {
        names.check_breakdown(id, problems);
    }
    let levels: Vec<_> = margin.by.iter().map(|id| names.levels(&id.value)).collect();
    let mut seen: BTreeMap<&[String], &Place> = BTreeMap::new();
    for cell in &margin.cells {
        for ((id, levels), level) in margin.by.iter().zip(&levels).zip(&cell.levels) {
            let Some(levels) = levels else { continue };
            if levels.iter().any(|known| known.value == *level) {
                continue;
            }
            let values = || levels.iter().map(|level| level.value.as_str());
            let message = format!("the breakdown `{}` has no level “{level}”", id.value);
            let problem = Diagnostic::error(&cell.place, message).expected(one_of(values()));
            problems.push(problem.did_you_mean(nearest(level, values())));
        }
        if let Some(first) = seen.insert(&cell.levels, &cell.place) {
            let message = format!("the cell {} is there twice", shown(&cell.levels));
            problems.push(
                Diagnostic::error(&cell.place, message).help(format!("the first is at {first}; keep one")),
            );
        }
    }
    let known: Option<Vec<Vec<Level>>> = levels.into_iter().collect();
    if let Some(levels) = known.filter(|_| problems.errors() == before) {
        check_complete(margin, &levels, &seen, problems);
    }
}

/// Every level has people; of crossed levels a combination may be empty, which is worth a look.
fn check_complete(
    margin: &PopulationMargin,
    levels: &[Vec<Level>],
    cells: &BTreeMap<&[String], &Place>,
    problems: &Diagnostics,
) {
    let mut whole = true;
    for (position, (id, levels)) in margin.by.iter().zip(levels).enumerate() {
        let there: BTreeSet<_> = cells.keys().filter_map(|cell| cell.get(position)).collect();
        for level in levels.iter().filter(|level| !there.contains(&level.value)) {
            whole = false;
            let message = format!(
                "the margin `{}` has no cell for “{}”, {}, of the breakdown `{}`",
                margin.id.value, level.value, level.label, id.value
            );
            problems.push(Diagnostic::error(&margin.id.place, message).help(
                "respondents of it could not be weighted: add the cell, or calibrate to a breakdown without the level",
            ));
        }
    }
    let combinations = levels.iter().fold(1_usize, |product, levels| product.saturating_mul(levels.len()));
    if !whole || combinations == cells.len() {
        return;
    }
    let absent: Vec<_> = Combinations::of(levels)
        .filter(|cell| !cells.contains_key(cell.as_slice()))
        .take(NAMED)
        .map(|cell| shown(&cell))
        .collect();
    let more = combinations - cells.len() - absent.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    let message = format!("the margin `{}` has no cell for {}{more}", margin.id.value, absent.join(", "));
    problems.push(
        Diagnostic::warning(&margin.id.place, message)
            .help("right where nobody lives there; a respondent of such a cell stops the weighting"),
    );
}

/// All combinations of one level each, the last changing fastest.
struct Combinations<'l> {
    levels: &'l [Vec<Level>],
    next: Option<Vec<usize>>,
}

impl<'l> Combinations<'l> {
    fn of(levels: &'l [Vec<Level>]) -> Self {
        Self { levels, next: Some(vec![0; levels.len()]) }
    }
}

impl Iterator for Combinations<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        let mut indices = self.next.take()?;
        let levels = self.levels.iter().zip(&indices);
        let combination = levels.map(|(levels, index)| Some(levels.get(*index)?.value.clone())).collect();
        for (index, levels) in indices.iter_mut().zip(self.levels).rev() {
            *index += 1;
            if *index < levels.len() {
                self.next = Some(indices);
                break;
            }
            *index = 0;
        }
        combination
    }
}

fn shown(levels: &[String]) -> String {
    let levels: Vec<_> = levels.iter().map(|level| format!("“{level}”")).collect();
    format!("[{}]", levels.join(", "))
}

/// Flags numbers of the same thing that differ by more than the country allows.
fn flag_differences(population: &Population, problems: &Diagnostics) {
    for differ in population.differences() {
        let help = match differ.what {
            Counted::Children | Counted::Online => "the first is used: put the better one first",
            Counted::People(_) => "see which is right",
        };
        problems.push(Diagnostic::warning(differ.other.place, differ.to_string()).help(format!(
            "the first is at {}; {help}, or say by `sources_may_differ` how far they may be apart",
            differ.first.place
        )));
    }
}
