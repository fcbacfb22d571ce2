//! One series as a drawing: its years as dots, joined where they may be compared, with what stands in the way of a line marked.
//!
//! Drawings are in per cent of their box, so that they fit every width; words and numbers are text around them.

use super::scale::Scale;
use crate::axis::coordinate;
use crate::evidence::name::anchor;
use crate::format;
use cairn_evidence::{Comparability, CountSeries, Counted, Observation};
use maud::{Markup, html};

/// The letters that may stand beside each other beneath a panel, all years together.
const LETTERS: usize = 44;

/// A panel. It is named by its issuer where there are several.
pub(super) fn panel(series: &CountSeries, scale: &Scale, named: bool) -> Markup {
    let widest = scale.ticks().iter().map(|tick| format::count(*tick).len()).max().unwrap_or(1);
    html! {
        div.panel id=(anchor(&series.id)) style={ "--counts:" (widest) "ch" } {
            @if named { p.panel-title { (series.issuer) } }
            div.counts aria-hidden="true" { @for tick in scale.ticks() {
                span style={ "bottom:" (coordinate(scale.upwards(tick))) } { (format::count(tick)) }
            } }
            div.plotted {
                svg role="img" {
                    title { (series.title) ", " (series.issuer) }
                    desc { (description(series)) }
                    (grid(scale))
                    (breaks(series, scale))
                    (lines(series, scale))
                    @for observation in &series.observations { (dot(observation, scale)) }
                }
                (labels(series, scale))
                (absences(series, scale))
            }
            div.years aria-hidden="true" { @for year in scale.years().rev().step_by(scale.naming()) {
                span style={ "left:" (coordinate(scale.across(year))) } { (year) }
            } }
        }
    }
}

fn grid(scale: &Scale) -> Markup {
    html! {
        g.grid { @for tick in scale.ticks() {
            @let y = height(scale, tick);
            line x2="100%" y1=(y) y2=(y) {}
        } }
    }
}

/// From the top, as drawings count.
fn height(scale: &Scale, count: u64) -> String {
    coordinate(100.0 - scale.upwards(count))
}

fn breaks(series: &CountSeries, scale: &Scale) -> Markup {
    html! { @for found in &series.breaks {
        @let x = coordinate(scale.beginning(found.year).clamp(0.0, 100.0));
        line.break x1=(x) x2=(x) y2="100%" {}
    } }
}

/// A line joins two years that follow each other and are fully comparable.
fn lines(series: &CountSeries, scale: &Scale) -> Markup {
    let neighbours = series.observations.iter().zip(series.observations.iter().skip(1));
    let joined = neighbours.filter_map(|(first, second)| {
        let adjacent = first.year.checked_add(1) == Some(second.year);
        let comparable = series.across(first.year, second.year) == Comparability::Full;
        let counts = first.counted.count().zip(second.counted.count())?;
        (adjacent && comparable).then_some((first.year, second.year, counts))
    });
    html! { g.line { @for (first, second, counts) in joined {
        line x1=(coordinate(scale.across(first))) y1=(height(scale, counts.0))
            x2=(coordinate(scale.across(second))) y2=(height(scale, counts.1)) {}
    } } }
}

fn dot(observation: &Observation, scale: &Scale) -> Markup {
    html! { @if let Some(count) = observation.counted.count() {
        circle.dot.hollow[observation.is_incomplete()] cx=(coordinate(scale.across(observation.year)))
            cy=(height(scale, count)) r="4" {}
    } }
}

/// The counts beside their dots: of every year where there is room, else of the last.
fn labels(series: &CountSeries, scale: &Scale) -> Markup {
    let counted: Vec<(&Observation, u64)> =
        series.observations.iter().filter_map(|it| Some((it, it.counted.count()?))).collect();
    let widest = counted.iter().map(|(_, count)| format::count(*count).len()).max().unwrap_or(0);
    let room = widest * scale.span() <= LETTERS;
    let last =
        counted.iter().rev().find(|(observation, _)| !observation.is_incomplete()).map(|(last, _)| last.year);
    html! { @for (observation, count) in counted {
        @if room || Some(observation.year) == last {
            span.count.at-end[scale.across(observation.year) > 88.0] aria-hidden="true"
                style={ "left:" (coordinate(scale.across(observation.year))) ";bottom:" (coordinate(scale.upwards(count))) } {
                (format::count(count))
            }
        }
    } }
}

/// The years without a count, marked at the foot of the panel; the reasons are among the caveats and in the table.
fn absences(series: &CountSeries, scale: &Scale) -> Markup {
    let absent = scale.years().filter_map(|year| Some((year, absence(series, year)?)));
    html! { @for (year, word) in absent {
        span.absent aria-hidden="true" style={ "left:" (coordinate(scale.across(year))) } { (word) }
    } }
}

/// Why there is no count of a year, in a word; nothing before and after the series.
fn absence(series: &CountSeries, year: i16) -> Option<&'static str> {
    match series.observation(year).map(|observation| &observation.counted) {
        Some(Counted::Count(_)) => None,
        Some(Counted::Refused { .. }) => Some("refused"),
        Some(Counted::NotHeld { .. }) => Some("not held"),
        None => series.gaps().contains(&year).then_some("no answer"),
    }
}

fn description(series: &CountSeries) -> String {
    let (Some(first), Some(last)) = (series.observations.first(), series.observations.last()) else {
        return "no year".to_owned();
    };
    let years = (first.year..=last.year).map(|year| {
        let counted = series.observation(year).and_then(|it| Some((it, it.counted.count()?)));
        let said = match counted {
            Some((observation, count)) if observation.is_incomplete() => {
                format!("{}, before the year had ended", format::count(count))
            }
            Some((_, count)) => format::count(count),
            None => absence(series, year).unwrap_or("no answer").to_owned(),
        };
        let broken = series.breaks.iter().any(|found| found.year == year);
        format!("{year}{}: {said}", if broken { " (counted otherwise from here on)" } else { "" })
    });
    years.collect::<Vec<_>>().join("; ")
}
