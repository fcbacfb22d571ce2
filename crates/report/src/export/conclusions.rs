//! Findings and recommendations as tables.

use crate::export::ExportError;
use crate::export::columns::Columns;
use cairn_evidence::finding::CheckedFinding;
use cairn_evidence::recommendation::CheckedRecommendation;
use cairn_evidence::{Concluded, EvidenceId};
use cairn_study::{Capability, CountryId, FindingId, Study};

/// The findings as CSV: a row a finding, with its evidence and the key insights that sum it up.
///
/// # Errors
/// When the file cannot be written; no input is known to cause it.
pub fn findings_csv<'a>(
    study: &Study,
    concluded: impl IntoIterator<Item = &'a Concluded>,
) -> Result<Vec<u8>, ExportError> {
    let rows: Vec<(&Concluded, &CheckedFinding)> =
        concluded.into_iter().flat_map(|of| of.findings.iter().map(move |finding| (of, finding))).collect();
    let all = || rows.iter().copied();
    let mut table = Columns::default();
    table.text("country", all().map(|(of, _)| of.country.as_ref().map(CountryId::as_str)));
    table.text("id", all().map(|(_, it)| Some(it.id.as_str())));
    table.text("theme", all().map(|(_, it)| Some(it.theme.as_str())));
    table.text("theme_title", all().map(|(_, it)| study.theme(&it.theme).map(|theme| theme.title.as_str())));
    table.text("claim", all().map(|(_, it)| Some(it.claim.key())));
    table.text("title", all().map(|(_, it)| Some(it.title.as_str())));
    table.text("text", all().map(|(_, it)| Some(it.text.text())));
    table.text("evidence", all().map(|(_, it)| Some(evidence(&it.evidence))));
    table.text("context", all().map(|(_, it)| Some(evidence(&it.context))));
    table.text(
        "insights",
        all().map(|(of, it)| {
            let insights = of.insights.iter().filter(|insight| insight.findings.contains(&it.id));
            Some(insights.map(|insight| insight.id.as_str()).collect::<Vec<_>>().join("; "))
        }),
    );
    table.csv()
}

/// The recommendations as CSV: a row a recommendation, with what it rests on and how far it has come.
///
/// # Errors
/// When the file cannot be written; no input is known to cause it.
pub fn recommendations_csv<'a>(
    concluded: impl IntoIterator<Item = &'a Concluded>,
) -> Result<Vec<u8>, ExportError> {
    let rows: Vec<(&Concluded, &CheckedRecommendation)> = concluded
        .into_iter()
        .flat_map(|of| of.recommendations.iter().map(move |recommendation| (of, recommendation)))
        .collect();
    let all = || rows.iter().copied();
    let title = |number: u8| Capability::numbered(number).map(|capability| capability.title);
    let mut table = Columns::default();
    table.text("country", all().map(|(of, _)| of.country.as_ref().map(CountryId::as_str)));
    table.text("id", all().map(|(_, it)| Some(it.id.as_str())));
    table.text("duty_bearer", all().map(|(_, it)| Some(it.duty_bearer.key())));
    table.text("action", all().map(|(_, it)| Some(it.action.text())));
    table.text(
        "findings",
        all().map(|(_, it)| Some(it.findings.iter().map(FindingId::as_str).collect::<Vec<_>>().join("; "))),
    );
    table.text("provisions", all().map(|(_, it)| Some(evidence(&it.provisions))));
    table.count("capability", all().map(|(_, it)| it.capability.map(u64::from)));
    table.text("capability_title", all().map(|(_, it)| it.capability.and_then(title)));
    table.text("status", all().map(|(_, it)| Some(it.status().key())));
    table.text(
        "status_since",
        all().map(|(_, it)| it.history.last().map(|change| change.on.value.to_string())),
    );
    table.csv()
}

fn evidence(ids: &[EvidenceId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
