//! `cairn field`.

use crate::run::cairn;
use crate::study::Study;
use cairn_definition::Diagnostics;
use cairn_fieldwork::{Draw, FrameFile, SampleFolder};
use jiff::civil::date;
use std::fmt::Write;
use tempfile::TempDir;

const PLAN: &str = "countries/exampleland/sample.toml";
const CONTACTS: &str = "data/exampleland/sample/contacts.csv";
const CLUSTERS: &str = "data/exampleland/sample/clusters.csv";
const HEADER: &str = "household,cluster,disposition,date,interviewer,eligible_children,child_position\n";

const DECISIONS: &str = r#"
[frame]
source = "Enumeration areas of the census 2019, National Institute of Statistics"
date = 2019-08-24
area = "ea"
strata = ["region"]
size = "households"

[target]
pairs = 60
eligible = 0.5
response = 0.7
domains = [["region"]]
[[target.indicators]]
title = "Told somebody"
proportion = 0.1

[allocation]
method = "proportional"
take = 10

[draw]
method = "pps-systematic"
seed = 7
reserve = 1

[household]
second_stage = "listing"
respondent = "random-number"

[field]
unknown_eligibility = "proportional"
"#;

/// A study with a draw: clusters 1 to 3 of the North and 5 to 7 of the South are in use, 4 and 8 are reserves.
fn drawn() -> Study {
    let mut frame = String::from("ea,region,households\n");
    for area in 0..24 {
        let region = if area < 12 { "North" } else { "South" };
        writeln!(frame, "{area:03},{region},{}", 80 + 10 * (area % 5)).unwrap();
    }
    let study = Study::template().with(PLAN, DECISIONS).with("data/exampleland/sample/frame.csv", frame);
    let loaded = cairn_study::Study::load(&study.path("")).study;
    let country = &loaded.countries[0];
    let plan = country.sample.as_ref().expect("the decisions hold");
    let problems = Diagnostics::new();
    let frame = FrameFile::read(&plan.frame, &problems).expect("the frame holds");
    let draw =
        Draw::make(plan, &frame, &[3, 3], date(2025, 1, 17), "cairn", &problems).expect("areas enough");
    draw.write(&SampleFolder::of(&loaded, &country.id)).unwrap();
    study
}

/// The field of five of its six clusters: interviewer T3 of cluster 6 meets many who refuse.
fn worked() -> Study {
    let mut contacts = HEADER.to_owned();
    for cluster in [1, 2, 3, 5, 6] {
        for household in 0..40 {
            let refuses = if cluster == 6 { household % 8 != 0 } else { household % 4 == 0 };
            let code = match household % 20 {
                3 | 7 | 11 => "4.70",
                15 => "4.61",
                19 if cluster == 3 => "3.18",
                19 => "2.25",
                1 if cluster == 5 => "1.2",
                _ if refuses => "2.111",
                _ => "1.1",
            };
            let children = if code.starts_with('1') { "2,1" } else { "," };
            let interviewer = if cluster == 6 { 3 } else { 1 + cluster % 2 };
            let day = 1 + household % 20;
            writeln!(
                contacts,
                "{cluster}-{household:02},{cluster},{code},2025-03-{day:02},T{interviewer},{children}"
            )
            .unwrap();
        }
    }
    let clusters = "cluster,listed,selected\n1,120,40\n2,90,40\n3,80,40\n5,100,40\n6,110,42\n";
    drawn().with(CONTACTS, contacts).with(CLUSTERS, clusters)
}

