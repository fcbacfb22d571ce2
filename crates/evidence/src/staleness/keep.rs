//! Keeping the ledger of a build.

use super::{Entry, EntryKind, Ledger};
use crate::convergence::Cell;
use crate::sentence::Rendered;
use crate::{BodyOfEvidence, Concluded, Evidence, EvidenceId, Pedigree, Prevalence};
use cairn_study::{Activity, Indicator, Study};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The ledger of evidence and conclusions. `hash` tells the hash of a path in the study folder; a path that it does not know is left out.
pub fn keep(
    study: &Study,
    body: &BodyOfEvidence,
    concluded: &[Concluded],
    hash: impl Fn(&str) -> Option<String>,
) -> Ledger {
    let mut made = Made::default();
    for (id, evidence) in body.iter() {
        let kind = match evidence {
            Evidence::Prevalence(_) | Evidence::PairAgreement(_) | Evidence::ChildrenAffected(_) => {
                EntryKind::Estimate
            }
            _ => EntryKind::Evidence,
        };
        let says = says(study, evidence);
        made.add(id.to_string(), kind, says, upstream(study, id, evidence));
    }
    for concluded in concluded {
        conclusions(concluded, &mut made);
    }
    let Made { entries, numbers } = made;
    let paths: BTreeSet<&String> =
        numbers.keys().flatten().filter(|name| !entries.contains_key(*name)).collect();
    let files = paths.into_iter().filter_map(|path| Some((path.clone(), hash(path)?))).collect();
    let mut bases: Vec<(usize, BTreeSet<String>)> =
        numbers.into_iter().map(|(basis, number)| (number, basis)).collect();
    bases.sort();
    Ledger {
        files,
        bases: bases.into_iter().map(|(_, basis)| basis.into_iter().collect()).collect(),
        entries,
    }
}

/// What was made so far, and the numbers of the lists it rests on.
#[derive(Default)]
struct Made {
    entries: BTreeMap<String, Entry>,
    numbers: BTreeMap<BTreeSet<String>, usize>,
}

impl Made {
    fn add(&mut self, name: String, kind: EntryKind, says: String, rests_on: BTreeSet<String>) {
        let next = self.numbers.len();
        let basis = *self.numbers.entry(rests_on).or_insert(next);
        self.entries.insert(name, Entry { kind, says, basis });
    }
}

fn says(study: &Study, evidence: &Evidence) -> String {
    match evidence {
        Evidence::LegalStatus(status) => format!("{} {}", status.question, status.answer),
        Evidence::View(crate::View(account)) | Evidence::Experience(crate::Experience(account)) => {
            account.label.clone()
        }
        Evidence::ReportVolume(crate::ReportVolume(series))
        | Evidence::RecordedCases(crate::RecordedCases(series)) => {
            format!("{}, {}", series.title, series.issuer)
        }
        Evidence::RespondentCount(answers) => format!("{} {}", answers.question, answers.answer),
        Evidence::Capacity(capacity) => format!("{}, {}", capacity.title, capacity.unit),
        Evidence::Prevalence(presented) => {
            let claim = presented.prevalence().claim();
            let title =
                indicator(study, presented.prevalence()).map_or("", |indicator| indicator.title.as_str());
            if claim.group_labels.is_empty() {
                title.to_owned()
            } else {
                format!("{title}: {}", claim.group_labels.join(", "))
            }
        }
        Evidence::PairAgreement(pairs) => pairs.title.clone(),
        Evidence::ChildrenAffected(children) => format!("{}: number of children", children.title()),
    }
}

fn indicator<'s>(study: &'s Study, prevalence: &Prevalence) -> Option<&'s Indicator> {
    let id = &prevalence.claim().id;
    study.indicators.iter().find(|indicator| indicator.id == id.indicator && indicator.version == id.version)
}

