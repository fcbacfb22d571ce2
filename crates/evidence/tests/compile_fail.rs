//! What must not compile: every claim that evidence does not carry. Beside each file of `compile_fail` stands its twin in
//! `compile_pass`, which differs in what is at stake alone and compiles with these tests.
//!
//! The compiler’s words are kept beside the files; `TRYBUILD=overwrite` writes them anew for another compiler.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;

macro_rules! twins {
    ($($name:ident),* $(,)?) => {
        mod compile_pass {
            $(mod $name;)*
        }
        const TWINS: &[&str] = &[$(stringify!($name)),*];
    };
}

twins![
    capacity_as_law,
    cases_as_prevalence,
    cases_as_reports,
    claim_by_hand,
    experience_as_frequency,
    experience_as_share,
    law_as_enforcement,
    pairs_as_prevalence,
    prevalence_as_cases,
    prevalence_as_children,
    prevalence_not_presented,
    prevalence_without_sample,
    quotation_without_approval,
    reports_as_cases,
    reports_as_prevalence,
    reports_into_prevalence,
    respondents_as_share,
    respondents_with_interval,
    sources_of_one,
    view_as_frequency,
    view_as_share,
];

/// The compiler whose words are kept.
const COMPILER: &str = "rustc 1.95.";

/// Whether the compiler at hand says it in the words that are kept; another says the same in others.
fn words_are_kept() -> bool {
    let version = std::process::Command::new("rustc").arg("--version").output();
    version.is_ok_and(|told| String::from_utf8_lossy(&told.stdout).starts_with(COMPILER))
}

#[test]
fn what_evidence_does_not_carry_does_not_compile() {
    if !words_are_kept() && std::env::var_os("TRYBUILD").is_none() {
        skip("what the compiler says of claims that evidence does not carry is kept for Rust 1.95 alone");
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

/// Says that it was left out, also to who runs all tests.
fn skip(reason: &str) {
    eprintln!("skipped: {reason}");
    if let Some(path) = std::env::var_os("CAIRN_SKIPPED") {
        let mut file = std::fs::OpenOptions::new().append(true).create(true).open(path).unwrap();
        writeln!(file, "skipped: {reason}").unwrap();
    }
}

#[test]
fn whatever_does_not_compile_has_a_twin_that_does() {
    for folder in ["compile_fail", "compile_pass"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut names: Vec<String> = files
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, TWINS);
    }
}