#[test]
fn what_a_supervisor_reads() {
    let run = worked().run("field", &["--by", "interviewer"]).succeeded();
    insta::assert_snapshot!(run.stdout);
    insta::assert_snapshot!(run.stderr, @r"
    ⚠ study/data/exampleland/sample/contacts.csv:2: the first of 20 rows with a `date` outside the fieldwork, 2025-03-03 to 2025-03-28
    help: mend the date, or the days of the fieldwork in country.toml

    ⚠ study/data/exampleland/sample/clusters.csv:6: cluster `6` has 40 contacts and `selected` is 42; expected a row of contacts for each household selected
    help: until then the other households are in no rate; `3.11` is for those where nobody went
    ");
}

#[test]
fn by_stratum_week_and_cluster_in_the_form_asked_for() {
    let study = worked();
    insta::assert_snapshot!(
        study.run("field", &["--by", "stratum", "--weighting", "counted"]).succeeded().stdout
    );
    let weeks = study.run("field", &["--by", "week", "--format", "csv"]).succeeded().stdout;
    let first_columns: Vec<String> =
        weeks.lines().map(|line| line.split(',').take(14).collect::<Vec<_>>().join(",")).collect();
    insta::assert_snapshot!(first_columns.join("\n"), @r"
    country,by,group,households,I,P,R,NC,O,UH,UR,UO,NE,RR1
    exampleland,,,200,83,2,65,8,0,2,0,0,40,0.51875
    exampleland,week,2025-W09,20,7,2,11,0,0,0,0,0,0,0.35
    exampleland,week,2025-W10,70,26,0,24,0,0,0,0,0,20,0.52
    exampleland,week,2025-W11,70,33,0,17,0,0,0,0,0,20,0.66
    exampleland,week,2025-W12,40,17,0,13,8,0,2,0,0,0,0.425
    ");
    let clusters = study
        .run("field", &["--by", "cluster", "--country", "exampleland", "--format", "json"])
        .succeeded()
        .json();
    let country = &clusters["countries"][0];
    insta::assert_snapshot!(format!("{:#}", country["notices"]), @r#"
    {
      "clusters_not_worked": [
        "7"
      ],
      "interviews_a_cluster": 10,
      "clusters_with_fewer_interviews": [
        {
          "cluster": "6",
          "interviews": 5
        }
      ],
      "households_selected_without_contact": 2,
      "share_of_unknown_eligibility": 0.01,
      "dates_outside_the_fieldwork": 20,
      "contacts_without_date": 0,
      "interviewers_outside_the_limits": [
        {
          "interviewer": "T3",
          "what": "eligible households took part",
          "count": 5,
          "of": 32,
          "share_of_all": 0.5379746835443038,
          "limits": [
            9,
            26
          ]
        }
      ]
    }
    "#);
    let groups = country["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 6);
    assert_eq!(groups[5]["cluster"], "7");
    insta::assert_snapshot!(groups[5]["counted"]["rates"]["RR1"], @r#"{"absent":"nobody to divide by"}"#);
    let sum: u64 = groups.iter().map(|group| group["counted"]["households"].as_u64().unwrap()).sum();
    assert_eq!(country["whole"]["counted"]["households"], sum);
}

/// What others got wrong: an empty disposition that is counted as an interview.
#[test]
fn a_household_without_a_disposition_is_refused() {
    let study = worked();
    study.change(CONTACTS, "1-01,1,1.1,", "1-01,1,,");
    insta::assert_snapshot!(study.run("field", &[]).refused());
}

#[test]
fn a_reserve_that_was_worked_and_not_released_is_refused() {
    let study = worked();
    study.append(CONTACTS, "4-00,4,2.111,2025-03-05,T1,,\n");
    study.append(CLUSTERS, "4,100,1\n");
    insta::assert_snapshot!(study.run("field", &[]).refused());
}

#[test]
fn what_is_not_there_is_named() {
    let study = Study::template().without("countries/exampleland/sample.toml");
    insta::assert_snapshot!(study.run("field", &[]).refused());
    insta::assert_snapshot!(study.run("field", &["--country", "exampleland"]).refused());
    let study = drawn();
    insta::assert_snapshot!(study.run("field", &["--country", "exampleland"]).refused());
    let study = worked();
    let text = study.read(CONTACTS).replace("interviewer", "team");
    study.write(CONTACTS, text);
    insta::assert_snapshot!(study.run("field", &["--by", "interviewer"]).refused());
}

/// The templates have the columns that the reader asks for; filled in with nothing, nobody has been worked.
#[test]
fn empty_files_are_the_beginning() {
    let place = TempDir::new().unwrap();
    let written = cairn(place.path(), &["template", "sample"]).succeeded();
    insta::assert_snapshot!(written.stdout);
    let file = |name: &str| std::fs::read(place.path().join("sample").join(name)).unwrap();
    assert_eq!(String::from_utf8(file("contacts.csv")).unwrap(), HEADER);
    let study = drawn().with(CONTACTS, file("contacts.csv")).with(CLUSTERS, file("clusters.csv"));
    let empty = study.run("field", &["--by", "cluster"]).succeeded();
    assert_eq!(empty.stderr, "");
    insta::assert_snapshot!(empty.stdout);
    insta::assert_snapshot!(cairn(place.path(), &["template", "sample", "--file", "xlsx"]).refused());
}
