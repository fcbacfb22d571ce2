//! Cells read by the codebook: values, kinds of missing, contradictions.

use super::cell::Cell;
use super::{MissingKinds, RecordColumn};
use crate::expression::date_from_text;
use crate::scan::{boolean, integer, number, text_column};
use crate::{CellProblem, DataError, RecordPlace};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array};
use cairn_study::{Code, Column, ColumnType, MissingKind};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// Contradictions that one message lists.
const MOST_PROBLEMS: usize = 20;
/// Codes that the description of what was expected lists.
const MOST_CODES: usize = 12;
/// Characters of a cell that a message shows.
const MOST_CHARACTERS: usize = 40;

/// A column as read, and what in it contradicts the codebook.
pub(super) struct ColumnReading {
    column: RecordColumn,
    /// The first problems, with their rows.
    problems: Vec<(usize, CellProblem)>,
    problem_count: usize,
}

/// What a cell means.
#[derive(Debug, Clone, PartialEq)]
enum Meaning<T> {
    Value(T),
    Missing(MissingKind),
    Contradiction,
}

/// Reads a column of `rows` cells.
pub(super) fn read_column<'c>(
    column: &Column,
    cells: impl Iterator<Item = Cell<'c>>,
    rows: usize,
    place: impl Fn(usize) -> RecordPlace,
) -> ColumnReading {
    let mut reader = Reader {
        column,
        place,
        rows,
        missing: MissingKinds::default(),
        problems: Vec::new(),
        problem_count: 0,
    };
    let cells = cells.enumerate();
    let values: ArrayRef = match column.kind {
        ColumnType::Integer => {
            Arc::new(cells.map(|(row, cell)| reader.read(row, cell, whole)).collect::<Int64Array>())
        }
        ColumnType::Number => {
            Arc::new(cells.map(|(row, cell)| reader.read(row, cell, decimal)).collect::<Float64Array>())
        }
        ColumnType::Boolean => {
            Arc::new(cells.map(|(row, cell)| reader.read(row, cell, truth)).collect::<BooleanArray>())
        }
        ColumnType::Date => {
            Arc::new(cells.map(|(row, cell)| reader.read(row, cell, date)).collect::<Date32Array>())
        }
        ColumnType::Text => {
            let texts: Vec<Option<Cow<'c, str>>> =
                cells.map(|(row, cell)| reader.read(row, cell, text)).collect();
            text_column(texts.iter().map(Option::as_deref), rows)
        }
    };
    let Reader { missing, problems, problem_count, .. } = reader;
    ColumnReading { column: RecordColumn { values, missing }, problems, problem_count }
}

/// The columns, unless some cell contradicts the codebook.
pub(super) fn report(path: &Path, readings: Vec<ColumnReading>) -> Result<Vec<RecordColumn>, DataError> {
    let count: usize = readings.iter().map(|reading| reading.problem_count).sum();
    if count == 0 {
        return Ok(readings.into_iter().map(|reading| reading.column).collect());
    }
    let mut problems: Vec<(usize, CellProblem)> =
        readings.into_iter().flat_map(|reading| reading.problems).collect();
    problems.sort_by_key(|(row, _)| *row);
    problems.truncate(MOST_PROBLEMS);
    let problems: Vec<CellProblem> = problems.into_iter().map(|(_, problem)| problem).collect();
    let more = count - problems.len();
    Err(DataError::Cells { path: path.to_owned(), problems, more })
}

struct Reader<'a, P> {
    column: &'a Column,
    place: P,
    rows: usize,
    missing: MissingKinds,
    problems: Vec<(usize, CellProblem)>,
    problem_count: usize,
}

impl<P: Fn(usize) -> RecordPlace> Reader<'_, P> {
    fn read<'c, T>(&mut self, row: usize, cell: Cell<'c>, parse: fn(Cell<'c>) -> Option<T>) -> Option<T> {
        match meaning(self.column, cell, parse) {
            Meaning::Value(value) => return Some(value),
            Meaning::Missing(kind) => self.missing.set(row, kind, self.rows),
            Meaning::Contradiction => self.contradiction(row, cell),
        }
        None
    }

    fn contradiction(&mut self, row: usize, cell: Cell<'_>) {
        self.problem_count += 1;
        if self.problems.len() < MOST_PROBLEMS {
            let problem = CellProblem {
                place: (self.place)(row),
                column: self.column.name.clone(),
                cell: shortened(&cell.to_string()),
                expected: expected(self.column),
            };
            self.problems.push((row, problem));
        }
    }
}

