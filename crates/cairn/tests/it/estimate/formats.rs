//! The same request over the same records in every format, one answer.

use crate::run::cairn;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn made(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/tests/files").join(name)
}

/// The answer to a request over a file of `crates/data/tests/files`.
#[track_caller]
fn answer(data: &str) -> Value {
    let place = TempDir::new().unwrap();
    let request = json!({
        "data": made(data),
        "derive": { "wide": "sch_wide = 'Yes'", "better": "api00 > api99", "has_target": "target IS NOT NULL" },
        "design": { "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] },
        "analyses": [
            { "id": "api", "kind": "mean", "variables": ["api00", "target"], "by": ["stype"], "deff": true },
            { "id": "wide", "kind": "proportion", "variables": ["wide", "better"], "where": "meals > 30" },
            { "id": "target", "kind": "mean", "variables": ["has_target"] },
            { "id": "students", "kind": "ratio", "numerator": ["api_stu"], "denominator": ["enroll"] },
            { "id": "types", "kind": "total", "variables": ["stype"], "by": ["sch_wide"], "covariance": true },
            { "id": "education", "kind": "mean", "variables": ["avg_ed"], "where": "stype IN ('E', 'M')" },
        ],
    });
    fs::write(place.path().join("request.json"), request.to_string()).unwrap();
    cairn(place.path(), &["estimate", "request.json"]).succeeded().json()
}

#[test]
fn spss_and_stata_give_the_answer_of_csv() {
    let csv = answer("schools.csv");
    let estimates =
        csv["analyses"].as_array().unwrap().iter().map(|analysis| &analysis["rows"][0]["estimate"]);
    assert!(estimates.into_iter().all(Value::is_number), "{csv:#}");
    for data in [
        "schools.sav",
        "schools-plain.sav",
        "schools.zsav",
        "schools-115.dta",
        "schools-118.dta",
        "big-endian.dta",
    ] {
        assert_eq!(answer(data), csv, "{data}");
    }
}

/// What SPSS keeps as numbers are categories where the request says so, by their codes.
#[test]
fn codes_of_spss_are_categories_by_their_codes() {
    let place = TempDir::new().unwrap();
    let request = json!({
        "data": made("kinds.sav"),
        "categorical": ["answer"],
        "design": {},
        "analyses": [
            { "id": "answer", "kind": "mean", "variables": ["answer"] },
            { "id": "years", "kind": "mean", "variables": ["years"] },
        ],
    });
    fs::write(place.path().join("request.json"), request.to_string()).unwrap();
    let answer = cairn(place.path(), &["estimate", "request.json"]).succeeded().json();
    let rows = |analysis: usize| answer["analyses"][analysis]["rows"].as_array().unwrap().clone();
    let levels: Vec<Value> = rows(0).iter().map(|row| row["level"].clone()).collect();
    // 8 and 99 are declared missing, and so are years from 97 on.
    assert_eq!(levels, [1, 98]);
    assert_eq!(rows(1)[0]["estimate"], 7.5);
}

#[test]
fn a_file_cut_short_is_refused_with_the_row() {
    let place = TempDir::new().unwrap();
    let whole = fs::read(made("schools-plain.sav")).unwrap();
    fs::write(place.path().join("schools.sav"), &whole[..whole.len() - 100]).unwrap();
    let request = json!({
        "data": "schools.sav",
        "design": { "weights": "pw" },
        "analyses": [{ "id": "api", "kind": "mean", "variables": ["api00"] }],
    });
    fs::write(place.path().join("request.json"), request.to_string()).unwrap();
    let told = cairn(place.path(), &["estimate", "request.json"]).refused();
    assert!(told.contains("schools.sav: not a readable SPSS file: row 66: "), "{told}");
}
