//! Cluster totals that are kept, added, and estimated from.

use super::case::Case;
use crate::run::cairn;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn request(data: &str, replicates: bool) -> Value {
    let mut design = json!({"strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR"});
    if replicates {
        design["replicates"] = json!({"type": "jkn"});
    }
    json!({
        "data": data, "categorical": ["race"], "design": design,
        "analyses": [
            {"id": "mean", "kind": "mean", "variables": ["HI_CHOL", "race"], "by": ["agecat", "RIAGENDR"], "deff": true},
            {"id": "proportion", "kind": "proportion", "variables": ["HI_CHOL"], "interval": "beta", "where": "race < 4"},
            {"id": "ratio", "kind": "ratio", "numerator": ["HI_CHOL"], "denominator": ["RIAGENDR"], "by": ["race"]}]
    })
}

/// Writes the data of a case in parts: rows for which `part` gives the same number stand in the same file.
fn parts(place: &Path, part: impl Fn(usize, &[&str]) -> usize, replicates: bool) -> Vec<String> {
    let text = fs::read_to_string(Case::read("nhanes").data()).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut files: Vec<String> = Vec::new();
    for (number, row) in rows.lines().enumerate() {
        let cells: Vec<&str> = row.split(',').collect();
        let file = part(number, &cells);
        files.resize(files.len().max(file + 1), format!("{header}\n"));
        files[file].push_str(&format!("{row}\n"));
    }
    let kept = files.iter().enumerate().map(|(number, text)| {
        let (data, asked, kept) =
            (format!("{number}.csv"), format!("{number}.json"), format!("{number}.totals"));
        fs::write(place.join(&data), text).unwrap();
        fs::write(place.join(&asked), format!("{:#}", request(&data, replicates))).unwrap();
        let run = cairn(place, &["estimate", &asked, "--keep-totals", &kept]).succeeded();
        assert_eq!(run.stdout, "");
        kept
    });
    kept.collect()
}

fn whole(place: &Path, replicates: bool) -> Value {
    let data = Case::read("nhanes").data();
    fs::write(place.join("whole.json"), request(data.to_str().unwrap(), replicates).to_string()).unwrap();
    cairn(place, &["estimate", "whole.json"]).succeeded().json()
}

#[track_caller]
fn same(left: &Value, right: &Value) {
    match (left, right) {
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len());
            a.iter().zip(b).for_each(|(a, b)| same(a, b));
        }
        (Value::Object(a), Value::Object(b)) => {
            assert_eq!(a.len(), b.len());
            a.iter().for_each(|(key, value)| same(value, &b[key]));
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() <= 1e-11 * a.abs().max(1e-9), "{a} {b}");
        }
        _ => assert_eq!(left, right),
    }
}

fn from_totals(place: &Path, kept: &[String]) -> Value {
    let mut arguments = vec!["estimate", "--totals"];
    arguments.extend(kept.iter().map(String::as_str));
    cairn(place, &arguments).succeeded().json()
}

#[test]
fn totals_of_parts_add_up_to_the_whole() {
    let place = TempDir::new().unwrap();
    // Parts that share clusters, and of which some lack a level of race.
    let header = "SDMVPSU,SDMVSTRA,WTMEC2YR,HI_CHOL,race,agecat,RIAGENDR";
    let race = header.split(',').position(|name| name == "race").unwrap();
    let kept = parts(place.path(), |number, cells| if cells[race] == "2" { 2 } else { number % 2 }, false);
    assert_eq!(kept.len(), 3);
    same(&from_totals(place.path(), &kept), &whole(place.path(), false));
}

#[test]
fn totals_that_were_kept_answer_as_their_rows_do() {
    let place = TempDir::new().unwrap();
    let kept = parts(place.path(), |_, _| 0, false);
    same(&from_totals(place.path(), &kept), &whole(place.path(), false));
    let text = fs::read_to_string(place.path().join(&kept[0])).unwrap();
    assert!(text.starts_with(r#"{"cluster_totals":1,"#), "{}", &text[..60]);
}

#[test]
fn totals_of_other_requests_or_no_totals_are_refused() {
    let place = TempDir::new().unwrap();
    let kept = parts(place.path(), |number, _| number % 2, false);
    let mut other = request("1.csv", false);
    other["analyses"][0]["by"] = json!(["agecat"]);
    fs::write(place.path().join("1.json"), other.to_string()).unwrap();
    cairn(place.path(), &["estimate", "1.json", "--keep-totals", "1.totals"]).succeeded();
    let said = cairn(place.path(), &["estimate", "--totals", &kept[0], &kept[1]]).refused();
    assert!(said.contains("1.totals was summed for another request than 0.totals"), "{said}");
    for text in ["", "{}", "[1]", r#"{"cluster_totals": 2}"#, r#"{"cluster_totals": 1, "units": []}"#] {
        fs::write(place.path().join("bad.totals"), text).unwrap();
        let said = cairn(place.path(), &["estimate", "--totals", "bad.totals"]).refused();
        assert!(said.contains("bad.totals holds no cluster totals"), "{said}");
    }
}

#[test]
fn totals_of_rows_are_not_kept() {
    let place = TempDir::new().unwrap();
    let data = Case::read("nhanes").data();
    let mut request = request(data.to_str().unwrap(), false);
    request["design"] = json!({"weights": "WTMEC2YR"});
    fs::write(place.path().join("a.json"), request.to_string()).unwrap();
    let said = cairn(place.path(), &["estimate", "a.json", "--keep-totals", "a.totals"]).refused();
    assert!(said.contains("would hold every row"), "{said}");
    assert!(!place.path().join("a.totals").exists());
}
