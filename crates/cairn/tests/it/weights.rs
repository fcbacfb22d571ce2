//! `cairn weights`, and a build with the weights that it makes.

use crate::study::{COUNTRY, RECORDS, Study};
use cairn_definition::Diagnostics;
use cairn_fieldwork::{Draw, FrameFile, SampleFolder};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const SAMPLE: &str = "countries/exampleland/sample.toml";
const CONTACTS: &str = "data/exampleland/sample/contacts.csv";
const WEIGHTS: &str = "data/exampleland/sample/weights_child.csv";
const PAGE: &str = "data/exampleland/sample/weights.html";

/// Clusters in each of the strata of the template's records.
const CLUSTERS: [u32; 8] = [3, 2, 3, 3, 2, 2, 3, 2];

const DECISIONS: &str = r#"
[frame]
source = "Enumeration areas, Example Institute"
date = 2024-08-24
area = "ea"
strata = ["stratum"]
size = "households"

[target]
pairs = 200
eligible = 0.5
response = 0.6

[allocation]
method = "proportional"
take = 10

[draw]
method = "pps-systematic"
seed = 7

[household]
second_stage = "listing"
respondent = "random-number"

[weights]
household = "household_id"

[weights.child]
scale = "population"
steps = [
  { step = "selection" },
  { step = "unknown-eligibility", classes = ["stratum"] },
  { step = "non-response", classes = ["stratum", "dwelling"], minimum = 10, largest_factor = 3.0 },
  { step = "within-household" },
  { step = "trim", times_mean = 2.5 },
  { step = "calibrate", method = "raking", margins = ["gender", "area_age"] },
]
"#;

const POPULATION: &str = r#"
[[population.margins]]
id = "gender"
of = "internet-using children aged 12–17"
by = ["gender"]
source = "Projection of the Example Institute"
date = 2024-07-01
cells = [{ levels = [1], count = 50000 }, { levels = [2], count = 52000 }]

[[population.margins]]
id = "area_age"
of = "internet-using children aged 12–17"
by = ["area", "age_group"]
source = "Census of Exampleland"
date = 2024-06-30
cells = [
  { levels = [1, "12-13"], count = 15000 },
  { levels = [1, "14-15"], count = 16000 },
  { levels = [1, "16-17"], count = 17000 },
  { levels = [2, "12-13"], count = 18000 },
  { levels = [2, "14-15"], count = 18000 },
  { levels = [2, "16-17"], count = 18000 },
]
"#;

/// The template with a sample that was drawn, 25 households contacted in each cluster, and weights made of them.
fn weighted() -> Study {
    let study = Study::template().changed(COUNTRY, "weights = \"weight\"\n", "").with(SAMPLE, DECISIONS);
    study.append(COUNTRY, POPULATION);
    let mut frame = "ea,stratum,households\n".to_owned();
    for stratum in 1..=8 {
        for area in 0..12 {
            writeln!(frame, "{stratum}-{area},{stratum},{}", 80 + 7 * area).unwrap();
        }
    }
    study.write("data/exampleland/sample/frame.csv", frame);
    draw(&study);
    let mut clusters = "cluster,listed\n".to_owned();
    let mut contacts = "household,cluster,disposition,eligible_children,dwelling\n".to_owned();
    for cluster in 1..=20 {
        writeln!(clusters, "{cluster},{}", 80 + cluster).unwrap();
        for line in 0..25 {
            let household = match line {
                0..10 => format!("exa-{:03}", 10 * (cluster - 1) + line + 1),
                _ => format!("none-{cluster}-{line}"),
            };
            let (disposition, children) = match line {
                0..10 => ("1.1", (1 + (line + cluster) % 3).to_string()),
                10..16 => ("2.11", String::new()),
                16..19 => ("2.20", String::new()),
                19..23 => ("4.70", "0".to_owned()),
                _ => ("3.11", String::new()),
            };
            let dwelling = if (line + cluster) % 4 == 0 { "flat" } else { "house" };
            writeln!(contacts, "{household},{cluster},{disposition},{children},{dwelling}").unwrap();
        }
    }
    study.write("data/exampleland/sample/clusters.csv", clusters);
    study.write(CONTACTS, contacts);
    study
}

fn draw(study: &Study) {
    let loaded = cairn_study::Study::load(&study.path(""));
    let country = loaded.study.countries.first().unwrap();
    let plan = country.sample.as_ref().unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let problems = Diagnostics::new();
    let frame = FrameFile::read(&plan.frame, &problems).unwrap();
    let drawn = Draw::make(plan, &frame, &CLUSTERS, date(2025, 2, 1), "test", &problems).unwrap();
    drawn.write(&SampleFolder::of(&loaded.study, &country.id)).unwrap();
}

fn run(study: &Study, arguments: &[&str]) -> crate::run::Run {
    study.run("weights", &[&["--country", "exampleland"], arguments].concat())
}

/// A table by its first column.
fn table(text: &str) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        (row[0].clone(), row)
    });
    (header, rows.collect())
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

