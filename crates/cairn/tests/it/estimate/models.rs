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
            compare_test(case.result(id), &analysis(&answer, id)["tests"][0], id);
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
        compare_test(case.result(id), &analysis(&answer, id)["tests"][0], id);
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

/// Estimates of R 4.2.2, survey 4.1-1, of models of apistrat that no item has.
#[test]
fn codes_of_terms() {
    let case = Case::read("apistrat");
    let [d, _] = schools();
    let derive = json!({ "big": "enroll > 500", "dup": "2 * ell + meals" });
    let analyses = [
        ("no_intercept", model("gaussian", "api00", &["big", "stype", "-1"])),
        ("slopes", model("gaussian", "api00", &["meals:stype"])),
        ("cells", model("gaussian", "api00", &["stype:sch.wide"])),
        ("by_degree", model("gaussian", "api00", &["big*stype", "meals"])),
        ("aliased", model("gaussian", "api00", &["ell", "meals", "dup", "stype"])),
        ("three_ways", model("gaussian", "api00", &["stype*ell*big"])),
        ("inverse", model("gamma", "enroll", &["meals", "ell"])),
        ("root", with(model("poisson", "enroll", &["meals", "ell"]), json!({ "link": "sqrt" }))),
        ("exponential", with(model("gaussian", "enroll", &["meals", "ell"]), json!({ "link": "log" }))),
    ];
    let answer = case.answer(&d, &derive, &analyses);
    for (id, df, expected) in [
        (
            "no_intercept",
            194,
            &[
                ("bigFALSE", 693.107928626901, 13.7180954306533),
                ("bigTRUE", 623.930415193939, 17.7289136119664),
                ("stypeH", -5.02816653723495, 22.9312102716522),
                ("stypeM", 0.217632388128107, 22.1088034924647),
            ][..],
        ),
        (
            "slopes",
            194,
            &[
                ("(Intercept)", 835.303466554304, 7.73305788383990),
                ("meals:stypeE", -3.25700954065783, 0.159619739284933),
                ("meals:stypeH", -5.49743492905144, 0.415123528264981),
                ("meals:stypeM", -4.26792370179048, 0.198608397261425),
            ],
        ),
        (
            "cells",
            192,
            &[
                ("(Intercept)", 674.342857142859, 16.6119441700819),
                ("stypeE:sch.wideNo", -47.5650793650787, 42.8878810281701),
                ("stypeH:sch.wideNo", -78.7595238095230, 26.3326618775945),
                ("stypeM:sch.wideNo", -125.809523809523, 31.2750107543138),
                ("stypeE:sch.wideYes", 4.80000000000114, 21.0509050835126),
                ("stypeH:sch.wideYes", -20.6120879120871, 26.1900944269381),
                ("stypeM:sch.wideYes", f64::NAN, f64::NAN),
            ],
        ),
        (
            "by_degree",
            191,
            &[
                ("(Intercept)", 868.462286886834, 8.29617023683777),
                ("bigTRUE", -12.1642707774250, 13.9233093598111),
                ("stypeH", -184.420535532436, 35.2324485435043),
                ("stypeM", -48.9912635111811, 23.2955411790834),
                ("meals", -3.68452643957747, 0.159183747216171),
                ("bigTRUE:stypeH", 71.8466728662798, 38.2791505438184),
                ("bigTRUE:stypeM", -3.88662625758886, 27.7373001266528),
            ],
        ),
        (
            "aliased",
            193,
            &[
                ("(Intercept)", 865.991204204740, 8.53541666076982),
                ("ell", -0.562795627294990, 0.344881655113842),
                ("meals", -3.42693687723662, 0.237894319709685),
                ("dup", f64::NAN, f64::NAN),
                ("stypeH", -128.294282217617, 10.4014435720079),
                ("stypeM", -60.4594177815063, 9.76373743544331),
            ],
        ),
        (
            "three_ways",
            186,
            &[
                ("(Intercept)", 782.994581755535, 14.3137275179320),
                ("stypeH", -142.628618744136, 22.8038726029941),
                ("stypeM", -68.4027861324205, 28.7341694460722),
                ("ell", -4.07926074761681, 0.444611542058983),
                ("bigTRUE", -64.9608228733594, 25.7793903457287),
                ("stypeH:ell", 0.576178363906736, 0.614385950412251),
                ("stypeM:ell", -0.467255139206733, 0.801842644113786),
                ("stypeH:bigTRUE", 148.229379119128, 34.0727857162566),
                ("stypeM:bigTRUE", 77.3860411466412, 47.2141228091417),
                ("ell:bigTRUE", 1.14701050899129, 0.678192815293474),
                ("stypeH:ell:bigTRUE", -4.67575208166612, 0.995177551572293),
                ("stypeM:ell:bigTRUE", -1.06539164189933, 1.41558949349333),
            ],
        ),
        (
            "inverse",
            195,
            &[
                ("(Intercept)", 1.61018353519142e-3, 1.24294904741738e-4),
                ("meals", 2.84716730727307e-6, 3.71356732990293e-6),
                ("ell", -2.87784306025267e-6, 4.40145750942377e-6),
            ],
        ),
        (
            "root",
            195,
            &[
                ("(Intercept)", 24.9010027454424, 0.923759398512942),
                ("meals", -0.0207470849811167, 0.0260411655856826),
                ("ell", 0.0216298102126391, 0.0311314857388135),
            ],
        ),
        (
            "exponential",
            195,
            &[
                ("(Intercept)", 6.43200814519735, 0.0753896758965375),
                ("meals", -0.00163239875587370, 0.00217830065456967),
                ("ell", 0.00154160684923504, 0.00259589098104061),
            ],
        ),
    ] {
        let found = analysis(&answer, id);
        let rows = found["rows"].as_array().unwrap();
        assert_eq!(rows.len(), expected.len(), "{id}");
        for (row, (name, estimate, error)) in rows.iter().zip(expected) {
            assert_eq!(row["term"], *name);
            assert_eq!(row["df"], df);
            if estimate.is_nan() {
                assert_eq!([&row["estimate"], &row["se"], &row["ci"], &row["p"]], [&Value::Null; 4]);
                assert!(found["warnings"][0].as_str().unwrap().starts_with(name));
            } else {
                // R stops these where the deviance changes by less than 1e-8 of itself.
                let digits = if ["inverse", "root", "exponential"].contains(&id) { 1e-4 } else { 1e-8 };
                let close = |found: &Value, expected: f64| {
                    (found.as_f64().unwrap() - expected).abs() < digits * error.max(expected.abs())
                };
                assert!(close(&row["estimate"], *estimate), "{id} {name}: {row}");
                assert!(close(&row["se"], *error), "{id} {name}: {row}");
            }
        }
    }
}

