//! Chapter 4: findings, how the activities meet on each theme, and the roadmap.

use super::{findings, matrix, roadmap};
use crate::chapter::heading;
use crate::country::CountryReport;
use cairn_evidence::Concluded;
use maud::{Markup, html};

/// The sections of the chapter that have something in them: anchor and heading.
pub(crate) fn sections(concluded: Option<&Concluded>) -> Vec<(&'static str, &'static str)> {
    let Some(concluded) = concluded else { return Vec::new() };
    [
        (!concluded.findings.is_empty(), "findings", "Findings"),
        (!concluded.matrix.rows.is_empty(), "convergence", "Where the activities meet"),
        (!concluded.recommendations.is_empty(), "roadmap", "What is to be done, and by whom"),
    ]
    .into_iter()
    .filter_map(|(there, anchor, title)| there.then_some((anchor, title)))
    .collect()
}

/// The chapter.
pub(crate) fn how_to_disrupt(report: &CountryReport<'_>) -> Markup {
    html! {
        section.chapter id="chapter-4" {
            (heading(4, "How to disrupt harm"))
            @let sections = sections(report.conclusions);
            @if sections.is_empty() {
                p {
                    "The study folder holds no conclusions about this country yet. This chapter will hold findings and \
                     recommendations, each with the evidence it rests on. Until then the report states what was found and \
                     draws no conclusion from it."
                }
            }
            @if let Some(concluded) = report.conclusions {
                @for (anchor, title) in sections {
                    section.topic.conclusions {
                        h3 id=(anchor) { (title) }
                        @match anchor {
                            "findings" => (findings::findings(report, concluded)),
                            "convergence" => (matrix::matrix(report, &concluded.matrix)),
                            _ => (roadmap::roadmap(report, concluded)),
                        }
                    }
                }
            }
        }
    }
}
