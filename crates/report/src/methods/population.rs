//! The numbers of people on which weights and numbers of children rest, with their sources.

use crate::format;
use crate::words::{capitalised, sentence};
use cairn_evidence::written;
use cairn_study::{Counted, Population, PopulationSource, SourcesDiffer, Stated};
use maud::{Markup, html};

/// The sources; nothing where nothing is known of the population.
pub(super) fn population(population: &Population) -> Markup {
    if population.children.is_empty() && population.online.is_empty() {
        return html! {};
    }
    html! {
        h4 { "Numbers of people" }
        ul {
            @for (place, count) in population.children.iter().enumerate() {
                li {
                    (capitalised(&count.of)) ": " (format::weighted(count.count)) ". " (source(&count.source)) (used(place))
                }
            }
            @for (place, online) in population.online.iter().enumerate() {
                li {
                    "Share of them online: " (share(online.share))
                    @if let Some((lower, upper)) = online.interval {
                        " (interval " (written::limit(lower, 1)) "–" (written::limit(upper, 1)) ")"
                    }
                    ". " (source(&online.source)) (used(place))
                }
            }
        }
        @for differ in population.differences() { p.note { (disagreement(&differ, population.sources_may_differ)) } }
    }
}

/// A source with its day: “Projection of the census of 2019. It refers to 1 January 2025.”
pub(super) fn source(source: &PopulationSource) -> String {
    format!("{} It refers to {}.", sentence(&source.source), format::day(source.date))
}

fn share(share: f64) -> String {
    written::with_sign(&written::limit(share, 1))
}

/// What is done with a number, where there are several.
fn used(place: usize) -> &'static str {
    if place == 0 { "" } else { " It is compared with the first, and not used." }
}

/// Two sources that say different things.
fn disagreement(differ: &SourcesDiffer<'_>, allowed: f64) -> String {
    let (what, is_share) = match differ.what {
        Counted::Children => ("the number of children".to_owned(), false),
        Counted::Online => ("the share of children online".to_owned(), true),
        Counted::People(people) => (format!("the number of {people}"), false),
    };
    let number = |stated: &Stated<'_>| {
        if is_share { share(stated.number) } else { format::weighted(stated.number) }
    };
    format!(
        "Two sources disagree on {what} by {}, more than the {} that this study lets pass: {} ({}) and {} ({}). The first is used.",
        share(differ.by()),
        share(allowed),
        number(&differ.first),
        differ.first.source.source,
        number(&differ.other),
        differ.other.source.source,
    )
}
