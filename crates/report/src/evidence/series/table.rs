//! The table behind a series: every year with its day, its earlier statements and, where it may be told, its change.

use crate::format;
use cairn_evidence::{Change, CountSeries, Counted, Observation};
use maud::{Markup, html};

/// The years of a series.
pub(super) fn table(series: &CountSeries) -> Markup {
    let head = format!("{}: {}", series.title, series.issuer);
    html! {
        div.scroll tabindex="0" role="region" aria-label={ "Table: " (head) } {
            table.texts.years {
                caption { (head) }
                thead { tr {
                    th scope="col" { "Year" } th scope="col" { "Count" } th scope="col" { "As of" }
                    th scope="col" { "Change from the year before" } th scope="col" { "Said before" } th scope="col" { "Notes" }
                } }
                tbody { @for year in years(series) { (row(series, year)) } }
            }
        }
    }
}

fn years(series: &CountSeries) -> impl Iterator<Item = i16> {
    let first = series.observations.first().map(|observation| observation.year);
    let last = series.observations.last().map(|observation| observation.year);
    first.zip(last).into_iter().flat_map(|(first, last)| first..=last)
}

fn row(series: &CountSeries, year: i16) -> Markup {
    let broken = series.breaks.iter().find(|found| found.year == year);
    html! {
        tr {
            th scope="row" { (year) }
            @match series.observation(year) {
                Some(observation) => {
                    td { (said(&observation.counted)) }
                    td { (format::day(observation.as_of)) }
                    td { (change(series, year)) }
                    td { (revisions(observation)) }
                }
                None => { td { "no answer" } td {} td {} td {} }
            }
            td {
                @if let Some(broken) = broken { "Counted otherwise from here on: " (broken.reason) ". " }
                @if let Some(observation) = series.observation(year) {
                    @if observation.is_incomplete() { "Counted before the year had ended. " }
                    @if let Some(note) = &observation.note { (note) }
                }
            }
        }
    }
}

fn said(counted: &Counted) -> String {
    match counted {
        Counted::Count(count) => format::count(*count),
        Counted::Refused { reason } => format!("refused: {reason}"),
        Counted::NotHeld { reason } => format!("not held: {reason}"),
    }
}

/// The change from the year before, where the two are fully comparable.
fn change(series: &CountSeries, year: i16) -> String {
    let Some(before) = year.checked_sub(1).filter(|before| series.observation(*before).is_some()) else {
        return String::new();
    };
    series.change(before, year).map(in_words).unwrap_or_default()
}

fn in_words(change: Change) -> String {
    let sign = if change.absolute() < 0 { "−" } else { "+" };
    let absolute = u64::try_from(change.absolute().unsigned_abs()).map(format::count).unwrap_or_default();
    match change.relative() {
        Some(relative) => format!("{sign}{absolute} ({sign}{:.1}\u{a0}%)", relative.abs() * 100.0),
        None => format!("{sign}{absolute}"),
    }
}

fn revisions(observation: &Observation) -> String {
    let said: Vec<String> = observation
        .revisions
        .iter()
        .map(|revision| format!("{} on {}", said(&revision.counted), format::day(revision.as_of)))
        .collect();
    said.join("; ")
}
