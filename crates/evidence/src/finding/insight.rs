//! Key insights, which sum up findings.

use super::CheckedFinding;
use crate::EvidenceId;
use crate::conclude::Material;
use crate::sentence::{Rendered, Scope, render};
use cairn_definition::{Diagnostic, Diagnostics, Placed, nearest};
use cairn_study::{Conclusions, FindingId, Insight};
use std::collections::BTreeSet;

/// A key insight whose findings hold and whose words do.
#[derive(Debug, Clone)]
pub struct CheckedInsight {
    /// Its name.
    pub id: FindingId,
    /// The message, with its numbers.
    pub text: Rendered,
    /// The findings it sums up.
    pub findings: Vec<FindingId>,
}

/// The insights of a file that hold.
pub(crate) fn check_insights(
    material: &Material<'_>,
    conclusions: &Conclusions,
    findings: &[CheckedFinding],
    problems: &Diagnostics,
) -> Vec<CheckedInsight> {
    conclusions
        .insights
        .iter()
        .filter_map(|insight| check(insight, material, conclusions, findings, problems))
        .collect()
}

fn check(
    insight: &Insight,
    material: &Material<'_>,
    conclusions: &Conclusions,
    findings: &[CheckedFinding],
    problems: &Diagnostics,
) -> Option<CheckedInsight> {
    let before = problems.errors();
    findings_named(&insight.findings, conclusions, problems);
    let rests_on: Vec<&CheckedFinding> = insight
        .findings
        .iter()
        .filter_map(|id| findings.iter().find(|finding| finding.id == id.value))
        .collect();
    if rests_on.len() < insight.findings.len() {
        // A finding is unknown or has a mistake, which has been reported.
        return None;
    }
    let named: BTreeSet<EvidenceId> = rests_on
        .iter()
        .flat_map(|finding| finding.evidence.iter().chain(&finding.context))
        .cloned()
        .collect();
    let scope = Scope {
        study: material.study,
        country: conclusions.country.as_ref(),
        body: material.body,
        correlations: material.correlations,
        named: &named,
        named_in: "the findings that this insight sums up",
    };
    let text = render(&insight.text, &scope, problems);
    (problems.errors() == before).then_some(CheckedInsight {
        id: insight.id.value.clone(),
        text: text?,
        findings: insight.findings.iter().map(|id| id.value.clone()).collect(),
    })
}

/// Refuses names of findings that the file does not have.
pub(crate) fn findings_named(names: &[Placed<FindingId>], conclusions: &Conclusions, problems: &Diagnostics) {
    let has = |id: &FindingId| conclusions.findings.iter().any(|finding| finding.id.value == *id);
    for name in names.iter().filter(|name| !has(&name.value)) {
        let id = name.value.as_str();
        let known = || conclusions.findings.iter().map(|finding| finding.id.value.as_str());
        let problem = Diagnostic::error(&name.place, format!("there is no finding `{id}`"));
        let others = conclusions.insights.iter().map(|insight| (&insight.id.value, "an insight"));
        let others =
            others.chain(conclusions.recommendations.iter().map(|it| (&it.id.value, "a recommendation")));
        let kind = others.into_iter().find(|(other, _)| **other == name.value);
        problems.push(match kind {
            Some((_, kind)) => problem.help(format!(
                "`{id}` is {kind}: insights and recommendations rest on findings, and findings on evidence alone"
            )),
            None => problem.did_you_mean(nearest(id, known())),
        });
    }
}
