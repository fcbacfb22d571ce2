//! The pedigrees of a page's numbers: one block of JSON, one dialog, one script.
//!
//! A pedigree is shared by the groups of its indicator; what differs between groups stands in the rows of the table
//! already, where the script finds it.

use crate::country::CountryReport;
use cairn_evidence::Presented;
use cairn_study::Indicator;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;
use std::collections::BTreeMap;

/// The script that opens pedigrees.
pub(crate) const SCRIPT: &str = include_str!("../assets/pedigree.js");

#[derive(Serialize)]
struct Pedigrees<'a> {
    country: &'a str,
    indicators: BTreeMap<String, Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    population: &'a str,
    base: &'a str,
    period: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    among: Option<&'a str>,
    value: &'a str,
    method: &'a str,
    file: &'a str,
    records: String,
    defined: &'a str,
    definitions: String,
    program: &'a str,
}

/// The block of JSON that the script reads.
pub(crate) fn data(report: &CountryReport<'_>) -> Markup {
    let indicators = report
        .study
        .indicators
        .iter()
        .filter_map(|indicator| Some((indicator.key(), entry(indicator, report.numbers(indicator).first()?))))
        .collect();
    let pedigrees = Pedigrees { country: report.country.id.as_str(), indicators };
    // Serialisation of strings and maps with string keys does not fail; an empty object leaves the numbers as they are.
    let json = serde_json::to_string(&pedigrees).unwrap_or_else(|_| "{}".to_owned());
    // A `<` occurs only within strings, where its escape means the same and cannot end the element.
    let json = json.replace('<', "\\u003c");
    html! { script id="pedigrees" type="application/json" { (PreEscaped(json)) } }
}

fn entry<'a>(indicator: &'a Indicator, number: &'a Presented) -> Entry<'a> {
    let claim = number.prevalence().claim();
    let pedigree = &claim.pedigree;
    Entry {
        title: &indicator.title,
        population: &claim.population,
        base: &claim.base,
        period: &claim.period,
        source: &indicator.source,
        among: pedigree.base.as_deref(),
        value: &pedigree.value,
        method: &pedigree.method,
        file: &pedigree.records_file,
        records: pedigree.records.to_string(),
        defined: &pedigree.defined_at,
        definitions: pedigree.definitions.to_string(),
        program: &pedigree.program,
    }
}

/// The dialog that the script fills.
pub(crate) fn dialog() -> Markup {
    html! {
        dialog id="pedigree" aria-labelledby="pedigree-title" {
            form method="dialog" { button { "Close" } }
            p.eyebrow { "Where this number comes from" }
            h2 id="pedigree-title" {}
            p.pedigree-number {}
            dl.basis {}
            p.walk { "Walk further back, from the study folder’s parent:" br; code {} }
        }
    }
}
