//! `cairn check`: every mistake with its place, in one run, before any record is read.

use crate::run::cairn;
use crate::study::{COUNTRY, INDICATORS, INSTRUMENT, RECORDS, STUDY, Study};
use serde_json::Value;

/// Each test is the template with a mistake; its snapshot is all that is said of it.
macro_rules! broken {
    ($($name:ident: $study:expr;)*) => {
        $(
            #[test]
            fn $name() {
                let study: Study = $study;
                insta::assert_snapshot!(stringify!($name), said_of(&study));
            }
        )*
    };
}

broken! {
    unknown_key: Study::template().changed(INDICATORS, "topic =", "topics =");
    unknown_column_in_an_expression: Study::template().changed(INDICATORS, "\"use_social_media = 1\"", "\"use_socialmedia = 1\"");
    wrong_type_in_an_expression: Study::template().changed(INDICATORS, "\"use_social_media = 1\"", "\"use_social_media = 'yes'\"");
    value_that_is_no_condition: Study::template().changed(INDICATORS, "\"use_social_media = 1\"", "\"use_social_media + 1\"");
    sql_syntax_error: Study::template().changed(INDICATORS, "\"use_social_media = 1\"", "\"use_social_media = = 1\"");
    unknown_function: Study::template().changed(INDICATORS, "\"use_social_media = 1\"", "\"rond(use_social_media) = 1\"");
    indicator_without_version: Study::template().changed(INDICATORS, "version = 1\n", "");
    duplicate_id: Study::template().changed(INDICATORS, "id = \"caregiver_talks\"", "id = \"use_social_media\"");
    unknown_breakdown: Study::template().changed(INDICATORS, "\"area\", [", "\"arae\", [");
    unknown_instrument: Study::template().changed(INDICATORS, "instrument = \"child\"", "instrument = \"chidl\"");
    unknown_column_in_a_breakdown: Study::template().changed(STUDY, "CASE WHEN age <=", "CASE WHEN agee <=");
    unknown_column_in_the_design: Study::template().changed(COUNTRY, "clusters = [\"psu\"]", "clusters = [\"psuu\"]");
    weight_that_is_a_text: Study::template().changed(COUNTRY, "weights = \"weight\"", "weights = \"household_id\"");
    unknown_option: Study::template().changed(COUNTRY, "lonely_psu = \"fail\"", "lonely_psu = \"certainly\"");
    syntax_error: Study::template().changed(STUDY, "round = \"Pilot\"", "round = \"Pilot");
    missing_study_file: Study::template().without(STUDY);
    missing_study: Study::template().without("");
    approval_expired: Study::collected().changed(COUNTRY, "expires = 2999-01-14", "expires = 2025-06-30");
    approval_not_yet_valid: Study::collected().changed(COUNTRY, "from = 2025-01-15", "from = 2998-01-15");
    retention_expired: Study::collected().changed(COUNTRY, "destroy_by = 2999-12-31", "destroy_by = 2025-12-31");
    collected_without_protocol: Study::collected().changed(COUNTRY, "referral_list = \"Services in Exampleland, March 2025\"\n", "");
    many_mistakes: with_many_mistakes();
    mistakes_in_the_instrument_too: with_many_mistakes().changed(INSTRUMENT, "type = \"number\"", "type = \"nubmer\"");
}

fn with_many_mistakes() -> Study {
    Study::template()
        .changed(STUDY, "preset =", "presets =")
        .changed(STUDY, "CASE WHEN age <=", "CASE WHEN agee <=")
        .changed(INDICATORS, "version = 1\n", "")
        .changed(INDICATORS, "\"caregiver_talks = 1\"", "\"caregiver_talk = 1\"")
        .changed(INDICATORS, "\"bullied_online = 1\"\nperiod", "\"bullied_online = \"\nperiod")
        .changed(COUNTRY, "strata = [\"stratum\"]", "strata = [\"strata\"]")
}

/// What the command says of a broken study to a person; to a program it must say as much.
#[track_caller]
fn said_of(study: &Study) -> String {
    let said = study.run("check", &[]).refused();
    let answer = study.run("check", &["--format", "json"]);
    assert_eq!((answer.status, answer.stderr.as_str()), (2, ""));
    let json = answer.json();
    assert_eq!(json["valid"], false);
    let diagnostics = json["diagnostics"].as_array().unwrap();
    assert!(!diagnostics.is_empty());
    for diagnostic in diagnostics {
        assert!(said.contains(&place(study, diagnostic)), "{diagnostic} in\n{said}");
    }
    said
}

/// Where a diagnostic points, as it is drawn; the place must be in the file.
#[track_caller]
fn place(study: &Study, diagnostic: &Value) -> String {
    let place = &diagnostic["place"];
    if place.is_null() {
        return String::new();
    }
    let (file, line, column) = (&place["file"], place["line"].as_u64(), place["column"].as_u64());
    let (file, line, column) = (file.as_str().unwrap(), line.unwrap(), column.unwrap());
    if study.path("").is_dir() && study.around().join(file).is_file() {
        let text = std::fs::read_to_string(study.around().join(file)).unwrap();
        let length =
            text.split('\n').nth(line as usize - 1).expect("the line is in the file").chars().count();
        assert!((1..=length as u64 + 1).contains(&column), "{diagnostic}");
    }
    format!("{file}:{line}:{column}")
}

#[test]
fn every_mistake_is_told_in_one_run() {
    let found = with_many_mistakes().run("check", &["--format", "json"]).json();
    let of_file = |file: &str| {
        let all = found["diagnostics"].as_array().unwrap();
        all.iter().filter(|found| found["place"]["file"] == format!("study/{file}")).count()
    };
    assert_eq!([STUDY, INDICATORS, COUNTRY].map(of_file), [2, 3, 1]);
}

#[test]
fn a_code_that_is_not_in_the_codebook_is_a_warning() {
    let study = Study::template().changed(INDICATORS, "\"use_social_media = 1\"", "\"use_social_media = 7\"");
    let run = study.run("check", &[]).succeeded();
    insta::assert_snapshot!(run.stderr);
    assert_ne!(run.stdout, "");
    let json = study.run("check", &["--format", "json"]).succeeded().json();
    assert_eq!((&json["valid"], &json["diagnostics"][0]["severity"]), (&true.into(), &"warning".into()));
}

#[test]
fn no_record_is_read() {
    for study in [Study::template().with(RECORDS, [0xff, 0xfe, 0x00]), Study::template().without(RECORDS)] {
        let run = study.run("check", &[]).succeeded();
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn the_folder_is_the_one_it_runs_in_unless_named() {
    let study = Study::template();
    let here = cairn(&study.path(""), &["check"]).succeeded();
    insta::assert_snapshot!(here.stdout);
}
