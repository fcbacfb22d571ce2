//! The type of a CSV column: the narrowest that all its cells allow.

use super::csv_text::Cells;
use crate::Kind;
use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array};
use std::sync::Arc;

/// The column as an array; the cells listed in `missing` are null, and so is NaN.
///
/// A column with no value at all is a number, so that it can be compared and calculated with.
pub(super) fn typed_column(cells: &Cells, missing: &[String]) -> (Kind, ArrayRef) {
    let present = || cells.iter().map(|cell| (!missing.iter().any(|m| m == cell)).then_some(cell));
    match kind_of(present().flatten()) {
        Kind::Boolean => {
            (Kind::Boolean, Arc::new(present().map(|cell| cell.and_then(boolean)).collect::<BooleanArray>()))
        }
        Kind::Integer => {
            (Kind::Integer, Arc::new(present().map(|cell| cell.and_then(integer)).collect::<Int64Array>()))
        }
        Kind::Number => {
            let values = present().map(|cell| cell.and_then(number).filter(|value| !value.is_nan()));
            (Kind::Number, Arc::new(values.collect::<Float64Array>()))
        }
        Kind::Text | Kind::Date => (Kind::Text, text_column(present(), cells.len())),
    }
}

/// A text column in dictionary form.
pub(crate) fn text_column<'a>(cells: impl Iterator<Item = Option<&'a str>>, rows: usize) -> ArrayRef {
    let mut builder = StringDictionaryBuilder::<Int32Type>::with_capacity(rows, 16, 256);
    for cell in cells {
        builder.append_option(cell);
    }
    Arc::new(builder.finish())
}

fn kind_of<'a>(cells: impl Iterator<Item = &'a str>) -> Kind {
    let (mut booleans, mut integers, mut numbers, mut any) = (true, true, true, false);
    for cell in cells {
        any = true;
        booleans = booleans && boolean(cell).is_some();
        integers = integers && integer(cell).is_some();
        numbers = numbers && (integers || number(cell).is_some());
        if !(booleans || numbers) {
            return Kind::Text;
        }
    }
    match () {
        () if !any => Kind::Number,
        () if booleans => Kind::Boolean,
        () if integers => Kind::Integer,
        () => Kind::Number,
    }
}

/// `true`, `false`, `TRUE` or `FALSE`.
pub(crate) fn boolean(cell: &str) -> Option<bool> {
    match cell {
        "true" | "TRUE" => Some(true),
        "false" | "FALSE" => Some(false),
        _ => None,
    }
}

/// A whole number of 64 bits, spaces around it allowed.
pub(crate) fn integer(cell: &str) -> Option<i64> {
    cell.trim().parse().ok()
}

/// A decimal number, `Inf`, `-Inf` or `NaN`, spaces around it allowed.
pub(crate) fn number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    match cell {
        "Inf" => Some(f64::INFINITY),
        "-Inf" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        // Rust also reads words such as “infinity”, which a table more likely means as text.
        _ if cell.chars().any(|c| c.is_ascii_digit()) => cell.parse().ok(),
        _ => None,
    }
}
