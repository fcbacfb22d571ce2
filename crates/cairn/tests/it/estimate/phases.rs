//! Designs of two phases, beside R's `survey`; and what of them is refused.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::{compare_with, same};
use serde_json::{Value, json};

#[track_caller]
fn all_same(case: &Case, phases: &Value, name: &str, asked: &[(&str, Value)]) {
    let named: Vec<(String, Value)> =
        asked.iter().map(|(what, keys)| (format!("{name}{what}"), keys.clone())).collect();
    let named: Vec<(&str, Value)> = named.iter().map(|(id, keys)| (id.as_str(), keys.clone())).collect();
    let derive = json!({ "crossed": "rel * 10 + instit" });
    let derive = if name.is_empty() { derive } else { json!({}) };
    let answer = case.answer(&json!({ "phases": phases }), &derive, &named);
    for (id, _) in &named {
        println!("{id}");
        let mut result = case.result(id).clone();
        if let Some(removed) = result.as_object_mut().unwrap().remove("ci95_t_df")
            && !id.contains("domain")
        {
            same(answer["design"]["df"].as_f64().unwrap(), removed["df"].as_f64().unwrap(), 0.0, id);
        }
        compare_with(&answer, id, &result);
    }
}

#[test]
fn every_sort_of_two_phases() {
    let case = Case::read("two_phases");
    let asked = |single: bool| {
        let variables = if single { json!(["y"]) } else { json!(["y", "x"]) };
        [
            ("_total", json!({ "kind": "total", "variables": variables, "covariance": true })),
            ("_mean", json!({ "kind": "mean", "variables": variables, "covariance": true })),
            ("_ratio", json!({ "kind": "ratio", "numerator": ["y"], "denominator": ["x"] })),
            ("_domain", json!({ "kind": "mean", "variables": ["y"], "where": "g = 'a'" })),
        ]
    };
    let s1 = || json!({ "strata": ["s1"], "fpc": ["N1"] });
    let by_s2 = || json!({ "strata": ["s2"], "subset": "sub" });
    for (name, phases) in [
        ("plain", json!([{}, { "subset": "sub" }])),
        ("strata", json!([{}, by_s2()])),
        ("sizes", json!([s1(), by_s2()])),
        ("clusters", json!([{ "clusters": ["c1"], "strata": ["s1"], "fpc": ["NC"] }, by_s2()])),
        ("second_clusters", json!([s1(), { "clusters": ["c2"], "strata": ["s1"], "subset": "subc" }])),
        ("weights", json!([{ "weights": "w1" }, by_s2()])),
        ("second_fractions", json!([s1(), { "strata": ["s2"], "fpc": ["p2"], "subset": "sub = TRUE" }])),
        ("two_stages", json!([s1(), { "clusters": ["c1", "row"], "strata": ["s1"], "subset": "two" }])),
    ] {
        all_same(&case, &phases, name, &asked(false));
    }
}

#[test]
fn a_case_cohort_study() {
    let case = Case::read("nwtco");
    let cohort =
        json!([{ "clusters": ["seqno"] }, { "clusters": ["seqno"], "strata": ["rel"], "subset": "incc" }]);
    let ratio = json!({ "kind": "ratio", "numerator": ["rel"], "denominator": ["age"] });
    all_same(&case, &cohort, "", &[("ratio", ratio)]);
    let cases = json!([{}, { "strata": ["crossed"], "subset": "incc2" }]);
    let mean = json!({ "kind": "mean", "variables": ["age", "rel"], "covariance": true });
    let domain = json!({ "kind": "mean", "variables": ["rel"], "where": "histol = 2" });
    all_same(&case, &cases, "", &[("mean2", mean), ("domain", domain)]);

    let glm = json!({
        "kind": "model", "family": "binomial", "outcome": "rel", "terms": ["factor(stage) * factor(histol)"],
    });
    let cox = json!({
        "kind": "survival", "family": "cox", "time": "edrel", "event": "rel",
        "terms": ["factor(stage)", "factor(histol)", "years"],
    });
    for (phases, id, keys) in [(cases, "glm", glm), (cohort, "cox", cox)] {
        let derive = json!({ "crossed": "rel * 10 + instit", "years": "age / 12" });
        let answer = case.answer(&json!({ "phases": phases }), &derive, &[(id, keys)]);
        let (rows, item) = (analysis(&answer, id)["rows"].as_array().unwrap(), case.result(id));
        for ((row, estimate), se) in rows.iter().zip(numbers(&item["est"])).zip(numbers(&item["se"])) {
            // R stops its iterations early.
            let found = row["estimate"].as_f64().unwrap();
            assert!((found - estimate).abs() < 1e-8 * estimate.abs(), "{id}: {found} {estimate}");
            let found = row["se"].as_f64().unwrap();
            assert!((found - se).abs() < 1e-7 * se, "{id}: {found} {se}");
        }
        assert_eq!(rows.len(), numbers(&item["est"]).len());
    }
}

/// A request of phases, to be refused.
#[track_caller]
fn refused(design: &Value) -> String {
    let case = Case::read("two_phases");
    let request = case.request(design, &json!({}), &[("a", json!({ "kind": "mean", "variables": ["y"] }))]);
    let text = estimate(&request).refused();
    text.lines().filter(|line| !line.contains("\"data\"")).collect::<Vec<_>>().join("\n")
}

#[test]
fn refusals() {
    for (name, design) in [
        ("one", json!({ "phases": [{ "subset": "sub" }] })),
        ("no_subset", json!({ "phases": [{}, { "strata": ["s2"] }] })),
        ("weights_outside", json!({ "weights": "w1", "phases": [{}, { "subset": "sub" }] })),
        ("nobody", json!({ "phases": [{}, { "subset": "y > 1000" }] })),
        ("lonely", json!({ "phases": [{}, { "strata": ["c1"], "subset": "sub" }] })),
        ("unknown_key", json!({ "phases": [{ "stratum": ["s1"] }, { "subset": "sub" }] })),
        ("unknown_column", json!({ "phases": [{ "strata": ["s11"] }, { "subset": "sub" }] })),
        ("small_weight", json!({ "phases": [{}, { "weights": "pv", "subset": "sub" }] })),
    ] {
        insta::assert_snapshot!(format!("phases_{name}"), refused(&design));
    }
}
