//! Series of counts: figures of those that may stand in one, what must be said of them, the table behind.

mod group;
mod panel;
mod scale;
mod table;

use super::source::source;
use crate::format;
use crate::words;
use cairn_evidence::{CountSeries, NoUnion, UnionBounds};
use cairn_study::Study;
use group::Group;
use maud::{Markup, html};

/// The series of an activity.
pub(crate) fn series(study: &Study, series: &[&CountSeries]) -> Markup {
    html! { @for group in group::groups(series) { (figure(study, &group)) } }
}

fn figure(study: &Study, group: &Group<'_>) -> Markup {
    let Some(first) = group.series.first() else { return html! {} };
    html! {
        article.series {
            h4 { (group.title()) }
            @for reason in &group.apart { p.detail { (words::sentence(reason)) } }
            figure {
                div.panels { @for series in &group.series { (panel::panel(series, &group.scale(), group.needs_titles())) } }
                figcaption {
                    @if study.synthetic { p.synthetic-mark { (words::SYNTHETIC) "." } }
                    dl.facts {
                        div { dt { "One count is" } dd { (first.counting_unit) } }
                        div { dt { "Counted when" } dd { (first.stage) } }
                        @if let Some(code) = &first.icvac { div { dt { "ICVAC" } dd { (code.as_str()) } } }
                        @if let Some(code) = &first.iccs { div { dt { "ICCS" } dd { (code.as_str()) } } }
                    }
                    p.key { "Filled dot: the count of a year. Hollow dot: counted before the year had ended. Dashed upright line: \
                        from here on it is counted otherwise. A gap in the line is a year without a count, never a zero." }
                    @for difference in group.caveats() { p { (words::sentence(&words::capitalised(&difference))) } }
                }
            }
            @if let Some(bounds) = together(&group.series) { p.together { (bounds) } }
            (caveats(&group.common_caveats()))
            @for series in &group.series { (facts(series, group)) }
            details.data {
                summary { "Data behind this figure" }
                @for series in &group.series { (table::table(series)) }
            }
        }
    }
}

/// Definition, caveats and source of a series: always in sight, never folded away.
fn facts(series: &CountSeries, group: &Group<'_>) -> Markup {
    let common = group.common_caveats();
    let own: Vec<&str> =
        series.caveats.iter().map(String::as_str).filter(|caveat| !common.contains(caveat)).collect();
    html! {
        div.series-facts {
            p { @if group.needs_titles() { strong { (series.issuer) } " counts: " } @else { "Issued by " (series.issuer) ", who counts: " }
                (words::sentence(&series.definition)) }
            (caveats(&own))
            (source(&series.source))
        }
    }
}

fn caveats(caveats: &[&str]) -> Markup {
    html! { @if !caveats.is_empty() {
        ul.caveats { @for caveat in caveats { li { (words::sentence(caveat)) } } }
    } }
}

/// What several issuers counted together in the last year that all of them have counted.
fn together(series: &[&CountSeries]) -> Option<String> {
    if series.len() < 2 {
        return None;
    }
    let mut years: Vec<i16> = series
        .iter()
        .flat_map(|series| series.observations.iter().map(|observation| observation.year))
        .collect();
    years.sort_unstable();
    years.dedup();
    let mut refused = None;
    for year in years.into_iter().rev() {
        match UnionBounds::of(series, year) {
            Ok(bounds) => return Some(bounds_in_words(series, year, &bounds)),
            Err(NoUnion::NotCounted { .. }) => {}
            Err(reason) => refused = Some(words::sentence(&words::capitalised(&reason.to_string()))),
        }
    }
    refused
}

fn bounds_in_words(series: &[&CountSeries], year: i16, bounds: &UnionBounds) -> String {
    let issuers: Vec<String> = series.iter().map(|series| series.issuer.clone()).collect();
    let who = words::list(&issuers);
    match bounds.exact() {
        Some(total) => format!(
            "{who} together counted {} in {year}: what one counts the others do not.",
            format::count(total)
        ),
        None => format!(
            "{who} together counted at least {} and at most {} in {year}. The same may be counted by several of them, so the \
             counts are not added up.",
            format::count(bounds.at_least),
            format::count(bounds.at_most)
        ),
    }
}
