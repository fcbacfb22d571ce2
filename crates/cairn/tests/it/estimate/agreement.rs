//! Agreement between raters and standardized rates against R's `survey` 4.5.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::{compare, compare_with};
use serde_json::json;

#[test]
fn kappa() {
    let case = Case::read("apistrat");
    let ask = |first: &str, second: &str| json!({ "kind": "kappa", "variables": [first, second] });
    let design = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let answer = case.answer(&design, &json!({}), &[("kappa_2x2", ask("comp.imp", "sch.wide"))]);
    compare(&case, &answer, "kappa_2x2");
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let asked =
        [("kappa_2x2_nofpc", ask("awards", "comp.imp")), ("kappa_both_awards", ask("both", "awards"))];
    let answer = case.answer(&design, &json!({}), &asked);
    compare(&case, &answer, "kappa_2x2_nofpc");
    // The raters agree always: there is a value, and R's interval is one of rounding.
    let all = &analysis(&answer, "kappa_both_awards")["rows"][0];
    assert_eq!(all["estimate"].as_f64(), Some(1.0));
    assert!(all["ci"].is_null());
    let case = Case::read("nhanes");
    let design = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    let derive = json!({ "a": "agecat > '(19,39]'", "b": "HI_CHOL = 1" });
    let answer = case.answer(&design, &derive, &[("kappa", ask("a", "b"))]);
    compare(&case, &answer, "kappa");
}

#[test]
fn weighted_kappa_and_fleiss() {
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let asked = |keys: serde_json::Value| {
        let mut asked = json!({ "kind": "kappa", "variables": ["awards", "comp.imp"] });
        asked.as_object_mut().unwrap().extend(keys.as_object().unwrap().clone());
        asked
    };
    let answer = case.answer(
        &design,
        &json!({}),
        &[
            ("plain", asked(json!({}))),
            ("linear", asked(json!({ "weights": "linear" }))),
            ("fleiss", asked(json!({ "method": "fleiss" }))),
            ("three", asked(json!({ "method": "fleiss", "variables": ["awards", "comp.imp", "sch.wide"] }))),
        ],
    );
    let value = |id: &str| analysis(&answer, id)["rows"][0]["estimate"].as_f64().unwrap();
    // Of two categories every weighting is the same; Fleiss's chance is that of one rater for all.
    assert!((value("plain") - value("linear")).abs() < 1e-12);
    assert!(value("fleiss") < value("plain") && value("fleiss") > value("plain") - 0.05);
    assert!(value("three") < value("fleiss"));
    let rows = &analysis(&answer, "three")["rows"][0];
    assert_eq!(rows["variable_2"], "comp.imp, sch.wide");
}

#[test]
fn standardized_rates() {
    let case = Case::read("nhanes");
    let design = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    let asked = json!({
        "kind": "standardize", "variables": ["HI_CHOL"], "by": ["agecat"], "over": ["race", "RIAGENDR"],
        "population": [55901, 77670, 72816, 45364],
    });
    let answer = case.answer(&design, &json!({}), &[("std_direct", asked)]);
    // R lists the races of one sex after the other, which here are by race.
    let mut result = case.result("std_direct").clone();
    let table = result["table"].clone();
    let (race, sex) = (numbers(&table["race"]), numbers(&table["RIAGENDR"]));
    let mut order: Vec<usize> = (0..8).collect();
    let rows = analysis(&answer, "std_direct")["rows"].as_array().unwrap();
    let by = |row: &serde_json::Value, name: &str| row["by"][name].as_f64().unwrap();
    order.sort_by_key(|place| {
        rows.iter()
            .position(|row| by(row, "race") == race[*place] && by(row, "RIAGENDR") == sex[*place])
            .unwrap()
    });
    let sorted = |values: &serde_json::Value| {
        let values = numbers(values);
        order.iter().map(|place| json!(values[*place])).collect::<serde_json::Value>()
    };
    for key in ["coef", "se"] {
        result[key] = sorted(&result[key]);
    }
    for side in ["lower", "upper"] {
        result["ci95_t_df"][side] = sorted(&result["ci95_t_df"][side]);
    }
    compare_with(&answer, "std_direct", &result);
}

#[test]
fn refusals() {
    let case = Case::read("nhanes");
    let rates = |population: serde_json::Value| json!({ "kind": "standardize", "variables": ["HI_CHOL"], "by": ["agecat"], "population": population });
    for (asked, says) in [
        (rates(json!([1, 2, 3])), "`population` has 3 sizes, and agecat has 4 categories"),
        (rates(json!([1, 2, -3, 4])), "at least 0"),
        (rates(json!([])), "`population` is empty"),
        (json!({ "kind": "standardize", "variables": ["HI_CHOL"], "population": [1] }), "`by`"),
        (json!({ "kind": "kappa", "variables": ["race"] }), "two columns"),
        (json!({ "kind": "kappa", "variables": ["race", "agecat", "RIAGENDR"] }), "two columns"),
        (json!({ "kind": "kappa", "variables": ["race", "agecat"], "weights": "cubic" }), "quadratic"),
        (json!({ "kind": "kappa", "method": "fleiss", "variables": ["race"] }), "at least two raters"),
    ] {
        let said = estimate(&case.request(&json!({}), &json!({}), &[("a", asked)])).refused();
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn nobody_and_constants() {
    let case = Case::read("nhanes");
    let design = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    let asked = [
        ("nobody", json!({ "kind": "kappa", "variables": ["race", "RIAGENDR"], "where": "race > 9" })),
        ("one", json!({ "kind": "kappa", "variables": ["one", "uno"] })),
        (
            "old",
            json!({
                "kind": "standardize", "variables": ["HI_CHOL"], "by": ["agecat"], "population": [1, 1, 1, 1],
                "where": "agecat = '(0,19]'",
            }),
        ),
    ];
    let answer = case.answer(&design, &json!({ "one": "1", "uno": "1" }), &asked);
    for (id, _) in asked {
        let found = analysis(&answer, id);
        assert!(found["rows"][0]["estimate"].is_null(), "{id}: {}", found["rows"][0]);
        assert!(!found["warnings"].as_array().unwrap().is_empty(), "{id}");
    }
}
