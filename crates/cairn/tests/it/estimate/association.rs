//! Tests of association, of differences and of ranks against R's `survey` 4.5.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::same;
use serde_json::{Value, json};

/// Compares the test of an analysis with R's `htest`.
#[track_caller]
fn test_same(answer: &Value, id: &str, result: &Value) {
    let test = &analysis(answer, id)["test"];
    let statistic = result["statistic"].as_object().unwrap();
    assert_eq!(Some(test["name"].as_str().unwrap()), statistic.keys().next().map(String::as_str), "{id}");
    same(test["statistic"].as_f64().unwrap(), numbers(&result["statistic"])[0], 0.0, id);
    for (df, expected) in numbers(&test["df"]).iter().zip(numbers(&result["parameter"])) {
        same(*df, expected, 0.0, &format!("{id}: degrees of freedom"));
    }
    let (p, expected) = (test["p"].as_f64().unwrap(), numbers(&result["p_value"])[0]);
    // R finds a saddlepoint to eight digits.
    let digits = if id.contains("saddlepoint") { 1e-7 } else { 1e-9 };
    assert!((p / expected - 1.0).abs() < digits, "{id}: p is {p:e}, in R {expected:e}");
}

fn chisq(variables: [&str; 2], statistic: &str) -> Value {
    json!({ "kind": "chisq", "variables": variables, "statistic": statistic })
}

#[test]
fn rao_scott_and_wald() {
    let schools = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let schools_nofpc = json!({ "strata": ["stype"], "weights": "pw" });
    let health = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    for (name, design, variables, prefix, statistics) in [
        (
            "apistrat",
            &schools,
            ["sch.wide", "stype"],
            "chisq_schwide_stype_",
            &["F", "Chisq", "Wald", "adjWald", "saddlepoint"][..],
        ),
        (
            "apistrat",
            &schools_nofpc,
            ["comp.imp", "awards"],
            "chisq2x2_nofpc_",
            &["F", "Chisq", "Wald", "adjWald"],
        ),
        ("nhanes", &health, ["HI_CHOL", "race"], "chisq_", &["F", "Chisq", "Wald", "adjWald", "saddlepoint"]),
    ] {
        let case = Case::read(name);
        for statistic in statistics {
            let id = format!("{prefix}{statistic}");
            let answer = case.answer(design, &json!({}), &[(&id, chisq(variables, statistic))]);
            test_same(&answer, &id, case.result(&id));
        }
    }
}

#[test]
fn the_exact_distribution_is_near_its_approximation() {
    let case = Case::read("nhanes");
    let design = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    let asked =
        ["lincom", "saddlepoint", "F"].map(|statistic| (statistic, chisq(["HI_CHOL", "race"], statistic)));
    let answer = case.answer(&design, &json!({}), &asked);
    let p = |id: &str| analysis(&answer, id)["test"]["p"].as_f64().unwrap();
    assert!((p("lincom") / p("saddlepoint") - 1.0).abs() < 0.1);
    assert!((p("lincom") / p("F") - 1.0).abs() < 0.1);
    assert_eq!(analysis(&answer, "lincom")["test"]["df"], json!([]));
}

#[test]
fn by_domains_there_are_as_many_tests() {
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let mut asked = chisq(["awards", "comp.imp"], "F");
    asked["by"] = json!(["sch.wide"]);
    let answer = case.answer(&design, &json!({}), &[("a", asked)]);
    let tests = analysis(&answer, "a")["test"].clone();
    // All schools without school-wide growth have no award.
    assert_eq!(tests["by"], json!({ "sch.wide": "Yes" }));
    assert!(
        analysis(&answer, "a")["warnings"].to_string().contains("No: no test: a test needs at least two")
    );
}