/// The files and folders that evidence rests on.
fn upstream(study: &Study, id: &EvidenceId, evidence: &Evidence) -> BTreeSet<String> {
    let mut paths =
        BTreeSet::from(["study.toml".to_owned(), format!("countries/{}/country.toml", id.country)]);
    match evidence {
        Evidence::Prevalence(presented) => {
            of_survey(&mut paths, &presented.prevalence().claim().pedigree);
            if let Some(indicator) = indicator(study, presented.prevalence()) {
                paths.insert(format!("instruments/{}.toml", indicator.instrument));
            }
        }
        Evidence::ChildrenAffected(children) => {
            of_survey(&mut paths, children.pedigree());
            // Which indicator it is of stands in its name; who answers is the same for all of them.
            let instruments = study.instruments.iter().filter(|instrument| instrument.online_children);
            paths.extend(instruments.map(|instrument| format!("instruments/{}.toml", instrument.id)));
        }
        Evidence::PairAgreement(pairs) => {
            of_survey(&mut paths, &pairs.pedigree);
            paths.insert(format!("data/{}/{}/", id.country, id.activity));
        }
        _ => {
            // An answer may rest on several files of the activity: who was asked, what changed, what was approved.
            paths.insert(format!("data/{}/{}/", id.country, id.activity));
            paths.insert(format!("protocols/{}.toml", id.activity));
            if id.activity == Activity::FrontlineSurvey
                && let Some(protocol) = &study.protocols.frontline_survey
            {
                paths.insert(format!("instruments/{}.toml", protocol.instrument.value));
            }
        }
    }
    paths
}

fn of_survey(paths: &mut BTreeSet<String>, pedigree: &Arc<Pedigree>) {
    paths.insert(pedigree.records_file.clone());
    paths.extend(pedigree.weights.iter().map(|used| used.file.clone()));
    // Behind the path stand line and column.
    let file = pedigree.defined_at.rsplitn(3, ':').last().unwrap_or_default();
    if Path::new(file).extension().is_some() {
        paths.insert(file.to_owned());
    }
}

fn conclusions(concluded: &Concluded, made: &mut Made) {
    let file = concluded.country.as_ref().map_or("study", |country| country.as_str());
    let name = |what: &dyn std::fmt::Display| format!("findings/{file}/{what}");
    let path = format!("findings/{file}.toml");
    let names = |ids: &[EvidenceId]| -> Vec<String> { ids.iter().map(ToString::to_string).collect() };
    let mut add = |name: String, kind: EntryKind, says: String, rests_on: Vec<String>| {
        made.add(name, kind, says, rests_on.into_iter().chain([path.clone()]).collect());
    };
    let sentence = |text: &Rendered| -> Vec<String> {
        text.computed().flat_map(|(_, computed)| computed.evidence.iter().map(ToString::to_string)).collect()
    };
    for finding in &concluded.findings {
        let of_finding = name(&finding.id);
        let of_text = format!("{of_finding}/text");
        add(of_text.clone(), EntryKind::Sentence, finding.text.text(), sentence(&finding.text));
        let mut rests_on = names(&finding.evidence);
        rests_on.extend(names(&finding.context));
        rests_on.push(of_text);
        add(of_finding, EntryKind::Finding, finding.title.clone(), rests_on);
    }
    for insight in &concluded.insights {
        let mut rests_on: Vec<String> = insight.findings.iter().map(|id| name(id)).collect();
        rests_on.extend(sentence(&insight.text));
        add(name(&insight.id), EntryKind::Insight, insight.text.text(), rests_on);
    }
    for recommendation in &concluded.recommendations {
        let mut rests_on: Vec<String> = recommendation.findings.iter().map(|id| name(id)).collect();
        rests_on.extend(names(&recommendation.provisions));
        add(name(&recommendation.id), EntryKind::Recommendation, recommendation.action.text(), rests_on);
    }
    for row in &concluded.matrix.rows {
        for (activity, cell) in &row.cells {
            if let Cell::Judged(judged) = &cell.cell {
                let says = format!("{}: {}", row.title, judged.convergence.key());
                add(
                    format!("findings/{file}/matrix/{}/{activity}", row.theme),
                    EntryKind::Judgement,
                    says,
                    names(&cell.evidence),
                );
            }
        }
    }
}
