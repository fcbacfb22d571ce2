//! What the demonstration concludes holds of its evidence, in every country and for several seeds.

#![allow(clippy::unwrap_used)]

use cairn_activities::{ACTIVITIES, Fieldwork, household_survey, leading_item};
use cairn_definition::{Diagnostics, Severity, render};
use cairn_demo::{Demo, write};
use cairn_evidence::convergence::Cell;
use cairn_evidence::sentence::UnknownCorrelations;
use cairn_evidence::{BodyOfEvidence, Concluded, Evidence, EvidenceId, Material, conclude, present};
use cairn_study::{Clearance, Conduct, Country, RunState, Study};

/// All that is concluded of the demonstration of a seed.
fn concluded(seed: u64, countries: usize) -> Vec<Concluded> {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("demo");
    write(&dir, &Demo { seed, countries }, &|_| {}).unwrap();
    let loaded = Study::load(&dir);
    let mut study = loaded.study;
    // The findings speak of everybody; groups would take most of the time.
    for indicator in &mut study.indicators {
        indicator.by.clear();
    }
    let mut body = BodyOfEvidence::default();
    for country in &study.countries {
        let clearance = country.basis.clear("2026-01-01".parse().unwrap()).unwrap();
        body.extend(evidence(&study, country, &clearance));
    }
    let mut items: Vec<_> = ACTIVITIES.iter().flat_map(|activity| activity.themed_items(&study)).collect();
    items.extend(household_survey::themed_items(&study));
    let item_of =
        |id: &EvidenceId| match ACTIVITIES.iter().find(|activity| activity.activity() == id.activity) {
            Some(activity) => activity.item_of(id),
            None => leading_item(id),
        };
    let material = Material {
        study: &study,
        body: &body,
        items: &items,
        item_of: &item_of,
        correlations: &UnknownCorrelations,
    };
    let ids: Vec<_> = study.countries.iter().map(|country| &country.id).collect();
    let problems = Diagnostics::new();
    let concluded = conclude(&material, &ids, true, &problems);
    let said: String = problems.into_sorted().iter().map(render).collect();
    assert_eq!(said, "", "seed {seed}");
    concluded
}

/// Everything that is known of a country.
fn evidence(study: &Study, country: &Country, clearance: &Clearance) -> Vec<Evidence> {
    let problems = Diagnostics::new();
    let mut evidence = Vec::new();
    for activity in ACTIVITIES {
        if !matches!(country.activities[&activity.activity()], Conduct::NotRun { .. }) {
            let fieldwork = Fieldwork { study, country, clearance };
            evidence.extend(activity.harvest(&fieldwork, &problems).unwrap_or_default().evidence);
        }
    }
    let errors = problems.into_sorted().into_iter().filter(|problem| problem.severity == Severity::Error);
    assert_eq!(errors.map(|problem| render(&problem)).collect::<String>(), "");
    if let RunState::Run(survey) = &country.household_survey {
        let estimated = household_survey::estimate(study, country, survey, clearance, "test").unwrap();
        let presented = estimated.prevalences.into_iter().map(|it| present(it, &study.presentation));
        evidence.extend(presented.map(|presented| Evidence::Prevalence(Box::new(presented))));
        let pairs = household_survey::pairs(study, country, survey, clearance, "test").unwrap();
        evidence.extend(pairs.into_iter().map(|pair| Evidence::PairAgreement(Box::new(pair))));
    }
    evidence
}

#[test]
fn every_conclusion_holds_in_every_country() {
    let concluded = concluded(1, 13);
    assert_eq!(concluded.len(), 14);
    for of in concluded.iter().filter(|of| of.country.is_some()) {
        assert_eq!((of.insights.len(), of.recommendations.len() >= 10), (6, true));
        assert!(of.findings.len() >= 8);
        let cells = || of.matrix.rows.iter().flat_map(|row| row.cells.values());
        assert!(cells().all(|cell| !matches!(cell.cell, Cell::Unjudged)));
        assert!(of.matrix.rows.iter().all(|row| row.assessment.is_some()));
        let (alike, judged) = of.matrix.judged_alike();
        assert!(alike < judged && 3 * alike > 2 * judged, "{alike} of {judged}");
    }
    let silences = |of: &Concluded| {
        let cells = of.matrix.rows.iter().flat_map(|row| row.cells.values());
        cells.filter(|cell| matches!(cell.cell, Cell::Silence)).count()
    };
    assert_eq!(concluded.iter().map(silences).sum::<usize>(), 4);
}

#[test]
#[ignore = "slow: ten seeds"]
fn every_conclusion_holds_for_other_seeds() {
    for seed in 2..12 {
        concluded(seed, 13);
    }
}
