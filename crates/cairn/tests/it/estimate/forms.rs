//! One request in several forms, one answer in several formats.

use super::case::{Case, estimate};
use crate::run::{cairn, cairn_reading};
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const TOML: &str = r#"data = "data.csv"
derive = { wide = "\"sch.wide\" = 'Yes'" }

[design]
strata = ["stype"]
weights = "pw"
fpc = ["fpc"]

[[analyses]]
id = "api"
kind = "mean"
variables = ["api00"]
by = ["stype"]
deff = true
covariance = true

[[analyses]]
id = "wide"
kind = "proportion"
variables = ["wide"]
where = "meals > 30"

[[analyses]]
id = "students"
kind = "ratio"
numerator = ["api.stu"]
denominator = ["enroll"]

[[analyses]]
id = "types"
kind = "total"
variables = ["stype"]
"#;

fn json_request() -> Value {
    json!({
        "data": "data.csv",
        "derive": { "wide": "\"sch.wide\" = 'Yes'" },
        "design": { "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] },
        "analyses": [
            { "id": "api", "kind": "mean", "variables": ["api00"], "by": ["stype"], "deff": true, "covariance": true },
            { "id": "wide", "kind": "proportion", "variables": ["wide"], "where": "meals > 30" },
            { "id": "students", "kind": "ratio", "numerator": ["api.stu"], "denominator": ["enroll"] },
            { "id": "types", "kind": "total", "variables": ["stype"] },
        ],
    })
}

/// A folder with the data and the request in both forms.
fn folder() -> TempDir {
    let place = TempDir::new().unwrap();
    fs::copy(Case::read("apistrat").data(), place.path().join("data.csv")).unwrap();
    fs::write(place.path().join("request.toml"), TOML).unwrap();
    fs::write(place.path().join("request.json"), json_request().to_string()).unwrap();
    place
}

#[test]
fn toml_json_and_standard_input_have_one_answer() {
    let place = folder();
    let toml = cairn(place.path(), &["estimate", "request.toml"]).succeeded();
    assert_eq!(toml.stderr, "");
    assert_eq!(cairn(place.path(), &["estimate", "request.json"]).succeeded().stdout, toml.stdout);
    for request in [TOML, &json_request().to_string()] {
        assert_eq!(cairn_reading(place.path(), &["estimate", "-"], request).succeeded().stdout, toml.stdout);
    }
    toml.json();
}

#[test]
fn data_are_found_beside_the_request() {
    let place = folder();
    let there = cairn(place.path(), &["estimate", "request.toml"]).succeeded().stdout;
    let request = place.path().join("request.toml");
    let elsewhere = cairn(Path::new("/"), &["estimate", request.to_str().unwrap()]).succeeded().stdout;
    assert_eq!(elsewhere, there);
}

#[test]
fn formats() {
    let place = folder();
    for format in ["table", "csv", "json"] {
        let told = cairn(place.path(), &["estimate", "request.toml", "--format", format]).succeeded();
        assert_eq!(told.stderr, "");
        insta::assert_snapshot!(format!("answer_as_{format}"), told.stdout);
    }
}

/// Each estimate of the CSV is that of the JSON, bit for bit.
#[test]
fn csv_and_json_hold_the_same_numbers() {
    let place = folder();
    let json = cairn(place.path(), &["estimate", "request.toml", "--format", "json"]).succeeded().json();
    let rows: Vec<&Value> = json["analyses"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|analysis| analysis["rows"].as_array().unwrap())
        .collect();
    let csv = cairn(place.path(), &["estimate", "request.toml", "--format", "csv"]).succeeded().stdout;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let position = |name: &str| names.iter().position(|column| column == name).unwrap();
    let mut count = 0;
    for (found, expected) in reader.records().zip(&rows) {
        let found = found.unwrap();
        let number = |name: &str| found[position(name)].parse::<f64>().ok();
        assert_eq!(number("estimate"), expected["estimate"].as_f64());
        assert_eq!(number("se"), expected["se"].as_f64());
        assert_eq!(number("ci_lower"), expected["ci"][0].as_f64());
        assert_eq!(number("ci_upper"), expected["ci"][1].as_f64());
        assert_eq!(number("deff"), expected["deff"].as_f64());
        count += 1;
    }
    assert_eq!(count, rows.len());
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let case = Case::read("nhanes");
    let request = case.request(
        &json!({ "clusters": ["SDMVPSU"], "strata": ["SDMVSTRA"], "weights": "WTMEC2YR" }),
        &json!({}),
        &[
            ("by", json!({ "kind": "mean", "variables": ["HI_CHOL"], "by": ["race", "agecat"], "deff": true, "covariance": true })),
            ("total", json!({ "kind": "total", "variables": ["HI_CHOL", "agecat"] })),
        ],
    );
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("request.json"), request.to_string()).unwrap();
    let answer =
        |threads| cairn(place.path(), &["estimate", "request.json", "--threads", threads]).succeeded();
    let one = answer("1").stdout;
    assert_eq!(answer("8").stdout, one);
    assert_eq!(answer("3").stdout, one);
    assert_eq!(estimate(&request).succeeded().stdout, one);
}

/// Writes a CSV file as Parquet: whole numbers, numbers and texts as the cells are, `NA` and the empty cell missing.
fn write_parquet(from: &Path, to: &Path) {
    let mut reader = csv::Reader::from_path(from).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let columns = names.iter().enumerate().map(|(column, name)| {
        let cells: Vec<Option<&str>> =
            rows.iter().map(|row| Some(&row[column]).filter(|cell| !["", "NA"].contains(cell))).collect();
        let all = |test: &dyn Fn(&str) -> bool| cells.iter().flatten().all(|cell| test(cell));
        let array: ArrayRef = if all(&|cell| cell.parse::<i64>().is_ok()) {
            Arc::new(cells.iter().map(|cell| cell.map(|cell| cell.parse().unwrap())).collect::<Int64Array>())
        } else if all(&|cell| cell.parse::<f64>().is_ok()) {
            Arc::new(
                cells.iter().map(|cell| cell.map(|cell| cell.parse().unwrap())).collect::<Float64Array>(),
            )
        } else {
            Arc::new(cells.into_iter().collect::<StringArray>())
        };
        (name.clone(), array, true)
    });
    let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(to).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn parquet_gives_the_answer_of_csv() {
    let place = folder();
    write_parquet(&place.path().join("data.csv"), &place.path().join("data.parquet"));
    let csv = cairn(place.path(), &["estimate", "request.toml"]).succeeded().stdout;
    fs::write(place.path().join("request.toml"), TOML.replace("data.csv", "data.parquet")).unwrap();
    let parquet = cairn(place.path(), &["estimate", "request.toml"]).succeeded().stdout;
    assert_eq!(parquet, csv);
}
