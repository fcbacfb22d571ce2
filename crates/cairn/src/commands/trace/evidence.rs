//! Tracing evidence other than a number of the household survey.

use crate::commands::Format;
use crate::failure::Failure;
use crate::gather::gather;
use crate::output::print;
use crate::{program, study_folder};
use cairn_definition::{Diagnostic, Placed, nearest};
use cairn_evidence::{
    Capacity, CountSeries, Counted, Evidence, EvidenceId, Experience, LegalStatus, RecordedCases,
    ReportVolume, RespondentCount, Source, View,
};
use cairn_study::{Conclusions, Finding, PopulationSource, Study};
use serde_json::json;

/// Walks a piece of evidence back to its records and its definition, and on to what rests on it.
pub(super) fn trace(study: &Study, id: &EvidenceId, format: Format) -> Result<(), Failure> {
    let country = study_folder::country(study, id.country.as_str())?;
    let gathered = gather(study, country, &program::identity())?;
    let Some(evidence) = gathered.body.get(id) else {
        let names: Vec<String> = gathered.body.iter().map(|(id, _)| id.to_string()).collect();
        let problem = Diagnostic::elsewhere(format!("the study makes no evidence `{id}`"));
        let near = nearest(&id.to_string(), names.iter().map(String::as_str)).map(str::to_owned);
        return Err(Failure::Definitions(vec![problem.did_you_mean(near.as_deref())]));
    };
    let mut lines = vec![("evidence", id.to_string()), ("kind", evidence.kind().to_string())];
    lines.extend(says(evidence).into_iter().map(|line| ("says", line)));
    lines.push(("", String::new()));
    lines.extend(origin(evidence));
    let rests = resting(study, id);
    lines.push(("", String::new()));
    if rests.is_empty() {
        lines.push(("rests on it", "nothing yet".to_owned()));
    }
    lines.extend(rests.iter().map(|line| ("rests on it", line.clone())));
    print(match format {
        Format::Json => {
            let said = |name: &str| -> Vec<&String> {
                lines.iter().filter(|(key, _)| *key == name).map(|(_, value)| value).collect()
            };
            let value = json!({
                "id": id.to_string(),
                "kind": evidence.kind().to_string(),
                "says": says(evidence),
                "records": said("records"),
                "defined_at": said("defined at"),
                "method": said("method"),
                "rests_on_it": rests,
            });
            format!("{value:#}\n")
        }
        Format::Human => super::aligned(&lines),
    })
}

/// What the evidence says, in lines.
fn says(evidence: &Evidence) -> Vec<String> {
    match evidence {
        Evidence::LegalStatus(status) => law(status),
        Evidence::View(View(account)) | Evidence::Experience(Experience(account)) => {
            let mut lines =
                vec![format!("{}: spoken of by {}", account.label, account.informants.join(", "))];
            lines.extend(account.quotations.iter().map(|quotation| {
                format!(
                    "“{}” ({}; approved by {} on {})",
                    quotation.text, quotation.speaker, quotation.approval.by, quotation.approval.on
                )
            }));
            lines
        }
        Evidence::ReportVolume(ReportVolume(series)) | Evidence::RecordedCases(RecordedCases(series)) => {
            counts(series)
        }
        Evidence::RespondentCount(answers) => answered(answers),
        Evidence::Capacity(capacity) => assessed(capacity),
        // Numbers of the household survey have a trace of their own.
        Evidence::Prevalence(presented) => vec![presented.prevalence().claim().population.clone()],
        Evidence::PairAgreement(pairs) => {
            let kappa = match &pairs.kappa {
                Ok(kappa) => format!("kappa {}", kappa.value),
                Err(reason) => format!("no kappa: {reason}"),
            };
            vec![pairs.title.clone(), format!("{kappa}, {} pairs", pairs.pairs)]
        }
        Evidence::ChildrenAffected(number) => {
            let source = |source: &PopulationSource| format!("{}, {}", source.source, source.date);
            let (children, online) = (number.children(), number.online());
            vec![
                number.title().to_owned(),
                number.words_with_interval(),
                format!("share of those online: {}", number.prevalence().0),
                format!("share online: {} ({})", online.share, source(&online.source)),
                format!("{}: {} ({})", children.of, children.count, source(&children.source)),
            ]
        }
    }
}

