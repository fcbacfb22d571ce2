//! One indicator on the page: heading, headline, figure, caption and the table behind it.

use crate::arrangement::Arrangement;
use crate::figure;
use crate::format;
use crate::notes::Notes;
use crate::number::Number;
use crate::table::table;
use crate::words;
use cairn_evidence::Presented;
use cairn_study::{Indicator, Study};
use maud::{Markup, html};

/// An indicator and its numbers in the country.
pub(crate) fn article(study: &Study, indicator: &Indicator, numbers: &[Presented]) -> Markup {
    let arrangement = Arrangement::new(numbers, study);
    let notes = Notes::new(&arrangement);
    html! {
        article.indicator id={ "indicator-" (indicator.id) } data-indicator=(indicator.key()) {
            h4 { (indicator.title) }
            @if numbers.is_empty() {
                p { "No number was computed for this indicator in this country." }
            } @else {
                @if let Some(total) = arrangement.total { (headline(indicator, total, &notes)) }
                figure {
                    (figure::plot(indicator, &arrangement, &notes, &number_head(&arrangement)))
                    (caption(study, indicator, &arrangement, &notes))
                }
                details {
                    summary { "Data behind this figure" }
                    (table(indicator, &arrangement, &notes))
                }
            }
        }
    }
}

/// The number of everybody in one sentence.
fn headline(indicator: &Indicator, total: Number<'_>, notes: &Notes<'_>) -> Markup {
    let claim = total.claim();
    html! {
        p.headline data-group="" {
            (indicator.title) ": "
            strong { (figure::link(indicator, total)) } (notes.marks(total))
            @if let Some(interval) = total.interval_words() { " (" (interval) ")" }
            @if let Some(reason) = total.withheld() { " (" (reason) ")" }
            span.among {
                " among " (claim.base)
                // The words of a base may name the period already.
                @if !claim.base.contains(claim.period.as_str()) { ", " (claim.period) }
                "."
            }
        }
    }
}

fn number_head(arrangement: &Arrangement<'_>) -> String {
    let level = arrangement.numbers().find_map(|n| n.estimate()?.interval.map(|interval| interval.level));
    match level {
        Some(level) => format!("% ({} CI)", format::level(level)),
        None => "%".to_owned(),
    }
}

fn caption(study: &Study, indicator: &Indicator, arrangement: &Arrangement<'_>, notes: &Notes<'_>) -> Markup {
    let interval =
        arrangement.numbers().find_map(|number| number.estimate().and_then(|e| e.interval.as_ref()));
    html! {
        figcaption {
            @if study.synthetic { p.synthetic-mark { (words::SYNTHETIC) "." } }
            @if let Some(total) = arrangement.total {
                @let claim = total.claim();
                dl.facts {
                    div { dt { "Population" } dd { (claim.population) } }
                    @if claim.base != claim.population { div { dt { "Base" } dd { (claim.base) } } }
                    div { dt { "n" } dd { (format::count(claim.n)) " (unweighted)" } }
                    div { dt { "Period" } dd { (claim.period) } }
                    @if let Some(interval) = interval {
                        div { dt { "Interval" } dd { (format::level(interval.level)) ", " (interval.method) } }
                    }
                    div { dt { "Missing answers" } dd { (words::missing(indicator, claim)) } }
                }
            }
            @if !arrangement.sections.is_empty() && arrangement.total.is_some_and(|t| t.estimate().is_some()) {
                p.key { "Dot: percentage. Bar: its interval. Dashed line: the total." }
            }
            (notes.list())
        }
    }
}
