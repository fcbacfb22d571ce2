//! Quantiles, variances and distribution functions against R's `survey` 4.5.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::{compare, compare_with, same};
use serde_json::{Value, json};

fn quantile(variables: &[&str], probabilities: &[f64], keys: Value) -> Value {
    let mut asked = json!({ "kind": "quantile", "variables": variables, "probabilities": probabilities });
    let Value::Object(keys) = keys else { panic!("keys are an object") };
    asked.as_object_mut().unwrap().extend(keys);
    asked
}

/// As `same`; what R has not is null.
#[track_caller]
fn alike(found: &Value, expected: f64, what: &str) {
    if expected.is_nan() {
        assert!(found.is_null(), "{what}: {found}");
    } else {
        same(found.as_f64().unwrap_or(f64::NAN), expected, 0.0, what);
    }
}

/// Compares a quantile analysis with R's `svyquantile` of the same id.
#[track_caller]
fn quantiles_same(case: &Case, answer: &Value, id: &str) {
    let found = analysis(answer, id);
    let mut rows = found["rows"].as_array().unwrap().iter();
    for (variable, table) in case.result(id)["values"].as_object().unwrap() {
        for expected in table["values"].as_array().unwrap() {
            let (row, expected) = (rows.next().unwrap(), numbers(expected));
            let what = format!("{id}: {variable} {}", row["probability"]);
            assert_eq!(row["variable"], *variable, "{what}");
            alike(&row["estimate"], expected[0], &what);
            alike(&row["ci"][0], expected[1], &format!("{what}: lower limit"));
            alike(&row["ci"][1], expected[2], &format!("{what}: upper limit"));
            alike(&row["se"], expected[3], &format!("{what}: standard error"));
        }
    }
    assert!(rows.next().is_none());
}

const FIVE: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];
const FOUR: [f64; 4] = [0.05, 0.25, 0.5, 0.9];
const QUARTILES: [f64; 3] = [0.25, 0.5, 0.75];

#[test]
fn of_a_stratified_sample() {
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let mut asked = Vec::new();
    for rule in ["math", "school", "hf1", "hf2", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"] {
        let keys = json!({ "rule": rule });
        asked.push((format!("quantile_{rule}"), quantile(&["api00", "enroll"], &FIVE, keys)));
    }
    asked.push(("quantile_score_df_inf".into(), quantile(&["api00"], &[0.5], json!({ "df": "inf" }))));
    asked.push(("quantile_alpha01".into(), quantile(&["api00"], &[0.5], json!({ "level": 0.99 }))));
    all_quantiles_same(&case, &design, &asked);
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let by_interval = ["mean", "beta", "xlogit", "asin", "score"].map(|interval| {
        let id = format!("quantile_nofpc_int_{interval}");
        (id, quantile(&["api00"], &FOUR, json!({ "interval": interval })))
    });
    all_quantiles_same(&case, &design, &by_interval);
}

#[track_caller]
fn all_quantiles_same(case: &Case, design: &Value, asked: &[(String, Value)]) {
    let asked: Vec<(&str, Value)> = asked.iter().map(|(id, asked)| (id.as_str(), asked.clone())).collect();
    let answer = case.answer(design, &json!({}), &asked);
    for (id, _) in asked {
        quantiles_same(case, &answer, id);
    }
}

