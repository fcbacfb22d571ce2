//! Findings by theme, each with the evidence that carries it.

use super::sentence::{pieces, sentence};
use crate::country::CountryReport;
use cairn_evidence::Concluded;
use cairn_evidence::finding::CheckedFinding;
use maud::{Markup, html};

/// The findings, theme by theme, in the order of the study.
pub(super) fn findings(report: &CountryReport<'_>, concluded: &Concluded) -> Markup {
    html! {
        p {
            "Each finding is carried by evidence of the kind that may carry it. A number opens its pedigree; other evidence leads \
             to the place where it stands."
        }
        @for theme in &report.study.themes {
            @let of_theme: Vec<&CheckedFinding> =
                concluded.findings.iter().filter(|finding| finding.theme == theme.id).collect();
            @if !of_theme.is_empty() {
                section.theme {
                    h4 { (theme.title) }
                    @for finding in of_theme { (article(report, finding)) }
                }
            }
        }
    }
}

fn article(report: &CountryReport<'_>, finding: &CheckedFinding) -> Markup {
    html! {
        article.finding id={ "finding-" (finding.id) } {
            h5 { (finding.title) }
            p { (sentence(report, &finding.text)) }
            div.carried {
                p.detail { "Kind of claim: " (finding.claim) ". It rests on:" }
                (pieces(report, &finding.evidence))
                @if !finding.context.is_empty() {
                    p.detail { "To be seen beside it, carrying nothing:" }
                    (pieces(report, &finding.context))
                }
            }
        }
    }
}
