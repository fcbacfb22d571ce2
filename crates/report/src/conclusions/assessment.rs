//! A theme over all its cells: convergence, completeness, and confidence by the components of GRADE-CERQual.

use crate::mark::Mark;
use crate::words;
use cairn_evidence::convergence::AssessedTheme;
use cairn_study::{Concern, Confidence, RatedConcern, ThemeAssessment};
use maud::{Markup, html};

/// How far the sources converge, what each adds, and how sure one may be.
pub(super) fn assessment(assessed: &AssessedTheme) -> Markup {
    let assessment = &assessed.assessment;
    html! {
        dl.basis {
            div { dt { "Convergence" } dd { (words::sentence(&assessment.convergence)) } }
            div { dt { "Completeness" } dd { (words::sentence(&assessment.completeness)) } }
            div {
                dt { "Confidence" }
                dd {
                    (confidence_mark(assessment.confidence).with(confidence_word(assessment.confidence)))
                    p { (words::sentence(&assessment.rationale)) }
                    @if assessment.confidence > assessed.at_most {
                        p.detail {
                            "The gravest of the concerns below would leave room for " (confidence_word(assessed.at_most)) " at most."
                        }
                    }
                }
            }
            @for (component, rated) in components(assessment) {
                div { dt.component { (component) } dd { (concern(rated)) } }
            }
        }
    }
}

fn components(assessment: &ThemeAssessment) -> [(&'static str, &RatedConcern); 4] {
    [
        ("Methodological limitations", &assessment.methodological_limitations),
        ("Coherence", &assessment.coherence),
        ("Adequacy of the data", &assessment.adequacy),
        ("Relevance", &assessment.relevance),
    ]
}

fn concern(rated: &RatedConcern) -> Markup {
    let word = match rated.concern {
        Concern::None => "No or very minor concerns",
        Concern::Minor => "Minor concerns",
        Concern::Moderate => "Moderate concerns",
        Concern::Serious => "Serious concerns",
    };
    html! { (word) ": " (words::sentence(&rated.rationale)) }
}

fn confidence_word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::VeryLow => "very low confidence",
        Confidence::Low => "low confidence",
        Confidence::Moderate => "moderate confidence",
        Confidence::High => "high confidence",
    }
}

fn confidence_mark(confidence: Confidence) -> Mark {
    match confidence {
        Confidence::VeryLow => Mark::Dotted,
        Confidence::Low => Mark::Empty,
        Confidence::Moderate => Mark::Half,
        Confidence::High => Mark::Full,
    }
}
