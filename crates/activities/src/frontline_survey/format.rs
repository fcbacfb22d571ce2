//! `responses`: a row a respondent, a column a question.

use super::answer::choices;
use crate::records::{Cell, Column, RecordFormat};
use cairn_study::{ColumnType, Instrument};
use std::borrow::Cow;

/// The file that the questionnaire asks for.
pub(super) fn responses(instrument: &Instrument) -> RecordFormat {
    RecordFormat {
        name: "responses".into(),
        row: "respondent",
        description: format!(
            "The answers of {}. No names: what people wrote in their own words stays out of the evidence.",
            instrument.respondents
        )
        .into(),
        required: true,
        columns: instrument.columns.iter().map(column).collect(),
    }
}

fn column(column: &cairn_study::Column) -> Column {
    let choices = choices(column);
    let closed = !choices.is_empty();
    let missing = column
        .missing
        .codes
        .iter()
        .map(|(code, kind)| (Cow::Owned(code.to_string()), Cow::Owned(format!("missing: {kind}"))));
    let cell = if closed {
        let answers = choices.into_iter().map(|choice| (Cow::Owned(choice.code), Cow::Owned(choice.label)));
        Cell::OneOf(answers.chain(missing).collect())
    } else if column.kind == ColumnType::Date {
        Cell::Date
    } else {
        Cell::Text
    };
    Column {
        name: Cow::Owned(column.name.clone()),
        meaning: Cow::Owned(column.label.clone()),
        cell,
        // The file need not hold what is not counted.
        required: closed,
    }
}
