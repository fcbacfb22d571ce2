//! The chapter on methods: how the sample was drawn, how numbers are made, what is shown of them, and by what right.

use crate::chapter::not_run;
use crate::conduct;
use crate::country::CountryReport;
use crate::format;
use crate::words;
use cairn_evidence::ProbabilitySample;
use cairn_study::{DataBasis, RunState, Study};
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
                    p { "Fieldwork: " (format::fieldwork(report.country.fieldwork)) "." }
                    @if !report.samples.is_empty() { (samples(report.study, &report.samples_in_order())) }
                    h4 { "Estimates and intervals" }
                    p {
                        "Every percentage is " @if survey.design.weights.is_some() { "weighted and " }
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
            (basis(&report.country.basis))
        }
    }
}

fn samples(study: &Study, samples: &[&ProbabilitySample]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table: the sample in numbers" {
            table.samples {
                caption { "The sample in numbers" }
                thead { tr {
                    th scope="col" { "Questionnaire" }
                    th scope="col" { "Respondents" }
                    th scope="col" { "Sum of weights" }
                    th scope="col" { "Strata" }
                    th scope="col" { "Clusters" }
                    th scope="col" { "Degrees of freedom" }
                    th scope="col" { "Weights" }
                    th scope="col" { "Design effect of weights (Kish)" }
                } }
                tbody {
                    @for sample in samples {
                        @let (least, most) = sample.weight_range;
                        tr {
                            th scope="row" { (questionnaire(study, sample)) }
                            td { (format::count(sample.interviews)) }
                            td { (format::weighted(sample.weighted)) }
                            td { (format::count(sample.strata)) }
                            td { (format::count(sample.clusters)) }
                            td { (format::degrees(sample.degrees_of_freedom)) }
                            td { (format::factor(least)) "–" (format::factor(most)) }
                            td { (format::factor(sample.weighting_design_effect)) }
                        }
                    }
                }
            }
        }
    }
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

fn basis(basis: &DataBasis) -> Markup {
    match basis {
        DataBasis::Synthetic { generator } => html! {
            p { "The data were made by a program and describe nobody: " (generator) "." }
        },
        DataBasis::PublicUse(file) => html! {
            dl.basis {
                div { dt { "Source" } dd { (file.source) } }
                div { dt { "Terms" } dd { (file.terms) } }
                @if let Some(url) = &file.url {
                    div { dt { "Offered at" } dd { (address(url)) } }
                }
            }
        },
        DataBasis::Collected { approvals, protocol, retention } => html! {
            div.scroll tabindex="0" role="region" aria-label="Table: ethical approvals" {
                table {
                    caption { "Ethical approvals" }
                    thead { tr {
                        th scope="col" { "Board" } th scope="col" { "Reference" } th scope="col" { "Scope" }
                        th scope="col" { "From" } th scope="col" { "Until" }
                    } }
                    tbody { @for approval in approvals { tr {
                        th scope="row" { (approval.board) }
                        td { (approval.reference) } td { (approval.scope) }
                        td { (approval.from.to_string()) } td { (approval.expires.to_string()) }
                    } } }
                }
            }
            dl.basis {
                div { dt { "Consent of the caregiver" } dd { (protocol.consent) } }
                div { dt { "Assent of the child" } dd { (protocol.assent) } }
                div { dt { "Referral" } dd { (protocol.referral_list) } }
                div { dt { "Records destroyed by" } dd { (retention.destroy_by.to_string()) } }
            }
        },
    }
}

/// A link where the address is one of the web; its text otherwise.
fn address(url: &str) -> Markup {
    let web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    html! { @if web { a href=(url) rel="noreferrer" { (url) } } @else { (url) } }
}
