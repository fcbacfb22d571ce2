//! The chapter on methods: what was done, in words.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use cairn_report::{CountryReport, country_html};
use cairn_study::{AllocationMethod, DrawMethod, RespondentSelection, SecondStage};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use support::Specimen;
use support::fieldwork::{account, plan, population, weighting};
use support::reading::{between, text};

fn specimen() -> Specimen {
    let mut specimen = Specimen::small();
    let country = &mut specimen.study.countries[0];
    country.sample = Some(plan());
    country.population = population();
    if let cairn_study::RunState::Run(survey) = &mut country.household_survey {
        survey.sampling = None;
    }
    let mut sample = (*specimen.samples[0]).clone();
    sample.weighting = Some(weighting().into());
    specimen.samples = vec![sample.into()];
    specimen
}

fn chapter(specimen: &Specimen) -> String {
    let account = account();
    let html = country_html(&CountryReport { fieldwork: Some(&account), ..specimen.report() });
    text(between(&html, "<h3>The household survey</h3>", "<h3>What is shown</h3>"))
}

#[test]
fn the_chapter_says_what_was_done_from_the_list_of_areas_to_the_weights() {
    insta::assert_snapshot!("methods", chapter(&specimen()));
}

#[test]
fn every_method_is_told_in_other_words() {
    let mut told = BTreeSet::new();
    let mut tell = |change: &dyn Fn(&mut cairn_study::SamplePlan)| {
        let mut specimen = specimen();
        change(specimen.study.countries[0].sample.as_mut().unwrap());
        assert!(told.insert(chapter(&specimen)));
    };
    for (_, method) in DrawMethod::ALL {
        tell(&|plan| plan.draw.method = method);
    }
    for method in [
        AllocationMethod::Proportional,
        AllocationMethod::Equal,
        AllocationMethod::Neyman,
        AllocationMethod::Optimum,
    ] {
        tell(&|plan| plan.allocation.method = method);
    }
    tell(&|plan| plan.household.second_stage = SecondStage::RandomWalk);
    tell(&|plan| plan.household.respondent = RespondentSelection::KishGrid);
    tell(&|plan| plan.household.respondent = RespondentSelection::LastBirthday);
}

#[test]
fn without_a_draw_nothing_is_said_of_one() {
    let specimen = specimen();
    let html = specimen.html();
    assert!(!html.contains("Clusters by stratum") && !html.contains("Outcome rates"));
}

/// The rooms that a package stands on in the product, itself included.
fn rooms_of(package: &str, found: &mut BTreeSet<String>) {
    if !found.insert(package.to_owned()) {
        return;
    }
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let manifest = fs::read_to_string(crates.join(package).join("Cargo.toml")).unwrap();
    let dependencies = between(&manifest, "[dependencies]", "\n[");
    for line in dependencies.lines().filter_map(|line| line.strip_prefix("cairn-")) {
        rooms_of(line.split(['.', ' ']).next().unwrap(), found);
    }
}

#[test]
fn a_report_has_no_way_to_records() {
    let mut found = BTreeSet::new();
    rooms_of("report", &mut found);
    assert!(found.contains("evidence") && found.contains("study"), "{found:?}");
    for room in ["data", "analysis", "activities", "fieldwork", "qualitative", "demo", "cairn"] {
        assert!(!found.contains(room), "{room} is among {found:?}");
    }
}
