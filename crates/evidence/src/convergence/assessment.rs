//! Confidence in a theme, by the components of GRADE-CERQual (Lewin et al., 2018, *Implementation Science* 13(Suppl 1):2).

use cairn_definition::{Diagnostic, Diagnostics};
use cairn_study::{Concern, Confidence, RatedConcern, ThemeAssessment};

/// A theme judged over all its cells.
#[derive(Debug, Clone)]
pub struct AssessedTheme {
    /// The judgement as written.
    pub assessment: ThemeAssessment,
    /// The highest confidence that its gravest concern leaves room for.
    pub at_most: Confidence,
}

/// The four components by name.
pub(super) fn components(assessment: &ThemeAssessment) -> [(&'static str, &RatedConcern); 4] {
    [
        ("methodological limitations", &assessment.methodological_limitations),
        ("coherence", &assessment.coherence),
        ("adequacy of data", &assessment.adequacy),
        ("relevance", &assessment.relevance),
    ]
}

/// Takes a judgement over, and warns where its confidence is higher than its gravest concern leaves room for: one begins at high and
/// steps down by a level for a moderate and by two for a serious concern.
pub(super) fn assess(assessment: &ThemeAssessment, problems: &Diagnostics) -> AssessedTheme {
    let gravest = components(assessment).into_iter().max_by_key(|(_, rated)| rated.concern);
    let at_most = match gravest.map(|(_, rated)| rated.concern) {
        Some(Concern::Serious) => Confidence::Low,
        Some(Concern::Moderate) => Confidence::Moderate,
        Some(Concern::Minor | Concern::None) | None => Confidence::High,
    };
    if assessment.confidence > at_most {
        let (component, concern) = gravest.map_or(("", ""), |(name, rated)| (name, rated.concern.key()));
        let message = format!(
            "the confidence in `{}` is {}, beside a {concern} concern about {component}",
            assessment.theme.value,
            words(assessment.confidence)
        );
        problems.push(
            Diagnostic::warning(&assessment.place, message).expected(format!("at most {}", words(at_most))),
        );
    }
    AssessedTheme { assessment: assessment.clone(), at_most }
}

fn words(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::VeryLow => "very low",
        Confidence::Low => "low",
        Confidence::Moderate => "moderate",
        Confidence::High => "high",
    }
}
