//! The annexes: how to read the numbers, and the definition of every indicator.

use crate::country::CountryReport;
use crate::words;
use cairn_evidence::Presented;
use cairn_study::Indicator;
use maud::{Markup, html};

/// How to read the numbers.
pub(crate) fn reading() -> Markup {
    html! {
        section.annex id="reading" {
            h2 { "How to read the numbers" }
            dl.glossary {
                @for (term, meaning) in GLOSSARY { div { dt { (term) } dd { (meaning) } } }
            }
        }
    }
}

const GLOSSARY: [(&str, &str); 13] = [
    (
        "Per cent",
        "The estimated share of the population named beneath the figure. It says nothing about people outside that \
         population: children who do not use the internet, children who do not live in households, other countries.",
    ),
    (
        "95 % CI",
        "The confidence interval. Samples drawn the same way would give intervals that hold the true share in 95 of 100 \
         cases. Two groups whose intervals overlap widely may not differ at all.",
    ),
    (
        "n and count",
        "How many respondents were in the base, and for how many of them it was so. Both are unweighted, so the count \
         divided by n is not the percentage.",
    ),
    (
        "Base",
        "The respondents over whom the percentage is taken. Follow-up questions have a smaller base: those to whom it \
         happened.",
    ),
    (
        "Deff",
        "The design effect: how many times larger the variance is than in a simple random sample of the same size.",
    ),
    (
        "df",
        "Degrees of freedom: clusters less strata among those with a respondent in the group. With few, an interval is \
         uncertain itself.",
    ),
    (
        "Overlap",
        "A child may be counted by several indicators. Percentages of different indicators may not be added up.",
    ),
    (
        "k of n respondents",
        "Answers of people who were not drawn at random are counted. They stand for nobody but themselves, so no percentage and \
         no interval is made of them.",
    ),
    (
        "Reports and recorded cases",
        "A volume of what was reported or written down, as of a date. It is no prevalence, and no number of children: one report \
         may concern many, and many reports one.",
    ),
    (
        "Accounts",
        "What was said in interviews and conversations shows that something exists, and never how frequent it is.",
    ),
    (
        "Kappa and alpha",
        "How far two who answer or judge agree beyond chance: 1 is always, 0 as often as by chance.",
    ),
    (
        "Not run, not asked, silence",
        "An activity that did not run, an instrument that does not ask, and a question to which nothing came are three things. \
         Only the last is silence, and none of them is a zero.",
    ),
    (
        "Version",
        "An indicator whose wording, base or treatment of missing answers changes gets a new version. Numbers of different \
         versions are not compared.",
    ),
];

/// The definition of every indicator.
pub(crate) fn definitions(report: &CountryReport<'_>) -> Markup {
    html! {
        section.annex id="definitions" {
            h2 { "Indicator definitions" }
            @if report.study.indicators.is_empty() { p { "This study defines no indicators." } }
            @for indicator in &report.study.indicators {
                (definition(indicator, report.numbers(indicator).first()))
            }
        }
    }
}

fn definition(indicator: &Indicator, number: Option<&Presented>) -> Markup {
    let pedigree = number.map(|number| &number.prevalence().claim().pedigree);
    html! {
        section.definition id={ "definition-" (indicator.id) } {
            h3 { (indicator.title) " " code { (indicator.key()) } }
            dl.basis {
                div { dt { "Population" } dd { (indicator.population) } }
                div { dt { "Base" } dd {
                    (indicator.base_label.as_deref().unwrap_or("the population"))
                    @if let Some(base) = &indicator.base { br; code { (base.text) } }
                } }
                div { dt { "Counts when" } dd { code { (indicator.value.text) } } }
                div { dt { "Missing answers" } dd { (words::treatments(indicator)) } }
                div { dt { "Period" } dd { (indicator.period) } }
                div { dt { "Source" } dd { (indicator.source) } }
                @if let Some(code) = &indicator.icvac { div { dt { "ICVAC" } dd { (code) } } }
                @if let Some(pedigree) = pedigree { div { dt { "Defined at" } dd { code { (pedigree.defined_at) } } } }
            }
        }
    }
}
