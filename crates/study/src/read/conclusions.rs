//! `findings/<country>.toml`, and `findings/study.toml`.

use super::folder::toml_files;
use super::kinds::{Day, theme};
use super::protocol::{ActivityKey, unique};
use super::sources::Sources;
use crate::{
    CellJudgement, Concern, Conclusions, Confidence, Convergence, CountryId, DutyBearer, Finding, FindingId,
    Insight, Judgement, RatedConcern, Recommendation, RecommendationStatus, StatusChange, ThemeAssessment,
};
use cairn_definition::kind::{Integer, List, OneOf, Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, TableReader};

/// The conclusions of a file, as far as they could be read, with the place of its beginning.
#[derive(Debug)]
pub(crate) struct ConclusionsDraft {
    pub(crate) conclusions: Conclusions,
}

const STUDY: &str = "study";

/// Every file of findings; those of the study last.
pub(crate) fn read_conclusions(sources: &mut Sources<'_>) -> Vec<ConclusionsDraft> {
    let mut drafts = Vec::new();
    for file in toml_files(&sources.root.join("findings"), sources) {
        let stem = file.toml_stem().unwrap_or_default();
        let country = match stem {
            STUDY => None,
            name => match name.parse::<CountryId>() {
                Ok(id) => Some(id),
                Err(error) => {
                    let message = format!("the name of the file {}: {error}", file.path.display());
                    sources.report(
                        Diagnostic::elsewhere(message).help("a file of findings is named as its country"),
                    );
                    continue;
                }
            },
        };
        let Some(opened) = sources.open(&file.path) else { continue };
        let Some(reader) = opened.document.reader("file of findings", sources.problems) else { continue };
        let conclusions = read(reader, country, &opened.start, sources.problems);
        drafts.push(ConclusionsDraft { conclusions });
    }
    drafts.sort_by_key(|draft| draft.conclusions.country.is_none());
    drafts
}

fn read(
    mut reader: TableReader<'_>,
    country: Option<CountryId>,
    start: &Place,
    problems: &Diagnostics,
) -> Conclusions {
    let mut seen = Vec::new();
    let mut sound = |id: Option<&Placed<FindingId>>| unique("name", id, &mut seen, problems);
    let insights = reader
        .tables("insights", "insight")
        .into_iter()
        .filter_map(|r| read_insight(r, &mut sound))
        .collect();
    let findings = reader
        .tables("findings", "finding")
        .into_iter()
        .filter_map(|r| read_finding(r, &mut sound))
        .collect();
    let recommendations = reader
        .tables("recommendations", "recommendation")
        .into_iter()
        .filter_map(|r| read_recommendation(r, &mut sound))
        .collect();
    let judgements =
        reader.tables("matrix", "cell of the matrix").into_iter().filter_map(read_cell).collect();
    let assessments = reader.tables("themes", "theme").into_iter().filter_map(read_assessment).collect();
    reader.finish();
    Conclusions {
        country,
        insights,
        findings,
        recommendations,
        judgements,
        assessments,
        place: start.clone(),
    }
}

fn id_kind() -> Parsed<FindingId> {
    Parsed::new("a short name, in quotes")
}

fn values<T>(list: Option<Placed<Vec<Placed<T>>>>) -> Vec<Placed<T>> {
    list.map(|list| list.value).unwrap_or_default()
}

fn read_insight(
    mut reader: TableReader<'_>,
    unique: &mut impl FnMut(Option<&Placed<FindingId>>),
) -> Option<Insight> {
    let id = reader.required("id", &id_kind());
    let text = reader.required("text", &Text);
    let findings = values(reader.required("findings", &List(id_kind())));
    reader.finish();
    unique(id.as_ref());
    Some(Insight { id: id?, text: text?, findings })
}

fn read_finding(
    mut reader: TableReader<'_>,
    unique: &mut impl FnMut(Option<&Placed<FindingId>>),
) -> Option<Finding> {
    reader.explain("claim", "what kind of claim it is decides which evidence may carry it");
    reader.explain("evidence", "a finding rests on evidence");
    let id = reader.required("id", &id_kind());
    let title = reader.required("title", &Text);
    let theme = reader.required("theme", &theme());
    let claim = reader.required("claim", &Text);
    let text = reader.required("text", &Text);
    let evidence = values(reader.required("evidence", &List(Text)));
    let context = values(reader.optional("context", &List(Text)));
    reader.finish();
    unique(id.as_ref());
    Some(Finding { id: id?, title: title?, theme: theme?, claim: claim?, text: text?, evidence, context })
}

