//! The table of the nine activities: which ran, whom they reached, how far those who coded agree.

use crate::country::CountryReport;
use crate::format;
use crate::mark::Mark;
use crate::methods::questionnaire;
use crate::words;
use cairn_evidence::CoderAgreement;
use cairn_study::{Activity, Conduct};
use maud::{Markup, html};

/// What an activity says of its methods in a country, and of what it may support.
#[derive(Debug, Clone, PartialEq)]
pub struct ActivityMethods {
    /// Which.
    pub activity: Activity,
    /// Whom it asks, as planned: "10 to 12 officials of government".
    pub respondents: String,
    /// What its evidence may support, in a sentence.
    pub may_support: String,
    /// What its evidence must never become, in a sentence.
    pub never_becomes: String,
    /// What was done in this country, in sentences: respondents reached, documents read. Empty where it did not run.
    pub done: Vec<String>,
    /// How far those who coded independently agree.
    pub agreement: Vec<CoderAgreement>,
}

/// The table of the activities with what may be made of each.
pub(crate) fn conduct(report: &CountryReport<'_>) -> Markup {
    html! {
        h3 id="activities" { "The nine research activities" }
        p {
            "An activity that did not run says nothing. That is not the same as having looked and found nothing: what ran and \
             found nothing is told in its section."
        }
        div.scroll tabindex="0" role="region" aria-label="Table: the nine research activities" {
            table.texts.conduct {
                caption { "Which activities ran, and whom they reached" }
                thead { tr {
                    th scope="col" { "Activity" } th scope="col" { "In " (report.country.name) }
                    th scope="col" { "Whom and what it reached" } th scope="col" { "Agreement of coders" }
                } }
                tbody { @for activity in Activity::ALL { (row(report, activity)) } }
            }
        }
        @if !report.methods.is_empty() {
            details.data {
                summary { "What the evidence of each activity may support" }
                dl.basis { @for methods in report.methods { div {
                    dt { (methods.activity.title()) }
                    dd { (words::sentence(&methods.may_support)) " " (words::sentence(&methods.never_becomes)) }
                } } }
            }
        }
    }
}

fn row(report: &CountryReport<'_>, activity: Activity) -> Markup {
    let methods = report.methods.iter().find(|methods| methods.activity == activity);
    html! {
        tr {
            th scope="row" {
                (activity.number()) ". " (activity.title())
                @if let Some(methods) = methods { p.detail { (methods.respondents) } }
            }
            td { (state(report.country.conduct(activity).as_ref())) }
            td {
                @if activity == Activity::HouseholdSurvey { @for sample in report.samples_in_order() {
                    p { (format::count(sample.interviews)) " respondents, " (questionnaire(report.study, sample)) "." }
                } }
                @for sentence in methods.iter().flat_map(|methods| &methods.done) { p { (words::sentence(sentence)) } }
            }
            td { @for agreement in methods.iter().flat_map(|methods| &methods.agreement) { (coders(agreement)) } }
        }
    }
}

/// How far the activity ran, in a mark and in words.
fn state(conduct: Option<&Conduct>) -> Markup {
    html! {
        @match conduct {
            Some(Conduct::Run) => (Mark::Full.with("ran")),
            Some(Conduct::PartlyRun { left_out }) => {
                (Mark::Half.with("ran in part"))
                p.detail { "Left out: " (words::sentence(left_out)) }
            },
            Some(Conduct::NotRun { reason }) => {
                (Mark::Hatched.with("did not run"))
                p.detail { (words::sentence(reason)) }
            },
            None => (Mark::Dash.with("not part of the study")),
        }
    }
}

fn coders(agreement: &CoderAgreement) -> Markup {
    html! {
        div.coders {
            p {
                (words::capitalised(&agreement.subject)) ": "
                @match &agreement.value {
                    Ok(value) => {
                        (agreement.coefficient) " " strong { (format::coefficient(*value)) }
                        @if let Some((lower, upper)) = agreement.interval {
                            " (interval " (format::coefficients(lower, upper)) ")"
                        }
                        "."
                    },
                    Err(reason) => { "no " (agreement.coefficient) ": " (words::sentence(reason)) },
                }
            }
            @if !agreement.disagreements.is_empty() {
                details.source {
                    summary { "Where they differ" }
                    ul { @for difference in &agreement.disagreements { li { (difference) } } }
                }
            }
        }
    }
}
