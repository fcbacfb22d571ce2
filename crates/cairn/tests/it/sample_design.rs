//! `cairn sample design`.

use crate::run::{Run, cairn};
use crate::study::Study;
use std::fmt::Write as _;

const PLAN: &str = "countries/exampleland/sample.toml";
const FRAME: &str = "data/exampleland/sample/frame.csv";
const PAGE: &str = "data/exampleland/sample/design.html";

const DECISIONS: &str = r#"[frame]
source = "Enumeration areas of the census 2019"
date = 2019-08-24
area = "ea"
strata = ["region", "area"]
size = "households"

[target]
pairs = 500
eligible = 0.4
response = 0.65
weighting_effect = 1.2
domains = [["region"], ["area"]]
groups = [{ title = "Girls", share = 0.5 }]
costs = { currency = "USD", fixed = 20000, cluster = 250, pair = 30 }

[[target.indicators]]
title = "Told somebody"
proportion = 0.1
margin = 0.03
by_stratum = [{ stratum = ["North", "urban"], proportion = 0.2 }]

[[target.indicators]]
title = "Was online every day"
proportion = 0.6
intraclass_correlation = 0.1

[allocation]
method = "power"
power = 0.75
take = 10

[draw]
method = "pps-systematic"
seed = 1

[household]
second_stage = "listing"
respondent = "random-number"
"#;

fn study() -> Study {
    let mut frame = "ea,region,area,households\n".to_owned();
    let strata =
        [("North,urban", 40, 90), ("North,rural", 120, 60), ("South,urban", 8, 70), ("South,rural", 60, 45)];
    for (number, (stratum, areas, size)) in strata.into_iter().enumerate() {
        for area in 0..areas {
            let _ = writeln!(frame, "{}{area:03},{stratum},{}", number + 1, size + area % 7);
        }
    }
    Study::template().with(PLAN, DECISIONS).with(FRAME, frame)
}

fn design(study: &Study, more: &[&str]) -> Run {
    cairn(study.around(), &[&["sample", "design", "study", "--country", "exampleland"], more].concat())
}

#[test]
fn a_design_is_told_in_tables() {
    let study = study();
    insta::assert_snapshot!(design(&study, &[]).succeeded().stdout);
    let page = study.read(PAGE);
    for part in ["<svg", "role=\"img\"", "<desc>", "Told somebody", "this design", "Other allocations"] {
        assert!(page.contains(part), "{part}");
    }
    // The same again: nothing in it depends on the day or the machine.
    design(&study, &[]).succeeded();
    assert_eq!(study.read(PAGE), page);
}

#[test]
fn programs_get_the_same_numbers() {
    let study = study();
    let answer = design(&study, &["--format", "json", "--page", "elsewhere/page.html"]).succeeded().json();
    assert!(study.around().join("elsewhere/page.html").exists() && !study.path(PAGE).exists());
    assert_eq!(answer["clusters"], 50);
    assert_eq!(answer["contacts"], 50 * 39);
    assert_eq!(answer["cost"]["total"], 47_500.0);
    let by_stratum: u64 = answer["strata"]
        .as_array()
        .unwrap()
        .iter()
        .map(|stratum| stratum["clusters"].as_u64().unwrap())
        .sum();
    assert_eq!(by_stratum, 50);
    let parts = answer["indicators"][0]["parts"].as_array().unwrap();
    let titles: Vec<&str> = parts.iter().map(|part| part["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["The country", "North", "South", "rural", "urban", "Girls"]);
    assert!(parts.iter().all(|part| part["margin"].as_f64().unwrap() > 0.0));
    let declared: Vec<&serde_json::Value> = answer["alternatives"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|alternative| alternative["declared"] == true)
        .collect();
    assert_eq!(declared.len(), 1);
    assert_eq!(declared[0]["margins"][0], parts[0]["margin"]);
}

#[test]
fn margins_hold_under_the_optimum() {
    let study = study().changed(PLAN, "method = \"power\"\npower = 0.75", "method = \"optimum\"");
    let study = study.changed(PLAN, "margin = 0.03", "margin = 0.04");
    let study = study.changed(PLAN, "correlation = 0.1", "correlation = 0.1\nmargin = 0.08");
    let study = study.changed(PLAN, "take = 10", "take = \"optimum\"");
    let answer = design(&study, &["--format", "json"]).succeeded().json();
    assert!(answer["indicators"][0]["parts"][0]["margin"].as_f64().unwrap() <= 0.04 + 1e-9);
    assert!(answer["indicators"][1]["parts"][0]["margin"].as_f64().unwrap() <= 0.08 + 1e-9);
    // √(250/30 × 0.95/0.05) = 12.6 for the one, √(250/30 × 0.9/0.1) = 8.7 for the other.
    assert!((9..=13).contains(&answer["take"].as_u64().unwrap()), "{}", answer["take"]);
}

#[test]
fn what_cannot_be_designed_is_refused_with_place_and_remedy_and_writes_nothing() {
    let refused = |from: &str, to: &str| {
        let study = study().changed(PLAN, from, to);
        let said = design(&study, &[]).refused();
        assert!(!study.path(PAGE).exists());
        said
    };
    insta::assert_snapshot!("more_clusters_than_areas", refused("pairs = 500", "pairs = 5000"));
    insta::assert_snapshot!("fewer_areas_than_the_minimum", refused("take = 10", "take = 10\nminimum = 9"));
    insta::assert_snapshot!(
        "an_unknown_stratum",
        refused("[\"North\", \"urban\"]", "[\"North\", \"urbane\"]")
    );
    let beyond = "method = \"optimum\"\ntake = 10\n#";
    let study = study().changed(PLAN, "method = \"power\"\npower = 0.75\ntake = 10", beyond);
    let study = study.changed(PLAN, "margin = 0.03", "margin = 0.01");
    let study = study.changed(PLAN, "correlation = 0.1", "correlation = 0.1\nmargin = 0.08");
    insta::assert_snapshot!("a_margin_beyond_the_frame", design(&study, &[]).refused());
}
