//! The summary: the first indicator of each topic, in the order of the chapters.

use crate::arrangement::Arrangement;
use crate::chapter::{Contents, not_run};
use crate::country::CountryReport;
use crate::figure::link;
use crate::number::Number;
use crate::words;
use cairn_study::{Indicator, RunState};
use maud::{Markup, html};

/// The key numbers of the country.
pub(crate) fn summary(report: &CountryReport<'_>, chapters: &[Contents<'_>]) -> Markup {
    html! {
        section id="summary" {
            h2 { "Summary" }
            @if let RunState::NotRun { reason } = &report.country.household_survey {
                p.lead { (not_run(&report.country.name, reason)) }
            } @else {
                p {
                    "The first indicator of each topic. A number opens its pedigree: the records, the definition and the method \
                     it was made from."
                }
                @for contents in chapters.iter().filter(|contents| !contents.topics.is_empty()) {
                    h3 { (words::chapter_title(contents.chapter, &report.country.name)) }
                    ul.key-numbers {
                        @for indicator in contents.topics.iter().filter_map(|(_, indicators)| indicators.first()) {
                            (key_number(report, indicator))
                        }
                    }
                }
            }
        }
    }
}

fn key_number(report: &CountryReport<'_>, indicator: &Indicator) -> Markup {
    let total = Arrangement::new(report.numbers(indicator), report.study).total;
    html! {
        li data-indicator=(indicator.key()) data-group="" {
            @match total {
                Some(total) => {
                    p.figure-number.small[total.estimate().is_none()] { (link(indicator, total)) }
                    p.what { a href={ "#indicator-" (indicator.id) } { (indicator.title) } }
                    p.detail { (detail(total)) }
                }
                None => {
                    p.figure-number.small { "no number" }
                    p.what { a href={ "#indicator-" (indicator.id) } { (indicator.title) } }
                    p.detail { "No number was computed for this indicator." }
                }
            }
        }
    }
}

fn detail(total: Number<'_>) -> String {
    let claim = total.claim();
    let before = match (total.interval_words(), total.withheld()) {
        (Some(interval), _) => format!("{interval}. "),
        (None, Some(reason)) => format!("{reason}. "),
        (None, None) => String::new(),
    };
    let period = claim.period.trim();
    let mut letters = period.chars();
    let period = letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect());
    format!("{before}{period}.")
}