fn meaning<'c, T>(column: &Column, cell: Cell<'c>, parse: fn(Cell<'c>) -> Option<T>) -> Meaning<T> {
    if cell == Cell::Blank {
        return Meaning::Missing(column.missing.blank.unwrap_or(MissingKind::Unrecorded));
    }
    if let Some((_, kind)) = column.missing.codes.iter().find(|(code, _)| is_code(cell, code)) {
        return Meaning::Missing(*kind);
    }
    if !column.values.is_empty() && !column.values.iter().any(|value| is_code(cell, &value.code)) {
        return Meaning::Contradiction;
    }
    parse(cell).map_or(Meaning::Contradiction, Meaning::Value)
}

/// Whether a cell holds this code, in whatever type the file writes it: `2`, `2.0` and “2” are one code.
fn is_code(cell: Cell<'_>, code: &Code) -> bool {
    match (cell, code) {
        (Cell::Text(text), Code::Text(code)) => text == code,
        (Cell::Boolean(_), Code::Integer(code)) => whole(cell) == Some(*code),
        (Cell::Boolean(value), Code::Text(code)) => boolean(code) == Some(value),
        (_, Code::Integer(code)) => whole(cell) == Some(*code),
        (Cell::Integer(_) | Cell::Number(_) | Cell::Date(_), Code::Text(code)) => cell.to_string() == *code,
        (Cell::Blank, _) => false,
    }
}

fn whole(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Integer(value) => Some(value),
        Cell::Boolean(value) => Some(i64::from(value)),
        Cell::Text(text) => integer(text).or_else(|| number(text).and_then(whole_number)),
        Cell::Number(value) => whole_number(value),
        Cell::Blank | Cell::Date(_) => None,
    }
}

/// Other programs write whole numbers as 2.0 where a column has missing values.
fn whole_number(value: f64) -> Option<i64> {
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;
    (value.fract() == 0.0 && value.abs() <= LARGEST_EXACT).then_some(value as i64)
}

fn decimal(cell: Cell<'_>) -> Option<f64> {
    match cell {
        Cell::Integer(value) => Some(value as f64),
        Cell::Number(value) => Some(value),
        Cell::Text(text) => number(text),
        Cell::Blank | Cell::Boolean(_) | Cell::Date(_) => None,
    }
    .filter(|value| value.is_finite())
}

fn truth(cell: Cell<'_>) -> Option<bool> {
    match (cell, whole(cell)) {
        (Cell::Boolean(value), _) => Some(value),
        (Cell::Text(text), None) => boolean(text),
        (_, Some(0)) => Some(false),
        (_, Some(1)) => Some(true),
        _ => None,
    }
}

fn date(cell: Cell<'_>) -> Option<i32> {
    match cell {
        Cell::Date(days) => Some(days),
        Cell::Text(text) => date_from_text(text),
        _ => None,
    }
}

fn text(cell: Cell<'_>) -> Option<Cow<'_, str>> {
    match cell {
        Cell::Blank => None,
        Cell::Text(text) => Some(Cow::Borrowed(text)),
        other => Some(Cow::Owned(other.to_string())),
    }
}

/// What the codebook allows in a column.
fn expected(column: &Column) -> String {
    let values = column.values.iter().map(|value| format!("{} {}", value.code, value.label));
    let missing = column.missing.codes.iter().map(|(code, kind)| format!("{code} {kind}"));
    let mut choices: Vec<String> = match column.values.is_empty() {
        false => values.chain(missing).collect(),
        true => std::iter::once(any(column.kind).to_owned()).chain(missing).collect(),
    };
    let more = choices.len().saturating_sub(MOST_CODES);
    choices.truncate(MOST_CODES);
    let and_more = if more > 0 { format!(" or {more} more") } else { String::new() };
    format!("{}{and_more}", choices.join(", "))
}

fn any(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Integer => "a whole number",
        ColumnType::Number => "a number",
        ColumnType::Text => "text",
        ColumnType::Boolean => "true or false",
        ColumnType::Date => "a date such as 2020-12-31",
    }
}

fn shortened(cell: &str) -> String {
    if cell.chars().count() <= MOST_CHARACTERS {
        return cell.to_owned();
    }
    let beginning: String = cell.chars().take(MOST_CHARACTERS - 1).collect();
    format!("{beginning}…")
}
