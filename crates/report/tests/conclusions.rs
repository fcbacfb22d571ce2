//! Chapter 4 and the key insights: every number leads to its evidence, every cell to its reasons.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use cairn_evidence::convergence::Cell;
use cairn_report::{IndexEntry, findings_csv, index_html, recommendations_csv};
use std::collections::BTreeSet;
use support::Specimen;
use support::reading::{between, text};

fn chapter(html: &str) -> &str {
    between(html, "<section class=\"chapter\" id=\"chapter-4\"", "<section class=\"annex\"")
}

#[test]
fn the_chapter_reads_from_findings_to_roadmap() {
    let html = Specimen::concluded().html();
    insta::assert_snapshot!("chapter_4", text(chapter(&html)));
}

#[test]
fn without_conclusions_the_chapter_says_so_and_draws_none() {
    let html = Specimen::whole().html();
    assert!(text(chapter(&html)).contains("draws no conclusion from it"));
    assert!(!html.contains("id=\"insights\""));
}

#[test]
fn the_summary_begins_with_six_key_insights() {
    let html = Specimen::concluded().html();
    let summary = between(&html, "<section id=\"summary\"", "<section id=\"methods\"");
    assert_eq!(summary.matches("<li id=\"insight-").count(), 6);
    assert!(summary.find("id=\"insights\"").unwrap() < summary.find("class=\"key-numbers\"").unwrap());
}

#[test]
fn a_number_in_a_sentence_opens_its_pedigree_and_other_evidence_leads_to_its_place() {
    let html = Specimen::concluded().html();
    let finding = between(&html, "id=\"finding-telling_nobody\"", "</article>");
    assert!(finding.contains(
        "data-indicator=\"told_no_one@1\" data-group=\"gender=girl\"><a href=\"#definition-told_no_one\""
    ));
    let law = between(&html, "id=\"finding-law_in_part\"", "</article>");
    assert!(law.contains("<a href=\"#evidence/legal_analysis/icmec.2\""));
}

#[test]
fn every_link_leads_somewhere_and_no_name_stands_twice() {
    let html = Specimen::concluded().html();
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "no id stands twice");
    for link in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(unique.contains(link), "#{link} leads nowhere");
    }
}

#[test]
fn the_cells_of_the_matrix_are_told_apart_without_colour() {
    let specimen = Specimen::concluded();
    let html = specimen.html();
    let matrix = between(&html, "<table class=\"texts matrix\"", "</table>");
    let mut looks = BTreeSet::new();
    let mut states = BTreeSet::new();
    for cell in matrix.split("<td data-cell=\"").skip(1) {
        states.insert(cell.split('"').next().unwrap());
        let mark = between(cell, "<use href=\"", "\">");
        looks.insert((mark, text(between(cell, "</svg>", "</a>"))));
    }
    assert_eq!(states.len(), 7, "all seven states are in the specimen: {states:?}");
    let marks: BTreeSet<&str> = looks.iter().map(|(mark, _)| *mark).collect();
    assert_eq!((looks.len(), marks.len()), (7, 7), "{looks:?}");
    let silent = specimen.concluded.as_ref().unwrap().matrix.rows[0].cells.values();
    assert_eq!(silent.filter(|cell| matches!(cell.cell, Cell::Silence)).count(), 1);
}

#[test]
fn reasons_of_both_researchers_are_there() {
    let html = Specimen::concluded().html();
    let cell = text(between(&html, "id=\"cell-telling-government_interviews\"", "</div>"));
    assert!(cell.contains("A. B.: partial agreement.") && cell.contains("C. D.: agreement."), "{cell}");
    assert!(cell.contains("Resolved by A. B. and C. D."), "{cell}");
}

#[test]
fn the_exports_hold_a_row_a_finding_and_a_row_a_recommendation() {
    let specimen = Specimen::concluded();
    let concluded = specimen.concluded.as_ref().unwrap();
    let findings = String::from_utf8(findings_csv(&specimen.study, [concluded]).unwrap()).unwrap();
    insta::assert_snapshot!("findings", findings);
    let recommendations = String::from_utf8(recommendations_csv([concluded]).unwrap()).unwrap();
    insta::assert_snapshot!("recommendations", recommendations);
}

#[test]
fn what_concerns_several_countries_stands_on_the_index_in_sentences() {
    let specimen = Specimen::concluded();
    let across = specimen.concluded.clone().unwrap();
    let entry = IndexEntry { country: &specimen.study.countries[0], file: "aldermark.html", interviews: 1 };
    let html = index_html(&specimen.study, &[entry], Some(&across));
    assert!(!across.findings.is_empty() && !across.recommendations.is_empty());
    for finding in &across.findings {
        assert!(text(&html).contains(&finding.title), "{}", finding.title);
    }
    for recommendation in &across.recommendations {
        assert!(text(&html).contains(&recommendation.action.text()));
    }
    let section = between(&html, "<section id=\"across\"", "</section>");
    assert!(section.contains("href=\"aldermark.html\""));
    // Sentences can be read; a table could be sorted.
    assert!(!html.contains("<table"));
    assert!(!index_html(&specimen.study, &[entry], None).contains("id=\"across\""));
}
