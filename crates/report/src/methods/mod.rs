//! The chapter on methods: how the sample was drawn, what came of the field, how weights and numbers are made, what is shown of them, and
//! by what right.

mod basis;
mod draw;
mod households;
mod outcome;
mod population;
mod samples;
mod weights;

pub(crate) use weights::steps;

use crate::chapter::not_run;
use crate::conduct;
use crate::country::CountryReport;
use crate::format;
use crate::words;
use cairn_evidence::ProbabilitySample;
use cairn_study::{HouseholdSurvey, RunState, Study};
use maud::{Markup, html};
use std::sync::Arc;

/// The chapter on methods.
pub(crate) fn methods(report: &CountryReport<'_>) -> Markup {
    let rules = &report.study.presentation;
    html! {
        section id="methods" {
            h2 { "Methods" }
            (conduct::conduct(report))
            h3 { "The household survey" }
            @match &report.country.household_survey {
                RunState::NotRun { reason } => p { (not_run(&report.country.name, reason)) },
                RunState::Run(survey) => {
                    h4 { "Sample and fieldwork" }
                    @if let Some(sampling) = &survey.sampling {
                        p { (sampling) }
                    }
                    (drawn(report))
                    p { "Fieldwork: " (format::fieldwork(report.country.fieldwork)) "." }
                    (came_of(report))
                    @if !report.samples.is_empty() {
                        (samples::samples(report.study, &report.samples_in_order()))
                    }
                    (weights::weights(report))
                    (population::population(&report.country.population))
                    h4 { "Estimates and intervals" }
                    p {
                        "Every percentage is " @if is_weighted(report, survey) { "weighted and " }
                        "estimated from the sample design. "
                        @for method in variance_methods(report.samples) { (method) " " }
                    }
                    p {
                        "Intervals are " (format::level(rules.level)) " confidence intervals, "
                        (words::interval_method(rules.interval)) "."
                    }
                }
            }
            h3 { "What is shown" }
            ul { @for sentence in words::presentation_rules(rules) { li { (sentence) } } }
            h3 { "Missing answers" }
            p {
                "“Don’t know”, “prefer not to say”, “refused”, “not asked” and “not recorded” are counted apart and never \
                 merged. What each means to an indicator belongs to its definition; the counts stand beneath each figure and \
                 in the table behind it."
            }
            h3 { "Basis of the data" }
            (basis::basis(&report.country.basis))
        }
    }
}

/// How clusters and households were drawn, where the draw is on record.
fn drawn(report: &CountryReport<'_>) -> Markup {
    let (Some(plan), Some(account)) = (&report.country.sample, report.fieldwork) else { return html! {} };
    html! {
        (draw::draw(plan, &account.draw))
        p { (households::households(plan)) }
    }
}

/// What came of the households selected.
fn came_of(report: &CountryReport<'_>) -> Markup {
    let (Some(plan), Some(account)) = (&report.country.sample, report.fieldwork) else { return html! {} };
    html! {
        h4 { "What came of the households selected" }
        (outcome::outcome(&account.outcome, &plan.unknown_eligibility))
    }
}

fn is_weighted(report: &CountryReport<'_>, survey: &HouseholdSurvey) -> bool {
    survey.design.weights.is_some() || report.country.weighting().is_some()
}

/// What the questionnaire of a sample is called.
pub(crate) fn questionnaire<'a>(study: &'a Study, sample: &'a ProbabilitySample) -> &'a str {
    study.instrument(&sample.instrument).map_or(sample.instrument.as_str(), |i| i.title.as_str())
}

fn variance_methods(samples: &[Arc<ProbabilitySample>]) -> Vec<String> {
    let mut methods: Vec<String> = Vec::new();
    for sample in samples {
        let text = sample.variance_method.trim().trim_end_matches('.');
        let sentence = format!("Variance: {text}.");
        if !text.is_empty() && !methods.contains(&sentence) {
            methods.push(sentence);
        }
    }
    methods
}
