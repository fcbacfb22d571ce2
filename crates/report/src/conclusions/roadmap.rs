//! The roadmap: what is to be done, by those who are to do it.

use super::sentence::{pieces, sentence};
use crate::country::CountryReport;
use crate::format;
use crate::mark::Mark;
use crate::words;
use cairn_evidence::Concluded;
use cairn_evidence::recommendation::{CheckedRecommendation, roadmap as by_duty_bearer};
use cairn_study::{Capability, RecommendationStatus};
use maud::{Markup, html};

/// The recommendations by duty-bearer.
pub(super) fn roadmap(report: &CountryReport<'_>, concluded: &Concluded) -> Markup {
    html! {
        p {
            "Capabilities are those of the WeProtect Global Alliance’s Model National Response. The order of the recommendations \
             is that of the study and no order of weight."
        }
        @for entry in by_duty_bearer(&concluded.recommendations) {
            section.theme {
                h4 { (entry.duty_bearer.title()) }
                @for recommendation in entry.recommendations { (article(report, concluded, recommendation)) }
            }
        }
    }
}

fn article(report: &CountryReport<'_>, concluded: &Concluded, it: &CheckedRecommendation) -> Markup {
    html! {
        article.recommendation id={ "recommendation-" (it.id) } {
            p.action { (sentence(report, &it.action)) }
            dl.basis {
                @if !it.findings.is_empty() { div { dt { "Rests on" } dd { ul.pieces { @for id in &it.findings {
                    @let finding = concluded.findings.iter().find(|finding| finding.id == *id);
                    li { a href={ "#finding-" (id) } { (finding.map_or(id.as_str(), |finding| finding.title.as_str())) } }
                } } } } }
                @if !it.provisions.is_empty() { div { dt { "Law it rests on" } dd { (pieces(report, &it.provisions)) } } }
                @if let Some(capability) = it.capability.and_then(Capability::numbered) {
                    div { dt { "Capability" } dd { (capability) } }
                }
                div { dt { "Status" } dd { (status(it)) } }
            }
        }
    }
}

/// The status now, and how it came to be.
fn status(it: &CheckedRecommendation) -> Markup {
    html! {
        (mark(it.status()).with(it.status().title()))
        @if !it.history.is_empty() {
            ol.history { @for change in &it.history {
                li {
                    time datetime=(change.on.value) { (format::day(change.on.value)) } ": " (change.status.title())
                    @if let Some(note) = &change.note { ". " (words::sentence(note)) }
                }
            } }
        }
    }
}

fn mark(status: RecommendationStatus) -> Mark {
    match status {
        RecommendationStatus::Proposed => Mark::Dotted,
        RecommendationStatus::Accepted => Mark::Empty,
        RecommendationStatus::InProgress => Mark::Half,
        RecommendationStatus::Implemented => Mark::Full,
        RecommendationStatus::Declined => Mark::Cross,
    }
}
