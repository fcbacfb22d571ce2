//! `cairn check` after a build: what has become stale.

use crate::assessment::{COUNTS, FINDINGS, QUOTATIONS, assessment};
use crate::study::{RECORDS, Study};

/// Names of what is stale, of a kind.
fn stale(study: &Study, kind: &str) -> Vec<String> {
    let said = study.run("check", &["--format", "json"]).json();
    let all = said["stale"].as_array().unwrap().clone();
    let of_kind = all.iter().filter(|stale| stale["kind"] == kind);
    of_kind.map(|stale| stale["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn nothing_is_stale_before_and_after_a_build() {
    let study = assessment();
    assert!(!study.run("check", &[]).succeeded().stdout.contains("stale"));
    study.build();
    assert!(!study.run("check", &[]).succeeded().stdout.contains("stale"));
}

#[test]
fn a_changed_record_makes_stale_what_rests_on_it_and_nothing_else() {
    let study = assessment();
    study.build();
    study.change(COUNTS, "2023,15", "2023,16");
    insta::assert_snapshot!(study.run("check", &[]).succeeded().stdout);
    assert!(stale(&study, "estimate").is_empty());
    study.build();
    assert!(stale(&study, "finding").is_empty());
}

#[test]
fn the_records_of_the_survey_reach_estimates_sentences_findings_and_recommendations() {
    let study = assessment();
    study.build();
    study.set_cells(1..=3, "bullied_online", "0");
    assert!(stale(&study, "estimate").contains(&"exampleland/household_survey/bullied_online@1".to_owned()));
    assert_eq!(stale(&study, "sentence"), ["findings/exampleland/hurt/text"]);
    assert_eq!(stale(&study, "finding"), ["findings/exampleland/hurt"]);
    assert_eq!(stale(&study, "insight"), ["findings/exampleland/tell"]);
    assert_eq!(stale(&study, "recommendation"), ["findings/exampleland/possession"]);
    assert!(study.read(RECORDS).len() > 100);
}

#[test]
fn a_quotation_withdrawn_makes_the_sentence_stale_that_quotes_it() {
    let study = assessment();
    study.build();
    study.change(QUOTATIONS, "q2,C1", "q3,C1");
    assert_eq!(stale(&study, "sentence"), ["findings/exampleland/waits/text"]);
}

#[test]
fn a_sentence_that_was_rewritten_is_stale_itself() {
    let study = assessment();
    study.build();
    study.change(FINDINGS, "Decisions take long", "Decisions take very long");
    assert_eq!(stale(&study, "finding").len(), 2);
    assert!(stale(&study, "estimate").is_empty());
}

#[test]
fn a_ledger_that_is_none_is_told() {
    let study = assessment();
    study.build();
    study.write("out/ledger.json", "{");
    let run = study.run("check", &[]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("ledger.json cannot be read"), "{}", run.stderr);
}