/// `svycoxph(Surv(meals, awards == "Yes") ~ ell + mobility + stype, d)`, survey 4.1-1.
#[test]
fn proportional_hazards() {
    let case = Case::read("apistrat");
    let [d, _] = schools();
    let terms = ["ell", "mobility", "stype"];
    let asked = json!({ "kind": "survival", "family": "cox", "time": "meals", "event": "awarded", "terms": terms,
        "tests": [{ "terms": ["stype"] }] });
    let answer = case.answer(&d, &derived(), &[("cox", asked)]);
    let found = analysis(&answer, "cox");
    for (row, (name, estimate, error)) in found["rows"].as_array().unwrap().iter().zip([
        ("ell", -0.0402655821042809, 0.00584225021044253),
        ("mobility", -0.0141825910892257, 0.0112551210064295),
        ("stypeH", -0.287209550807449, 0.273855413875714),
        ("stypeM", -0.497207176185989, 0.305563876044740),
    ]) {
        assert_eq!(row["term"], name);
        same(row["estimate"].as_f64().unwrap(), estimate, 0.0, name);
        same(row["se"].as_f64().unwrap(), error, 0.0, name);
        assert_eq!(row["df"], 194);
        assert!(row["exp"].as_f64().unwrap() > 0.0);
    }
    assert_eq!(found["tests"][0]["df"], json!([2, 194]));
}

