//! Every result of R's `survey` 4.5 that is kept in `crates/survey/tests/oracles`, asked of the command and compared to nine significant digits.
//!
//! `tables/` holds a table a case: the design objects of R as designs of a request, and for each item of R the keys of its analysis. An item is in
//! a table, or in `excluded.toml` with a reason.

mod ask;
mod compare;
mod data;
mod estimates;
mod log_odds;
mod read;
mod tests;

use read::{Case, list, results, toml};
use std::collections::BTreeSet;

const CASES: [&str; 8] = [
    "apiclus1_calib",
    "apistrat",
    "fpc_small",
    "lonely_psu",
    "mi_smi",
    "mu284_twostage",
    "nhanes",
    "scd_given_brr",
];

#[track_caller]
fn check(name: &'static str) {
    let findings = ask::ask(&Case::read(name));
    let without: Vec<&String> =
        findings.compared.iter().filter(|(_, count)| **count == 0).map(|(id, _)| id).collect();
    assert!(findings.wrong.is_empty(), "{} differ:\n{}", findings.wrong.len(), findings.wrong.join("\n"));
    assert!(without.is_empty(), "nothing is compared of {without:?}");
}

#[test]
fn clusters_calibrated_and_replicated() {
    check("apiclus1_calib");
}

#[test]
fn schools_by_stratum() {
    check("apistrat");
}

#[test]
fn population_sizes() {
    check("fpc_small");
}

#[test]
fn strata_of_one_cluster() {
    check("lonely_psu");
}

#[test]
fn imputed_tables() {
    check("mi_smi");
}

#[test]
fn two_stages() {
    check("mu284_twostage");
}

#[test]
fn health() {
    check("nhanes");
}

#[test]
fn replicates_given() {
    check("scd_given_brr");
}

#[test]
fn every_item_is_asked_for_or_excluded_with_a_reason() {
    let excluded = list(&toml(&results().join("excluded.toml"))["item"]);
    let mut left: BTreeSet<(String, String)> = BTreeSet::new();
    for entry in &excluded {
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        assert!(!text("reason").is_empty(), "{entry}: say why");
        assert!(left.insert((text("case"), text("id"))), "{entry} stands twice");
    }
    let mut count = 0;
    for name in CASES {
        let case = Case::read(name);
        let asked: BTreeSet<String> =
            case.questions().into_iter().flat_map(|question| question.items).map(|(id, _)| id).collect();
        for id in case.ids() {
            count += 1;
            let is_excluded = left.remove(&(name.to_owned(), id.to_owned()));
            assert!(asked.contains(id) != is_excluded, "{name} {id}: in a table or excluded, and not both");
        }
        let unknown: Vec<&String> = asked.iter().filter(|id| !case.ids().any(|known| known == *id)).collect();
        assert!(unknown.is_empty(), "{name} has no {unknown:?}");
    }
    assert!(left.is_empty(), "excluded, but no item of R's: {left:?}");
    assert_eq!(count, 420);
}
