//! From Arrow arrays to the plain columns that survey statistics take.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef};

/// The columns of a batch of rows.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The columns.
    pub columns: Vec<ArrayRef>,
    /// Number of rows.
    pub rows: usize,
}

/// Writes the values of a numeric or truth-valued column to `values`, with NaN for what is missing.
///
/// Returns whether the column is numeric.
pub fn numbers(array: &ArrayRef, values: &mut Vec<f64>) -> bool {
    values.clear();
    values.reserve(array.len());
    if let Some(array) = array.as_primitive_opt::<Float64Type>() {
        values.extend_from_slice(array.values());
    } else if let Some(array) = array.as_primitive_opt::<Int64Type>() {
        values.extend(array.values().iter().map(|value| *value as f64));
    } else if let Some(array) = array.as_primitive_opt::<Date32Type>() {
        values.extend(array.values().iter().map(|value| f64::from(*value)));
    } else if let Some(array) = array.as_boolean_opt() {
        values.extend(array.values().iter().map(|value| f64::from(u8::from(value))));
    } else {
        return false;
    }
    if let Some(nulls) = array.nulls().filter(|nulls| nulls.null_count() > 0) {
        let valid = nulls.inner();
        for (row, value) in values.iter_mut().enumerate() {
            if !valid.value(row) {
                *value = f64::NAN;
            }
        }
    }
    true
}
