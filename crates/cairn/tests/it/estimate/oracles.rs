//! The command against R's `survey` 4.5, item by item; the ids of analyses are those of `oracle.json`, which hold the calls.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::{compare, compare_with, same};
use serde_json::{Value, json};

#[track_caller]
fn all_same(case: &Case, design: &Value, derive: &Value, analyses: &[(&str, Value)]) {
    let answer = case.answer(design, derive, analyses);
    for (id, _) in analyses {
        compare(case, &answer, id);
        let found = analysis(&answer, id);
        let without = found["rows"].as_array().unwrap().iter().filter(|row| row["ci"].is_null()).count();
        assert_eq!(
            found["warnings"].as_array().unwrap().len(),
            without,
            "{id}: a reason for each interval missing"
        );
    }
}

fn mean(variables: &[&str]) -> Value {
    json!({ "kind": "mean", "variables": variables, "covariance": true })
}

fn total(variables: &[&str]) -> Value {
    json!({ "kind": "total", "variables": variables, "covariance": true })
}

fn ratio(numerator: &[&str], denominator: &[&str]) -> Value {
    json!({ "kind": "ratio", "numerator": numerator, "denominator": denominator })
}

/// An analysis with more keys.
fn with(mut analysis: Value, keys: Value) -> Value {
    let Value::Object(keys) = keys else { panic!("keys are an object") };
    analysis.as_object_mut().unwrap().extend(keys);
    analysis
}

/// The designs of `apistrat`: with population sizes, without, without strata.
fn schools() -> [Value; 3] {
    [
        json!({ "strata": ["stype"], "weights": "pw", "fpc": ["fpc"] }),
        json!({ "strata": ["stype"], "weights": "pw" }),
        json!({ "weights": "pw" }),
    ]
}

#[test]
fn means_and_totals_of_a_stratified_sample() {
    let case = Case::read("apistrat");
    let [d, dn, du] = schools();
    let crossed = json!({ "interaction": "CASE WHEN \"comp.imp\" = 'No' THEN CASE WHEN \"sch.wide\" = 'No' THEN 'a' ELSE 'b' END WHEN \"sch.wide\" = 'No' THEN 'c' ELSE 'd' END" });
    let domain = json!({ "where": "\"sch.wide\" = 'Yes' AND meals > 30", "deff": true });
    all_same(
        &case,
        &d,
        &crossed,
        &[
            ("mean_api00_fpc", with(mean(&["api00"]), json!({ "deff": true }))),
            ("mean_api00_deff_replace", with(mean(&["api00"]), json!({ "deff": "replace" }))),
            ("mean_multi", mean(&["api00", "api99", "meals", "ell"])),
            ("mean_narm_enroll", mean(&["enroll"])),
            ("mean_interaction", mean(&["interaction"])),
            ("total_enroll_fpc", with(total(&["enroll"]), json!({ "deff": true }))),
            ("ratio_fpc", with(ratio(&["api.stu"], &["enroll"]), json!({ "deff": true }))),
            ("by_stype_mean", with(mean(&["api00", "enroll"]), json!({ "by": ["stype"] }))),
            ("by_ratio", with(ratio(&["api.stu"], &["enroll"]), json!({ "by": ["sch.wide"] }))),
            ("domain_subset_mean", with(mean(&["api00"]), domain)),
        ],
    );
    all_same(
        &case,
        &dn,
        &json!({}),
        &[
            ("mean_api00_nofpc", with(mean(&["api00"]), json!({ "deff": true }))),
            ("mean_nofpc_deff_replace", with(mean(&["api00", "enroll"]), json!({ "deff": "replace" }))),
            ("mean_factor", with(mean(&["stype", "sch.wide"]), json!({ "deff": true }))),
            ("mean_narm_mobility_avged", mean(&["avg.ed"])),
            ("total_enroll_nofpc", with(total(&["enroll"]), json!({ "deff": "replace" }))),
            ("total_factor", total(&["stype", "awards"])),
            ("ratio_nofpc_2x2", ratio(&["api.stu", "api00"], &["enroll", "api99"])),
            (
                "by_stype_total_deff",
                with(total(&["enroll"]), json!({ "by": ["stype", "sch.wide"], "deff": true })),
            ),
            ("by_factor_prop", with(mean(&["awards"]), json!({ "by": ["stype"] }))),
            ("domain_subset_total", with(total(&["enroll"]), json!({ "where": "\"comp.imp\" = 'No'" }))),
        ],
    );
    let deff = json!({ "deff": true });
    all_same(&case, &du, &json!({}), &[("mean_api00_nostrata", with(mean(&["api00"]), deff))]);
}

