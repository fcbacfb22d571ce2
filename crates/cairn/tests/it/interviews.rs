//! `cairn interviews`: from a roster to a quotation, and through other programs.

use crate::assessment::{EXCERPTS, QUOTATIONS, TRANSCRIPT, assessment};
use crate::run::{Run, command, steady};
use crate::study::Study;

const ROSTER: &str = "id,part,names\ni-1,Child,Amina Odhiambo;Mina\ni-2,P,Peter Njoroge\n";

/// Runs a step in the folder around the study, with the passphrase in the environment.
fn step(study: &Study, arguments: &[&str]) -> Run {
    let mut command = command(study.around());
    command.arg("interviews").args(arguments).env("CAIRN_PASSPHRASE", "four words are enough");
    Run::of(command.output().unwrap(), study.around())
}

const WHOSE: [&str; 5] = ["study", "--country", "exampleland", "--activity", "access_to_justice"];

fn on_records(study: &Study, name: &str, arguments: &[&str]) -> Run {
    step(study, &[&[name], &WHOSE[..], arguments].concat())
}

fn enrolled(study: &Study) -> String {
    std::fs::write(study.around().join("roster.csv"), ROSTER).unwrap();
    step(study, &["enrol", "roster.csv", "--keys", "keys.cairn"]).succeeded().stdout
}

#[test]
fn names_become_aliases_that_nobody_can_read_from_the_key_store() {
    let study = assessment();
    let told = enrolled(&study);
    assert!(told.contains("i-1             Child "), "{told}");
    let sealed = std::fs::read(study.around().join("keys.cairn")).unwrap();
    assert!(!sealed.windows(5).any(|bytes| bytes == b"Amina"));

    let transcript = "Amina Odhiambo (0712 345 678) spoke to Njoroge. Mina waited.\n";
    std::fs::write(study.around().join("raw.txt"), transcript).unwrap();
    let arguments = ["pseudonymise", "raw.txt", "--keys", "keys.cairn", "--into", "clean"];
    step(&study, &arguments).succeeded();
    let clean = std::fs::read_to_string(study.around().join("clean/raw.txt")).unwrap();
    for gone in ["Amina", "Odhiambo", "Mina", "Njoroge", "345"] {
        assert!(!clean.contains(gone), "{clean}");
    }
    assert_eq!(clean.matches("Child ").count(), 2, "{clean}");
    // The codings count the characters of what is there: it is not replaced.
    assert!(step(&study, &arguments).refused().contains("is there already"));
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let study = assessment();
    enrolled(&study);
    let mut command = command(study.around());
    command.args(["interviews", "screen"]).args(WHOSE).args(["--keys", "keys.cairn"]);
    command.env("CAIRN_PASSPHRASE", "five other words than those");
    let said = Run::of(command.output().unwrap(), study.around()).refused();
    assert!(said.contains("this is not the passphrase of this key store"), "{said}");
}

#[test]
fn a_quotation_is_screened_approved_and_then_in_the_report() {
    let study = assessment();
    enrolled(&study);
    for file in ["screenings.csv", "approvals.csv"] {
        std::fs::remove_file(study.path("data/exampleland/access_to_justice").join(file)).unwrap();
    }
    on_records(&study, "screen", &["--keys", "keys.cairn"]).succeeded();
    on_records(&study, "approve", &["q1", "q2", "--by", "Ethics panel"]).succeeded();
    on_records(&study, "agreement", &[]).succeeded();
    study.run("build", &[]).succeeded();
    // A letter changed, and the approval is void.
    study.change(QUOTATIONS, "We waited a long time.", "We waited a very long time.");
    let said = study.run("build", &[]).refused();
    assert!(said.contains("the approval is of another text"), "{said}");
}

#[test]
fn what_identifies_is_shown_before_it_can_be_released() {
    let study = assessment();
    enrolled(&study);
    study.change(QUOTATIONS, "We waited a long time.", "Amina waited; write to amina@example.org.");
    study.change(TRANSCRIPT, "Nobody called us.", "Mr Njoroge did it");
    let run = on_records(&study, "screen", &["--keys", "keys.cairn"]);
    assert_eq!(run.status, 2);
    insta::assert_snapshot!(run.stdout);
    let run = on_records(&study, "screen", &["--keys", "keys.cairn", "--format", "json"]);
    assert_eq!(run.json()["screened"], 1);
}

#[test]
fn interviews_come_back_from_a_project_as_they_were() {
    let study = assessment();
    let (excerpts, transcript) = (study.read(EXCERPTS), study.read(TRANSCRIPT));
    on_records(&study, "export", &["project.qdpx"]).succeeded();
    let again = on_records(&study, "export", &["again.qdpx"]);
    again.succeeded();
    let read = |name: &str| std::fs::read(study.around().join(name)).unwrap();
    assert_eq!(read("project.qdpx"), read("again.qdpx"));
    // Nothing that is there is replaced.
    let import = [&["import", "project.qdpx"], &WHOSE[..]].concat();
    assert!(step(&study, &import).refused().contains("is there already"));
    let study = study.without(EXCERPTS).without(TRANSCRIPT);
    step(&study, &import).succeeded();
    assert_eq!(study.read(TRANSCRIPT), transcript);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&study.read(EXCERPTS)), sorted(&excerpts));
}

#[test]
fn a_codebook_goes_out_and_comes_in_beside_the_protocol() {
    let study = assessment();
    on_records(&study, "export", &["codes.qdc"]).succeeded();
    let import = [&["import", "codes.qdc"], &WHOSE[..]].concat();
    step(&study, &import).succeeded();
    assert!(study.read("protocols/access_to_justice.imported").contains("parent = \"procedure\""));
}

#[test]
fn what_is_no_project_is_refused() {
    let study = assessment();
    for (name, bytes) in [("a.qdpx", &b"PK\x03\x04broken"[..]), ("a.qdc", b"<CodeBook>"), ("a.zip", b"")] {
        std::fs::write(study.around().join(name), bytes).unwrap();
        let said = step(&study, &[&["import", name], &WHOSE[..]].concat()).refused();
        assert!(said.contains(name), "{said}");
    }
    let said = steady(
        &step(&study, &["agreement", "study", "--country", "exampleland", "--activity", "legal_analysis"])
            .stderr,
    );
    assert!(said.contains("holds no interviews"), "{said}");
}
