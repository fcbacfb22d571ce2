//! The records of a questionnaire: a row a respondent, a column a question.

use super::{Cell, Column, RecordFormat};
use cairn_study::{ColumnType, Instrument};
use std::borrow::Cow;

/// The file of an instrument’s answers, named `name`. Its cells may be empty: an empty cell is a missing answer.
pub fn of_instrument(instrument: &Instrument, name: impl Into<Cow<'static, str>>) -> RecordFormat {
    let column = |column: &cairn_study::Column| Column {
        name: column.name.clone().into(),
        meaning: column.label.clone().into(),
        cell: cell(column),
        required: false,
    };
    RecordFormat {
        name: name.into(),
        row: "respondent",
        description: format!("{}: the answers of {}.", instrument.title, instrument.respondents).into(),
        required: true,
        columns: instrument.columns.iter().map(column).collect(),
    }
}

fn cell(column: &cairn_study::Column) -> Cell {
    if !column.values.is_empty() {
        let codes = column.values.iter();
        return Cell::OneOf(
            codes.map(|value| (value.code.to_string().into(), value.label.clone().into())).collect(),
        );
    }
    match column.kind {
        ColumnType::Integer => Cell::Integer,
        ColumnType::Date => Cell::Date,
        ColumnType::Number | ColumnType::Text | ColumnType::Boolean => Cell::Text,
    }
}