#[test]
fn of_small_samples_and_clusters() {
    let x = || quantile(&["x"], &QUARTILES, json!({}));
    for (name, design) in [
        ("a", json!({ "strata": ["stratid"], "clusters": ["psuid"], "weights": "weight" })),
        ("b", json!({ "strata": ["stratid"], "clusters": ["psuid"], "weights": "weight", "fpc": ["Nh"] })),
        ("s", json!({ "strata": ["stratid"], "fpc": ["Nh"] })),
    ] {
        let asked = [(format!("{name}_quantile"), x())];
        all_quantiles_same(&Case::read("fpc_small"), &design, &asked);
    }
    let design = json!({ "clusters": ["id1", "id2"], "fpc": ["n1", "n2"] });
    let asked = [("d_quantile".to_owned(), quantile(&["y1"], &[0.5], json!({})))];
    all_quantiles_same(&Case::read("mu284_twostage"), &design, &asked);
    let design = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    let asked = [("quantile_wt".to_owned(), quantile(&["WTMEC2YR"], &[0.1, 0.5, 0.9], json!({})))];
    all_quantiles_same(&Case::read("nhanes"), &design, &asked);
    let design = json!({ "clusters": ["dnum"], "weights": "pw", "fpc": ["fpc"] });
    let asked = [("quantile".to_owned(), quantile(&["api00"], &QUARTILES, json!({})))];
    all_quantiles_same(&Case::read("apiclus1_calib"), &design, &asked);
    let design = json!({ "clusters": ["dnum"], "weights": "pw" });
    let beta = quantile(&["api00"], &QUARTILES, json!({ "interval": "beta" }));
    all_quantiles_same(&Case::read("apiclus1_calib"), &design, &[("quantile_beta_nofpc".to_owned(), beta)]);
}