#[test]
fn every_step_is_told_and_its_factor_kept() {
    let study = weighted();
    let said = run(&study, &[]).succeeded();
    insta::assert_snapshot!(said.stdout);

    let (header, rows) = table(&study.read(WEIGHTS));
    assert_eq!(
        header,
        [
            "household",
            "disposition",
            "base",
            "factor_selection_cluster",
            "factor_selection_household",
            "factor_unknown_eligibility",
            "factor_non_response",
            "factor_within_household",
            "factor_trim",
            "factor_calibrate",
            "weight"
        ]
    );
    assert_eq!(rows.len(), 500, "all households selected");
    for row in rows.values() {
        let factors: f64 = row[3..10].iter().map(|factor| number(factor)).product();
        assert_eq!(factors.to_bits(), number(&row[10]).to_bits(), "{row:?}");
        assert_eq!((number(&row[3]) * number(&row[4])).to_bits(), number(&row[2]).to_bits());
        assert_eq!(row[1] == "1.1", number(&row[10]) > 0.0);
    }
    let page = study.read(PAGE);
    for told in [
        "Census of Exampleland",
        "30 June 2024",
        "2 margins in 8 cells by raking",
        "Rural, 16–17",
        "data/exampleland/sample/contacts.csv",
        "Synthetic data",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("exa-001"), "the page names no household");
}

#[test]
fn as_json() {
    let study = weighted();
    let said = run(&study, &["--format", "json", "--instrument", "child"]).succeeded().json();
    let child = &said["instruments"][0];
    assert_eq!((child["selected"].as_u64(), child["respondents"].as_u64()), (Some(500), Some(200)));
    let last = child["steps"].as_array().unwrap().last().unwrap();
    assert!((last["sum"].as_f64().unwrap() - 102_000.0).abs() < 0.1);
    for margin in last["margins"].as_array().unwrap() {
        for cell in margin["cells"].as_array().unwrap() {
            let (after, population) = (cell["after"].as_f64().unwrap(), cell["population"].as_f64().unwrap());
            assert!((after - population).abs() < 1e-6 * population, "{cell}");
        }
    }
    assert_eq!(child["made_from"].as_array().unwrap().len(), 5);
}

/// The build makes the same weights: its estimate is the weighted share by the table that the command wrote.
#[test]
fn a_build_uses_the_weights_and_says_so() {
    let study = weighted();
    run(&study, &[]).succeeded();
    study.build();
    let (_, weights) = table(&study.read(WEIGHTS));
    let (header, records) = table(&study.read(RECORDS));
    let column = header.iter().position(|name| name == "bullied_online").unwrap();
    let (mut yes, mut all) = (0.0, 0.0);
    for (household, record) in &records {
        let weight = number(weights[household].last().unwrap());
        if matches!(record[column].as_str(), "0" | "1") {
            all += weight;
            yes += weight * number(&record[column]);
        }
    }
    let (header, estimates) = table(&study.read("out/estimates.csv"));
    let estimate = &estimates["exampleland/bullied_online@1"];
    let proportion = header.iter().position(|name| name == "estimate").unwrap();
    assert!((number(&estimate[proportion]) - yes / all).abs() < 1e-12);

    let traced = study.run("trace", &["exampleland/bullied_online@1"]).succeeded().stdout;
    assert!(traced.contains("weights from  countries/exampleland/sample.toml"), "{traced}");
    assert!(traced.contains("data/exampleland/sample/contacts.csv"), "{traced}");
    assert!(traced.contains("weights made in 7 steps"), "{traced}");
}

#[test]
fn a_changed_contact_makes_estimates_stale() {
    let study = weighted();
    study.build();
    assert!(!study.run("check", &[]).succeeded().stdout.contains("stale"));
    study.change(CONTACTS, "none-1-10,1,2.11", "none-1-10,1,2.20");
    let said = study.run("check", &[]).succeeded().stdout;
    assert!(said.contains("data/exampleland/sample/contacts.csv"), "{said}");
    assert!(said.contains("exampleland/household_survey/bullied_online@1"), "{said}");
}

#[test]
fn records_and_contacts_that_disagree_are_refused_in_a_build_too() {
    let study = weighted();
    study.change(CONTACTS, "exa-001,1,1.1,2", "exa-001,1,2.11,2");
    study.change(CONTACTS, "exa-002,", "exb-002,");
    insta::assert_snapshot!(run(&study, &[]).refused());
    assert!(!study.path(WEIGHTS).exists());
    assert_eq!(study.run("build", &[]).status, 2);
    assert!(!study.path("out").exists());
}

#[test]
fn steps_that_cannot_be_done_are_refused_at_their_place() {
    let study = weighted();
    study.change(SAMPLE, "[\"stratum\", \"dwelling\"]", "[\"stratums\", \"dweling\"]");
    insta::assert_snapshot!(run(&study, &[]).refused());

    // Nobody of 12 or 13 in towns took part.
    let study = weighted();
    let records = study.read(RECORDS);
    let mut changed = String::new();
    for line in records.lines() {
        let mut cells: Vec<&str> = line.split(',').collect();
        if cells[4] == "1" && matches!(cells[6], "12" | "13") {
            cells[6] = "14";
        }
        writeln!(changed, "{}", cells.join(",")).unwrap();
    }
    study.write(RECORDS, changed);
    insta::assert_snapshot!(run(&study, &[]).refused());
}

#[test]
fn what_is_not_there_is_named() {
    let study = Study::template();
    insta::assert_snapshot!(run(&study, &[]).refused());
    let study = weighted();
    insta::assert_snapshot!(run(&study, &["--instrument", "chid"]).refused());
}