/// R's optimiser and its differences leave fewer digits: see the ordinal tests of the library.
#[test]
fn ordinal_models() {
    let case = Case::read("apistrat");
    let [d, dn] = schools();
    let derive = json!({ "class": "CASE WHEN meals <= 25 THEN 1 WHEN meals <= 50 THEN 2 WHEN meals <= 75 THEN 3 ELSE 4 END" });
    for (id, design, link, terms) in [
        ("olr_mealcat", &d, "logistic", &["avg.ed", "mobility", "stype"][..]),
        ("olr_probit", &dn, "probit", &["mobility", "stype"]),
    ] {
        let asked = json!({ "kind": "ordinal", "outcome": "class", "link": link, "terms": terms });
        let answer = case.answer(design, &derive, &[(id, asked)]);
        let item = case.result(id);
        let rows = analysis(&answer, id)["rows"].as_array().unwrap();
        let names: Vec<&str> = rows.iter().map(|row| row["term"].as_str().unwrap()).collect();
        assert_eq!(names[names.len() - 5..], ["stypeH", "stypeM", "1|2", "2|3", "3|4"]);
        for ((row, estimate), error) in rows.iter().zip(numbers(&item["coef"])).zip(numbers(&item["se"])) {
            assert!((row["estimate"].as_f64().unwrap() - estimate).abs() < 1e-4 * error);
            assert!((row["se"].as_f64().unwrap() / error - 1.0).abs() < 5e-4);
            assert_eq!(row["df"], item["df_residual"]);
        }
    }
}

#[test]
fn models_that_cannot_be_fitted_say_why() {
    let case = Case::read("apistrat");
    let [d, _] = schools();
    let derive = json!({ "never": "api00 < 0", "high": "api00 > 700", "higher": "api00 > 700.5" });
    let analyses = [
        ("constant", model("binomial", "never", &["ell"])),
        ("separated", model("binomial", "high", &["higher"])),
        ("nobody", with(model("gaussian", "api00", &["ell"]), json!({ "where": "api00 < 0" }))),
        (
            "group",
            with(model("binomial", "high", &["stype"]), json!({ "where": "stype <> 'H' OR api00 <= 700" })),
        ),
        (
            "few",
            with(
                model("gaussian", "api00", &["ell", "meals"]),
                json!({ "where": "api00 > 925", "df": "design" }),
            ),
        ),
    ];
    let answer = case.answer(&d, &derive, &analyses);
    for (id, rows, word) in [
        ("constant", 2, "the outcome is 0 in every row"),
        ("separated", 2, "separate the outcomes completely"),
        ("nobody", 2, "no row"),
    ] {
        let found = analysis(&answer, id);
        assert_eq!(found["rows"].as_array().unwrap().len(), rows, "{id}: {found}");
        assert!(
            found["rows"]
                .as_array()
                .unwrap()
                .iter()
                .all(|row| row["estimate"].is_null() && row["ci"].is_null())
        );
        assert!(found["warnings"].to_string().contains(word), "{id}: {}", found["warnings"]);
    }
    let found = analysis(&answer, "group");
    assert!(found["rows"][0]["se"].is_number() && found["rows"][1]["estimate"].is_null(), "{found}");
    assert!(found["warnings"].to_string().contains("stypeH has no finite estimate"), "{}", found["warnings"]);
    let refused = |keys: Value| {
        let request =
            case.request(&d, &derive, &[("m", with(model("gaussian", "api00", &["ell", "stype"]), keys))]);
        estimate(&request).refused()
    };
    for (keys, said) in [
        (json!({ "terms": ["ellx"] }), "ellx"),
        (json!({ "terms": ["ell + meals"] }), "each term is an entry of its own"),
        (json!({ "terms": [] , "link": "logt" }), "logt"),
        (json!({ "terms": ["-1"] }), "no terms and no intercept"),
        (json!({ "tests": [{ "terms": ["stipe"] }] }), "did you mean `stype`"),
        (json!({ "tests": [{ "terms": ["stype"], "method": "wald" }] }), "Wald"),
        (json!({ "predict": [{ "ell": 1, "stipe": "E" }] }), "did you mean `stype`"),
        (json!({ "predict": [{ "ell": 1 }] }), "this row has no `stype`"),
        (json!({ "predict": [{ "ell": "much", "stype": "E" }] }), "much"),
        (json!({ "family": "gausian" }), "gaussian"),
        (json!({ "family": "gamma", "outcome": "never" }), "above 0"),
        (json!({ "offset": "ln(enrol)" }), "enroll"),
        (json!({ "margin": "stype" }), "margins"),
    ] {
        let text = refused(keys.clone());
        assert!(text.contains(said), "{keys}: {text}");
    }
}
