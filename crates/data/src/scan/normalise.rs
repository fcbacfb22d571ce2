//! One Arrow type for each kind of value, whatever the width in the file.

use crate::Kind;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, Float64Array};
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
    } else if let Some(widened) = widened(&array, &target) {
        widened
    } else {
        cast_with_options(&array, &target, &CastOptions { safe: false, ..CastOptions::default() })?
    };
    Ok(if kind == Kind::Number { without_nan(array) } else { array })
}

/// A column of narrower numbers in the width of its kind, which never fails; `None` for all else. Whole files consist of such columns, so
/// that this is built for speed while casts in general are not.
fn widened(array: &ArrayRef, target: &DataType) -> Option<ArrayRef> {
    match (array.data_type(), target) {
        (DataType::Int8, DataType::Int64) => each::<Int8Type, Int64Type>(array, i64::from),
        (DataType::Int16, DataType::Int64) => each::<Int16Type, Int64Type>(array, i64::from),
        (DataType::Int32, DataType::Int64) => each::<Int32Type, Int64Type>(array, i64::from),
        (DataType::UInt8, DataType::Int64) => each::<UInt8Type, Int64Type>(array, i64::from),
        (DataType::UInt16, DataType::Int64) => each::<UInt16Type, Int64Type>(array, i64::from),
        (DataType::UInt32, DataType::Int64) => each::<UInt32Type, Int64Type>(array, i64::from),
        (DataType::Float32, DataType::Float64) => each::<Float32Type, Float64Type>(array, f64::from),
        _ => None,
    }
}

fn each<F: ArrowPrimitiveType, T: ArrowPrimitiveType>(
    array: &ArrayRef,
    convert: impl Fn(F::Native) -> T::Native,
) -> Option<ArrayRef> {
    Some(Arc::new(array.as_primitive_opt::<F>()?.unary::<_, T>(convert)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{Float32Array, Int16Array, Int64Array, UInt8Array, UInt32Array};

    #[test]
    fn widening_is_what_a_cast_would_make() {
        let columns: [(ArrayRef, Kind); 4] = [
            (Arc::new(Int16Array::from(vec![Some(-5), None, Some(i16::MAX)])), Kind::Integer),
            (Arc::new(UInt8Array::from(vec![Some(255), None])), Kind::Integer),
            (Arc::new(UInt32Array::from(vec![Some(u32::MAX), None])), Kind::Integer),
            (Arc::new(Float32Array::from(vec![Some(0.1), None, Some(-0.0)])), Kind::Number),
        ];
        for (column, kind) in columns {
            let cast = arrow_cast::cast(&column, &physical_type(kind)).unwrap();
            assert_eq!(normalise(Arc::clone(&column), kind).unwrap().as_ref(), cast.as_ref());
        }
        let own: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        assert!(Arc::ptr_eq(&normalise(Arc::clone(&own), Kind::Integer).unwrap(), &own));
    }
}
