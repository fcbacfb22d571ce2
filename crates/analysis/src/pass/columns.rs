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
        // Missing values are few, so only they are visited.
        let missing = !nulls.inner();
        missing.set_indices().for_each(|row| values[row] = f64::NAN);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::numbers;
    use arrow_array::{ArrayRef, Int64Array, StringArray};
    use std::sync::Arc;

    #[test]
    fn a_missing_value_is_nan_wherever_it_stands() {
        // Longer than a word of the bitmap, and a slice that begins within one.
        let known = |row: i64| row % 7 != 0 && row != 199;
        let array = Int64Array::from_iter((0..200).map(|row| known(row).then_some(row)));
        let array: ArrayRef = Arc::new(array.slice(3, 197));
        let mut values = vec![1.0];
        assert!(numbers(&array, &mut values));
        assert_eq!(values.len(), 197);
        for (row, value) in (3..200).zip(values) {
            assert!(if known(row) { value == row as f64 } else { value.is_nan() }, "row {row}: {value}");
        }
    }

    #[test]
    fn texts_are_no_numbers() {
        let array: ArrayRef = Arc::new(StringArray::from(vec!["1"]));
        assert!(!numbers(&array, &mut Vec::new()));
    }
}
