//! The page of a sample’s design: what it will tell and cost, before a single interview.

mod chart;
mod ticks;

pub use chart::{ChartLine, ChartPoint, TradeoffChart};

use crate::page::Page;
use crate::plain_table::PlainTable;
use crate::words;
use cairn_study::{Country, Study};
use maud::{Markup, html};

/// What stands on the page. Texts are written already, so that a terminal can say the same.
#[derive(Debug, Clone)]
pub struct DesignPage<'a> {
    /// The study.
    pub study: &'a Study,
    /// The country.
    pub country: &'a Country,
    /// What it comes to, as pairs of words: “Clusters”, “100”.
    pub facts: Vec<(String, String)>,
    /// How clusters were allotted, in sentences.
    pub rule: String,
    /// What should be known before it is drawn.
    pub notes: Vec<String>,
    /// What is expected of each indicator in the country.
    pub indicators: PlainTable,
    /// Margins for the country, its domains and groups.
    pub margins: PlainTable,
    /// The strata.
    pub strata: PlainTable,
    /// The cost, where it is known.
    pub cost: Option<PlainTable>,
    /// Precision against cost, a picture for each indicator.
    pub charts: Vec<TradeoffChart>,
    /// Other allocations.
    pub alternatives: PlainTable,
    /// How the numbers were reached, a paragraph each.
    pub method: Vec<String>,
}

/// The page as a file of its own.
pub fn design_html(page: &DesignPage<'_>) -> String {
    let DesignPage { study, country, .. } = page;
    Page {
        study,
        title: format!("Sample design: {}", country.name),
        synthetic_mark: words::SYNTHETIC,
        header: html! {
            p.eyebrow { (study.title) ": design of the sample" }
            h1 { (country.name) }
            dl.at-a-glance { @for (what, value) in &page.facts { div { dt { (what) } dd { (value) } } } }
        },
        contents: None,
        main: main(page),
        footer: html! {
            p { "Expected before the first interview, from the decisions in countries/" (country.id) "/sample.toml and the frame." }
        },
        end: html! {},
    }
    .html()
}

fn main(page: &DesignPage<'_>) -> Markup {
    html! {
        section id="precision" {
            h2 { "What it can be expected to tell" }
            p { (page.rule) }
            (page.indicators.html())
            (page.margins.html())
            @if !page.notes.is_empty() {
                h3 { "To know before it is drawn" }
                ul { @for note in &page.notes { li { (note) } } }
            }
        }
        section id="strata" {
            h2 { "Where the clusters go" }
            (page.strata.html())
        }
        section id="cost" {
            h2 { "Precision against cost" }
            @if let Some(cost) = &page.cost { (cost.html()) }
            div.tradeoffs { @for chart in &page.charts { (chart.html()) } }
        }
        section id="allocations" {
            h2 { "Other allocations" }
            (page.alternatives.html())
        }
        section id="method" {
            h2 { "How these numbers were reached" }
            @for paragraph in &page.method { p { (paragraph) } }
        }
    }
}

#[cfg(test)]
mod tests;
