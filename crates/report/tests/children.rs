//! Numbers of children on the page and in their table: of whom, from which sources, and why one is not shown.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use cairn_evidence::{Presented, Prevalence, present};
use cairn_report::{children_csv, evidence_csv};
use std::sync::Arc;
use support::Specimen;
use support::reading::{between, text};

fn section(html: &str, chapter: u8) -> &str {
    between(html, &format!("<h3 id=\"numbers-of-children-{chapter}\">"), "<section class=\"topic")
}

#[test]
fn a_chapter_tells_for_how_many_children_something_is_so() {
    insta::assert_snapshot!("numbers", text(section(&Specimen::with_children().html(), 2)));
}

#[test]
fn only_chapters_that_ask_for_numbers_have_them() {
    let html = Specimen::with_children().html();
    assert!(html.contains("#numbers-of-children-1\"") && !html.contains("numbers-of-children-3"));
    assert!(!section(&html, 1).contains("added up"), "one number is not added up");
    assert!(!Specimen::concluded().html().contains("numbers-of-children"));
}

#[test]
fn a_number_that_is_not_made_says_why() {
    let mut specimen = Specimen::with_children();
    specimen.study.countries[0].population.online.clear();
    specimen.body = None;
    let html = specimen.html();
    assert!(
        text(section(&html, 1)).contains("the country names no share of children online with its source")
    );

    let mut specimen = Specimen::with_children();
    specimen.prevalences = specimen.prevalences.iter().map(|it| of_few(it, &specimen)).collect();
    specimen.body = None;
    specimen.count_children();
    let html = specimen.html();
    assert!(text(section(&html, 1)).contains("the base is below 50"), "{}", text(section(&html, 1)));
    assert_eq!(children_csv(&specimen.study, specimen.body.as_ref().unwrap()).unwrap(), None);
}

fn of_few(presented: &Presented, specimen: &Specimen) -> Presented {
    let mut claim = presented.prevalence().claim().clone();
    claim.n = 30;
    let sample = Arc::clone(&specimen.samples[0]);
    present(Prevalence::from_sample(sample, claim), &specimen.study.presentation)
}

#[test]
fn the_tables_hold_numbers_sources_and_what_differs() {
    let specimen = Specimen::with_children();
    let body = specimen.body.as_ref().unwrap();
    let table = String::from_utf8(children_csv(&specimen.study, body).unwrap().unwrap()).unwrap();
    insta::assert_snapshot!("table", table.lines().take(2).collect::<Vec<_>>().join("\n"));
    assert_eq!(table.lines().count(), 5);
    let evidence = String::from_utf8(evidence_csv(&specimen.study, [body]).unwrap()).unwrap();
    assert!(evidence.contains("aldermark/household_survey/children.met_online@1"));
}