fn read_recommendation(
    mut reader: TableReader<'_>,
    unique: &mut impl FnMut(Option<&Placed<FindingId>>),
) -> Option<Recommendation> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let id = reader.required("id", &id_kind());
    let action = reader.required("action", &Text);
    let bearers = DutyBearer::ALL.map(|bearer| (bearer.key(), bearer));
    let duty_bearer = reader.required("duty_bearer", &OneOf(&bearers));
    let findings = values(reader.optional("findings", &List(id_kind())));
    let provisions = values(reader.optional("provisions", &List(Text)));
    let capability = reader.optional("capability", &Integer(1..=21));
    let status: Vec<StatusChange> =
        reader.tables("status", "change of status").into_iter().filter_map(read_status).collect();
    reader.finish();
    unique(id.as_ref());
    for pair in status.windows(2) {
        if let [earlier, later] = pair
            && later.on.value <= earlier.on.value
        {
            let message =
                format!("the status of {} stands after that of {}", later.on.value, earlier.on.value);
            problems.push(
                Diagnostic::error(&later.on.place, message)
                    .expected("changes of status in the order of their days"),
            );
        }
    }
    Some(Recommendation {
        id: id?,
        action: action?,
        duty_bearer: duty_bearer?.value,
        findings,
        provisions,
        capability: capability.map(|number| number.map(|number| u8::try_from(number).unwrap_or_default())),
        status,
        place,
    })
}

fn read_status(mut reader: TableReader<'_>) -> Option<StatusChange> {
    let statuses = RecommendationStatus::ALL.map(|status| (status.key(), status));
    let place = reader.place().clone();
    let problems = reader.problems();
    let on = reader.required("on", &Day);
    let status = reader.required("status", &OneOf(&statuses));
    let note = reader.optional("note", &Text).map(|note| note.value);
    reader.finish();
    if let (Some(Placed { value: RecommendationStatus::Declined, .. }), None) = (&status, &note) {
        let problem = Diagnostic::error(&place, "a recommendation is declined without a reason");
        problems.push(problem.expected("`note`, a text that says why"));
    }
    Some(StatusChange { on: on?, status: status?.value, note })
}

fn read_cell(mut reader: TableReader<'_>) -> Option<CellJudgement> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let theme = reader.required("theme", &theme());
    let activity = reader.required("activity", &ActivityKey);
    let judgements: Vec<Judgement> =
        reader.required_tables("judgements", "judgement").into_iter().filter_map(read_judgement).collect();
    let resolved = reader.optional_table("resolved", "resolution").and_then(read_judgement);
    reader.finish();
    if let [first, second] = judgements.as_slice()
        && first.by == second.by
    {
        let problem = Diagnostic::error(&place, format!("{} has judged this cell twice", first.by));
        problems.push(problem.expected("two researchers who judge independently"));
    }
    Some(CellJudgement { theme: theme?, activity: activity?, judgements, resolved, place })
}

fn read_judgement(mut reader: TableReader<'_>) -> Option<Judgement> {
    let convergences = Convergence::ALL.map(|convergence| (convergence.key(), convergence));
    let by = reader.required("by", &Text);
    let convergence = reader.required("convergence", &OneOf(&convergences));
    let reason = reader.required("reason", &Text);
    reader.finish();
    Some(Judgement { by: by?.value, convergence: convergence?.value, reason: reason?.value })
}

fn read_assessment(mut reader: TableReader<'_>) -> Option<ThemeAssessment> {
    let place = reader.place().clone();
    let levels = Confidence::ALL.map(|level| (level.key(), level));
    let theme = reader.required("theme", &theme());
    let convergence = reader.required("convergence", &Text);
    let completeness = reader.required("completeness", &Text);
    let mut rated = |key| reader.required_table(key, "component of confidence").and_then(read_rating);
    let methodological_limitations = rated("methodological_limitations");
    let coherence = rated("coherence");
    let adequacy = rated("adequacy");
    let relevance = rated("relevance");
    let confidence = reader.required("confidence", &OneOf(&levels));
    let rationale = reader.required("rationale", &Text);
    reader.finish();
    Some(ThemeAssessment {
        theme: theme?,
        convergence: convergence?.value,
        completeness: completeness?.value,
        methodological_limitations: methodological_limitations?,
        coherence: coherence?,
        adequacy: adequacy?,
        relevance: relevance?,
        confidence: confidence?.value,
        rationale: rationale?.value,
        place,
    })
}

fn read_rating(mut reader: TableReader<'_>) -> Option<RatedConcern> {
    let concerns = Concern::ALL.map(|concern| (concern.key(), concern));
    let concern = reader.required("concern", &OneOf(&concerns));
    let rationale = reader.required("rationale", &Text);
    reader.finish();
    Some(RatedConcern { concern: concern?.value, rationale: rationale?.value })
}
