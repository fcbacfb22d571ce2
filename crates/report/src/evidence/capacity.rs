//! Capacities of law-enforcement units: dimensions by units, in words. They are not added up.

use super::name::anchor;
use crate::evidence::source::source;
use crate::format;
use crate::mark::Mark;
use crate::words;
use cairn_evidence::{Capacity, CapacityStatus};
use maud::{Markup, html};

/// The table of dimensions and units.
pub(crate) fn capacities(capacities: &[&Capacity]) -> Markup {
    let mut units: Vec<&str> = capacities.iter().map(|capacity| capacity.unit.as_str()).collect();
    units.sort_unstable();
    units.dedup();
    let same_dimension = |a: &&Capacity, b: &&Capacity| dimension(a) == dimension(b);
    html! {
        p.caveat {
            "Each unit was assessed on its own. Capacities are not added up, and units are not compared: their mandates differ."
        }
        div.scroll tabindex="0" role="region" aria-label="Table: capacities by unit" {
            table.texts.capacities style={ "--units:" (units.len()) } {
                caption { "Capacities by unit" }
                thead { tr {
                    th scope="col" { "Capacity" }
                    @for unit in &units { th scope="col" { (unit) } }
                } }
                tbody { @for row in capacities.chunk_by(same_dimension) {
                    @if let Some(first) = row.first() { tr {
                        th scope="row" { strong { (first.title) } p.detail { (first.question) } }
                        @for unit in &units {
                            @match row.iter().find(|capacity| capacity.unit == **unit) {
                                Some(capacity) => (cell(capacity)),
                                None => td { "not looked for" },
                            }
                        }
                    } }
                } }
            }
        }
        @if let Some(first) = capacities.first() { (source(&first.source)) }
    }
}

fn dimension(capacity: &Capacity) -> &str {
    capacity.id.item.split('/').next().unwrap_or_default()
}

fn cell(capacity: &Capacity) -> Markup {
    let mark = match capacity.status {
        CapacityStatus::Present => Mark::Full,
        CapacityStatus::Partly => Mark::Half,
        CapacityStatus::Absent => Mark::Empty,
        CapacityStatus::NotAssessed => Mark::Dotted,
    };
    let basis: Vec<String> = capacity.basis.iter().map(ToString::to_string).collect();
    html! {
        td id=(anchor(&capacity.id)) {
            (mark.with(&capacity.status.to_string()))
            @if !basis.is_empty() || capacity.assessed_on.is_some() {
                p.detail {
                    @if !basis.is_empty() { "by " (words::list(&basis)) }
                    @if let Some(day) = capacity.assessed_on { @if !basis.is_empty() { ", " } (format::day(day)) }
                }
            }
        }
    }
}
