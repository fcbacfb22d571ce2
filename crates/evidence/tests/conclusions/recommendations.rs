//! Recommendations rest on findings or provisions, and every finding calls for one.

use crate::folder::Folder;
use cairn_evidence::recommendation::roadmap;
use cairn_study::{DutyBearer, RecommendationStatus, Study};
use insta::assert_snapshot;
use std::fs;
use tempfile::TempDir;

const FILE: &str = "findings/aldermark.toml";

const FINDING: &str = "[[findings]]\nid = \"barriers\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"view_exists\"\n\
    evidence = [\"government_interviews/barriers\"]\ntext = \"Officials see barriers.\"\n";

fn recommending(id: &str, duty_bearer: &str, rests_on: &str) -> String {
    format!(
        "[[recommendations]]\nid = \"{id}\"\naction = \"Act.\"\nduty_bearer = \"{duty_bearer}\"\n{rests_on}\n"
    )
}

/// Everything wrong with a file of Aldermark, but for cells that nobody has judged.
fn wrong(text: &str) -> String {
    let problems = Folder::new().with(FILE, text).problems();
    let mut kept = String::new();
    let mut entry = String::new();
    for line in problems.split_inclusive('\n').chain([""]) {
        if !line.starts_with(' ') {
            if !entry.contains("nobody has judged it") {
                kept.push_str(&entry);
            }
            entry.clear();
        }
        entry.push_str(line);
    }
    kept
}

#[test]
fn what_stands_alone_is_worth_a_look() {
    let text = format!("{FINDING}{}", recommending("train", "law_enforcement", ""))
        + "[[insights]]\nid = \"alone\"\ntext = \"Officials see barriers.\"\nfindings = []\n";
    assert_snapshot!(wrong(&text));
}

#[test]
fn six_insights_findings_that_are_acted_upon_and_recommendations_that_rest_on_them_are_sound() {
    let insights: String = ('a'..='f')
        .map(|id| {
            format!(
                "[[insights]]\nid = \"{id}\"\ntext = \"Officials see barriers.\"\nfindings = [\"barriers\"]\n"
            )
        })
        .collect();
    let text = format!("{FINDING}{insights}")
        + &recommending("train", "law_enforcement", "findings = [\"barriers\"]\ncapability = 4")
        + &recommending("amend", "government", "provisions = [\"legal_analysis/icmec.2\"]");
    assert_eq!(wrong(&text), "");
    let (concluded, _) = Folder::new().with(FILE, &text).conclude();
    let recommendations = &concluded[0].recommendations;
    assert_eq!(recommendations[0].status(), RecommendationStatus::Proposed);
    assert_eq!(recommendations[0].capability, Some(4));
    let entries = roadmap(recommendations);
    let bearers: Vec<DutyBearer> = entries.iter().map(|entry| entry.duty_bearer).collect();
    assert_eq!(bearers, [DutyBearer::Government, DutyBearer::LawEnforcement]);
}

#[test]
fn links_that_lead_nowhere_are_refused() {
    let text = FINDING.to_owned()
        + &recommending("train", "law_enforcement", "findings = [\"barrier\"]")
        + &recommending("amend", "government", "provisions = [\"legal_analysis/icmec.3\"]")
        + &recommending("count", "government", "provisions = [\"frontline_survey/q7=1\"]");
    assert_snapshot!(Folder::new().with(FILE, &text).errors(), @r#"
    error at aldermark.toml:12:14 `barrier`
      there is no finding `barrier`
      help: did you mean `barriers`?
    error at aldermark.toml:17:16 `legal_analysis/icmec.3`
      there is no evidence `legal_analysis/icmec.3`
      help: did you mean `legal_analysis/icmec.2`?
    error at aldermark.toml:22:16 `frontline_survey/q7=1`
      no provision stands here, but answers of a convenience sample
      expected: evidence of the legal analysis, as `legal_analysis/icmec.2`
      help: other evidence carries a finding, and the recommendation rests on the finding
    "#);
}

#[test]
fn a_recommendation_falls_with_its_findings() {
    let text = FINDING.replace("view_exists", "capacity")
        + &recommending("train", "law_enforcement", "findings = [\"barriers\"]");
    let (concluded, _) = Folder::new().with(FILE, &text).conclude();
    assert!(concluded[0].recommendations.is_empty());
}

#[test]
fn the_status_is_that_of_the_last_day() {
    let text = FINDING.to_owned()
        + &recommending("train", "law_enforcement", "findings = [\"barriers\"]")
        + "[[recommendations.status]]\non = 2026-05-01\nstatus = \"accepted\"\n\
           [[recommendations.status]]\non = 2026-09-01\nstatus = \"in_progress\"\n";
    let (concluded, _) = Folder::new().with(FILE, &text).conclude();
    let recommendation = &concluded[0].recommendations[0];
    assert_eq!(recommendation.status(), RecommendationStatus::InProgress);
    assert_eq!(recommendation.history.len(), 2);
}

#[test]
fn days_out_of_order_are_refused_when_the_file_is_read() {
    let place = TempDir::new().unwrap();
    let text = recommending("train", "law_enforcement", "findings = []")
        + "[[recommendations.status]]\non = 2026-09-01\nstatus = \"accepted\"\n\
           [[recommendations.status]]\non = 2026-05-01\nstatus = \"declined\"\n";
    fs::create_dir(place.path().join("findings")).unwrap();
    fs::write(place.path().join("study.toml"), "title = \"A study\"\n").unwrap();
    fs::write(place.path().join("findings/study.toml"), text).unwrap();
    let told: String = Study::load(place.path())
        .diagnostics
        .iter()
        .filter(|problem| {
            problem.place.as_ref().is_some_and(|place| place.file().path().ends_with(FILE_OF_ALL))
        })
        .map(|problem| {
            format!("{}; expected {}\n", problem.message, problem.expected.as_deref().unwrap_or("-"))
        })
        .collect();
    assert_snapshot!(told, @r#"
    a recommendation is declined without a reason; expected `note`, a text that says why
    the status of 2026-05-01 stands after that of 2026-09-01; expected changes of status in the order of their days
    "#);
}

const FILE_OF_ALL: &str = "findings/study.toml";