#[test]
fn a_quantile_by_domain() {
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let asked = quantile(&["api00"], &[0.25, 0.5], json!({ "by": ["stype"] }));
    let answer = case.answer(&design, &json!({}), &[("quantile_by_stype", asked)]);
    let table = &case.result("quantile_by_stype")["table"];
    let rows = analysis(&answer, "quantile_by_stype")["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 6);
    for row in rows {
        let stype = ["E", "H", "M"].iter().position(|stype| row["by"]["stype"] == **stype).unwrap();
        let name = format!("api00.{}", row["probability"]);
        for (prefix, found) in
            [("", &row["estimate"]), ("se.", &row["se"]), ("ci_l.", &row["ci"][0]), ("ci_u.", &row["ci"][1])]
        {
            alike(found, numbers(&table[&format!("{prefix}{name}")])[stype], &format!("{prefix}{name}"));
        }
    }
}

#[test]
fn variances() {
    let ask = |variables: &[&str]| json!({ "kind": "variance", "variables": variables, "covariance": true });
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let mut by = ask(&["api00"]);
    by["by"] = json!(["sch.wide"]);
    let asked = [("var_api", ask(&["api00", "enroll"])), ("by_var", by)];
    let answer = case.answer(&design, &json!({}), &asked);
    // R gives a matrix, here is a row for each of its elements.
    let mut expected = case.result("var_api").clone();
    expected["est"] = expected["est"]["values"].clone();
    compare_with(&answer, "var_api", &expected);
    compare(&case, &answer, "by_var");
    let pairs: Vec<_> = analysis(&answer, "var_api")["rows"].as_array().unwrap().iter().collect();
    assert_eq!((&pairs[1]["variable"], &pairs[1]["variable_2"]), (&json!("api00"), &json!("enroll")));
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let answer = case.answer(&design, &json!({}), &[("var_api_nofpc", ask(&["api00"]))]);
    compare(&case, &answer, "var_api_nofpc");
    let case = Case::read("mu284_twostage");
    let design = json!({ "clusters": ["id1", "id2"], "fpc": ["n1", "n2"] });
    let answer = case.answer(&design, &json!({}), &[("d_var", ask(&["y1"]))]);
    compare(&case, &answer, "d_var");
}

#[test]
fn the_distribution_function() {
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let asked = json!({ "kind": "cdf", "variable": "api00", "at": [500, 600, 700, 800] });
    let answer = case.answer(&design, &json!({}), &[("cdf_values", asked)]);
    let rows = analysis(&answer, "cdf_values")["rows"].as_array().unwrap();
    for (row, expected) in rows.iter().zip(numbers(&case.result("cdf_values")["v"])) {
        same(row["estimate"].as_f64().unwrap(), expected, 0.0, "share");
    }
    assert_eq!(
        rows.iter().map(|row| row["at"].as_f64().unwrap()).collect::<Vec<_>>(),
        [500.0, 600.0, 700.0, 800.0]
    );
}

#[test]
fn likelihood_intervals_of_proportions() {
    let ask = |variable: &str, keys: Value| {
        let mut asked = json!({ "kind": "proportion", "variables": [variable], "interval": "likelihood" });
        let Value::Object(keys) = keys else { panic!("keys are an object") };
        asked.as_object_mut().unwrap().extend(keys);
        asked
    };
    let case = Case::read("apistrat");
    let derive = json!({ "wide": "\"sch.wide\" = 'Yes'", "rare": "awards = 'No' AND stype = 'H'" });
    let design = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let answer = case.answer(&design, &derive, &[("ciprop_schwide_likelihood", ask("wide", json!({})))]);
    compare(&case, &answer, "ciprop_schwide_likelihood");
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let asked = ask("rare", json!({ "level": 0.9 }));
    let answer = case.answer(&design, &derive, &[("ciprop_rare_90_likelihood", asked)]);
    compare(&case, &answer, "ciprop_rare_90_likelihood");
    let case = Case::read("nhanes");
    let design = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    let young = ask("HI_CHOL", json!({ "where": "agecat = '(0,19]'" }));
    let asked = [("ciprop_likelihood", ask("HI_CHOL", json!({}))), ("ciprop_rare_domain_likelihood", young)];
    let answer = case.answer(&design, &json!({}), &asked);
    compare(&case, &answer, "ciprop_likelihood");
    compare(&case, &answer, "ciprop_rare_domain_likelihood");
    let case = Case::read("apiclus1_calib");
    let design = json!({ "clusters": ["dnum"], "weights": "pw" });
    let derive = json!({ "none": "ell = 0" });
    let answer = case.answer(&design, &derive, &[("ciprop_like", ask("none", json!({})))]);
    compare(&case, &answer, "ciprop_like");
}

#[test]
fn quantiles_that_have_no_interval_say_why() {
    let case = Case::read("fpc_small");
    let design = json!({ "strata": ["stratid"], "clusters": ["psuid"], "weights": "weight" });
    let asked = [
        ("one", quantile(&["x"], &[0.5], json!({ "where": "x > 9" }))),
        ("none", quantile(&["x"], &[0.5], json!({ "where": "x > 99" }))),
        ("half", quantile(&["x"], &[0.25], json!({}))),
        ("constant", quantile(&["nh"], &[0.5], json!({ "where": "nh > 3" }))),
    ];
    let answer = case.answer(&design, &json!({}), &asked);
    let row = |id: &str| analysis(&answer, id)["rows"][0].clone();
    let warning = |id: &str| analysis(&answer, id)["warnings"].to_string();
    assert!(row("one")["ci"].is_null() && row("one")["se"].is_null() && !row("one")["estimate"].is_null());
    assert!(row("none")["estimate"].is_null() && warning("none").contains("no case"), "{}", warning("none"));
    assert!(row("half")["ci"][0].is_null() && row("half")["ci"][1].is_number());
    assert!(warning("half").contains("outside 0 to 1"), "{}", warning("half"));
    assert!(row("constant")["ci"].is_null() && row("constant")["se"].is_null(), "{}", warning("constant"));
}

#[test]
fn refusals() {
    let refused = |analysis: Value| {
        let case = Case::read("fpc_small");
        let request = case.request(&json!({ "weights": "weight" }), &json!({}), &[("a", analysis)]);
        estimate(&request).refused()
    };
    for (asked, says) in [
        (quantile(&["x"], &[1.5], json!({})), "a number from 0 to 1"),
        (quantile(&["x"], &[], json!({})), "`probabilities` is empty"),
        (quantile(&["x"], &[0.5], json!({ "rule": "hf10" })), "hf1"),
        (quantile(&["x"], &[0.5], json!({ "interval": "logit" })), "xlogit"),
        (quantile(&["x"], &[0.5], json!({ "probability": 0.5 })), "probabilities"),
        (json!({ "kind": "cdf", "variable": "y", "at": [1] }), "`y`"),
        (json!({ "kind": "cdf", "variable": "x", "at": [] }), "`at` is empty"),
        (json!({ "kind": "variance", "variables": [] }), "at least one column"),
    ] {
        let said = refused(asked);
        assert!(said.contains(says), "{said}");
    }
}