#[test]
fn the_covariance_of_a_ratio() {
    let case = Case::read("apistrat");
    let [d, ..] = schools();
    let asked = with(ratio(&["api.stu"], &["enroll"]), json!({ "covariance": true }));
    let answer = case.answer(&d, &json!({}), &[("ratio", asked)]);
    let expected = numbers(&case.result("gini_like_ratio_vcov")["m"]["values"]);
    let found = numbers(&analysis(&answer, "ratio")["covariance"]);
    assert_eq!((found.len(), expected.len()), (1, 1));
    same(found[0], expected[0], 0.0, "covariance");
}

#[test]
fn proportions_in_a_stratified_sample() {
    let case = Case::read("apistrat");
    let [d, dn, _] = schools();
    let derive = json!({
        "wide": "\"sch.wide\" = 'Yes'",
        "rare": "awards = 'No' AND stype = 'H'",
        "improved": "\"comp.imp\" = 'Yes'",
        "awarded": "awards = 'Yes'",
    });
    let asked = |variable: &str, interval: &str| json!({ "kind": "proportion", "variables": [variable], "interval": interval });
    for interval in ["logit", "xlogit", "asin", "beta", "mean"] {
        let id = format!("ciprop_schwide_{interval}");
        all_same(&case, &d, &derive, &[(&id, asked("wide", interval))]);
        let id = format!("ciprop_rare_90_{interval}");
        all_same(&case, &dn, &derive, &[(&id, with(asked("rare", interval), json!({ "level": 0.9 })))]);
    }
    all_same(
        &case,
        &d,
        &derive,
        &[
            ("ciprop_wilson", asked("wide", "wilson")),
            ("ciprop_logit_dfInf", with(asked("wide", "logit"), json!({ "df": "inf" }))),
        ],
    );
    let middle = json!({ "where": "stype = 'M'" });
    let by = with(asked("awarded", "beta"), json!({ "by": ["stype"] }));
    let answer = case.answer(
        &dn,
        &derive,
        &[
            ("ciprop_wilson_nofpc_rare", asked("rare", "wilson")),
            ("ciprop_domain_beta", with(asked("improved", "beta"), middle)),
            ("by_ciprop", by),
        ],
    );
    compare(&case, &answer, "ciprop_wilson_nofpc_rare");
    compare(&case, &answer, "ciprop_domain_beta");
    let table = &case.result("by_ciprop")["table"];
    let (lower, upper) = (numbers(&table["ci_l"]), numbers(&table["ci_u"]));
    for (row, (lower, upper)) in lower.iter().zip(&upper).enumerate() {
        let found = numbers(&analysis(&answer, "by_ciprop")["rows"][row]["ci"]);
        same(found[0], *lower, 0.0, "lower limit");
        same(found[1], *upper, 0.0, "upper limit");
    }
}

/// The logit is the default interval, and the design's degrees of freedom the default.
#[test]
fn defaults_are_what_the_language_says() {
    let case = Case::read("apistrat");
    let [d, ..] = schools();
    let derive = json!({ "wide": "\"sch.wide\" = 'Yes'" });
    let answer = case.answer(
        &d,
        &derive,
        &[
            ("ciprop_schwide_logit", json!({ "kind": "proportion", "variables": ["wide"] })),
            ("named", json!({ "kind": "proportion", "variables": ["wide"], "interval": "logit", "level": 0.95, "df": "design", "missing": "drop" })),
            ("number", json!({ "kind": "mean", "variables": ["api00"], "df": 197 })),
            ("design", json!({ "kind": "mean", "variables": ["api00"] })),
        ],
    );
    compare(&case, &answer, "ciprop_schwide_logit");
    assert_eq!(analysis(&answer, "ciprop_schwide_logit")["rows"], analysis(&answer, "named")["rows"]);
    assert_eq!(analysis(&answer, "number")["rows"], analysis(&answer, "design")["rows"]);
    assert_eq!(
        answer["design"],
        json!({ "n": 200, "weighted_n": 6193.99995803833, "strata": 3, "clusters": 200, "df": 197 })
    );
}

