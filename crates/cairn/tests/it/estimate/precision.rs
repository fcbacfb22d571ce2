//! Intervals that hold at once, and how precise estimates are.

use super::case::{Case, analysis};
use serde_json::{Value, json};

fn ask(keys: &Value) -> Value {
    let case = Case::read("nhanes");
    let design = json!({"strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR"});
    let answer = case.answer(&design, &json!({"high": "HI_CHOL"}), &[("a", keys.clone())]);
    analysis(&answer, "a").clone()
}

fn half_widths(analysis: &Value) -> Vec<f64> {
    let number = |value: &Value| value.as_f64().unwrap();
    let rows = analysis["rows"].as_array().unwrap().iter();
    rows.map(|row| (number(&row["ci"][1]) - number(&row["ci"][0])) / (2.0 * number(&row["se"]))).collect()
}

#[test]
fn intervals_that_hold_at_once_are_wider_and_in_their_order() {
    let multiplier = |method: Value| {
        let found = half_widths(&ask(&json!({
            "kind": "mean", "variables": ["HI_CHOL"], "by": ["race"], "simultaneous": method
        })));
        assert_eq!(found.len(), 4);
        assert!(found.iter().all(|width| (width - found[0]).abs() < 1e-9));
        found[0]
    };
    let [alone, greatest, sidak, bonferroni, scheffe] =
        [Value::Null, json!("greatest_t"), json!("sidak"), json!("bonferroni"), json!("scheffe")]
            .map(multiplier);
    // R: qt(0.975, 16), qt(1 - 0.025 / 4, 16), qt((1 + 0.95^(1/4)) / 2, 16), sqrt(4 * qf(0.95, 4, 16)).
    assert!((alone - 2.119905299221255).abs() < 1e-9);
    assert!((bonferroni - 2.81305559906).abs() < 1e-9, "{bonferroni}");
    assert!((sidak - 2.80378600093).abs() < 1e-9, "{sidak}");
    assert!((scheffe - 3.46809300909).abs() < 1e-9, "{scheffe}");
    assert!(alone < greatest && greatest < sidak && sidak < bonferroni && bonferroni < scheffe, "{greatest}");
}

#[test]
fn a_proportion_says_whether_it_may_be_shown() {
    let found = ask(&json!({
        "kind": "proportion", "variables": ["high"], "by": ["agecat", "race"], "precision": true
    }));
    let rows = found["rows"].as_array().unwrap();
    let verdicts: Vec<&str> =
        rows.iter().map(|row| row["presentation"]["verdict"].as_str().unwrap()).collect();
    assert!(verdicts.contains(&"shown") && verdicts.contains(&"withheld"), "{verdicts:?}");
    for row in rows {
        let reasons = row["presentation"]["reasons"].as_array().unwrap();
        assert_eq!(reasons.is_empty(), row["presentation"]["verdict"] == "shown");
        assert!(row["effective_n"].as_f64().unwrap() <= row["n"].as_f64().unwrap());
    }
}

#[test]
fn an_effective_size_is_the_size_over_the_design_effect() {
    let found = ask(&json!({"kind": "mean", "variables": ["HI_CHOL"], "precision": true, "deff": "replace"}));
    let row = &found["rows"][0];
    let number = |key: &str| row[key].as_f64().unwrap();
    assert!((number("effective_n") - number("n") / number("deff")).abs() < 1e-6);
    assert!((number("cv") - number("se") / number("estimate")).abs() < 1e-12);
}
