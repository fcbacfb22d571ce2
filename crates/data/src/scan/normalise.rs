//! One Arrow type for each kind of value, whatever the width in the file.

use crate::Kind;
use arrow_array::cast::AsArray;
use arrow_array::types::Float64Type;
use arrow_array::{Array, ArrayRef, Float64Array};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{ArrowError, DataType};
use std::sync::Arc;

/// The Arrow type in which values of a kind are handed out.
fn physical_type(kind: Kind) -> DataType {
    match kind {
        Kind::Boolean => DataType::Boolean,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Text => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Kind::Date => DataType::Date32,
    }
}

/// The array in the type of its kind, with NaN as null; itself where it already is.
pub(crate) fn normalise(array: ArrayRef, kind: Kind) -> Result<ArrayRef, ArrowError> {
    let target = physical_type(kind);
    let array = if *array.data_type() == target {
        array
    } else {
        cast_with_options(&array, &target, &CastOptions { safe: false, ..CastOptions::default() })?
    };
    Ok(if kind == Kind::Number { without_nan(array) } else { array })
}

/// A `Float64` array with NaN as null; itself where it has none.
pub(crate) fn without_nan(array: ArrayRef) -> ArrayRef {
    let Some(numbers) = array.as_primitive_opt::<Float64Type>() else { return array };
    if !numbers.values().iter().any(|value| value.is_nan()) {
        return array;
    }
    let values = numbers.values();
    let present = BooleanBuffer::collect_bool(values.len(), |row| !values[row].is_nan());
    let nulls = NullBuffer::union(numbers.nulls(), Some(&NullBuffer::new(present)));
    Arc::new(Float64Array::new(values.clone(), nulls))
}
