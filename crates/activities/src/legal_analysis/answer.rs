//! What is said of a criterion, by a coder or by an adjudicator.

use super::Criterion;
use super::law::Law;
use crate::records::{Row, Sheet};
use cairn_definition::kind::{Integer, List, OneOf, Text};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, TableReader, nearest};
use cairn_evidence::LegalAnswer;
use cairn_study::{Day, MaturityPhase};
use jiff::civil::Date;

/// What is answered: a criterion, by its position in the study’s list, for the whole country or for a federal unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asked {
    pub(super) criterion: usize,
    pub(super) unit: Option<String>,
}

/// What is said.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub(super) answer: LegalAnswer,
    pub(super) phase: Option<MaturityPhase>,
    /// The provisions that count: those in force on the day.
    pub(super) provisions: Vec<String>,
    /// The row of the file.
    pub(super) row: u64,
    /// Where the answer stands.
    pub(super) place: Place,
}

impl Statement {
    /// What coders are compared by.
    pub(super) fn said(&self) -> (LegalAnswer, Option<MaturityPhase>) {
        (self.answer, self.phase)
    }

    /// In words: "partly, phase 2".
    pub(super) fn in_words(&self) -> String {
        match self.phase {
            Some(phase) => format!("{}, {phase}", self.answer),
            None => self.answer.to_string(),
        }
    }
}

/// An answer of a coder.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) asked: Asked,
    pub(super) coder: String,
    pub(super) statement: Statement,
}

/// A decision where coders differ.
#[derive(Debug, Clone)]
pub(super) struct Adjudication {
    pub(super) asked: Asked,
    pub(super) by: String,
    pub(super) on: Date,
    pub(super) reason: String,
    pub(super) statement: Statement,
}

/// Reads the answers of the coders.
pub(super) fn read_answers(
    sheet: &Sheet,
    criteria: &[Criterion],
    law: &Law,
    problems: &Diagnostics,
) -> Vec<Answer> {
    let read = |row: &Row| {
        let mut reader = sheet.reader(row, problems)?;
        let coder = reader.required("coder", &Text);
        reader.optional("note", &Text);
        let said = read_statement(&mut reader, row.number, criteria, law);
        reader.finish();
        let (asked, statement) = said?;
        Some(Answer { asked, coder: coder?.value, statement })
    };
    sheet.rows().iter().filter_map(read).collect()
}

/// Reads the decisions.
pub(super) fn read_adjudications(
    sheet: &Sheet,
    criteria: &[Criterion],
    law: &Law,
    problems: &Diagnostics,
) -> Vec<Adjudication> {
    let read = |row: &Row| {
        let mut reader = sheet.reader(row, problems)?;
        let by = reader.required("by", &Text);
        let on = reader.required("on", &Day);
        let reason = reader.required("reason", &Text);
        let said = read_statement(&mut reader, row.number, criteria, law);
        reader.finish();
        let (asked, statement) = said?;
        Some(Adjudication { asked, by: by?.value, on: on?.value, reason: reason?.value, statement })
    };
    sheet.rows().iter().filter_map(read).collect()
}

fn read_statement(
    reader: &mut TableReader<'_>,
    row: u64,
    criteria: &[Criterion],
    law: &Law,
) -> Option<(Asked, Statement)> {
    let problems = reader.problems();
    let answers = LegalAnswer::ALL.map(|answer| (answer.key(), answer));
    let criterion = reader.required("criterion", &Text);
    let unit = reader.optional("unit", &Text);
    let answer = reader.required("answer", &OneOf(&answers));
    let cited = reader.optional("provisions", &List(Text)).map(|cited| cited.value).unwrap_or_default();
    let phase = reader.optional("phase", &Integer(1..=4));
    let (position, criterion) = find(&criterion?, criteria, problems)?;
    let unit = match unit {
        Some(unit) => {
            law.units.find(&unit, problems)?;
            Some(unit.value)
        }
        None => None,
    };
    if let Some(phase) = &phase
        && !criterion.has_phases
    {
        let message = format!("`{}` has no phases", criterion.id);
        problems.push(
            Diagnostic::error(&phase.place, message).expected("a phase of a criterion of `weprotect` only"),
        );
    }
    let answer = answer?;
    let provisions = law.in_force(&cited, unit.as_deref(), problems)?;
    check_ground(&answer, &cited, &provisions, law, problems);
    let phase = phase.and_then(|phase| MaturityPhase::numbered(u8::try_from(phase.value).ok()?));
    let statement = Statement { answer: answer.value, phase, provisions, row, place: answer.place };
    Some((Asked { criterion: position, unit }, statement))
}

fn find<'c>(
    name: &Placed<String>,
    criteria: &'c [Criterion],
    problems: &Diagnostics,
) -> Option<(usize, &'c Criterion)> {
    let found = criteria.iter().enumerate().find(|(_, criterion)| criterion.id == name.value);
    if found.is_none() {
        let message = format!("`{}` is not a criterion of this study", name.value);
        let problem = Diagnostic::error(&name.place, message);
        let near = nearest(&name.value, criteria.iter().map(|criterion| criterion.id.as_str()));
        problems.push(match near {
            Some(_) => problem.did_you_mean(near),
            None => problem.help("`protocols/legal_analysis.toml` says which criteria there are"),
        });
    }
    found
}

/// Checks that an answer rests on what it must rest on.
fn check_ground(
    answer: &Placed<LegalAnswer>,
    cited: &[Placed<String>],
    counted: &[String],
    law: &Law,
    problems: &Diagnostics,
) {
    let value = answer.value;
    let as_of = law.as_of;
    if value.rests_on_provisions() && counted.is_empty() {
        let message = if cited.is_empty() {
            format!("“{value}” rests on no provision")
        } else {
            format!("“{value}” rests on provisions of which none was in force on {as_of}")
        };
        problems.push(
            Diagnostic::error(&answer.place, message).expected(format!(
                "at least one provision in force on {as_of}, the last day of the fieldwork"
            )),
        );
    }
    if value == LegalAnswer::NotFound
        && let Some(first) = cited.first()
    {
        let message = "the law was “not found”, and yet a provision of it is cited";
        problems.push(
            Diagnostic::error(&first.place, message)
                .help("where the law was found and could not be read, the answer is `not_translated`"),
        );
    }
}
