//! One row to evaluate expressions over.

#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are tests")]

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, RecordBatch,
    StringArray,
};
use arrow_schema::DataType;
use cairn_data::{DataError, Expression, Field, Kind, Scan, ScanOptions};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    Date(i32),
}

/// The value in a row of an array.
pub(crate) fn cell(array: &ArrayRef, row: usize) -> Cell {
    if array.is_null(row) {
        return Cell::Null;
    }
    match array.data_type() {
        DataType::Boolean => Cell::Boolean(array.as_boolean().value(row)),
        DataType::Int64 => Cell::Integer(array.as_primitive::<Int64Type>().value(row)),
        DataType::Float64 => Cell::Number(array.as_primitive::<Float64Type>().value(row)),
        DataType::Date32 => Cell::Date(array.as_primitive::<Date32Type>().value(row)),
        DataType::Utf8 => Cell::Text(array.as_string::<i32>().value(row).to_owned()),
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_dictionary::<Int32Type>();
            let key = usize::try_from(dictionary.keys().value(row)).unwrap();
            Cell::Text(dictionary.values().as_string::<i32>().value(key).to_owned())
        }
        other => panic!("{other} is not a type that is handed out"),
    }
}

/// All values of an array.
pub(crate) fn cells(array: &ArrayRef) -> Vec<Cell> {
    (0..array.len()).map(|row| cell(array, row)).collect()
}

/// The columns of the one row.
pub(crate) fn table() -> Vec<(Field, ArrayRef)> {
    let date = jiff::civil::date(2020, 12, 31).since(jiff::civil::date(1970, 1, 1)).unwrap().get_days();
    let field = Field::new;
    let dictionary =
        |text: Option<&str>| Arc::new([text].into_iter().collect::<DictionaryArray<Int32Type>>()) as ArrayRef;
    vec![
        (field("i", Kind::Integer), Arc::new(Int64Array::from(vec![7]))),
        (field("no_i", Kind::Integer), Arc::new(Int64Array::from(vec![None]))),
        (field("n", Kind::Number), Arc::new(Float64Array::from(vec![2.5]))),
        (field("no_n", Kind::Number), Arc::new(Float64Array::from(vec![f64::NAN]))),
        (field("t", Kind::Text), dictionary(Some("north"))),
        (field("no_t", Kind::Text), Arc::new(StringArray::from(vec![None::<&str>]))),
        (field("b", Kind::Boolean), Arc::new(BooleanArray::from(vec![true]))),
        (field("no_b", Kind::Boolean), Arc::new(BooleanArray::from(vec![None]))),
        (field("d", Kind::Date), Arc::new(Date32Array::from(vec![date]))),
        (field("a b", Kind::Integer), Arc::new(Int64Array::from(vec![1]))),
        (field("sch.wide", Kind::Text), dictionary(Some("Yes"))),
        (field("age", Kind::Integer), Arc::new(Int64Array::from(vec![14]))),
    ]
}

/// The fields of the one row.
pub(crate) fn fields() -> Vec<Field> {
    table().into_iter().map(|(field, _)| field).collect()
}

/// The value of an expression over the one row, or the message of its error.
pub(crate) fn evaluate(text: &str) -> Result<Cell, String> {
    let table = table();
    let expression = Expression::compile(text, &fields())
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let columns: Vec<ArrayRef> =
        expression.columns().iter().map(|&index| Arc::clone(&table[index].1)).collect();
    let array = expression.evaluate(&columns, 1).map_err(|error| error.to_string())?;
    assert_eq!(array.len(), 1, "{text}");
    Ok(cell(&array, 0))
}

/// The errors of an expression that must not compile, each with the text it points at.
pub(crate) fn refuse(text: &str) -> String {
    let errors = Expression::compile(text, &fields()).expect_err(text);
    let lines = errors.iter().map(|error| {
        let place = &text[error.offset..error.offset + error.length];
        format!("  at {} `{place}`: {error}", error.offset)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A Parquet file of these columns in row groups of `group` rows.
pub(crate) fn parquet_bytes(columns: Vec<(&str, ArrayRef)>, group: usize) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, array)| (name, array, true)),
    )
    .unwrap();
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

/// A file of that name and content, in a folder that goes when the value does.
pub(crate) fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// All rows of a file, a column at a time.
pub(crate) fn read(path: &Path) -> Result<Vec<(String, Kind, Vec<Cell>)>, DataError> {
    let scan = Scan::open(path, &ScanOptions::default())?;
    let wanted: Vec<usize> = (0..scan.fields().len()).collect();
    let field = |field: &Field| (field.name.clone(), field.kind, Vec::new());
    let mut columns: Vec<(String, Kind, Vec<Cell>)> = scan.fields().iter().map(field).collect();
    for batch in scan.batches(&wanted)? {
        let batch = batch?;
        for (column, array) in columns.iter_mut().zip(&batch.columns) {
            assert_eq!(array.len(), batch.rows);
            column.2.extend(cells(array));
        }
    }
    Ok(columns)
}

/// The message of an error, with the folder of the test left out.
pub(crate) fn message(path: &Path, error: &DataError) -> String {
    error.to_string().replace(&format!("{}/", path.parent().unwrap().display()), "")
}