fn law(status: &LegalStatus) -> Vec<String> {
    let mut lines = vec![status.question.clone(), format!("{}, as of {}", status.answer, status.as_of)];
    lines.extend(
        status.provisions.iter().map(|provision| format!("{}: {}", provision.citation, provision.excerpt)),
    );
    lines
}

fn counts(series: &CountSeries) -> Vec<String> {
    let mut lines =
        vec![format!("{}, {}, counted in {}s", series.title, series.issuer, series.counting_unit)];
    lines.extend(series.observations.iter().map(|observation| {
        let counted = match &observation.counted {
            Counted::Count(count) => count.to_string(),
            Counted::Refused { reason } => format!("refused: {reason}"),
            Counted::NotHeld { reason } => format!("not held: {reason}"),
        };
        format!("{}: {counted}, as of {}", observation.year, observation.as_of)
    }));
    lines.extend(series.caveats.iter().cloned());
    lines
}

fn answered(answers: &RespondentCount) -> Vec<String> {
    vec![answers.question.clone(), format!("{}: {}", answers.answer, answers.words())]
}

fn assessed(capacity: &Capacity) -> Vec<String> {
    vec![capacity.question.clone(), format!("{}: {}", capacity.unit, capacity.status)]
}

/// Where the evidence came from.
fn origin(evidence: &Evidence) -> Vec<(&'static str, String)> {
    let source: &Source = match evidence {
        Evidence::LegalStatus(status) => &status.source,
        Evidence::View(View(account)) | Evidence::Experience(Experience(account)) => &account.source,
        Evidence::ReportVolume(ReportVolume(series)) | Evidence::RecordedCases(RecordedCases(series)) => {
            &series.source
        }
        Evidence::RespondentCount(answers) => &answers.source,
        Evidence::Capacity(capacity) => &capacity.source,
        Evidence::Prevalence(presented) => return of_pedigree(&presented.prevalence().claim().pedigree),
        Evidence::PairAgreement(pairs) => return of_pedigree(&pairs.pedigree),
        Evidence::ChildrenAffected(number) => return of_pedigree(number.pedigree()),
    };
    let rows: Vec<String> = source.rows.iter().map(u64::to_string).collect();
    let rows = match rows.as_slice() {
        [] => String::new(),
        [row] => format!(", row {row}"),
        _ => format!(", rows {}", rows.join(", ")),
    };
    vec![
        ("records", format!("{}{rows}", source.records_file)),
        ("", format!("sha256 {}", source.records)),
        ("defined at", source.defined_at.clone()),
        ("", format!("sha256 {}", source.definitions)),
        ("method", source.method.clone()),
    ]
}

fn of_pedigree(pedigree: &cairn_evidence::Pedigree) -> Vec<(&'static str, String)> {
    let mut lines =
        vec![("records", pedigree.records_file.clone()), ("", format!("sha256 {}", pedigree.records))];
    lines.extend(super::weights(pedigree));
    lines.extend([
        ("defined at", pedigree.defined_at.clone()),
        ("", format!("sha256 {}", pedigree.definitions)),
        ("method", pedigree.method.clone()),
    ]);
    lines
}

/// The findings that rest on the evidence or show it, and the recommendations that rest on these or on it.
fn resting(study: &Study, id: &EvidenceId) -> Vec<String> {
    let mut lines = Vec::new();
    for conclusions in &study.conclusions {
        let name = match &conclusions.country {
            Some(country) if *country == id.country => id.local(),
            Some(_) => continue,
            None => id.to_string(),
        };
        let names = |list: &[Placed<String>]| list.iter().any(|listed| listed.value == name);
        let of: Vec<&Finding> = conclusions
            .findings
            .iter()
            .filter(|finding| names(&finding.evidence) || names(&finding.context))
            .collect();
        lines.extend(
            of.iter().map(|finding| format!("finding `{}`: {}", finding.id.value, finding.title.value)),
        );
        lines.extend(recommended(conclusions, &of, &names));
    }
    lines
}

fn recommended(
    conclusions: &Conclusions,
    findings: &[&Finding],
    names: &dyn Fn(&[Placed<String>]) -> bool,
) -> Vec<String> {
    let rests =
        |id: &Placed<cairn_study::FindingId>| findings.iter().any(|finding| finding.id.value == id.value);
    let of = conclusions
        .recommendations
        .iter()
        .filter(|it| names(&it.provisions) || it.findings.iter().any(rests));
    of.map(|it| format!("recommendation `{}`: {}", it.id.value, it.action.value)).collect()
}
