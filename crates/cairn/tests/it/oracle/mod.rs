//! Every result of R's `survey` 4.5 that is kept in `crates/survey/tests/oracles`, asked of the command and compared to nine significant digits.
//!
//! `tables/` holds a table a case: the design objects of R as designs of a request, and for each item of R the keys of its analysis. An item is in
//! a table, or in `excluded.toml` with a reason.

mod ask;
mod compare;
mod data;
mod estimates;
mod read;
mod tests;

use read::Case;

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