fn health() -> Value {
    json!({ "clusters": ["SDMVPSU"], "strata": ["SDMVSTRA"], "weights": "WTMEC2YR" })
}

#[test]
fn a_clustered_sample_with_missing_values() {
    let case = Case::read("nhanes");
    let hichol = || mean(&["HI_CHOL"]);
    let mut request = case.request(
        &health(),
        &json!({}),
        &[
            ("mean_hichol", with(hichol(), json!({ "deff": true }))),
            ("total_hichol", total(&["HI_CHOL"])),
            ("mean_race", with(mean(&["race"]), json!({ "deff": true }))),
            ("by_race_sex", with(hichol(), json!({ "by": ["race", "RIAGENDR"] }))),
            ("by_age_cov", with(hichol(), json!({ "by": ["agecat"] }))),
            ("by_na_drop", with(hichol(), json!({ "by": ["agecat"], "deff": true }))),
        ],
    );
    request["categorical"] = json!(["race"]);
    let answer = estimate(&request).succeeded().json();
    for id in ["mean_hichol", "total_hichol", "mean_race", "by_race_sex", "by_age_cov", "by_na_drop"] {
        compare(&case, &answer, id);
    }
    assert_eq!(analysis(&answer, "mean_hichol")["n"], 7846);
    assert_eq!(analysis(&answer, "mean_race")["n"], 8591);
    let levels: Vec<&Value> =
        analysis(&answer, "mean_race")["rows"].as_array().unwrap().iter().map(|row| &row["level"]).collect();
    assert_eq!(levels, [1, 2, 3, 4]);
}

#[test]
fn proportions_in_a_clustered_sample() {
    let case = Case::read("nhanes");
    let asked =
        |interval: &str| json!({ "kind": "proportion", "variables": ["HI_CHOL"], "interval": interval });
    let youngest = || json!({ "where": "agecat = '(0,19]'" });
    for interval in ["logit", "xlogit", "asin", "beta", "mean"] {
        let [all, rare] = ["", "rare_domain_"].map(|domain| format!("ciprop_{domain}{interval}"));
        let analyses = [(all.as_str(), asked(interval)), (rare.as_str(), with(asked(interval), youngest()))];
        let answer = case.answer(&health(), &json!({}), &analyses);
        compare(&case, &answer, &all);
        compare(&case, &answer, &rare);
    }
    let answer = case.answer(&health(), &json!({}), &[("ciprop_wilson", asked("wilson"))]);
    compare(&case, &answer, "ciprop_wilson");
}

#[test]
fn degrees_of_freedom_of_a_design_and_its_domains() {
    let case = Case::read("nhanes");
    let domain = json!({ "kind": "proportion", "variables": ["one"], "where": "race = 4" });
    let derive = json!({ "one": "RIAGENDR = 1" });
    let answer = case.answer(&health(), &derive, &[("sub", domain)]);
    let degf = |name: &str| numbers(&case.result("degf")["items"][name]["v"])[0];
    assert_eq!(answer["design"]["df"].as_f64(), Some(degf("d")));
    assert_eq!(analysis(&answer, "sub")["rows"][0]["df"].as_f64(), Some(degf("sub")));
}

#[test]
fn population_sizes_and_sampling_fractions() {
    let case = Case::read("fpc_small");
    let base = || json!({ "clusters": ["psuid"], "strata": ["stratid"], "weights": "weight" });
    let derive = json!({ "fraction": "cast(nh AS double) / Nh" });
    for (name, design) in [
        ("a", base()),
        ("b", with(base(), json!({ "fpc": ["Nh"] }))),
        ("f", with(base(), json!({ "fpc": ["fraction"] }))),
        // Weights from the population sizes.
        ("s", json!({ "strata": ["stratid"], "fpc": ["Nh"] })),
    ] {
        let [mean_id, total_id] = ["mean", "total"].map(|what| format!("{name}_{what}"));
        let deff = || json!({ "deff": true });
        let analyses = [
            (mean_id.as_str(), with(mean(&["x"]), deff())),
            (total_id.as_str(), with(total(&["x"]), deff())),
        ];
        let answer = case.answer(&design, &derive, &analyses);
        compare(&case, &answer, &mean_id);
        compare(&case, &answer, &total_id);
        if name == "s" {
            let weights: f64 = numbers(&case.result("weights_from_fpc")["v"]).iter().sum();
            same(answer["design"]["weighted_n"].as_f64().unwrap(), weights, 0.0, "sum of weights");
        }
    }
}

