//! `cairn sample sheets`.

use crate::run::{Run, cairn};
use crate::study::Study;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::fs;
use std::path::Path;

const DECISIONS: &str = r#"[frame]
source = "Enumeration areas of the census 2019"
date = 2019-08-24
area = "ea"
strata = ["region"]
size = "households"

[target]
pairs = 40
eligible = 0.5
response = 0.8

[allocation]
method = "equal"
take = 2

[draw]
method = "pps-systematic"
seed = 20250117
reserve = 1

[household]
second_stage = "listing"
contacts = 3
respondent = "kish-grid"
"#;

const PLAN: &str = "countries/exampleland/sample.toml";
const SHEETS: &str = "data/exampleland/sample/sheets";

/// A study with decisions and a frame of two regions, 40 areas each.
fn planned() -> Study {
    let mut frame = String::from("ea,region,households\n");
    for area in 1..=80 {
        let region = if area <= 40 { "North" } else { "South" };
        frame.push_str(&format!("{area:05},{region},{}\n", 100 + area % 7));
    }
    Study::collected().with(PLAN, DECISIONS).with("data/exampleland/sample/frame.csv", frame)
}

/// The same with clusters drawn.
fn drawn() -> Study {
    let study = planned();
    cairn(study.around(), &["sample", "draw", "study", "--country", "exampleland"]).succeeded();
    study
}

fn sheets(study: &Study, more: &[&str]) -> Run {
    cairn(study.around(), &[&["sample", "sheets", "study", "--country", "exampleland"], more].concat())
}

/// The cells of a sheet as text: a line a row, empty cells left out.
fn cells(workbook: &Path, sheet: &str) -> String {
    let mut workbook: Xlsx<_> = open_workbook(workbook).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    let rows = range.rows().map(|row| {
        let filled = row.iter().filter(|cell| **cell != Data::Empty).map(ToString::to_string);
        filled.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(" | ")
    });
    rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_clusters_in_use_get_a_sheet_and_the_reserve_waits_for_its_release() {
    let study = drawn();
    let first = sheets(&study, &[]).succeeded();
    insta::assert_snapshot!(first.stdout);
    let folder = study.path(SHEETS);
    let before = names(&folder);
    assert_eq!(before.len(), 20 + 2, "{before:?}");
    insta::assert_snapshot!(cells(&folder.join("cluster_003.xlsx"), "Contacts"));

    let assignment = fs::read_to_string(folder.join("assignment.csv")).unwrap();
    insta::assert_snapshot!(assignment.lines().take(4).collect::<Vec<_>>().join("\n"));
    assert_eq!(assignment.lines().count(), 1 + 60);

    insta::assert_snapshot!(sheets(&study, &["--cluster", "11", "--cluster", "99"]).refused());
    let release = [
        "sample",
        "release",
        "study",
        "--country",
        "exampleland",
        "--stratum",
        "North",
        "--reason",
        "Flooded",
        "--by",
        "Supervisor 3",
    ];
    cairn(study.around(), &release).succeeded();
    let again = sheets(&study, &["--format", "json"]).succeeded().json();
    assert_eq!(again["written"], serde_json::json!([11]));
    assert_eq!(again["left_untouched"].as_array().unwrap().len(), 20);
    let more = fs::read_to_string(folder.join("assignment.csv")).unwrap();
    assert_eq!(more.lines().filter(|line| line.contains(",reserve,")).count(), 3);
    assert!(assignment.lines().all(|line| more.lines().any(|other| other == line)));
}

#[test]
fn sheets_need_a_draw() {
    let study = planned();
    insta::assert_snapshot!(sheets(&study, &[]).refused());
    assert!(!study.path(SHEETS).exists());
}

#[test]
fn sheets_of_other_decisions_are_refused_and_written_elsewhere() {
    let study = drawn();
    sheets(&study, &["--cluster", "1"]).succeeded();
    study.change(PLAN, "contacts = 3", "contacts = 4");
    insta::assert_snapshot!(sheets(&study, &["--cluster", "2"]).refused());
    assert_eq!(names(&study.path(SHEETS)), ["assignment.csv", "cluster_001.xlsx", "sheets.toml"]);
    sheets(&study, &["--cluster", "2", "--into", "elsewhere"]).succeeded();
    let elsewhere = study.around().join("elsewhere");
    assert_eq!(names(&elsewhere), ["assignment.csv", "cluster_002.xlsx", "sheets.toml"]);
}

#[test]
fn contacts_follow_from_the_take_or_are_asked_for() {
    let study = drawn();
    study.change(PLAN, "contacts = 3\n", "");
    sheets(&study, &["--cluster", "1"]).succeeded();
    let assignment = study.read(&format!("{SHEETS}/assignment.csv"));
    assert_eq!(assignment.lines().count(), 1 + 5, "2 / (0.5 × 0.8)");
    study.change(PLAN, "take = 2", "take = 2000");
    insta::assert_snapshot!(sheets(&study, &["--cluster", "1"]).refused());
}
