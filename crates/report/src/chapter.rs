//! The chapters of measurements: indicators under their topics.

use crate::country::CountryReport;
use crate::evidence::{Found, children, sections_of};
use crate::indicator::article;
use crate::words;
use cairn_study::{Chapter, Indicator, RunState};
use maud::{Markup, html};

/// A chapter and its topics, each with its indicators, in the order of the study.
#[derive(Debug)]
pub(crate) struct Contents<'a> {
    pub(crate) chapter: Chapter,
    pub(crate) topics: Vec<(&'a str, Vec<&'a Indicator>)>,
}

impl<'a> Contents<'a> {
    /// The chapters in order; each topic stands where its first indicator does.
    pub(crate) fn of(indicators: &'a [Indicator]) -> [Self; 3] {
        [Chapter::Online, Chapter::Harm, Chapter::Response].map(|chapter| {
            let mut topics: Vec<(&str, Vec<&Indicator>)> = Vec::new();
            for indicator in indicators.iter().filter(|indicator| indicator.chapter == chapter) {
                match topics.iter_mut().find(|(topic, _)| *topic == indicator.topic) {
                    Some((_, members)) => members.push(indicator),
                    None => topics.push((&indicator.topic, vec![indicator])),
                }
            }
            Self { chapter, topics }
        })
    }

    /// The chapter's number in the report.
    pub(crate) fn number(&self) -> u8 {
        match self.chapter {
            Chapter::Online => 1,
            Chapter::Harm => 2,
            Chapter::Response => 3,
        }
    }

    /// The anchor of a topic.
    pub(crate) fn anchor(&self, topic: usize) -> String {
        format!("topic-{}-{}", self.number(), topic + 1)
    }
}

/// A chapter: its indicators, then what the other activities found.
pub(crate) fn chapter(report: &CountryReport<'_>, contents: &Contents<'_>, found: &Found<'_>) -> Markup {
    html! {
        section.chapter id={ "chapter-" (contents.number()) } {
            (heading(contents.number(), words::chapter_title(contents.chapter)))
            @if let RunState::NotRun { reason } = &report.country.household_survey {
                p { (not_run(&report.country.name, reason)) }
            } @else if contents.topics.is_empty() {
                p { "This study has no indicators in this chapter." }
            } @else {
                @for (position, (topic, indicators)) in contents.topics.iter().enumerate() {
                    section.topic {
                        h3 id=(contents.anchor(position)) { (topic) }
                        @for indicator in indicators {
                            (article(report.study, indicator, report.numbers(indicator)))
                        }
                    }
                }
            }
            @if children::is_shown(report, contents) { (children::section(report, contents, found)) }
            @for section in sections_of(report, found, contents.chapter) { (section.html(report, found)) }
        }
    }
}

/// That the survey did not run, and what that does not mean.
pub(crate) fn not_run(country: &str, reason: &str) -> String {
    let reason = reason.trim().trim_end_matches('.');
    format!(
        "The household survey did not run in {country}: {reason}. Nothing was measured here; that is not the same as \
         having looked and found nothing."
    )
}

/// The heading of a chapter.
pub(crate) fn heading(number: u8, title: &str) -> Markup {
    html! { h2 { span.number { (number) } " " (title) } }
}