#[test]
fn two_stages() {
    let case = Case::read("mu284_twostage");
    let derive = json!({ "w": "(n1 / 5.0) * (n2 / 3.0)" });
    for (name, design) in [
        ("d", json!({ "clusters": ["id1", "id2"], "fpc": ["n1", "n2"] })),
        ("d1", json!({ "clusters": ["id1"], "fpc": ["n1"], "weights": "w" })),
        ("d0", json!({ "clusters": ["id1"], "weights": "w" })),
    ] {
        let [means, totals, ratios, domains] =
            ["mean", "total", "ratio", "domain"].map(|what| format!("{name}_{what}"));
        let deff = || json!({ "deff": true });
        let analyses = [
            (means.as_str(), with(mean(&["y1"]), deff())),
            (totals.as_str(), with(total(&["y1"]), deff())),
            (ratios.as_str(), ratio(&["y1"], &["n2"])),
            (domains.as_str(), with(mean(&["y1"]), json!({ "where": "y1 > 40" }))),
        ];
        all_same(&case, &design, &derive, &analyses);
    }
    let weights: f64 = numbers(&case.result("d_weights")["v"]).iter().sum();
    let design = json!({ "clusters": ["id1", "id2"], "fpc": ["n1", "n2"] });
    let answer = case.answer(&design, &json!({}), &[("d_mean", mean(&["y1"]))]);
    same(answer["design"]["weighted_n"].as_f64().unwrap(), weights, 0.0, "sum of weights");
}

fn lonely(rule: &str) -> Value {
    json!({ "strata": ["lst"], "weights": "pw", "lonely_psu": rule })
}

#[test]
fn rules_for_strata_with_one_cluster() {
    let case = Case::read("lonely_psu");
    for rule in ["adjust", "average", "certainty", "remove"] {
        let [means, totals, ratios, domains, groups] =
            ["mean", "total_fpc", "ratio", "domain", "by"].map(|what| format!("{rule}_{what}"));
        let analyses = [
            (means.as_str(), mean(&["api00", "enroll"])),
            (ratios.as_str(), ratio(&["api.stu"], &["enroll"])),
            (domains.as_str(), with(mean(&["api00"]), json!({ "where": "awards = 'Yes'" }))),
            (groups.as_str(), with(mean(&["api00"]), json!({ "by": ["sch.wide"] }))),
        ];
        all_same(&case, &lonely(rule), &json!({}), &analyses);
        let fpc = with(lonely(rule), json!({ "fpc": ["lfpc"] }));
        all_same(&case, &fpc, &json!({}), &[(totals.as_str(), total(&["enroll"]))]);
    }
}

#[test]
fn the_rule_in_a_domain_that_leaves_one_cluster() {
    let case = Case::read("lonely_psu");
    for rule in ["adjust", "average"] {
        let id = format!("{rule}_domain_lonely_true");
        let asked = || with(mean(&["api00"]), json!({ "where": "meals > 96 OR lst = 'X1'" }));
        let design = with(lonely(rule), json!({ "domain_lonely_psu": true }));
        all_same(&case, &design, &json!({}), &[(&id, asked())]);
        let without = case.answer(&lonely(rule), &json!({}), &[(&id, asked())]);
        let with = case.answer(&design, &json!({}), &[(&id, asked())]);
        assert_ne!(without["analyses"][0]["rows"][0]["se"], with["analyses"][0]["rows"][0]["se"], "{rule}");
    }
}

/// R has the design's degrees of freedom in `degf`.
#[test]
fn degrees_of_freedom_with_lonely_clusters() {
    let case = Case::read("lonely_psu");
    let answer = case.answer(&lonely("adjust"), &json!({}), &[("adjust_mean", mean(&["api00", "enroll"]))]);
    compare_with(&answer, "adjust_mean", case.result("adjust_mean"));
    assert_eq!(answer["design"]["df"].as_f64(), Some(numbers(&case.result("degf")["v"])[0]));
}
