//! Recommendations whose links hold.

use crate::conclude::Material;
use crate::finding::{CheckedFinding, findings_named, found};
use crate::sentence::{Rendered, Scope, render};
use crate::{EvidenceId, EvidenceKind};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_study::{Conclusions, DutyBearer, FindingId, Recommendation, RecommendationStatus, StatusChange};
use std::collections::BTreeSet;

/// A recommendation whose findings and provisions are there.
#[derive(Debug, Clone)]
pub struct CheckedRecommendation {
    /// Its name.
    pub id: FindingId,
    /// What is to be done, with its numbers.
    pub action: Rendered,
    /// Who is to do it.
    pub duty_bearer: DutyBearer,
    /// The findings it rests on.
    pub findings: Vec<FindingId>,
    /// The evidence of provisions it rests on.
    pub provisions: Vec<EvidenceId>,
    /// The WeProtect capability it serves, 1 to 21.
    pub capability: Option<u8>,
    /// Its status over time, earliest first.
    pub history: Vec<StatusChange>,
}

impl CheckedRecommendation {
    /// Its status now: the last, and proposed where none was recorded.
    pub fn status(&self) -> RecommendationStatus {
        self.history.last().map_or(RecommendationStatus::Proposed, |change| change.status)
    }
}

/// The recommendations of a file that hold.
pub(crate) fn check_recommendations(
    material: &Material<'_>,
    conclusions: &Conclusions,
    findings: &[CheckedFinding],
    problems: &Diagnostics,
) -> Vec<CheckedRecommendation> {
    conclusions
        .recommendations
        .iter()
        .filter_map(|recommendation| check(recommendation, material, conclusions, findings, problems))
        .collect()
}

fn check(
    recommendation: &Recommendation,
    material: &Material<'_>,
    conclusions: &Conclusions,
    findings: &[CheckedFinding],
    problems: &Diagnostics,
) -> Option<CheckedRecommendation> {
    let before = problems.errors();
    findings_named(&recommendation.findings, conclusions, problems);
    let provisions = found(&recommendation.provisions, material, conclusions, problems);
    for provision in &provisions {
        let kind = provision.value.1.kind();
        if kind != EvidenceKind::LegalStatus {
            let problem =
                Diagnostic::error(&provision.place, format!("no provision stands here, but {kind}"));
            problems.push(
                problem
                    .expected("evidence of the legal analysis, as `legal_analysis/icmec.2`")
                    .help("other evidence carries a finding, and the recommendation rests on the finding"),
            );
        }
    }
    if recommendation.findings.is_empty() && recommendation.provisions.is_empty() {
        let message = format!("the recommendation `{}` rests on nothing", recommendation.id.value);
        problems.push(
            Diagnostic::warning(&recommendation.id.place, message)
                .expected("a finding in `findings`, or a provision in `provisions`"),
        );
    }
    let sound = |id: &FindingId| findings.iter().any(|finding| finding.id == *id);
    if !recommendation.findings.iter().all(|id| sound(&id.value)) {
        // A finding is unknown or has a mistake, which has been reported.
        return None;
    }
    let provisions: Vec<EvidenceId> = provisions.into_iter().map(|placed| placed.value.0).collect();
    let rests_on = findings.iter().filter(|it| recommendation.findings.iter().any(|id| id.value == it.id));
    let named: BTreeSet<EvidenceId> = rests_on
        .flat_map(|finding| finding.evidence.iter().chain(&finding.context))
        .chain(&provisions)
        .cloned()
        .collect();
    let scope = Scope {
        study: material.study,
        country: conclusions.country.as_ref(),
        body: material.body,
        correlations: material.correlations,
        named: &named,
        named_in: "the recommendation’s findings or `provisions`",
    };
    let action = render(&recommendation.action, &scope, problems);
    (problems.errors() == before).then_some(CheckedRecommendation {
        id: recommendation.id.value.clone(),
        action: action?,
        duty_bearer: recommendation.duty_bearer,
        findings: recommendation.findings.iter().map(|id| id.value.clone()).collect(),
        provisions,
        capability: recommendation.capability.as_ref().map(|capability| capability.value),
        history: recommendation.status.clone(),
    })
}
