//! Multiply imputed data: Rubin's rules, beside R's `mitools`; and what of it is refused.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::same;
use serde_json::{Value, json};

fn ask(case: &Case, design: &Value, analyses: &[(&str, Value)]) -> Value {
    let mut request = case.request(design, &json!({}), analyses);
    request["imputations"] = json!("imp");
    request
}

fn with(mut keys: Value, key: &str, value: Value) -> Value {
    keys[key] = value;
    keys
}

/// Estimates, standard errors, intervals, degrees of freedom and missing information; a model's to what R's iterations leave.
#[track_caller]
fn compare(case: &Case, answer: &Value, id: &str, precision: f64) {
    let (rows, item) = (analysis(answer, id)["rows"].as_array().unwrap(), case.result(id));
    assert_eq!(rows.len(), numbers(&item["est"]).len());
    let close = |found: &Value, expected: f64, what: &str| {
        let found = found.as_f64().unwrap_or(f64::INFINITY);
        let near = (found - expected).abs() <= precision * expected.abs() || found == expected;
        assert!(near, "{id}: {what}: {found}, R says {expected}");
    };
    for (key, column) in [("est", "estimate"), ("se", "se"), ("df", "df"), ("fmi", "fmi")] {
        for (row, expected) in rows.iter().zip(numbers(&item[key])) {
            close(&row[column], expected, column);
        }
    }
    for (key, side) in [("lower", 0), ("upper", 1)] {
        rows.iter()
            .zip(numbers(&item[key]))
            .for_each(|(row, expected)| close(&row["ci"][side], expected, key));
    }
}

#[test]
fn schools_with_imputed_results() {
    let case = Case::read("imputed");
    let design = json!({ "clusters": ["dnum"], "weights": "pw" });
    let mean = json!({ "kind": "mean", "variables": ["api00"], "covariance": true });
    let glm = json!({ "kind": "model", "family": "binomial", "outcome": "high", "terms": ["meals", "ell"], "df": "inf" });
    let lm = json!({ "kind": "model", "family": "gaussian", "outcome": "api00", "terms": ["meals", "ell"] });
    let asked = [
        ("mean_small", mean.clone()),
        ("by", with(mean.clone(), "by", json!(["stype"]))),
        ("total", json!({ "kind": "total", "variables": ["high"] })),
        ("glm", glm),
        ("lm", lm),
    ];
    let mut request = ask(&case, &design, &asked);
    // `meals` is the same in every table.
    request["analyses"][0]["variables"] = json!(["api00", "meals"]);
    let answer = estimate(&request).succeeded().json();
    for (id, precision) in [("mean_small", 1e-9), ("by", 1e-9), ("total", 1e-9), ("glm", 1e-7), ("lm", 1e-9)]
    {
        compare(&case, &answer, id, precision);
    }
    let covariance = numbers(&analysis(&answer, "by")["covariance"]);
    let expected = numbers(&case.result("by")["vcov"]["values"]);
    covariance.iter().zip(&expected).for_each(|(found, r)| same(*found, *r, 1e6, "covariance"));

    let mean = json!({ "kind": "mean", "variables": ["api00"], "df": "inf" });
    let answer = estimate(&ask(&case, &design, &[("mean", mean)])).succeeded().json();
    let (row, item) = (&analysis(&answer, "mean")["rows"][0], case.result("mean"));
    for (key, found) in
        [("se", &row["se"]), ("df", &row["df"]), ("fmi", &row["fmi"]), ("lower", &row["ci"][0])]
    {
        same(found.as_f64().unwrap(), numbers(&item[key])[0], 0.0, key);
    }
}

/// The same in every table: nothing is missing, and R has as many degrees of freedom as there are numbers.
#[test]
fn pupils_in_five_tables() {
    let case = Case::read("mi_smi");
    let design = json!({ "clusters": ["id"] });
    let mean = json!({ "kind": "mean", "variables": ["sex", "wave"], "df": "inf" });
    let answer = estimate(&ask(&case, &design, &[("mi_mean", mean)])).succeeded().json();
    let (found, item) = (analysis(&answer, "mi_mean"), case.result("mi_mean"));
    let (sex, wave) = (&found["rows"][0], &found["rows"][1]);
    same(sex["estimate"].as_f64().unwrap(), numbers(&item["est"])[0], 0.0, "mean");
    same(sex["se"].as_f64().unwrap(), numbers(&item["se"])[0], 0.0, "standard error");
    same(sex["ci"][0].as_f64().unwrap(), numbers(&item["table"]["(lower"])[0], 0.0, "lower limit");
    same(sex["ci"][1].as_f64().unwrap(), numbers(&item["table"]["upper)"])[0], 0.0, "upper limit");
    assert_eq!(sex["fmi"], json!(0.0));
    assert_eq!((&wave["estimate"], &wave["ci"], &wave["fmi"]), (&json!(3.5), &Value::Null, &Value::Null));

    let says = json!({ "says": "drkfre = 'Not in last wk'" });
    let by = json!({ "kind": "mean", "variables": ["says"], "by": ["sex"] });
    let mut request = ask(&case, &design, &[("mi_by", by)]);
    request["derive"] = says;
    let answer = estimate(&request).succeeded().json();
    for row in analysis(&answer, "mi_by")["rows"].as_array().unwrap() {
        assert_eq!((&row["se"], &row["ci"], &row["fmi"]), (&json!(0.0), &Value::Null, &Value::Null));
    }
    assert_eq!(answer["design"]["n"], json!(1170));
}

#[test]
fn contrasts_tests_and_replicates_over_tables() {
    let case = Case::read("imputed");
    let asked = [
        ("by", json!({ "kind": "mean", "variables": ["api00"], "by": ["stype"] })),
        ("gap", json!({ "kind": "contrast", "of": "by", "contrasts": { "E - H": [1, -1, 0] } })),
        ("chisq", json!({ "kind": "chisq", "variables": ["high", "stype"] })),
    ];
    let design = json!({ "clusters": ["dnum"], "weights": "pw", "replicates": { "type": "jk1" } });
    let answer = estimate(&ask(&case, &design, &asked)).succeeded().json();
    let values: Vec<f64> = analysis(&answer, "by")["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["estimate"].as_f64().unwrap())
        .collect();
    let gap = &analysis(&answer, "gap")["rows"][0];
    same(gap["estimate"].as_f64().unwrap(), values[0] - values[1], 0.0, "contrast");
    assert!(gap["se"].as_f64().unwrap() > 0.0);
    let chisq = analysis(&answer, "chisq");
    assert_eq!(chisq["test"], Value::Null);
    assert_eq!(chisq["warnings"], json!(["tests are not combined over the completed tables"]));
}

#[test]
fn refusals() {
    let case = Case::read("imputed");
    let mean = [("a", json!({ "kind": "mean", "variables": ["api00"] }))];
    let request =
        |column: &str| with(ask(&case, &json!({ "weights": "pw" }), &mean), "imputations", json!(column));
    for (name, request) in [
        ("unknown_column", request("impp")),
        ("one_table", with(request("one"), "derive", json!({ "one": "1" }))),
        ("missing", with(request("some"), "derive", json!({ "some": "CASE WHEN imp < 4 THEN imp END" }))),
        ("weights", with(request("imp"), "return_weights", json!(true))),
    ] {
        let text = estimate(&request).refused();
        let text: Vec<&str> = text.lines().filter(|line| !line.contains("\"data\"")).collect();
        insta::assert_snapshot!(format!("imputations_{name}"), text.join("\n"));
    }
}
