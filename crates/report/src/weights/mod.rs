//! The page on the weights of a country: what each step did, the margins before and after, the final weights as a picture.
//!
//! It lies beside the files of the sample and is no part of the reports that are published.

mod histogram;

use crate::format;
use crate::methods::steps;
use crate::page::Page;
use crate::words;
use cairn_evidence::{MarginOrigin, WeightingAccount};
use cairn_sample::weight::{MarginAccount, StepDone, StepReport};
use cairn_study::{Country, Study, WeightScale};
use histogram::histogram;
use maud::{Markup, html};

/// The weights of an instrument, for the page.
#[derive(Debug, Clone, Copy)]
pub struct WeightsOf<'a> {
    /// How they were made.
    pub account: &'a WeightingAccount,
    /// The weights of those who took part.
    pub weights: &'a [f64],
}

/// The page on a country's weights, the file asks for no other. `program` names the program that made it.
pub fn weights_html(study: &Study, country: &Country, of: &[WeightsOf<'_>], program: &str) -> String {
    Page {
        study,
        title: format!("Weights: {}", country.name),
        synthetic_mark: words::SYNTHETIC,
        header: html! {
            p.eyebrow { (study.title) }
            h1 { "Weights: " (country.name) }
            p { "What each step did to the weights. This page is no part of the report: it lies with the files of the sample." }
        },
        contents: None,
        main: html! { @for of in of { (instrument(study, *of)) } },
        footer: html! { p { "Made by " (program) " from the files named above. " code { "cairn build" } " makes the same weights anew." } },
        end: html! {},
    }
    .html()
}

fn instrument(study: &Study, of: WeightsOf<'_>) -> Markup {
    let account = of.account;
    let title =
        study.instrument(&account.instrument).map_or(account.instrument.as_str(), |i| i.title.as_str());
    let id = |part: &str| format!("{}-{part}", account.instrument);
    html! {
        section id=(account.instrument) {
            h2 { (title) }
            p {
                (format::count(account.respondents)) " respondents of " (format::count(account.selected))
                " households selected. The weights add up to "
                @match account.scale {
                    WeightScale::Population => "the population.",
                    WeightScale::Respondents => "the number of respondents.",
                }
            }
            h3 id=(id("steps")) { "The steps" }
            (table(account))
            @for (number, step) in account.steps.iter().enumerate() {
                h4 { (number + 1) ". " (step.title) }
                p { (steps::done(&step.done)) }
                (joined(step))
                @if let StepDone::Calibration { margins, .. } = &step.done {
                    @for margin in margins { (margin_table(margin, origin(account, &margin.name))) }
                }
            }
            h3 { "The final weights" }
            (histogram(of.weights))
            h3 { "Made from" }
            dl.basis {
                @for used in &account.files {
                    div { dt { code { (used.file) } } dd { "SHA-256 " code { (used.digest) } } }
                }
            }
        }
    }
}

/// A line a step: how many have a weight, and how unequal the weights are.
fn table(account: &WeightingAccount) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table: the weights after each step" {
            table.samples {
                caption { "The weights after each step" }
                thead { tr {
                    th scope="col" { "Step" }
                    th scope="col" { "Households" }
                    th scope="col" { "Sum" }
                    th scope="col" { "Factors" }
                    th scope="col" { "Smallest" }
                    th scope="col" { "Largest" }
                    th scope="col" { "Coefficient of variation" }
                    th scope="col" { "Design effect (Kish)" }
                    th scope="col" { "Largest weights" }
                } }
                tbody { @for step in &account.steps { (row(step)) } }
            }
        }
    }
}

fn row(step: &StepReport) -> Markup {
    let after = &step.after;
    let largest: Vec<String> = after.largest.iter().map(|weight| format::factor(*weight)).collect();
    html! {
        tr {
            th scope="row" { (step.title) }
            td { (format::count(after.count as u64)) }
            td { (format::weighted(after.sum)) }
            td { (format::factor(step.factors.least)) "–" (format::factor(step.factors.most)) }
            td { (format::factor(after.least)) }
            td { (format::factor(after.most)) }
            td { (format!("{:.3}", after.variation)) }
            td { (format!("{:.3}", after.design_effect)) }
            td { (largest.join("; ")) }
        }
    }
}

/// The classes that were joined, where some were.
fn joined(step: &StepReport) -> Markup {
    let (StepDone::UnknownEligibility { joined, .. } | StepDone::NonResponse { joined, .. }) = &step.done
    else {
        return html! {};
    };
    html! {
        @if !joined.is_empty() {
            ul { @for class in joined {
                li { (class.classes.join(" + ")) ": joined, with the factor " (format::factor(class.factor)) }
            } }
        }
    }
}

fn origin<'a>(account: &'a WeightingAccount, margin: &str) -> Option<&'a MarginOrigin> {
    account.margins.iter().find(|origin| origin.id == margin)
}

fn margin_table(margin: &MarginAccount, origin: Option<&MarginOrigin>) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label={ "Table: margin " (margin.name) } {
            table.samples {
                caption {
                    @match origin {
                        Some(origin) => {
                            "Margin " (margin.name) ": " (origin.by.join(" by ")) ", " (origin.of) ". Source: " (origin.source.source)
                            ", as of " (format::day(origin.source.date)) "."
                        }
                        None => { "Margin " (margin.name) "." }
                    }
                    @if margin.scaled_by != 1.0 {
                        " Its counts were multiplied by " (format!("{:.5}", margin.scaled_by))
                        " to add up to those of the first margin."
                    }
                }
                thead { tr {
                    th scope="col" { "Cell" } th scope="col" { "Respondents" } th scope="col" { "Population" }
                    th scope="col" { "Weights before" } th scope="col" { "Weights after" } th scope="col" { "After over before" }
                } }
                tbody { @for cell in &margin.cells { tr {
                    th scope="row" { (cell.label) }
                    td { (format::count(cell.respondents as u64)) }
                    td { (format::weighted(cell.population)) }
                    td { (format::weighted(cell.before)) }
                    td { (format::weighted(cell.after)) }
                    td { (format::factor(cell.after / cell.before)) }
                } } }
            }
        }
    }
}
