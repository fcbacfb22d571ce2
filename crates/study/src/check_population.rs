//! Numbers of the population against the breakdowns of the study, and against each other.

use crate::check::Names;
use crate::{BreakdownId, Level, Population, PopulationMargin, PopulationSource};
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

/// A number and its source, as far as two of them are compared.
struct Stated<'p> {
    number: f64,
    shown: String,
    source: &'p PopulationSource,
    place: &'p Place,
}

/// Flags numbers of the same thing that differ by more than the country allows.
fn flag_differences(population: &Population, problems: &Diagnostics) {
    let children = population.children.iter().map(|count| Stated {
        number: count.count,
        shown: grouped(count.count),
        source: &count.source,
        place: &count.place,
    });
    let online = population.online.iter().map(|share| Stated {
        number: share.share,
        shown: share.share.to_string(),
        source: &share.source,
        place: &share.place,
    });
    let used = "the first is used: put the better one first, or say by `sources_may_differ` how far they may be apart";
    flag("the number of children", children.collect(), population, used, problems);
    flag("the share of children online", online.collect(), population, used, problems);

    let mut by_people: BTreeMap<&str, Vec<Stated<'_>>> = BTreeMap::new();
    if let Some(count) = population.children.first() {
        let shown = grouped(count.count);
        let stated = Stated { number: count.count, shown, source: &count.source, place: &count.place };
        by_people.entry(count.of.trim()).or_default().push(stated);
    }
    for margin in &population.margins {
        let number = margin.total();
        let stated =
            Stated { number, shown: grouped(number), source: &margin.source, place: &margin.id.place };
        by_people.entry(margin.of.trim()).or_default().push(stated);
    }
    for (people, stated) in by_people {
        let help = "see which is right, or say by `sources_may_differ` how far they may be apart";
        flag(&format!("the number of {people}"), stated, population, help, problems);
    }
}

fn flag(what: &str, stated: Vec<Stated<'_>>, population: &Population, help: &str, problems: &Diagnostics) {
    let mut stated = stated.into_iter();
    let Some(first) = stated.next() else { return };
    for other in stated {
        let difference = (other.number - first.number).abs() / first.number;
        if difference > population.sources_may_differ {
            let message = format!(
                "two sources of {what} differ by {:.1} per cent: {} ({}, {}) and {} ({}, {})",
                100.0 * difference,
                first.shown,
                first.source.source,
                first.source.date,
                other.shown,
                other.source.source,
                other.source.date,
            );
            let help = format!("the first is at {}; {help}", first.place);
            problems.push(Diagnostic::warning(other.place, message).help(help));
        }
    }
}

/// A number of people with commas between thousands.
pub(crate) fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0.0, 999.0, 1000.0, 1_474_200.4].map(grouped), ["0", "999", "1,000", "1,474,200"]);
    }
}
