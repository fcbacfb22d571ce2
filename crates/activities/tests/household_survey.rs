//! The household survey over the template study.
#![allow(clippy::unwrap_used, clippy::panic)]

use cairn_activities::household_survey::{Failure, check, estimate};
use cairn_evidence::{Claim, Prevalence};
use cairn_study::{MissingKind, RunState, Study, Treatment};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::path::Path;

fn template() -> (tempfile::TempDir, Study) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("study");
    cairn_demo::template(&root).unwrap();
    let loaded = Study::load(&root);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    (folder, loaded.study)
}

fn prevalences(study: &Study) -> Result<Vec<Prevalence>, Failure> {
    let country = &study.countries[0];
    let RunState::Run(survey) = &country.household_survey else { panic!("the survey did not run") };
    let clearance = country.basis.clear(date(2026, 1, 1)).unwrap();
    estimate(study, country, survey, &clearance, "test").map(|evidence| evidence.prevalences)
}

/// Claims by the number of breakdowns they are grouped by.
fn claims(prevalences: &[Prevalence]) -> impl Iterator<Item = &Claim> {
    prevalences.iter().map(Prevalence::claim)
}

fn records(study: &Study) -> std::path::PathBuf {
    let RunState::Run(survey) = &study.countries[0].household_survey else {
        panic!("the survey did not run")
    };
    survey.records.values().next().unwrap().clone()
}

#[test]
fn the_template_is_sound_and_makes_numbers() {
    let (_folder, study) = template();
    assert!(check(&study).is_empty());
    let prevalences = prevalences(&study).unwrap();
    for indicator in &study.indicators {
        let of = claims(&prevalences).filter(|claim| claim.id.indicator == indicator.id);
        assert!(of.count() > indicator.by.len(), "{}", indicator.id);
    }
}

#[test]
fn groups_that_hold_everybody_add_up() {
    let (_folder, study) = template();
    let prevalences = prevalences(&study).unwrap();
    for everybody in claims(&prevalences).filter(|claim| claim.id.group.is_everybody()) {
        let mut sums: BTreeMap<String, (u64, u64, u64, f64)> = BTreeMap::new();
        for claim in claims(&prevalences).filter(|claim| claim.id.indicator == everybody.id.indicator) {
            let by: Vec<&str> = claim.id.group.0.iter().map(|(id, _)| id.as_str()).collect();
            let sum = sums.entry(by.join("×")).or_default();
            sum.0 += claim.n;
            sum.1 += claim.count;
            sum.2 += claim.missing.total() + claim.base_unknown.total();
            sum.3 += claim.weighted_n;
        }
        let missing = everybody.missing.total() + everybody.base_unknown.total();
        for (by, (n, count, absent, weight)) in sums {
            assert_eq!(
                (n, count, absent),
                (everybody.n, everybody.count, missing),
                "{} by {by}",
                everybody.id
            );
            assert!((weight / everybody.weighted_n - 1.0).abs() < 1e-12, "{} by {by}", everybody.id);
        }
    }
}

#[test]
fn a_missing_answer_counts_as_no_only_where_the_definition_says_so() {
    let (_folder, mut study) = template();
    let excluded = prevalences(&study).unwrap();
    let with_dont_know =
        |claim: &&Claim| claim.id.group.is_everybody() && claim.missing.of(MissingKind::DontKnow) > 0;
    let before = claims(&excluded).find(with_dont_know).unwrap().clone();
    let indicator =
        study.indicators.iter_mut().find(|indicator| indicator.id == before.id.indicator).unwrap();
    let was = indicator.missing.of(MissingKind::DontKnow);
    let other = if was == Treatment::Exclude { Treatment::No } else { Treatment::Exclude };
    indicator.missing = indicator.missing.with(MissingKind::DontKnow, other);
    let after = prevalences(&study).unwrap();
    let after = claims(&after).find(|claim| claim.id == before.id).unwrap();
    let unknown = before.missing.of(MissingKind::DontKnow);
    let (without, with) = if was == Treatment::Exclude { (&before, after) } else { (after, &before) };
    assert_eq!(with.n, without.n + unknown);
    assert_eq!(with.count, without.count);
    assert_eq!(with.missing, without.missing, "missing answers are counted whatever is done with them");
    let proportion = |claim: &Claim| claim.estimate.as_ref().unwrap().proportion;
    assert!(proportion(with) < proportion(without));
}

#[test]
fn the_order_of_the_records_is_no_matter() {
    let (_folder, study) = template();
    let path = records(&study);
    let before = prevalences(&study).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    std::fs::write(&path, lines.join("\n")).unwrap();
    let after = prevalences(&study).unwrap();
    for (before, after) in claims(&before).zip(claims(&after)) {
        assert_eq!((&before.id, before.n, before.count), (&after.id, after.n, after.count));
        match (&before.estimate, &after.estimate) {
            (Ok(before), Ok(after)) => assert!((before.proportion - after.proportion).abs() < 1e-12),
            (before, after) => assert_eq!(before.is_err(), after.is_err()),
        }
        assert_ne!(before.pedigree.records, after.pedigree.records, "other bytes have another hash");
    }
}

#[test]
fn records_that_are_not_there_are_asked_for_at_the_survey() {
    let (_folder, study) = template();
    std::fs::remove_file(records(&study)).unwrap();
    let Err(Failure::Definition(problem)) = prevalences(&study) else { panic!("it was estimated") };
    assert!(problem.message.contains("are not there: data/"), "{problem}");
    let file = problem.place.as_ref().unwrap().file().path().to_owned();
    assert!(file.ends_with(Path::new("country.toml")), "{}", file.display());
}
