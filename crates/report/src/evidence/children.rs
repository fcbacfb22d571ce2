//! Numbers of children: those of the indicators of a chapter, with the figures of the population that they rest on.

use super::Found;
use super::name::anchor;
use super::source::pedigree;
use crate::chapter::Contents;
use crate::country::CountryReport;
use crate::format;
use crate::words;
use cairn_evidence::written::with_sign;
use cairn_evidence::{ChildrenAffected, sources_that_differ};
use cairn_study::{Indicator, Population, PopulationSource, RunState};
use maud::{Markup, html};

pub(crate) const TITLE: &str = "Numbers of children";

/// The anchor of the section in a chapter.
pub(crate) fn section_anchor(contents: &Contents<'_>) -> String {
    format!("numbers-of-children-{}", contents.number())
}

/// Whether a chapter has indicators that are shown as numbers of children.
pub(crate) fn is_shown(report: &CountryReport<'_>, contents: &Contents<'_>) -> bool {
    matches!(report.country.household_survey, RunState::Run(_)) && asked(contents).next().is_some()
}

fn asked<'a>(contents: &Contents<'a>) -> impl Iterator<Item = &'a Indicator> {
    contents.topics.iter().flat_map(|(_, indicators)| indicators.iter().copied()).filter(|it| it.numbers)
}

/// The numbers of children of a chapter.
pub(crate) fn section(report: &CountryReport<'_>, contents: &Contents<'_>, found: &Found<'_>) -> Markup {
    let country = report.country;
    let shown: Vec<&ChildrenAffected> =
        asked(contents).filter_map(|indicator| number_of(indicator, found)).collect();
    html! {
        section.topic.evidence {
            h3 id=(section_anchor(contents)) { (TITLE) }
            p {
                "A number of children is the share of those who use the internet, times the share of children who do, times the \
                 number of children in " (country.name) ". It speaks of these children alone: not of children who do not use \
                 the internet, and of no other country."
            }
            @if asked(contents).count() > 1 {
                p.caveat { "One child can be in several rows: the numbers must not be added up." }
            }
            div.scroll tabindex="0" role="region" aria-label={ "Table: " (TITLE) } {
                table.texts {
                    caption { (TITLE) " in " (country.name) }
                    thead { tr {
                        th scope="col" { "Indicator" }
                        th scope="col" { "Share of those online" }
                        th scope="col" { "Number of children" }
                    } }
                    tbody { @for indicator in asked(contents) { (row(report, indicator, found)) } }
                }
            }
            (figures(report.study.presentation.level, &country.population))
            @for differ in sources_that_differ(country) {
                p.caveat { (words::capitalised(&words::sentence(&differ.to_string()))) " The first is used." }
            }
            @if let Some(first) = shown.first() {
                p.detail { "Population: " (first.population()) ", " (first.country()) "." }
                p.detail { (rule(first)) }
                (pedigree(first.pedigree()))
            }
        }
    }
}

fn number_of<'a>(indicator: &Indicator, found: &Found<'a>) -> Option<&'a ChildrenAffected> {
    let key = indicator.key();
    found
        .children
        .iter()
        .copied()
        .find(|children| children.id().item.strip_prefix(ChildrenAffected::PREFIX) == Some(&key))
}

fn row(report: &CountryReport<'_>, indicator: &Indicator, found: &Found<'_>) -> Markup {
    let decimals = report.study.presentation.decimals;
    html! {
        @match number_of(indicator, found) {
            Some(children) => {
                @let (share, interval) = children.prevalence();
                @let rounded = children.rounded();
                tr id=(anchor(children.id())) {
                    th scope="row" { (children.title()) p.detail { (children.period()) } }
                    td {
                        (with_sign(&format::limit(share, decimals)))
                        p.detail { (format::level(interval.level)) "\u{a0}CI\u{a0}" (format::limits(&interval, decimals)) }
                    }
                    td {
                        strong { (format::count(rounded.number)) }
                        p.detail {
                            (format::level(interval.level)) "\u{a0}CI\u{a0}" (format::count(rounded.lower)) "–" (format::count(rounded.upper))
                        }
                    }
                }
            }
            None => tr {
                th scope="row" { (indicator.title) p.detail { (indicator.period) } }
                td {}
                td { "not shown" p.detail { (why_not(report, indicator)) } }
            },
        }
    }
}

fn why_not(report: &CountryReport<'_>, indicator: &Indicator) -> String {
    let everybody = report.numbers(indicator).first();
    match everybody.map(|presented| ChildrenAffected::of(presented, report.study)) {
        Some(Err(reason)) => reason.to_string(),
        Some(Ok(_)) | None => "no percentage was computed in this country".to_owned(),
    }
}

/// The figures of the population, each with its source and the day to which it refers.
fn figures(level: f64, population: &Population) -> Markup {
    html! {
        dl.facts {
            @if let Some(children) = population.children.first() {
                div {
                    dt { "Number of " (children.of) }
                    dd { (format::weighted(children.count)) " (" (source(&children.source)) ")" }
                }
            }
            @if let Some(online) = population.online.first() {
                div {
                    dt { "Share of them who use the internet" }
                    dd {
                        (with_sign(&percent(online.share)))
                        @if let Some((lower, upper)) = online.interval {
                            " (" (format::level(level)) "\u{a0}CI\u{a0}" (percent(lower)) "–" (with_sign(&percent(upper))) ")"
                        }
                        " (" (source(&online.source)) ")"
                    }
                }
            }
        }
    }
}

fn source(source: &PopulationSource) -> String {
    format!("{}; as of {}", source.source, format::day(source.date))
}

/// A declared share, with the decimals it was declared with, to a tenth of a per cent.
fn percent(share: f64) -> String {
    ((share * 1000.0).round() / 10.0).to_string()
}

/// How interval and rounding were made.
fn rule(number: &ChildrenAffected) -> String {
    let uncertain = if number.online().interval.is_some() {
        "The interval joins the uncertainty of both shares, which come from independent sources: on the logarithmic scale their \
         margins of error add up as squares (Zou and Donner, 2008). The number of children counts as certain."
    } else {
        "The interval is that of the share of those online; the share of children online, of which no interval is published, and \
         the number of children count as certain."
    };
    format!(
        "{uncertain} Numbers are rounded so that the half-width of the interval keeps two digits: the number to the nearest, the \
         lower limit down, the upper limit up."
    )
}

/// What a number of children says, in words.
pub(crate) fn statement(number: &ChildrenAffected) -> String {
    format!("{}: {}, {}.", number.title(), number.words_with_interval(), number.period())
}
