//! From the records of a country to the status of its law.

use super::answer::{Asked, read_adjudications, read_answers};
use super::cell::{Cell, Cells, Frame};
use super::law::Law;
use super::{Criterion, agreement, criteria, formats, library::library};
use crate::activity::text_digest;
use crate::records::Sheet;
use crate::{Fieldwork, Harvest, source};
use cairn_definition::Diagnostics;
use cairn_evidence::{Evidence, LegalStatus, Source};
use cairn_study::{Activity, Conduct, LegalProtocol};
use std::collections::BTreeSet;

/// Reads the records of a country and makes evidence of them.
pub(super) fn harvest(fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest> {
    let protocol = fieldwork.study.protocols.legal_analysis.as_ref()?;
    let folder = fieldwork.folder(Activity::LegalAnalysis);
    let before = problems.errors();
    let units = Sheet::read(&folder, &formats::units(), problems);
    let provisions = Sheet::read(&folder, &formats::provisions(), problems);
    let answers = Sheet::read(&folder, &formats::answers(None), problems);
    let adjudications = Sheet::read(&folder, &formats::adjudications(None), problems);
    let (provisions, answers) = (provisions?, answers?);
    if problems.errors() > before {
        return None;
    }
    let criteria = criteria(protocol);
    let law = Law::read(units.as_ref(), &provisions, fieldwork.country.fieldwork.to, problems);
    let stated = read_answers(&answers, &criteria, &law, problems);
    let decided = adjudications.map(|sheet| read_adjudications(&sheet, &criteria, &law, problems));
    // What is missing among rows is told once the rows are sound: a row that could not be read is not one that is not there.
    if problems.errors() > before {
        return None;
    }
    let conduct = fieldwork.country.conduct(Activity::LegalAnalysis);
    let frame = Frame {
        criteria: &criteria,
        law: &law,
        may_be_incomplete: matches!(conduct, Some(Conduct::PartlyRun { .. })),
        answers_start: answers.start(),
    };
    let cells = frame.gather(stated, decided.unwrap_or_default(), problems);
    if problems.errors() > before {
        return None;
    }
    let statuses: Vec<LegalStatus> =
        cells.iter().filter_map(|(asked, cell)| status(fieldwork, &frame, &answers, asked, cell)).collect();
    Some(Harvest {
        agreement: agreement::agreement(&cells, &frame).into_iter().collect(),
        methods: methods(protocol, &frame, &cells, &statuses),
        evidence: statuses.into_iter().map(Evidence::LegalStatus).collect(),
    })
}

fn status(
    fieldwork: &Fieldwork<'_>,
    frame: &Frame<'_>,
    answers: &Sheet,
    asked: &Asked,
    cell: &Cell,
) -> Option<LegalStatus> {
    let criterion = frame.criteria.get(asked.criterion)?;
    let settled = cell.settled()?;
    let item = match &asked.unit {
        Some(unit) => format!("{}/{unit}", criterion.id),
        None => criterion.id.clone(),
    };
    let provisions = cell.provisions().into_iter().filter_map(|name| frame.law.provisions.get(name));
    Some(LegalStatus {
        id: fieldwork.evidence_id(Activity::LegalAnalysis, item),
        question: criterion.question.clone(),
        standard: criterion.standard.clone(),
        unit: asked.unit.as_ref().and_then(|unit| frame.law.units.get(unit)).cloned(),
        answer: settled.answer,
        points: criterion.points.clone(),
        phase: settled.phase,
        as_of: frame.law.as_of,
        provisions: provisions.map(|read| read.provision.clone()).collect(),
        source: source_of(fieldwork, criterion, answers, cell),
    })
}

fn source_of(fieldwork: &Fieldwork<'_>, criterion: &Criterion, answers: &Sheet, cell: &Cell) -> Source {
    let rows = cell.answers.iter().map(|answer| answer.statement.row).collect();
    let made = source(fieldwork.study, answers, rows, &criterion.place, method(cell));
    if !criterion.of_library {
        return made;
    }
    // A library is part of the program and lies in no study folder.
    let (line, column) = criterion.place.line_column();
    let file = criterion.place.file();
    Source {
        defined_at: format!("cairn/{}:{line}:{column}", file.path().display()),
        definitions: text_digest(file.text()),
        ..made
    }
}

fn method(cell: &Cell) -> String {
    let coders = cell.answers.len();
    match &cell.adjudication {
        None => format!("{coders} coders answered alike, independently of each other"),
        Some(decision) => {
            let said: Vec<String> = cell.answers.iter().map(|answer| answer.statement.in_words()).collect();
            let (on, reason) = (decision.on, &decision.reason);
            format!("{coders} coders answered {}; decided on {on}: {reason}", said.join(" and "))
        }
    }
}

fn methods(
    protocol: &LegalProtocol,
    frame: &Frame<'_>,
    cells: &Cells,
    statuses: &[LegalStatus],
) -> Vec<String> {
    let mut instruments: Vec<&str> =
        protocol.libraries.iter().filter_map(|name| Some(library(&name.value)?.title.as_str())).collect();
    if !protocol.criteria.is_empty() {
        instruments.push("criteria of the study’s own");
    }
    let citations: BTreeSet<&str> = statuses
        .iter()
        .flat_map(|status| &status.provisions)
        .map(|provision| provision.citation.as_str())
        .collect();
    let differing = cells.values().filter(|cell| cell.differs()).count();
    let unknown = statuses.iter().filter(|status| !status.answer.is_known()).count();
    let mut sentences = vec![
        format!(
            "Criteria put to the law in force on {}, the last day of the fieldwork: {} ({}).",
            frame.law.as_of,
            frame.criteria.len(),
            instruments.join("; "),
        ),
        format!(
            "Two coders or more answered each, independently of each other. Answers alike: {} of {}; decided by adjudication: {differing}.",
            cells.len() - differing,
            cells.len(),
        ),
        format!("Provisions on which the answers rest: {}.", citations.len()),
    ];
    if unknown > 0 {
        sentences.push(format!(
            "Answers for which the law was not found or not translated: {unknown}; that is not absence of a provision."
        ));
    }
    sentences
}
