//! Tables read from CSV and Parquet.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float32Array, Float64Array,
    Int8Array, Int64Array, StringArray, TimestampMillisecondArray, UInt64Array,
};
use arrow_schema::DataType;
use cairn_data::{Kind, Scan, ScanOptions};
use common::{Cell, cells, file, message, parquet_bytes, read};
use std::sync::Arc;

fn csv_column(cells: &[&str]) -> (Kind, Vec<Cell>) {
    let text = format!("x,y\n{}", cells.iter().map(|cell| format!("{cell},0\n")).collect::<String>());
    let (_folder, path) = file("t.csv", text.as_bytes());
    let (_, kind, cells) = read(&path).unwrap().swap_remove(0);
    (kind, cells)
}

#[test]
fn a_csv_column_has_the_narrowest_type_that_all_its_cells_allow() {
    use Cell::{Boolean, Integer, Null, Number, Text};
    assert_eq!(
        csv_column(&["1", "NA", "", "-3"]),
        (Kind::Integer, vec![Integer(1), Null, Null, Integer(-3)])
    );
    assert_eq!(
        csv_column(&["1", "2.5", "1e3"]),
        (Kind::Number, vec![Number(1.0), Number(2.5), Number(1000.0)])
    );
    assert_eq!(
        csv_column(&["NaN", "-Inf", " 2 "]),
        (Kind::Number, vec![Null, Number(f64::NEG_INFINITY), Number(2.0)])
    );
    assert_eq!(
        csv_column(&["true", "FALSE", "NA"]),
        (Kind::Boolean, vec![Boolean(true), Boolean(false), Null])
    );
    assert_eq!(csv_column(&["007", "8"]), (Kind::Integer, vec![Integer(7), Integer(8)]));
    assert_eq!(csv_column(&["1", "a"]), (Kind::Text, vec![Text("1".into()), Text("a".into())]));
    assert_eq!(csv_column(&["infinity", "1"]).0, Kind::Text);
    assert_eq!(csv_column(&["true", "1"]).0, Kind::Text);
    assert_eq!(
        csv_column(&["9223372036854775808"]),
        (Kind::Number, vec![Number(9_223_372_036_854_775_808.0)])
    );
    assert_eq!(csv_column(&["\"a, \"\"b\"\"\nc\""]), (Kind::Text, vec![Text("a, \"b\"\nc".into())]));
    assert_eq!(csv_column(&["NA", ""]), (Kind::Number, vec![Null, Null]));
}

#[test]
fn the_strings_that_stand_for_missing_can_be_given() {
    let (_folder, path) = file("t.csv", b"x\n1\n.\n");
    let options = ScanOptions { missing: vec![".".to_owned()], ..ScanOptions::default() };
    let scan = Scan::open(&path, &options).unwrap();
    let batch = scan.batches(&[0]).unwrap().next().unwrap().unwrap();
    assert_eq!(cells(&batch.columns[0]), [Cell::Integer(1), Cell::Null]);
}

