//! Models through the command, against R's `survey` 4.5; the ids of analyses are those of `oracle.json`, which hold the calls.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::same;
use serde_json::{Value, json};

fn schools() -> [Value; 2] {
    [
        json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] }),
        json!({ "strata": ["stype"], "weights": "pw" }),
    ]
}

fn health() -> Value {
    json!({ "clusters": ["SDMVPSU"], "strata": ["SDMVSTRA"], "weights": "WTMEC2YR" })
}

fn derived() -> Value {
    json!({ "wide": "\"sch.wide\" = 'Yes'", "awarded": "awards = 'Yes'" })
}

fn model(family: &str, outcome: &str, terms: &[&str]) -> Value {
    json!({ "kind": "model", "family": family, "outcome": outcome, "terms": terms, "covariance": true })
}

fn with(mut analysis: Value, keys: Value) -> Value {
    let Value::Object(keys) = keys else { panic!("keys are an object") };
    analysis.as_object_mut().unwrap().extend(keys);
    analysis
}

/// Compares the rows of a model with R's summary, intervals and covariance.
#[track_caller]
fn compare(case: &Case, answer: &Value, id: &str) {
    let item = case.result(id);
    let found = analysis(answer, id);
    let names = item["summary"]["rows"].as_array().unwrap();
    let rows = found["rows"].as_array().unwrap();
    assert_eq!(
        rows.iter().map(|row| &row["term"]).collect::<Vec<_>>(),
        names.iter().collect::<Vec<_>>(),
        "{id}"
    );
    let mut errors = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let expected = numbers(&item["summary"]["values"][place]);
        let limits = numbers(&item["ci95_wald_t"]["values"][place]);
        for (key, expected) in ["estimate", "se", "t", "p"].into_iter().zip(&expected) {
            same(row[key].as_f64().unwrap(), *expected, 0.0, &format!("{id} {key}"));
        }
        for (found, expected) in numbers(&row["ci"]).into_iter().zip(limits) {
            // A limit near zero has the absolute digits of its standard error.
            same(found, expected, 1e5 * row["se"].as_f64().unwrap(), &format!("{id} limit"));
        }
        assert_eq!(row["df"], item["df_residual"], "{id}");
        if let Some(exp) = row["exp"].as_f64() {
            #[allow(clippy::disallowed_methods)]
            same(exp, expected[0].exp(), 0.0, "exp");
        }
        errors.push(expected[1]);
    }
    for (row, values) in found["covariance"].as_array().unwrap().iter().enumerate() {
        let expected = numbers(&item["vcov"]["values"][row]);
        for (column, (found, expected)) in numbers(values).into_iter().zip(expected).enumerate() {
            same(found, expected, 1e5 * errors[row] * errors[column], &format!("{id} covariance"));
        }
    }
    assert_eq!(found["n"], item["n"], "{id}");
}

#[test]
fn generalized_linear_models_of_schools() {
    let case = Case::read("apistrat");
    let [d, dn] = schools();
    let with_fpc = [
        ("glm_gaussian", model("gaussian", "api00", &["ell", "meals", "mobility"])),
        ("glm_logit", model("binomial", "wide", &["ell", "meals", "mobility"])),
        (
            "glm_poisson_offset",
            with(model("poisson", "api.stu", &["meals", "stype"]), json!({ "offset": "ln(enroll)" })),
        ),
        ("glm_gamma_log", with(model("gamma", "enroll", &["meals", "stype"]), json!({ "link": "log" }))),
        (
            "glm_domain",
            with(model("gaussian", "api00", &["ell", "meals"]), json!({ "where": "stype = 'E'" })),
        ),
    ];
    let without = [
        ("glm_gaussian_nofpc_factor", model("gaussian", "api00", &["ell", "meals", "stype*sch.wide"])),
        ("glm_logit_nofpc", model("binomial", "awarded", &["ell", "api99", "stype"])),
        ("glm_probit", with(model("binomial", "wide", &["ell", "meals"]), json!({ "link": "probit" }))),
        ("glm_cloglog", with(model("binomial", "wide", &["ell", "meals"]), json!({ "link": "cloglog" }))),
    ];
    for (design, analyses) in [(&d, &with_fpc[..]), (&dn, &without[..])] {
        let answer = case.answer(design, &derived(), analyses);
        for (id, _) in analyses {
            compare(&case, &answer, id);
        }
    }
}

#[test]
fn generalized_linear_models_of_health() {
    let case = Case::read("nhanes");
    let analyses = [
        ("glm_logit", model("binomial", "HI_CHOL", &["factor(race)", "agecat", "RIAGENDR"])),
        ("glm_logit_inter", model("binomial", "HI_CHOL", &["factor(race)*factor(RIAGENDR)", "agecat"])),
        ("glm_gaussian_lpm", model("gaussian", "HI_CHOL", &["factor(race)", "agecat"])),
        ("glm_poisson_rr", model("poisson", "HI_CHOL", &["agecat", "factor(RIAGENDR)"])),
        ("glm_domain_black", with(model("binomial", "HI_CHOL", &["agecat"]), json!({ "where": "race = 3" }))),
    ];
    let answer = case.answer(&health(), &json!({}), &analyses);
    for (id, _) in &analyses {
        compare(&case, &answer, id);
    }
}

#[test]
fn lonely_clusters_in_a_model() {
    let case = Case::read("lonely_psu");
    for rule in ["adjust", "average", "certainty", "remove"] {
        let design = json!({ "strata": ["lst"], "weights": "pw", "lonely_psu": rule });
        let id = format!("{rule}_glm");
        let answer = case.answer(&design, &json!({}), &[(&id, model("gaussian", "api00", &["meals"]))]);
        compare(&case, &answer, &id);
    }
    let design = json!({ "strata": ["lst"], "weights": "pw" });
    let request = case.request(&design, &json!({}), &[("fail_glm", model("gaussian", "api00", &["meals"]))]);
    let refused = estimate(&request).refused();
    assert!(refused.contains("stratum X1"), "{refused}");
}

