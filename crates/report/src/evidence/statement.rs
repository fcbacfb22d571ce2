//! What a piece of evidence says, in one sentence and no more than it may say.

use super::children;
use crate::format;
use crate::number::Number;
use crate::words;
use cairn_evidence::{
    Account, Capacity, CapacityStatus, CountSeries, Evidence, LegalAnswer, LegalStatus, Observation,
    PairAgreement, Presented,
};
use cairn_study::Study;
use jiff::civil::Date;

/// What the evidence says, in words.
pub(crate) fn statement(study: &Study, evidence: &Evidence) -> String {
    match evidence {
        Evidence::LegalStatus(status) => law(status),
        Evidence::View(view) => account(&view.0),
        Evidence::Experience(experience) => account(&experience.0),
        Evidence::ReportVolume(volume) => series(&volume.0),
        Evidence::RecordedCases(cases) => series(&cases.0),
        Evidence::RespondentCount(answer) => {
            format!(
                "{} {}: {} ({}).",
                answer.question.trim(),
                answer.answer.trim(),
                answer.words(),
                answer.who
            )
        }
        Evidence::Capacity(found) => capacity(found),
        Evidence::Prevalence(presented) => prevalence(study, presented),
        Evidence::PairAgreement(pair) => pairs(pair),
        Evidence::ChildrenAffected(number) => children::statement(number),
    }
}

/// The day of which its statement speaks, where it speaks of one.
pub(crate) fn as_of(evidence: &Evidence) -> Option<Date> {
    match evidence {
        Evidence::LegalStatus(status) => Some(status.as_of),
        Evidence::Capacity(capacity) => capacity.assessed_on,
        Evidence::ChildrenAffected(number) => Some(number.children().source.date),
        _ => Some(told(evidence.series()?)?.0.as_of),
    }
}

fn law(status: &LegalStatus) -> String {
    let answer = match status.answer {
        LegalAnswer::NotFound => "the law was not found".to_owned(),
        LegalAnswer::NotTranslated => "the law was found and not translated".to_owned(),
        LegalAnswer::NotApplicable => "does not apply".to_owned(),
        known => known.to_string(),
    };
    let answer = match &status.unit {
        Some(unit) => format!("{unit}: {answer}"),
        None => words::capitalised(&answer),
    };
    let citations: Vec<String> =
        status.provisions.iter().map(|provision| provision.citation.clone()).collect();
    let citations =
        if citations.is_empty() { String::new() } else { format!(": {}", words::list(&citations)) };
    format!("{} {answer}, as of {}{citations}.", status.question.trim(), format::day(status.as_of))
}

fn account(account: &Account) -> String {
    if account.informants.is_empty() {
        return format!("{}: nobody spoke of it.", account.label);
    }
    format!(
        "{}: spoken of by informants of these kinds: {}.",
        account.label,
        words::list(&account.informants)
    )
}

/// The count of a series that its statement tells: of the last whole year, or of the last where none was whole.
fn told(series: &CountSeries) -> Option<(&Observation, u64)> {
    let counted = || series.observations.iter().rev().filter_map(|it| Some((it, it.counted.count()?)));
    counted().find(|(observation, _)| !observation.is_incomplete()).or_else(|| counted().next())
}

/// What was said of one year; of others the table beside the figure tells.
fn series(series: &CountSeries) -> String {
    let head = format!("{}, {}", series.title, series.issuer);
    let Some((last, count)) = told(series) else { return format!("{head}: no count was given.") };
    let incomplete = if last.is_incomplete() { ", before the year had ended" } else { "" };
    format!(
        "{head}: {} in {} (counting unit: {}; stage: {}), as of {}{incomplete}.",
        format::count(count),
        last.year,
        series.counting_unit,
        series.stage,
        format::day(last.as_of)
    )
}

fn capacity(capacity: &Capacity) -> String {
    let when =
        capacity.assessed_on.map(|day| format!(", assessed on {}", format::day(day))).unwrap_or_default();
    let status = match capacity.status {
        CapacityStatus::NotAssessed => "not assessed".to_owned(),
        status => format!("{status}{when}"),
    };
    format!("{}, {}: {status}.", capacity.title, capacity.unit)
}

fn prevalence(study: &Study, presented: &Presented) -> String {
    let number = Number::new(presented, study.presentation.decimals);
    let claim = number.claim();
    let group = if claim.group_labels.is_empty() {
        String::new()
    } else {
        format!(" ({})", claim.group_labels.join(", "))
    };
    let interval = number.interval_words().map(|interval| format!(" ({interval})")).unwrap_or_default();
    let id = &claim.id;
    let indicator = study.indicators.iter().find(|it| it.id == id.indicator && it.version == id.version);
    let title = indicator.map_or(id.indicator.as_str(), |indicator| indicator.title.as_str());
    let withheld = number.withheld().map(|reason| format!(" ({reason})")).unwrap_or_default();
    // The words of a base may name the period already.
    let named = claim.base.contains(claim.period.as_str());
    let period = if named { String::new() } else { format!(", {}", claim.period) };
    format!("{title}{group}: {}{interval}{withheld} among {}{period}.", number.text(), claim.base)
}

fn pairs(pair: &PairAgreement) -> String {
    match &pair.kappa {
        Ok(kappa) => format!(
            "{}: {} among {} pairs of {}.",
            pair.title,
            words::kappa(kappa),
            format::count(pair.pairs),
            pair.population
        ),
        Err(reason) => format!("{}: no agreement is shown: {reason}.", pair.title),
    }
}
