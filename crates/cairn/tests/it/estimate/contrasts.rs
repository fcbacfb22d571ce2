//! Contrasts of earlier analyses against R's `survey` 4.5.

use super::case::{Case, analysis, estimate};
use super::equal::{compare, same};
use serde_json::{Value, json};

fn contrast(of: &str, contrasts: &Value) -> Value {
    json!({ "kind": "contrast", "of": of, "contrasts": contrasts, "covariance": true })
}

#[test]
fn linear_and_nonlinear() {
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let third = 1.0 / 3.0;
    let linear = json!({ "diffEH": [1, -1, 0], "avg": [third, third, third] });
    let asked = [
        ("by", json!({ "kind": "mean", "variables": ["api00"], "by": ["stype"] })),
        ("contrast_by_diff", contrast("by", &linear)),
        ("totals", json!({ "kind": "total", "variables": ["api00", "api99", "enroll"] })),
        ("contrast_nonlinear", contrast("totals", &json!({ "contrast": "api00/api99" }))),
        ("named", contrast("by", &json!({ "full": "`E:api00` - `H:api00`", "short": "E - H" }))),
        ("again", contrast("named", &json!({ "twice": "2 * short" }))),
    ];
    let answer = case.answer(&design, &json!({}), &asked);
    compare(&case, &answer, "contrast_by_diff");
    compare(&case, &answer, "contrast_nonlinear");
    let value = |id: &str, row: usize, what: &str| analysis(&answer, id)["rows"][row][what].as_f64().unwrap();
    for what in ["estimate", "se"] {
        let expected = value("contrast_by_diff", 0, what);
        same(value("named", 0, what), expected, 0.0, what);
        same(value("named", 1, what), expected, 0.0, what);
        same(value("again", 0, what), 2.0 * expected, 0.0, what);
    }
    assert_eq!(analysis(&answer, "named")["rows"][1]["contrast"], "short");
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let asked = [
        ("means", json!({ "kind": "mean", "variables": ["api00", "api99"] })),
        ("contrast_log_ratio", contrast("means", &json!({ "a": "log(api00/api99)", "b": "api00 - api99" }))),
    ];
    let answer = case.answer(&design, &json!({}), &asked);
    compare(&case, &answer, "contrast_log_ratio");
    assert!(analysis(&answer, "means").get("covariance").is_none());
}

#[test]
fn of_categories_ratios_and_variances() {
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let asked = [
        ("shares", json!({ "kind": "mean", "variables": ["stype"] })),
        ("odds", contrast("shares", &json!({ "odds": "stypeE / (1 - stypeE)" }))),
        ("ratios", json!({ "kind": "ratio", "numerator": ["api.stu"], "denominator": ["enroll"] })),
        ("rest", contrast("ratios", &json!({ "rest": "1 - `api.stu/enroll`" }))),
        ("variances", json!({ "kind": "variance", "variables": ["api00", "api99"] })),
        (
            "correlation",
            contrast("variances", &json!({ "r": "`api00:api99` / sqrt(`api00:api00` * `api99:api99`)" })),
        ),
        ("cdf", json!({ "kind": "cdf", "variable": "api00", "at": [500, 600] })),
        ("between", contrast("cdf", &json!({ "between": "`api00.600` - `api00.500`" }))),
    ];
    let answer = case.answer(&design, &json!({}), &asked);
    for id in ["odds", "rest", "correlation", "between"] {
        let row = &analysis(&answer, id)["rows"][0];
        assert!(row["estimate"].is_number() && row["se"].as_f64().unwrap() > 0.0, "{id}: {row}");
    }
    let correlation = analysis(&answer, "correlation")["rows"][0]["estimate"].as_f64().unwrap();
    assert!(correlation > 0.9 && correlation < 1.0);
}

#[test]
fn refusals() {
    let case = Case::read("apistrat");
    let means = json!({ "kind": "mean", "variables": ["api00", "api99"] });
    let by = json!({ "kind": "mean", "variables": ["api00", "api99"], "by": ["stype"] });
    for (first, contrasts, says) in [
        (&means, json!({ "a": [1] }), "has 1 numbers, and `of` has 2 rows"),
        (&means, json!({ "a": "api00 - api01" }), "`of` has no row “api01”"),
        (&by, json!({ "a": "E - H" }), "more than one row “E”"),
        (&means, json!({ "a": "api00 -" }), "the expression ends"),
        (&means, json!({ "a": "sin(api00)" }), "`sin` is not a function"),
        (&means, json!({ "a": 3 }), "an expression"),
        (&means, json!({}), "`contrasts` is empty"),
    ] {
        let asked = [("of", first.clone()), ("c", contrast("of", &contrasts))];
        let said = estimate(&case.request(&json!({ "weights": "pw" }), &json!({}), &asked)).refused();
        assert!(said.contains(says), "{said}");
    }
    let asked = [("c", contrast("of", &json!({ "a": [1] }))), ("of", means)];
    let said = estimate(&case.request(&json!({ "weights": "pw" }), &json!({}), &asked)).refused();
    assert!(said.contains("no analysis before this one has the id “of”"), "{said}");
}

#[test]
fn what_is_not_defined_is_null() {
    let case = Case::read("apistrat");
    let asked = [
        ("means", json!({ "kind": "mean", "variables": ["api00", "api99"] })),
        ("c", contrast("means", &json!({ "log": "log(api99 - api00)", "none": "api00 - api00" }))),
        ("medians", json!({ "kind": "quantile", "variables": ["api00", "api99"], "probabilities": [0.5] })),
        ("d", contrast("medians", &json!({ "gain": "`api00.0.5` - `api99.0.5`" }))),
    ];
    let answer = case.answer(&json!({ "strata": ["stype"], "weights": "pw" }), &json!({}), &asked);
    let rows = &analysis(&answer, "c")["rows"];
    assert!(rows[0]["estimate"].is_null() && rows[0]["ci"].is_null());
    assert_eq!(rows[1]["estimate"], 0.0);
    assert!(rows[1]["ci"].is_null());
    // Quantiles have no joint covariance.
    let gain = &analysis(&answer, "d")["rows"][0];
    assert!(gain["estimate"].as_f64().unwrap() > 0.0 && gain["se"].is_null());
    assert!(analysis(&answer, "d")["warnings"].to_string().contains("the variance cannot be estimated"));
}
