//! The sections of evidence: each kind says what it may, where it came from, and nothing that it must not become.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use cairn_evidence::Evidence;
use cairn_report::evidence_csv;
use cairn_study::{Activity, Conduct};
use std::collections::BTreeSet;
use support::Specimen;
use support::evidence::experience;
use support::reading::{between, text};

fn section(html: &str, activity: Activity) -> &str {
    between(html, &format!("<h3 id=\"section-{activity}\">"), "<section class=\"topic")
}

#[test]
fn law_reads_from_criterion_to_excerpt() {
    let html = Specimen::whole().html();
    insta::assert_snapshot!("law", text(section(&html, Activity::LegalAnalysis)));
    let law = section(&html, Activity::LegalAnalysis);
    assert_eq!(law.matches("<blockquote lang=\"fr\"").count(), 3, "an excerpt is in the language of the law");
}

#[test]
fn counts_read_from_figure_to_table() {
    let html = Specimen::whole().html();
    insta::assert_snapshot!("counts", text(section(&html, Activity::NonLawEnforcementData)));
}

#[test]
fn the_nine_activities_are_told_apart_by_how_far_they_ran() {
    let html = Specimen::whole().html();
    insta::assert_snapshot!(
        "activities",
        text(between(&html, "<h3 id=\"activities\">", "<h3>The household survey"))
    );
}

#[test]
fn series_that_count_different_things_stand_in_different_figures() {
    let html = Specimen::whole().html();
    let reports = section(&html, Activity::NonLawEnforcementData);
    let figures: Vec<&str> = reports.split("<figure>").skip(1).collect();
    assert_eq!(figures.len(), 2);
    let panels = |figure: &str| figure.matches("class=\"panel\"").count();
    assert_eq!((panels(figures[0]), panels(figures[1])), (2, 1));
    assert!(reports.contains("one counts “contact”, the other “notice”"));
}

#[test]
fn no_line_crosses_a_break_a_gap_a_refusal_or_an_incomplete_year() {
    let html = Specimen::whole().html();
    let lines = |issuer: &str| {
        let drawing = between(&html, &format!(", {issuer}</title>"), "</svg>");
        between(drawing, "<g class=\"line\">", "</g>").matches("<line ").count()
    };
    assert_eq!(lines("Childline"), 3, "2019–2020–2021, 2022–2023; 2024 was incomplete");
    assert_eq!(lines("Safe Line"), 1, "2022 was refused");
    assert_eq!(lines("Web Hotline"), 0, "nothing was said of 2022");
    assert_eq!(lines("National Police"), 9, "twelve years, of which one is not held");
}

#[test]
fn several_issuers_are_bounded_and_not_added_up() {
    let html = Specimen::whole().html();
    let reports = text(section(&html, Activity::NonLawEnforcementData));
    assert!(reports.contains("at least 1,093 and at most 1,253 in 2023"), "{reports}");
}

#[test]
fn answers_of_providers_have_no_per_cent_and_no_drawing() {
    let html = Specimen::whole().html();
    let answers = section(&html, Activity::FrontlineSurvey);
    assert!(answers.contains("11 of 48 respondents"));
    for forbidden in ["%", "<svg", "CI"] {
        assert!(!answers.contains(forbidden), "{forbidden}");
    }
    let numbers = ["q7=1", "q7=2", "q7=10"].map(|item| answers.find(&format!("/{item}\"")).unwrap());
    assert!(numbers.is_sorted(), "answers stand in the order of their numbers");
}

#[test]
fn accounts_hold_no_number_of_people() {
    let html = Specimen::whole().html();
    let views = text(section(&html, Activity::GovernmentInterviews));
    assert!(views.contains("The nearest office is a day away"));
    assert!(views.contains("Asked, and nobody spoke of it: Budget lines"));
    let shown =
        views.replace("coding.csv, rows 2–3, 8; defined at protocols/government_interviews.toml:4:1", "");
    assert!(!shown.contains(|letter: char| letter.is_ascii_digit()), "{shown}");
}

#[test]
fn a_quotation_stands_under_the_deepest_of_its_codes_once() {
    let mut specimen = Specimen::whole();
    support::evidence::nest(&mut specimen.study);
    let html = specimen.html();
    let views = section(&html, Activity::GovernmentInterviews);
    assert_eq!(views.matches("The nearest office is a day away").count(), 1);
    let distance =
        text(between(views, "id=\"evidence/government_interviews/barriers_distance\"", "</article>"));
    assert!(distance.contains("Barriers to reporting › Distance to services"), "{distance}");
    assert!(distance.contains("The nearest office"), "{distance}");
}

#[test]
fn a_quotation_is_in_its_own_language() {
    let mut specimen = Specimen::whole();
    specimen.study.countries[0].activities.insert(Activity::AccessToJustice, Conduct::Run);
    specimen.body.as_mut().unwrap().extend([experience()]);
    let html = specimen.html();
    assert!(html.contains("<blockquote lang=\"fr\" dir=\"auto\"><p>Nous avons attendu huit mois.</p>"));
    assert!(html.contains("<figcaption>A caregiver, East</figcaption>"));
}

#[test]
fn not_run_is_not_the_same_as_found_nothing() {
    let mut specimen = Specimen::whole();
    let html = specimen.html();
    assert!(text(section(&html, Activity::SurvivorConversations)).contains(
        "did not run: The ethics board did not clear it. That is not the same as having looked and found nothing."
    ));
    assert!(!html.contains("section-access_to_justice"), "what is no part of the study has no section");
    specimen.body = None;
    let html = specimen.html();
    assert!(text(section(&html, Activity::LegalAnalysis)).contains("Legal analysis ran, and found nothing"));
}

#[test]
fn every_piece_of_evidence_has_its_place_and_every_link_leads_somewhere() {
    let specimen = Specimen::whole();
    let html = specimen.html();
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "no id stands twice");
    for link in html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(unique.contains(link), "#{link} leads nowhere");
    }
    for (id, evidence) in specimen.body.as_ref().unwrap().iter() {
        if !matches!(evidence, Evidence::Prevalence(_)) {
            assert!(unique.contains(format!("evidence/{}", id.local()).as_str()), "{id} has no place");
        }
    }
}

#[test]
fn evidence_of_another_country_is_not_shown() {
    let mut specimen = Specimen::whole();
    let mut foreign = experience();
    let Evidence::Experience(account) = &mut foreign else { panic!("an experience") };
    account.0.id.country = "birchland".parse().unwrap();
    specimen.body.as_mut().unwrap().extend([foreign]);
    assert!(!specimen.html().contains("Nous avons attendu"));
}

#[test]
fn the_table_of_evidence_has_a_row_a_piece_with_its_digests() {
    let specimen = Specimen::whole();
    let body = specimen.body.as_ref().unwrap();
    let csv = evidence_csv(&specimen.study, [body]).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    // Prevalences stand in the table of estimates.
    let others = || body.iter().filter(|(_, evidence)| !matches!(evidence, Evidence::Prevalence(_)));
    assert_eq!(rows.len(), others().count());
    for (row, (id, _)) in rows.iter().zip(others()) {
        assert_eq!(row[0], id.to_string());
        assert!(row[5].ends_with('.') && row[9].len() == 64 && row[11].len() == 64, "{row:?}");
    }
    let statements: Vec<String> = rows.iter().map(|row| format!("{}: {}", &row[3], &row[5])).collect();
    insta::assert_snapshot!("statements", statements.join("\n"));
}