#[test]
fn names_stay_as_they_are_written_and_rows_know_their_line() {
    let bytes = b"ea,n\n007,1\n\nNA,\n\"a\nb\",2.0\nlast,3\n";
    let options = ScanOptions::as_written();
    let (_folder, path) = file("t.csv", bytes);
    for scan in [Scan::open(&path, &options), Scan::of_bytes("t.csv".as_ref(), bytes.to_vec(), &options)] {
        let scan = scan.unwrap();
        let batch = scan.batches(&[0, 1]).unwrap().next().unwrap().unwrap();
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(cells(&batch.columns[0]), [text("007"), text("NA"), text("a\nb"), text("last")]);
        assert_eq!(cells(&batch.columns[1]), [text("1"), Cell::Null, text("2.0"), text("3")]);
        let lines: Vec<String> = (0..5).map(|row| scan.place(row).to_string()).collect();
        assert_eq!(lines, ["line 2", "line 4", "line 5", "line 7", "line 0"]);
    }
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_no_part_of_the_table() {
    let (_folder, path) = file("t.csv", b"\xEF\xBB\xBFx,y\r\n1,\"b\"\r\n");
    let columns = read(&path).unwrap();
    assert_eq!(columns[0], ("x".to_owned(), Kind::Integer, vec![Cell::Integer(1)]));
    assert_eq!(columns[1], ("y".to_owned(), Kind::Text, vec![Cell::Text("b".to_owned())]));
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place() {
    let files: [(&str, &[u8]); 11] = [
        ("t.csv", b""),
        ("t.csv", b"a,b\n1,2\n1,2,3\n"),
        ("t.csv", b"a,b\n1\n"),
        ("t.csv", b"a,b,a\n1,2,3\n"),
        ("t.csv", b"a;b\n1;2\n"),
        ("t.csv", b"a,b\n1,2\n3,\"4\n5,6\n"),
        ("t.csv", b"a\nx\n\xE9t\xE9\n"),
        ("t.csv", b"\xFF\xFEa\0"),
        ("t.parquet", b"PAR1 and then nothing of the kind"),
        ("t.sav", b""),
        ("t", b""),
    ];
    let messages = files.map(|(name, bytes)| {
        let (_folder, path) = file(name, bytes);
        message(&path, &read(&path).unwrap_err())
    });
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn a_file_that_is_not_there_is_an_error() {
    let error = Scan::open("no/such/file.parquet".as_ref(), &ScanOptions::default()).unwrap_err();
    assert!(error.to_string().starts_with("no/such/file.parquet: cannot be read: "), "{error}");
}

#[test]
fn every_width_of_a_parquet_file_comes_in_one_type_for_its_kind() {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("int8", Arc::new(Int8Array::from(vec![Some(1), None]))),
        ("uint64", Arc::new(UInt64Array::from(vec![7, 8]))),
        ("float32", Arc::new(Float32Array::from(vec![0.5, f32::NAN]))),
        ("decimal", Arc::new(Decimal128Array::from(vec![150, 225]).with_precision_and_scale(9, 2).unwrap())),
        ("whole", Arc::new(Decimal128Array::from(vec![150, 225]).with_precision_and_scale(9, 0).unwrap())),
        ("flag", Arc::new(BooleanArray::from(vec![Some(true), None]))),
        ("day", Arc::new(Date32Array::from(vec![1, 2]))),
        ("text", Arc::new(StringArray::from(vec![Some("a"), None]))),
        ("category", Arc::new(["b", "b"].into_iter().collect::<DictionaryArray<Int32Type>>())),
        ("moment", Arc::new(TimestampMillisecondArray::from(vec![0, 1]))),
    ];
    let (_folder, path) = file("t.parquet", &parquet_bytes(columns, 10));
    let scan = Scan::open(&path, &ScanOptions::default()).unwrap();
    let described: Vec<String> =
        scan.fields().iter().map(|field| format!("{} {:?}", field.name, field.kind)).collect();
    assert_eq!(
        described.join(", "),
        "int8 Integer, uint64 Integer, float32 Number, decimal Number, whole Integer, flag Boolean, day Date, text Text, \
         category Text"
    );
    assert_eq!(scan.unreadable_columns().len(), 1);
    assert_eq!(scan.unreadable_columns()[0].0, "moment");

    let wanted: Vec<usize> = (0..scan.fields().len()).collect();
    let batch = scan.batches(&wanted).unwrap().next().unwrap().unwrap();
    let text = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let types: Vec<DataType> = batch.columns.iter().map(|array| array.data_type().clone()).collect();
    use DataType::{Boolean, Date32, Float64, Int64};
    assert_eq!(types, [Int64, Int64, Float64, Float64, Int64, Boolean, Date32, text.clone(), text]);
    assert_eq!(cells(&batch.columns[2]), [Cell::Number(0.5), Cell::Null], "NaN is missing");
    assert_eq!(cells(&batch.columns[3]), [Cell::Number(1.5), Cell::Number(2.25)]);
    assert_eq!(cells(&batch.columns[7]), [Cell::Text("a".to_owned()), Cell::Null]);
}

#[test]
fn a_whole_number_that_does_not_fit_is_an_error_not_another_number() {
    let column: ArrayRef = Arc::new(UInt64Array::from(vec![1, u64::MAX]));
    let (_folder, path) = file("t.parquet", &parquet_bytes(vec![("id", column)], 10));
    let error = read(&path).unwrap_err();
    assert!(message(&path, &error).starts_with("t.parquet: column `id`: "), "{error}");
}

#[test]
fn batches_keep_the_order_of_the_rows_and_the_columns_asked_for() {
    let rows: i64 = 150_001;
    let numbers: ArrayRef = Arc::new(Int64Array::from_iter_values(0..rows));
    let halves: ArrayRef = Arc::new(Float64Array::from_iter_values((0..rows).map(|row| row as f64 / 2.0)));
    let names: ArrayRef =
        Arc::new(StringArray::from_iter_values((0..rows).map(|row| format!("n{}", row % 1000))));
    let bytes = parquet_bytes(vec![("number", numbers), ("half", halves), ("name", names)], 40_000);
    let (_folder, path) = file("t.parquet", &bytes);
    let scan = Scan::open(&path, &ScanOptions::default()).unwrap();
    assert_eq!(scan.rows(), 150_001);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut row = 0_i64;
        pool.install(|| {
            for batch in scan.batches(&[2, 0, 1, 0]).unwrap() {
                let batch = batch.unwrap();
                assert!(
                    batch.rows <= 131_072 && batch.columns.iter().all(|column| column.len() == batch.rows)
                );
                assert_eq!(cells(&batch.columns[1]), cells(&batch.columns[3]));
                let names = batch.columns[0].as_dictionary::<Int32Type>();
                assert!(names.values().len() <= 1000);
                for at in [0, batch.rows / 2, batch.rows - 1] {
                    let number = row + i64::try_from(at).unwrap();
                    let found = |column: usize| common::cell(&batch.columns[column], at);
                    assert_eq!(found(0), Cell::Text(format!("n{}", number % 1000)));
                    assert_eq!(found(1), Cell::Integer(number));
                    assert_eq!(found(2), Cell::Number(number as f64 / 2.0));
                }
                row += i64::try_from(batch.rows).unwrap();
            }
        });
        assert_eq!(row, rows);
    }
    assert_eq!(scan.batches(&[]).unwrap().map(|batch| batch.unwrap().rows).sum::<usize>(), 150_001);
    assert!(scan.batches(&[3]).is_err());
}

#[test]
fn more_columns_than_file_handles_are_read_together() {
    let columns: Vec<(String, ArrayRef)> = (0..150_i64)
        .map(|column| (format!("c{column}"), Arc::new(Int64Array::from(vec![column, -column])) as ArrayRef))
        .collect();
    let bytes =
        parquet_bytes(columns.iter().map(|(name, array)| (name.as_str(), Arc::clone(array))).collect(), 10);
    let (_folder, path) = file("t.parquet", &bytes);
    for (index, (name, _, cells)) in read(&path).unwrap().into_iter().enumerate() {
        let index = i64::try_from(index).unwrap();
        assert_eq!(name, format!("c{index}"));
        assert_eq!(cells, [Cell::Integer(index), Cell::Integer(-index)]);
    }
}
