//! The summary: key insights, then the first indicator of each topic, in the order of the chapters.

use crate::arrangement::Arrangement;
use crate::chapter::{Contents, not_run};
use crate::conclusions::insights;
use crate::country::CountryReport;
use crate::figure::link;
use crate::number::Number;
use crate::words;
use cairn_evidence::Claim;
use cairn_study::{Indicator, RunState, Study};
use maud::{Markup, html};

/// The key insights and the key numbers of the country.
pub(crate) fn summary(report: &CountryReport<'_>, chapters: &[Contents<'_>]) -> Markup {
    html! {
        section id="summary" {
            h2 { "Summary" }
            (insights(report))
            @if let RunState::NotRun { reason } = &report.country.household_survey {
                p.lead { (not_run(&report.country.name, reason)) }
            } @else {
                p {
                    "The first indicator of each topic. A number opens its pedigree: the records, the definition and the method \
                     it was made from."
                }
                @for contents in chapters.iter().filter(|contents| !contents.topics.is_empty()) {
                    h3 { (words::chapter_title(contents.chapter)) }
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
                    @let whom = whom(report.study, indicator, total.claim());
                    @if let Some(whom) = whom { p.detail { "among " (whom) } }
                    p.detail { (detail(total, whom)) }
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

/// Whom the number is about, where the summary alone would leave it open: the base of a follow-up; elsewhere the
/// respondents, where the study has several kinds, or the population, where one questionnaire describes several.
fn whom<'a>(study: &'a Study, indicator: &Indicator, claim: &'a Claim) -> Option<&'a str> {
    if claim.base != claim.population {
        return Some(&claim.base);
    }
    let others = || study.indicators.iter();
    let same_instrument = |other: &&Indicator| other.instrument == indicator.instrument;
    if others().filter(same_instrument).any(|other| other.population != indicator.population) {
        Some(&claim.population)
    } else if !others().all(|other| same_instrument(&other)) {
        study.instrument(&indicator.instrument).map(|instrument| instrument.respondents.as_str())
    } else {
        None
    }
}

/// The interval and the period, which the words of a base may name already.
fn detail(total: Number<'_>, whom: Option<&str>) -> String {
    let interval = total.interval_words().or_else(|| total.withheld().map(ToString::to_string));
    let period = total.claim().period.trim();
    let named = whom.is_some_and(|whom| whom.contains(period));
    let parts = interval.into_iter().chain((!named).then(|| period.to_owned()));
    parts.map(|part| format!("{}.", words::capitalised(&part))).collect::<Vec<_>>().join(" ")
}