#[test]
fn t_tests() {
    let schools = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let schools_nofpc = json!({ "strata": ["stype"], "weights": "pw" });
    let health = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    for (name, id, design, asked) in [
        ("apistrat", "ttest_two_sample", &schools, json!({ "outcome": "api00", "group": "sch.wide" })),
        ("apistrat", "ttest_one_sample", &schools_nofpc, json!({ "outcome": "growth" })),
        ("apistrat", "ttest_paired", &schools, json!({ "outcome": "gain" })),
        ("nhanes", "ttest_sex", &health, json!({ "outcome": "HI_CHOL", "group": "RIAGENDR" })),
    ] {
        let case = Case::read(name);
        let mut asked = asked;
        asked["kind"] = json!("ttest");
        let derive = if name == "apistrat" { json!({ "gain": "api00 - api99" }) } else { json!({}) };
        let answer = case.answer(design, &derive, &[(id, asked)]);
        let result = case.result(id);
        test_same(&answer, id, result);
        let row = &analysis(&answer, id)["rows"][0];
        same(row["estimate"].as_f64().unwrap(), numbers(&result["estimate"])[0], 0.0, id);
        for (found, expected) in numbers(&row["ci"]).iter().zip(numbers(&result["conf_int"])) {
            same(*found, expected, 0.0, &format!("{id}: interval"));
        }
        assert_eq!(row["df"], analysis(&answer, id)["test"]["df"][0]);
    }
}

#[test]
fn rank_tests() {
    let schools = json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] });
    let schools_nofpc = json!({ "strata": ["stype"], "weights": "pw" });
    let health = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    let ask = |outcome: &str, group: &str, test: &str| json!({ "kind": "ranktest", "outcome": outcome, "group": group, "test": test });
    let case = Case::read("apistrat");
    for test in ["wilcoxon", "vanderWaerden", "median", "KruskalWallis"] {
        let id = format!("ranktest2_{test}");
        let answer = case.answer(&schools, &json!({}), &[(&id, ask("api00", "comp.imp", test))]);
        test_same(&answer, &id, case.result(&id));
    }
    for (name, id, design, asked) in [
        ("apistrat", "ranktest_k_kw", &schools_nofpc, ask("enroll", "stype", "KruskalWallis")),
        ("apistrat", "ranktest_k_median", &schools, ask("api99", "stype", "median")),
        ("nhanes", "ranktest_age", &health, ask("WTMEC2YR", "race", "wilcoxon")),
    ] {
        let case = Case::read(name);
        let answer = case.answer(design, &json!({}), &[(id, asked)]);
        // R exchanges the names of statistic and degrees of freedom.
        let mut result = case.result(id).clone();
        result["statistic"] = result["parameter"].clone();
        result["parameter"] = case.result(id)["statistic"].clone();
        test_same(&answer, id, &result);
    }
}

#[test]
fn refusals() {
    let case = Case::read("apistrat");
    let design = json!({ "weights": "pw" });
    for (asked, says) in [
        (json!({ "kind": "chisq", "variables": ["stype"] }), "two columns"),
        (json!({ "kind": "chisq", "variables": ["stype", "awards", "both"] }), "two columns"),
        (json!({ "kind": "chisq", "variables": ["stype", "awards"], "statistic": "f" }), "`F`"),
        (json!({ "kind": "chisq", "variables": ["snum", "dnum"] }), "too large for a test"),
        (json!({ "kind": "ttest", "outcom": "api00" }), "`outcome`"),
        (json!({ "kind": "ttest", "outcome": "stype" }), "a column of numbers"),
        (json!({ "kind": "ranktest", "outcome": "api00", "group": "stype", "test": "Wilcoxon" }), "wilcoxon"),
    ] {
        let said = estimate(&case.request(&design, &json!({}), &[("a", asked)])).refused();
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn what_cannot_be_tested_is_null_with_a_reason() {
    let case = Case::read("apistrat");
    let design = json!({ "strata": ["stype"], "weights": "pw" });
    let asked = [
        ("constant", json!({ "kind": "ttest", "outcome": "one", "group": "awards" })),
        ("three", json!({ "kind": "ttest", "outcome": "api00", "group": "stype" })),
        ("nobody", json!({ "kind": "ttest", "outcome": "api00", "where": "api00 < 0" })),
        (
            "one_group",
            json!({ "kind": "ranktest", "outcome": "api00", "group": "stype", "where": "stype = 'E'" }),
        ),
        ("one_row", json!({ "kind": "chisq", "variables": ["awards", "both"], "where": "snum = 2077" })),
        ("no_cells", json!({ "kind": "chisq", "variables": ["awards", "both"], "where": "api00 < 0" })),
    ];
    let answer = case.answer(&design, &json!({ "one": "1.5" }), &asked);
    for (id, _) in asked {
        let found = analysis(&answer, id);
        assert!(found["test"].is_null(), "{id}: {}", found["test"]);
        assert!(!found["warnings"].as_array().unwrap().is_empty(), "{id}");
    }
}
