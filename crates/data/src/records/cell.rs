//! A cell as a file has it, before the codebook says what it means.

use crate::scan::Cells;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, DictionaryArray};
use arrow_schema::DataType;
use std::fmt;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell<'a> {
    Blank,
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    /// Days since 1 January 1970.
    Date(i32),
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Boolean(value) => value.fmt(f),
            Self::Date(days) => match Date32Type::to_naive_date_opt(*days) {
                Some(date) => date.fmt(f),
                None => write!(f, "day {days}"),
            },
        }
    }
}

/// The cells of a CSV column.
pub(super) fn text_cells(cells: &Cells) -> impl Iterator<Item = Cell<'_>> {
    cells.iter().map(|cell| if cell.is_empty() { Cell::Blank } else { Cell::Text(cell) })
}

/// The cells of an array in one of the types that a scan hands out.
pub(super) fn array_cells(array: &ArrayRef) -> Vec<Cell<'_>> {
    fn cells<'a, T>(values: impl Iterator<Item = Option<T>>, cell: impl Fn(T) -> Cell<'a>) -> Vec<Cell<'a>> {
        values.map(|value| value.map_or(Cell::Blank, &cell)).collect()
    }
    match array.data_type() {
        DataType::Boolean => cells(array.as_boolean().iter(), Cell::Boolean),
        DataType::Int64 => cells(array.as_primitive::<Int64Type>().iter(), Cell::Integer),
        DataType::Float64 => cells(array.as_primitive::<Float64Type>().iter(), Cell::Number),
        DataType::Date32 => cells(array.as_primitive::<Date32Type>().iter(), Cell::Date),
        _ => match array
            .as_dictionary_opt::<Int32Type>()
            .and_then(DictionaryArray::downcast_dict::<arrow_array::StringArray>)
        {
            Some(texts) => {
                cells(texts.into_iter(), |text| if text.is_empty() { Cell::Blank } else { Cell::Text(text) })
            }
            None => vec![Cell::Blank; array.len()],
        },
    }
}
