//! How the weights were made, step by step.

pub(crate) mod steps;

use super::{population::source, questionnaire};
use crate::country::CountryReport;
use crate::format;
use crate::words::{capitalised, list};
use cairn_evidence::{MarginOrigin, ProbabilitySample, WeightingAccount};
use cairn_sample::weight::StepReport;
use cairn_study::WeightScale;
use maud::{Markup, html};

/// The weights of every questionnaire whose weights the study makes.
pub(super) fn weights(report: &CountryReport<'_>) -> Markup {
    let samples = report.samples_in_order();
    let made: Vec<(&ProbabilitySample, &WeightingAccount)> =
        samples.iter().filter_map(|sample| Some((*sample, sample.weighting.as_deref()?))).collect();
    if made.is_empty() {
        return html! {};
    }
    html! {
        h4 { "Weights" }
        p {
            "Weights are made in steps. Each multiplies the weights by factors of its own, and none changes what an earlier one did."
        }
        @for (sample, account) in made {
            @let title = questionnaire(report.study, sample);
            h5 { (title) }
            p { (scale(account)) }
            ol { @for step in &account.steps { li { (steps::sentence(step)) } } }
            (table(title, &account.steps))
            @if !account.margins.is_empty() {
                p { "The margins, and where they come from:" }
                ul { @for margin in &account.margins { li { (origin(margin)) } } }
            }
        }
    }
}

fn scale(account: &WeightingAccount) -> String {
    let to = match account.scale {
        WeightScale::Population => "the population they stand for",
        WeightScale::Respondents => "the number of respondents",
    };
    format!(
        "{} of {} households selected have a weight; the weights add up to {to}.",
        format::count(account.respondents),
        format::count(account.selected)
    )
}

/// A margin with its source: “Internet-using children aged 12–17 by region and area: …”
fn origin(margin: &MarginOrigin) -> String {
    let by: Vec<String> = margin.by.iter().map(|title| title.to_lowercase()).collect();
    format!("{} by {}: {}", capitalised(&margin.of), list(&by), source(&margin.source))
}

/// What the weights are after each step.
fn table(title: &str, steps: &[StepReport]) -> Markup {
    let caption = format!("The weights after each step: {title}");
    html! {
        div.scroll tabindex="0" role="region" aria-label=(format!("Table: {caption}")) {
            table.samples {
                caption { (caption) }
                thead { tr {
                    th scope="col" { "Step" } th scope="col" { "Factors" } th scope="col" { "Households with a weight" }
                    th scope="col" { "Sum" } th scope="col" { "Weights" } th scope="col" { "Coefficient of variation" }
                    th scope="col" { "Design effect (Kish)" }
                } }
                tbody { @for step in steps { tr {
                    th scope="row" { (step.title) }
                    td { (range(step.factors.least, step.factors.most)) }
                    td { (format::count(step.after.count as u64)) }
                    td { (format::weighted(step.after.sum)) }
                    td { (range(step.after.least, step.after.most)) }
                    td { (format::factor(step.after.variation)) }
                    td { (format::factor(step.after.design_effect)) }
                } } }
            }
        }
    }
}

/// Two factors or weights with what lies between them; one where they are the same.
fn range(least: f64, most: f64) -> String {
    let (from, to) = (format::factor(least), format::factor(most));
    if from == to { from } else { format!("{from}–{to}") }
}
