//! `cairn trace`.

use crate::assessment::assessment;
use crate::run::steady;
use crate::study::{INDICATORS, RECORDS, Study};
use std::collections::BTreeMap;

const NUMBER: &str = "exampleland/bullied_online@1/gender=1";

/// The line of a trace that says what became of the published number.
#[track_caller]
fn published(study: &Study) -> String {
    let text = study.run("trace", &[NUMBER]).succeeded().stdout;
    text.lines().find_map(|line| line.trim_start().strip_prefix("published")).unwrap().trim().to_owned()
}

#[test]
fn the_pedigree_of_a_number() {
    let study = Study::template();
    study.build();
    let traced = study.run("trace", &[NUMBER]).succeeded();
    assert_eq!(traced.stderr, "");
    insta::assert_snapshot!(steady(&traced.stdout));
    let base = study.run("trace", &["exampleland/bullying_told_friend@1"]).succeeded();
    insta::assert_snapshot!(steady(&base.stdout));
    let json = study.run("trace", &[NUMBER, "--format", "json"]).succeeded();
    json.json();
    insta::assert_snapshot!(steady(&json.stdout));
}

/// Every number of the build can be traced, and is the same there to the last digit.
#[test]
fn every_published_number_can_be_traced() {
    let study = Study::template();
    study.build();
    let mut reader = csv::Reader::from_path(study.path("out/estimates.csv")).unwrap();
    let mut rows = 0;
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let json = study.run("trace", &[&row["id"], "--format", "json"]).succeeded().json();
        assert_eq!(json["published"], "the same, to the last digit", "{}", row["id"]);
        assert_eq!(json["n"].to_string(), row["n"]);
        let estimate = json["estimate"]["proportion"].as_f64();
        assert_eq!(estimate, row["estimate"].parse().ok(), "{}", row["id"]);
        rows += 1;
    }
    assert_eq!(rows, 33);
}

#[test]
fn before_the_first_build_nothing_is_published() {
    insta::assert_snapshot!(published(&Study::template()));
}

#[test]
fn what_has_changed_since_the_build_is_named() {
    let study = Study::template();
    study.build();
    assert_eq!(published(&study), "the same, to the last digit");

    let indicators = study.read(INDICATORS);
    study.change(INDICATORS, "Was treated in a hurtful", "Was treated in a bad");
    insta::assert_snapshot!(published(&study));
    study.write(INDICATORS, &indicators);

    let records = study.read(RECORDS);
    study.change(RECORDS, "exa-001", "exa-0001");
    insta::assert_snapshot!(published(&study));
    study.write(RECORDS, &records);

    study.change(INDICATORS, "value = \"bullied_online = 1\"", "value = \"bullied_online = 0\"");
    study.change(RECORDS, "590.22", "690.22");
    insta::assert_snapshot!(published(&study));
    study.build();
    assert_eq!(published(&study), "the same, to the last digit");
}

#[test]
fn a_number_that_is_not_made_has_the_nearest_named() {
    let study = Study::template();
    let said: Vec<String> = [
        "exampleland/bullied_onlin@1",
        "exampleland/bullied_online@2",
        "exampleland/bullied_online@1/gender=3",
        "exampleland/use_social_media@1/age_group=14-15,gender=1",
        "examplelend/bullied_online@1",
        "exampleland/bullied_online",
        "bullied_online@1",
        "",
    ]
    .map(|number| format!("{number}\n{}", study.run("trace", &[number]).refused()))
    .to_vec();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn evidence_of_every_activity_is_walked_back_and_on() {
    let study = assessment();
    for (name, file) in [
        ("legal_analysis/icmec.2", "legal_analysis/answers.csv"),
        ("government_interviews/waiting", "government_interviews/excerpts.csv"),
        ("non_law_enforcement_data/contacts/childline", "non_law_enforcement_data/counts.csv"),
        ("frontline_survey/trained=1", "frontline_survey/responses.csv"),
        ("access_to_justice/helpline", "access_to_justice/excerpts.csv"),
        ("law_enforcement_data/cases/national_police", "law_enforcement_data/counts.csv"),
        ("law_enforcement_capacity/specialised_unit/cyber", "law_enforcement_capacity/assessments.csv"),
        ("household_survey/bullied_online@1", "household_survey/child.csv"),
    ] {
        let name = format!("exampleland/{name}");
        let told = study.run("trace", &[&name]).succeeded().stdout;
        assert!(told.contains(&format!("records  data/exampleland/{file}")), "{told}");
        study.run("trace", &[&name, "--format", "json"]).succeeded().json();
    }
}

#[test]
fn what_rests_on_evidence_is_told() {
    insta::assert_snapshot!(
        assessment().run("trace", &["exampleland/access_to_justice/waiting"]).succeeded().stdout
    );
}

#[test]
fn evidence_that_is_not_there_is_nearly_named() {
    let said = assessment().run("trace", &["exampleland/legal_analysis/icmce.2"]).refused();
    assert!(said.contains("did you mean `exampleland/legal_analysis/icmec.2`?"), "{said}");
}
