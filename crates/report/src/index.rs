//! The page that leads to the national reports.

use crate::format;
use crate::page::Page;
use crate::words;
use cairn_study::{Country, RunState, Study};
use maud::{Markup, html};

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

/// The index of the countries, by name. It shows no result, so that nothing can be ranked.
pub fn index_html(study: &Study, entries: &[IndexEntry<'_>]) -> String {
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
        },
        footer: html! {},
        end: html! {},
    }
    .html()
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
