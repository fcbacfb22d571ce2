//! Intervals of proportions where replicates tell how they vary.

use super::ask::answer;
use super::read::{Case, numbers};
use serde_json::{Value, json};

/// R's limits of the share of schools with school-wide growth, by interval, with variances about the mean of the replicates and about the
/// full sample. Those of `logit` are `withReplicates` of `qlogis`: R fits a logistic model in every replicate, whose iterations stop at the
/// ninth digit. For `xlogit` it carries the variance of the mean over.
const LIMITS: [(&str, [[f64; 2]; 2]); 5] = [
    ("logit", [[0.823463547350986, 0.912085365024393], [0.823463160513297, 0.912085578400516]]),
    ("xlogit", [[0.823241383375577, 0.912207771279209], [0.823234686536153, 0.912211456786213]]),
    ("asin", [[0.827052791024232, 0.914969594921336], [0.827047021304515, 0.914973850062611]]),
    ("beta", [[0.823142071302854, 0.915061597348425], [0.823135342983842, 0.915065877341042]]),
    ("mean", [[0.830228674162154, 0.918405205619266], [0.830223617065239, 0.918410262716182]]),
];

fn proportion(variable: &str, interval: &str) -> (String, Value) {
    let keys = json!({ "kind": "proportion", "variables": [variable], "interval": interval });
    (format!("{variable} {interval}"), keys)
}

#[track_caller]
fn limits_same(answer: &Value, id: &str, expected: [f64; 2]) {
    let analyses = answer["analyses"].as_array().unwrap();
    let found = analyses.iter().find(|analysis| analysis["id"] == id).unwrap();
    for (found, r) in numbers(&found["rows"][0]["ci"]).iter().zip(expected) {
        assert!((found / r - 1.0).abs() < 1e-9, "{id}: {found}, in R {r}");
    }
}

/// Replicates made here are answered from totals, those that are given from held rows.
#[test]
fn by_replicates_made_and_given() {
    let mut case = Case::read("apiclus1_calib");
    case.derive("wide", "\"sch.wide\" = 'Yes'");
    let asked = LIMITS.map(|(interval, _)| proportion("wide", interval));
    for name in ["jk1", "jk1_given"] {
        for (place, mse) in [false, true].into_iter().enumerate() {
            let mut design = case.table("designs")[name].clone();
            design["replicates"]["mse"] = json!(mse);
            let answer = answer(&case, &design, &asked);
            for (interval, expected) in LIMITS {
                limits_same(&answer, &format!("wide {interval}"), expected[place]);
            }
        }
    }
}

#[test]
fn a_replicate_without_a_case_has_no_log_odds() {
    let case = Case::read("apiclus1_calib");
    let asked = ["logit", "xlogit"].map(|interval| proportion("none", interval));
    let answer = answer(&case, &case.table("designs")["jk1"], &asked);
    let logit = &answer["analyses"][0];
    assert!(logit["rows"][0]["ci"].is_null() && logit["rows"][0]["se"].is_number());
    assert!(logit["warnings"].to_string().contains("in a replicate the proportion is 0 or 1"), "{logit}");
    limits_same(&answer, "none xlogit", [0.00231959487826636, 0.176805470334651]);
}
