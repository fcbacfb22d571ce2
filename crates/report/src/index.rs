//! The page that leads to the national reports.

use crate::format;
use crate::page::Page;
use crate::words;
use cairn_evidence::Concluded;
use cairn_evidence::recommendation::roadmap;
use cairn_evidence::sentence::{Part, Rendered};
use cairn_study::{Capability, Country, CountryId, RunState, Study};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// One country on the index.
#[derive(Debug, Clone, Copy)]
pub struct IndexEntry<'a> {
    /// The country.
    pub country: &'a Country,
    /// Its report, relative to the index.
    pub file: &'a str,
    /// Its interviews or completed questionnaires, all instruments together.
    pub interviews: u64,
}

/// The index of the countries, by name, and what the study concludes of several together. It shows no table of results, so that nothing can be
/// ranked.
pub fn index_html(study: &Study, entries: &[IndexEntry<'_>], across: Option<&Concluded>) -> String {
    let mut entries = entries.to_vec();
    entries.sort_by(|a, b| (&a.country.name, a.file).cmp(&(&b.country.name, b.file)));
    Page {
        study,
        title: study.title.clone(),
        synthetic_mark: words::SYNTHETIC_COUNTRIES,
        header: html! {
            p.eyebrow { @if let Some(round) = &study.round { (round) } @else { "National reports" } }
            h1 { (study.title) }
            dl.at-a-glance {
                div { dt { "Countries" } dd { (entries.len()) } }
                div { dt { "Respondents" } dd { (format::count(entries.iter().map(|entry| entry.interviews).sum())) } }
                @if !study.partners.is_empty() { div { dt { "Partners" } dd { (words::list(&study.partners)) } } }
            }
        },
        contents: None,
        main: html! {
            section id="countries" {
                h2 { "National reports" }
                p { "In alphabetical order. The order says nothing about the countries." }
                @if entries.is_empty() { p { "No report has been built." } }
                ul.countries { @for entry in &entries { (item(entry)) } }
            }
            @if let Some(across) = across { (several(study, &entries, across)) }
        },
        footer: html! {},
        end: html! {},
    }
    .html()
}

/// What concerns several countries: findings and recommendations, with the reports that hold their evidence.
fn several(study: &Study, entries: &[IndexEntry<'_>], across: &Concluded) -> Markup {
    html! {
        @if !across.findings.is_empty() || !across.insights.is_empty() {
            section id="across" {
                h2 { "Across the countries" }
                @for insight in &across.insights { p.lead { (plain(&insight.text)) } }
                @for finding in &across.findings {
                    h3 { (finding.title) }
                    p { (plain(&finding.text)) }
                    p.detail {
                        "Kind of claim: " (finding.claim) ". It rests on evidence of "
                        (reports(entries, finding.evidence.iter().map(|id| &id.country))) "."
                    }
                }
            }
        }
        @if !across.recommendations.is_empty() {
            section id="recommendations" {
                h2 { "Recommendations to several countries" }
                @for entry in roadmap(&across.recommendations) {
                    h3 { (entry.duty_bearer.title()) }
                    ul { @for recommendation in &entry.recommendations {
                        li {
                            (plain(&recommendation.action)) " "
                            span.detail {
                                (recommendation.status().title())
                                @if let Some(capability) = recommendation.capability.and_then(Capability::numbered) {
                                    ". WeProtect capability " (capability)
                                }
                                @let provisions: Vec<&CountryId> =
                                    recommendation.provisions.iter().map(|id| &id.country).collect();
                                @if !provisions.is_empty() {
                                    ". Law of " (reports(entries, provisions.into_iter()))
                                }
                                "."
                            }
                        }
                    } }
                }
            }
        }
        @if study.synthetic && !across.findings.is_empty() { p.detail { (words::SYNTHETIC_COUNTRIES) "." } }
    }
}

/// A sentence, its numbers marked.
fn plain(rendered: &Rendered) -> Markup {
    html! { @for part in &rendered.parts {
        @match part {
            Part::Words { text, .. } => (text),
            Part::Computed(computed) => strong { (computed.text) },
        }
    } }
}

/// The reports of the countries, by name, each once.
fn reports<'c>(entries: &[IndexEntry<'_>], countries: impl Iterator<Item = &'c CountryId>) -> Markup {
    let named: BTreeSet<&CountryId> = countries.collect();
    let found: Vec<&IndexEntry<'_>> =
        entries.iter().filter(|entry| named.contains(&entry.country.id)).collect();
    html! { @for (position, entry) in found.iter().enumerate() {
        @if position > 0 { @if position + 1 == found.len() { " and " } @else { ", " } }
        a href=(entry.file) { (entry.country.name) }
    } }
}

fn item(entry: &IndexEntry<'_>) -> Markup {
    html! {
        li {
            h3 { a href=(entry.file) { (entry.country.name) } }
            @match &entry.country.household_survey {
                RunState::Run(_) => p {
                    (format::count(entry.interviews)) " respondents, " (format::fieldwork(entry.country.fieldwork))
                },
                RunState::NotRun { reason } => p { "The household survey did not run: " (reason.trim_end_matches('.')) "." },
            }
        }
    }
}
