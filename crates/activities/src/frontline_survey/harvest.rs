//! From the responses to how many of the respondents said what.

use super::answer::{Answer, Choice, answer, choices};
use super::{FrontlineSurvey, format, protocol};
use crate::records::Sheet;
use crate::{Fieldwork, Harvest, ResearchActivity};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Entry, Place, Value, nearest};
use cairn_evidence::{Evidence, MissingCounts, RespondentCount};
use cairn_study::{Column, Instrument};

const METHOD: &str = "counts of the respondents who chose an answer, among those who answered the question";

/// The answers to one question, counted.
#[derive(Debug)]
struct Question<'a> {
    column: &'a Column,
    choices: Vec<Choice>,
    counts: Vec<u64>,
    missing: MissingCounts,
}

/// Counts the responses of a country.
pub(super) fn harvest(fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest> {
    let instrument = protocol::instrument(fieldwork.study)?;
    let before = problems.errors();
    let activity = FrontlineSurvey.activity();
    let sheet = Sheet::read(&fieldwork.folder(activity), &format::responses(instrument), problems)?;
    if sheet.rows().is_empty() {
        let problem = Diagnostic::error(sheet.start(), "there are no responses");
        problems.push(problem.help("if the survey did not run, say so in the country’s `[activities]`"));
    }
    let questions = count(&sheet, instrument, problems);
    if problems.errors() > before {
        return None;
    }
    let mut evidence = Vec::new();
    for question in &questions {
        let respondents = question.counts.iter().sum();
        for (choice, count) in question.choices.iter().zip(&question.counts) {
            let item = format!("{}={}", question.column.name, choice.code);
            evidence.push(Evidence::RespondentCount(RespondentCount {
                id: fieldwork.evidence_id(activity, item),
                question: question.column.label.clone(),
                answer: choice.label.clone(),
                count: *count,
                respondents,
                missing: question.missing,
                who: instrument.respondents.clone(),
                source: crate::source(fieldwork.study, &sheet, Vec::new(), &question.column.place, METHOD),
            }));
        }
    }
    let people = sheet.rows().len();
    let methods = vec![
        format!(
            "The questionnaire was answered by {people} {}.",
            if people == 1 { "person" } else { "people" }
        ),
        "They were not drawn at random, and stand for nobody but themselves.".to_owned(),
    ];
    Some(Harvest { evidence, agreement: Vec::new(), methods })
}

/// Counts every closed question; cells that the codebook does not have are reported.
fn count<'a>(sheet: &Sheet, instrument: &'a Instrument, problems: &Diagnostics) -> Vec<Question<'a>> {
    let mut questions: Vec<Question<'a>> = instrument
        .columns
        .iter()
        .map(|column| {
            let choices = choices(column);
            Question { column, counts: vec![0; choices.len()], choices, missing: MissingCounts::default() }
        })
        .collect();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let cells = reader.rest();
        reader.finish();
        for question in &mut questions {
            let cell = cells.iter().find(|cell| cell.key.name == question.column.name);
            question.add(cell.copied(), row.place(), problems);
        }
    }
    questions.retain(|question| !question.choices.is_empty());
    questions
}

impl Question<'_> {
    fn add(&mut self, cell: Option<&Entry>, row: &Place, problems: &Diagnostics) {
        let text = cell.and_then(|cell| match &cell.node.value {
            Value::String(text) => Some(text.as_str()),
            _ => None,
        });
        match answer(text, self.column, &self.choices) {
            Some(Answer::Chosen(position)) => {
                if let Some(count) = self.counts.get_mut(position) {
                    *count += 1;
                }
            }
            Some(Answer::Missing(kind)) => self.missing.add(kind, 1),
            Some(Answer::Open) => {}
            None => problems.push(self.refused(text, cell.map_or(row, |cell| &cell.node.place))),
        }
    }

    fn refused(&self, text: Option<&str>, place: &Place) -> Diagnostic {
        let name = &self.column.name;
        let Some(text) = text else {
            let problem = Diagnostic::error(place, format!("this respondent has no `{name}`"));
            return problem
                .expected(format!("a code: {}", self.codes()))
                .help("what an empty cell means is said by `blank` in the codebook’s `missing`");
        };
        let problem = Diagnostic::error(place, format!("`{name}` is “{text}”"));
        if self.choices.is_empty() {
            return problem.expected(match self.column.kind {
                cairn_study::ColumnType::Integer => "a whole number",
                cairn_study::ColumnType::Date => "a date, as 2026-03-31",
                _ => "a number",
            });
        }
        // Who typed the label instead of the code is told the code.
        if let Some(choice) = self.choices.iter().find(|choice| choice.label.eq_ignore_ascii_case(text)) {
            return problem.expected(format!("`{}`, the code of “{}”", choice.code, choice.label));
        }
        let codes = || self.choices.iter().map(|choice| choice.code.as_str());
        let near = nearest(text, codes()).filter(|_| text.len() > 2);
        problem.expected(self.codes()).did_you_mean(near)
    }

    /// The codes of the question, also those of missing answers.
    fn codes(&self) -> String {
        let missing: Vec<String> =
            self.column.missing.codes.iter().map(|(code, _)| code.to_string()).collect();
        one_of(
            self.choices.iter().map(|choice| choice.code.as_str()).chain(missing.iter().map(String::as_str)),
        )
    }
}