#[test]
fn tests_of_terms() {
    let case = Case::read("apistrat");
    let [d, dn] = schools();
    let terms = &["ell", "meals", "stype"][..];
    let tested = |family: &str, outcome: &str, test: Value| {
        with(model(family, outcome, terms), json!({ "tests": [test] }))
    };
    let with_fpc = [
        ("regterm_wald_glm", tested("gaussian", "api00", json!({ "terms": ["stype"] }))),
        ("regterm_lrt_logit", tested("binomial", "wide", json!({ "terms": ["stype"], "method": "LRT" }))),
        ("regterm_wwald", tested("binomial", "wide", json!({ "terms": ["stype"], "method": "WorkingWald" }))),
        (
            "regterm_dfnull",
            with(tested("gaussian", "api00", json!({ "terms": ["ell", "meals"] })), json!({ "df": "inf" })),
        ),
    ];
    let without = [("regterm_wald_logit", tested("binomial", "wide", json!({ "terms": ["stype", "ell"] })))];
    for (design, analyses) in [(&d, &with_fpc[..]), (&dn, &without[..])] {
        let answer = case.answer(design, &derived(), analyses);
        for (id, _) in analyses {
            compare_test(case.result(id), &analysis(&answer, id)["test"][0], id);
        }
    }
    let case = Case::read("nhanes");
    let base = || model("binomial", "HI_CHOL", &["factor(race)", "agecat", "RIAGENDR"]);
    let analyses = [
        ("regterm", with(base(), json!({ "tests": [{ "terms": ["factor(race)"], "method": "Wald" }] }))),
        ("regterm_lrt", with(base(), json!({ "tests": [{ "terms": ["agecat"], "method": "LRT" }] }))),
    ];
    let answer = case.answer(&health(), &json!({}), &analyses);
    for (id, _) in &analyses {
        compare_test(case.result(id), &analysis(&answer, id)["test"][0], id);
    }
}

#[track_caller]
fn compare_test(item: &Value, found: &Value, id: &str) {
    let item = if item["items"].is_null() { item } else { &item["items"] };
    let get = |name: &str| {
        let value = &item[name];
        let value = if value["v"].is_null() { value } else { &value["v"] };
        let value = if value["m"].is_null() { value } else { &value["m"]["values"] };
        numbers(value).first().copied().filter(|value| !value.is_nan())
    };
    let statistic = get("Ftest").or(get("chisq")).unwrap();
    same(found["statistic"].as_f64().unwrap(), statistic, 0.0, &format!("{id} statistic"));
    // R's root finder leaves the saddlepoint of the working tests at seven digits or so.
    let digits = if get("Ftest").is_some() || get("ddf").is_none() { 1e-9 } else { 1e-6 };
    let (p, expected) = (found["p"].as_f64().unwrap(), get("p").unwrap());
    assert!((p / expected - 1.0).abs() < digits, "{id} p: {p}, in R {expected}");
    let df: Vec<f64> = [get("df"), get("ddf")].into_iter().flatten().collect();
    assert_eq!(numbers(&found["df"]), df, "{id}");
}

#[test]
fn predictions_and_margins() {
    let case = Case::read("apistrat");
    let [d, _] = schools();
    let rows = json!([{ "ell": 0, "meals": 0 }, { "ell": 10, "meals": 20 }, { "meals": 80, "ell": 50 }]);
    let analyses = [
        ("predict_glm", with(model("gaussian", "api00", &["ell", "meals"]), json!({ "predict": rows }))),
        (
            "predict_logit_response",
            with(model("binomial", "wide", &["ell", "meals"]), json!({ "predict": rows })),
        ),
    ];
    let answer = case.answer(&d, &derived(), &analyses);
    for ((id, _), column) in analyses.iter().zip(["link", "response"]) {
        let item = &case.result(id)["columns"];
        let found = analysis(&answer, id)["rows"].as_array().unwrap();
        for (place, row) in found[3..].iter().enumerate() {
            assert_eq!(row["row"], place + 1);
            same(row["estimate"].as_f64().unwrap(), numbers(&item[column])[place], 0.0, id);
            same(row["se"].as_f64().unwrap(), numbers(&item["SE"])[place], 0.0, id);
        }
    }
    let case = Case::read("nhanes");
    let asked = with(
        model("binomial", "HI_CHOL", &["agecat", "RIAGENDR"]),
        json!({ "margins": "race", "covariance": false }),
    );
    let answer = case.answer(&health(), &json!({}), &[("predmarg", asked)]);
    let item = case.result("predmarg");
    let found = analysis(&answer, "predmarg")["rows"].as_array().unwrap();
    for (row, level) in found[5..].iter().zip(["1", "2", "3", "4"]) {
        assert_eq!(row["level"].to_string(), level);
        same(row["estimate"].as_f64().unwrap(), item["est"][level].as_f64().unwrap(), 0.0, "margin");
        same(row["se"].as_f64().unwrap(), item["se"][level].as_f64().unwrap(), 0.0, "standard error");
        let limits = numbers(&row["ci"]);
        same(limits[0], item["ci95_t_df"]["lower"][level].as_f64().unwrap(), 0.0, "limit");
        same(limits[1], item["ci95_t_df"]["upper"][level].as_f64().unwrap(), 0.0, "limit");
    }
}
