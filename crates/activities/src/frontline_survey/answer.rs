//! What a cell says to a question.

use cairn_study::{Code, Column, ColumnType, MissingKind};

/// An answer that a closed question offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// As it stands in the file.
    pub(super) code: String,
    /// As shown.
    pub(super) label: String,
}

/// The answers of a closed question, in the order of the codebook; none where the question is open.
pub(super) fn choices(column: &Column) -> Vec<Choice> {
    if column.values.is_empty() && column.kind == ColumnType::Boolean {
        let choice = |(code, label): (&str, &str)| Choice { code: code.to_owned(), label: label.to_owned() };
        return [("true", "Yes"), ("false", "No")].map(choice).into();
    }
    let choice =
        |value: &cairn_study::ValueLabel| Choice { code: value.code.to_string(), label: value.label.clone() };
    column.values.iter().map(choice).collect()
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// The answer at that position among the [`choices`].
    Chosen(usize),
    /// None, for a reason.
    Missing(MissingKind),
    /// An answer that is not counted: of an open question.
    Open,
}

/// Reads a cell; `None`, an empty one. What the codebook does not have is an error: nothing.
pub(super) fn answer(cell: Option<&str>, column: &Column, choices: &[Choice]) -> Option<Answer> {
    let Some(cell) = cell else {
        return match column.missing.blank {
            Some(kind) => Some(Answer::Missing(kind)),
            None if choices.is_empty() => Some(Answer::Missing(MissingKind::Unrecorded)),
            None => None,
        };
    };
    if let Some((_, kind)) = column.missing.codes.iter().find(|(code, _)| is_code(cell, code)) {
        return Some(Answer::Missing(*kind));
    }
    if choices.is_empty() {
        let fits = match column.kind {
            ColumnType::Integer => cell.parse::<i64>().is_ok(),
            ColumnType::Number => cell.parse::<f64>().is_ok_and(f64::is_finite),
            ColumnType::Date => cell.parse::<jiff::civil::Date>().is_ok(),
            ColumnType::Text | ColumnType::Boolean => true,
        };
        return fits.then_some(Answer::Open);
    }
    let position = if column.values.is_empty() {
        choices.iter().position(|choice| choice.code.eq_ignore_ascii_case(cell))
    } else {
        column.values.iter().position(|value| is_code(cell, &value.code))
    };
    position.map(Answer::Chosen)
}

/// Whether a cell holds a code; a whole number may be written with leading zeros.
fn is_code(cell: &str, code: &Code) -> bool {
    match code {
        Code::Integer(code) => cell.parse() == Ok(*code),
        Code::Text(code) => cell == code,
    }
}
