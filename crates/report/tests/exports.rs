//! The exports: what is let through, whole and the same in every format, and nothing else.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, UInt64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use cairn_evidence::{Presented, Prevalence, Shown, present};
use cairn_report::{estimates_csv, estimates_parquet, table_csv};
use cairn_study::{Presentation, Preset};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::sync::Arc;
use support::Specimen;

struct Table {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(bytes: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(bytes);
        let names = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows =
            reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
        Self { names, rows }
    }

    fn cell(&self, row: usize, name: &str) -> &str {
        let column =
            self.names.iter().position(|n| n == name).unwrap_or_else(|| panic!("{name} is a column"));
        &self.rows[row][column]
    }
}

/// Under the DHS rules, so that percentages, parentheses and withheld numbers all occur.
fn specimen() -> Specimen {
    let mut specimen = Specimen::small();
    specimen.study.presentation = Presentation { decimals: 1, ..Presentation::preset(Preset::Dhs) };
    specimen.estimate();
    specimen
}

#[test]
fn the_csv_reads_back_as_the_numbers_it_was_made_from() {
    let specimen = specimen();
    let table = Table::read(&estimates_csv(&specimen.study, &specimen.prevalences).unwrap());
    assert_eq!(table.rows.len(), specimen.prevalences.len());
    let parse = |text: &str| (!text.is_empty()).then(|| text.parse::<f64>().unwrap());
    for (row, number) in specimen.prevalences.iter().enumerate() {
        let claim = number.prevalence().claim();
        let estimate = number.estimate();
        assert_eq!(table.cell(row, "id"), claim.id.to_string());
        assert_eq!(table.cell(row, "n"), claim.n.to_string());
        assert_eq!(parse(table.cell(row, "estimate")), estimate.map(|e| e.proportion));
        assert_eq!(parse(table.cell(row, "se")), estimate.and_then(|e| e.standard_error));
        assert_eq!(parse(table.cell(row, "ci_lower")), estimate.and_then(|e| e.interval).map(|i| i.lower));
        assert_eq!(table.cell(row, "count"), number.count().map(|c| c.to_string()).unwrap_or_default());
    }
}

#[test]
fn withheld_numbers_are_empty_with_the_reason() {
    let specimen = specimen();
    let table = Table::read(&estimates_csv(&specimen.study, &specimen.prevalences).unwrap());
    let mut withheld = 0;
    for (row, number) in specimen.prevalences.iter().enumerate() {
        let Shown::Withheld(reason) = number.shown() else { continue };
        withheld += 1;
        assert_eq!(table.cell(row, "shown"), "withheld");
        assert_eq!(table.cell(row, "reason"), reason.to_string());
        for name in
            ["count", "weighted_n", "estimate", "se", "ci_lower", "ci_upper", "deff", "effective_n", "df"]
        {
            assert_eq!(table.cell(row, name), "", "{name}");
        }
    }
    assert!(withheld > 0);
}

#[test]
fn parquet_holds_what_the_csv_holds() {
    let specimen = specimen();
    let table = Table::read(&estimates_csv(&specimen.study, &specimen.prevalences).unwrap());
    let bytes = estimates_parquet(&specimen.study, &specimen.prevalences).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes.into_file()).unwrap().build().unwrap();
    let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
    let schema = batches[0].schema();
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names, table.names);
    let rows: Vec<Vec<String>> = batches
        .iter()
        .flat_map(|batch| {
            (0..batch.num_rows()).map(|row| batch.columns().iter().map(|c| cell(c, row)).collect())
        })
        .collect();
    assert_eq!(rows, table.rows);
}

/// Parquet is read from bytes or files alone; a temporary file keeps the test free of another crate.
trait IntoFile {
    fn into_file(self) -> std::fs::File;
}

impl IntoFile for Vec<u8> {
    fn into_file(self) -> std::fs::File {
        use std::io::{Seek, Write};
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&self).unwrap();
        file.rewind().unwrap();
        file
    }
}

fn cell(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
        other => panic!("no column is of type {other}"),
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let specimen = specimen();
    let (study, numbers) = (&specimen.study, &specimen.prevalences);
    assert_eq!(estimates_csv(study, numbers).unwrap(), estimates_csv(study, numbers).unwrap());
    assert_eq!(estimates_parquet(study, numbers).unwrap(), estimates_parquet(study, numbers).unwrap());
}

#[test]
fn no_numbers_make_a_table_with_a_header_alone() {
    let study = specimen().study;
    let table = Table::read(&estimates_csv(&study, &[]).unwrap());
    assert!(table.names.contains(&"breakdown_2".to_owned()));
    assert!(table.rows.is_empty());
    assert!(estimates_parquet(&study, &[]).is_ok());
}

#[test]
fn the_readable_table_is_rounded_as_the_report_is() {
    let specimen = specimen();
    let indicator = &specimen.study.indicators[7];
    let bytes = table_csv(&specimen.study, indicator, &specimen.prevalences).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    insta::assert_snapshot!(text, @r"
    Country,By,Group,Per cent,95 % CI lower,95 % CI upper,n,Count,Missing,Notes
    Aldermark,,Total,31.0,23.6,38.4,214,66,2 don’t know; 1 prefer not to say,
    Aldermark,Gender,Girls,32.2,20.4,44.1,86,28,1 don’t know,
    Aldermark,Gender,Boys,27.3,15.2,39.3,75,20,,
    Aldermark,Gender,Another gender,,,,6,,,not shown: the base is below 25
    Aldermark,Age group,12–13,31.0,19.3,42.7,86,27,1 don’t know,
    Aldermark,Age group,14–15,26.0,14.2,37.9,75,20,,
    Aldermark,Age group,16–17,34.7,20.8,48.7,64,22,,
    Aldermark,Area,Urban,29.8,20.3,39.2,128,38,1 don’t know,
    Aldermark,Area,Rural,24.8,15.2,34.4,112,28,1 don’t know,
    ");
}

#[test]
fn the_readable_table_mixes_no_versions() {
    let specimen = specimen();
    let indicator = &specimen.study.indicators[0];
    let mut numbers: Vec<Presented> = specimen.prevalences.clone();
    let mut other = numbers[0].prevalence().claim().clone();
    other.id.version = 2;
    let other = Prevalence::from_sample(Arc::clone(&specimen.samples[0]), other);
    numbers.push(present(other, &specimen.study.presentation));
    let with = table_csv(&specimen.study, indicator, &numbers).unwrap();
    assert_eq!(with, table_csv(&specimen.study, indicator, &specimen.prevalences).unwrap());
}
