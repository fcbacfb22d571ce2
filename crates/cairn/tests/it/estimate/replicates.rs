//! Replicates, made here and given as columns, beside R's `survey` 4.5; and what of them is refused.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::{compare, same};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The files side by side, each with a header, as one.
fn beside(files: &[&Path], keep: impl Fn(&str) -> bool) -> (TempDir, String) {
    let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let lines: Vec<Vec<&str>> = texts.iter().map(|text| text.lines().collect()).collect();
    let joined: Vec<String> = (0..lines[0].len())
        .filter(|line| *line == 0 || keep(lines[0][*line]))
        .map(|line| lines.iter().map(|lines| lines[line]).collect::<Vec<_>>().join(","))
        .collect();
    let place = TempDir::new().unwrap();
    let file = place.path().join("joined.csv");
    fs::write(&file, joined.join("\n")).unwrap();
    let path = file.to_str().unwrap().to_owned();
    (place, path)
}

fn ask(case: &Case, data: &str, design: &Value, derive: &Value, analyses: &[(&str, Value)]) -> Value {
    let mut request = case.request(design, derive, analyses);
    request["data"] = json!(data);
    if analyses.iter().any(|(_, keys)| keys["by"] == json!(["race"])) {
        request["categorical"] = json!(["race"]);
    }
    estimate(&request).succeeded().json()
}

fn with(mut design: Value, replicates: Value) -> Value {
    design["replicates"] = replicates;
    design
}

#[track_caller]
fn compare_test(case: &Case, answer: &Value, id: &str) {
    let (found, item) = (&analysis(answer, id)["test"], case.result(id));
    same(found["statistic"].as_f64().unwrap(), numbers(&item["statistic"])[0], 0.0, id);
    same(found["p"].as_f64().unwrap(), numbers(&item["p_value"])[0], 0.0, id);
    let df = numbers(&found["df"]);
    numbers(&item["parameter"]).iter().zip(df).for_each(|(r, df)| same(df, *r, 0.0, id));
}

/// Quantiles: R's table has the quantile, the limits and the standard error.
#[track_caller]
fn compare_quantiles(case: &Case, answer: &Value, id: &str) {
    let rows = analysis(answer, id)["rows"].as_array().unwrap();
    let table = case.result(id)["values"]["api00"]["values"].as_array().unwrap();
    assert_eq!(rows.len(), table.len());
    for (row, expected) in rows.iter().zip(table) {
        let found = [&row["estimate"], &row["ci"][0], &row["ci"][1], &row["se"]];
        let found = found.map(|value| value.as_f64().unwrap());
        found.iter().zip(numbers(expected)).for_each(|(found, r)| same(*found, r, 0.0, id));
    }
}

#[track_caller]
fn compare_model(case: &Case, answer: &Value, id: &str) {
    let rows = analysis(answer, id)["rows"].as_array().unwrap();
    let item = case.result(id);
    let expected = numbers(&item["coef"]).into_iter().zip(numbers(&item["se"]));
    assert_eq!(rows.len(), numbers(&item["coef"]).len());
    for (row, (estimate, se)) in rows.iter().zip(expected) {
        same(row["estimate"].as_f64().unwrap(), estimate, 0.0, id);
        // R stops the iterations of each replicate's fit early.
        let found = row["se"].as_f64().unwrap();
        assert!((found - se).abs() < 1e-6 * se, "{id}: {found} {se}");
    }
}

/// What is asked of the schools, each an item of R's.
fn of_schools() -> Vec<(&'static str, Value)> {
    vec![
        ("mean", json!({ "kind": "mean", "variables": ["api00", "enroll", "stype"], "covariance": true })),
        ("total", json!({ "kind": "total", "variables": ["enroll"] })),
        ("ratio", json!({ "kind": "ratio", "numerator": ["api.stu"], "denominator": ["enroll"] })),
        ("by", json!({ "kind": "mean", "variables": ["api00"], "by": ["stype"], "covariance": true })),
        ("quantile", json!({ "kind": "quantile", "variables": ["api00"], "probabilities": [0.25, 0.5] })),
        ("var", json!({ "kind": "variance", "variables": ["api00"] })),
        ("chisq", json!({ "kind": "chisq", "variables": ["sch.wide", "stype"] })),
        (
            "glm",
            json!({ "kind": "model", "family": "gaussian", "outcome": "api00", "terms": ["ell", "meals"] }),
        ),
    ]
}

#[track_caller]
fn compare_all(case: &Case, design: &str, data: &str, request: &Value, asked: &[(&str, Value)], df: f64) {
    let named: Vec<(String, Value)> =
        asked.iter().map(|(what, keys)| (format!("{design}_{what}"), keys.clone())).collect();
    let named: Vec<(&str, Value)> = named.iter().map(|(id, keys)| (id.as_str(), keys.clone())).collect();
    let answer = ask(case, data, request, &json!({}), &named);
    for (id, _) in &named {
        println!("{id}");
        match id.rsplit('_').next() {
            Some("quantile") => compare_quantiles(case, &answer, id),
            Some("chisq") => compare_test(case, &answer, id),
            Some("glm") => compare_model(case, &answer, id),
            _ => compare(case, &answer, id),
        }
    }
    assert_eq!(answer["design"]["df"].as_f64(), Some(df));
}

#[test]
fn jackknives_of_schools() {
    let case = Case::read("apiclus1_calib");
    let data = case.data();
    let data = data.to_str().unwrap();
    let (dn, d) = (
        json!({ "clusters": ["dnum"], "weights": "pw" }),
        json!({ "clusters": ["dnum"], "weights": "pw", "fpc": ["fpc"] }),
    );
    for (name, design, replicates) in [
        ("jk1", &d, json!({ "type": "jk1" })),
        ("jk1n", &dn, json!({ "type": "jk1" })),
        ("jk1m", &dn, json!({ "type": "jk1", "mse": true })),
    ] {
        compare_all(&case, name, data, &with(design.clone(), replicates), &of_schools(), 14.0);
    }
    // The same, given as columns.
    let weights = data.replace("data.csv", "repweights_jk1.csv");
    let (_place, joined) = beside(&[Path::new(data), Path::new(&weights)], |_| true);
    let given = json!({ "type": "jk1", "columns": "r?", "scale": 0.914839277851167 });
    let mut given = with(json!({ "weights": "pw" }), given);
    given["replicates"]["columns"] = json!(["r?", "r1?"]);
    compare_all(&case, "jk1", &joined, &given, &of_schools(), 14.0);
}

#[test]
fn contrasts_of_replicates_of_schools() {
    let case = Case::read("apiclus1_calib");
    let design =
        with(json!({ "clusters": ["dnum"], "weights": "pw", "fpc": ["fpc"] }), json!({ "type": "jk1" }));
    let asked = [
        ("jk1_withReplicates", json!({ "kind": "ratio", "numerator": ["api00"], "denominator": ["api99"] })),
        ("jk1_ttest", json!({ "kind": "ttest", "outcome": "api00", "group": "sch.wide" })),
    ];
    let answer = case.answer(&design, &json!({}), &asked);
    compare(&case, &answer, "jk1_withReplicates");
    compare_test(&case, &answer, "jk1_ttest");
}

/// R 4.2.2, survey 4.1-1: `svyciprop(~I(sch.wide == "Yes"), jk1, method = …)`.
#[test]
fn proportions_of_schools() {
    let case = Case::read("apiclus1_calib");
    let design =
        with(json!({ "clusters": ["dnum"], "weights": "pw", "fpc": ["fpc"] }), json!({ "type": "jk1" }));
    let derive = json!({ "wide": "\"sch.wide\" = 'Yes'", "none": "ell = 0" });
    let expected = [
        // R's iterations end before the ninth digit.
        ("logit", 0.823463548270105, 0.912085364512058, 2e-9),
        ("xlogit", 0.823241383375577, 0.912207771279209, 1e-9),
        ("asin", 0.827052791024232, 0.914969594921336, 1e-9),
        ("beta", 0.823142071302854, 0.915061597348425, 1e-9),
        ("mean", 0.830228674162154, 0.918405205619266, 1e-9),
    ];
    let asked = expected.map(|(interval, ..)| {
        (interval, json!({ "kind": "proportion", "variables": ["wide"], "interval": interval }))
    });
    // A design whose rows are held answers alike.
    let mut held = design.clone();
    held["replicates"] = json!({ "type": "jk1", "columns": "r*", "scale": 0.914839277851167 });
    held.as_object_mut().unwrap().retain(|key, _| key == "weights" || key == "replicates");
    let data = case.data();
    let weights = data.with_file_name("repweights_jk1.csv");
    let (_place, joined) = beside(&[&data, &weights], |_| true);
    for (design, data) in [(&design, data.to_str().unwrap()), (&held, &joined)] {
        let answer = ask(&case, data, design, &derive, &asked);
        for (interval, lower, upper, precision) in expected {
            let ci = numbers(&analysis(&answer, interval)["rows"][0]["ci"]);
            for (found, r) in ci.iter().zip([lower, upper]) {
                assert!((found - r).abs() < precision * r, "{interval}: {found}, R says {r}");
            }
        }
    }
    // Where a replicate has no case its logit is infinite.
    let none = json!({ "kind": "proportion", "variables": ["none"] });
    let answer = case.answer(&design, &derive, &[("a", none)]);
    assert_eq!(analysis(&answer, "a")["rows"][0]["ci"], Value::Null);
}

#[test]
fn given_bootstraps_of_schools() {
    let case = Case::read("apiclus1_calib");
    let data = case.data();
    let data = data.to_str().unwrap();
    for (name, scale, rscales, df) in [
        ("bs", 0.0181598062953995, json!(1), 14.0),
        ("sb", 0.0169491525423729, json!([1]), 14.0),
        ("mrb", 1.0, json!(0.0169491525423729), 14.0),
    ] {
        let weights = data.replace("data.csv", &format!("repweights_{name}.csv"));
        let (_place, joined) = beside(&[Path::new(data), Path::new(&weights)], |_| true);
        let given = json!({ "type": "bootstrap", "columns": "r*", "scale": scale, "rscales": rscales });
        // `r*` would take no other column of this file.
        let given = with(json!({ "weights": "pw" }), given);
        compare_all(&case, name, &joined, &given, &of_schools(), df);
    }
}

#[test]
fn jackknife_and_half_samples_of_health() {
    let case = Case::read("nhanes");
    let data = case.data();
    let (_place, paired) = beside(&[&data], |line| line.split(',').nth(1) != Some("86"));
    let whole = data.to_str().unwrap();
    let design = json!({ "strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR" });
    let asked = vec![
        ("mean", json!({ "kind": "mean", "variables": ["HI_CHOL"] })),
        ("total", json!({ "kind": "total", "variables": ["HI_CHOL"] })),
        ("by", json!({ "kind": "mean", "variables": ["HI_CHOL"], "by": ["race"], "covariance": true })),
        ("chisq", json!({ "kind": "chisq", "variables": ["HI_CHOL", "race"] })),
        (
            "glm",
            json!({ "kind": "model", "family": "binomial", "outcome": "HI_CHOL", "terms": ["factor(race)", "agecat"] }),
        ),
    ];
    for (name, data, replicates, df) in [
        ("jkn", whole, json!({ "type": "jkn" }), 16.0),
        ("jknm", whole, json!({ "type": "jkn", "mse": true }), 16.0),
        ("brr", &paired, json!({ "type": "brr" }), 14.0),
        ("fay", &paired, json!({ "type": "fay", "rho": 0.3 }), 14.0),
        ("brrm", &paired, json!({ "type": "brr", "mse": true }), 14.0),
    ] {
        compare_all(&case, name, data, &with(design.clone(), replicates), &asked, df);
    }
}

#[test]
fn half_samples_of_ambulances() {
    let case = Case::read("scd_given_brr");
    let data = case.data();
    let factors = data.with_file_name("repweights.csv");
    let (_place, joined) = beside(&[&data, &factors], |_| true);
    let derive = json!({ "one": "1", "f1": "0.25 + 0.75 * r1", "f2": "0.25 + 0.75 * r2", "f3": "0.25 + 0.75 * r3", "f4": "0.25 + 0.75 * r4" });
    let design = json!({ "strata": ["ESA"], "clusters": ["ambulance"], "weights": "one" });
    let brr = json!({ "type": "brr", "columns": "r?", "combined": false });
    let fay = json!({ "type": "fay", "rho": 0.25, "columns": ["f1", "f2", "f3", "f4"], "combined": false });
    for (name, replicates) in [("r", brr), ("rf", fay), ("j", json!({ "type": "jkn" })), ("l", Value::Null)] {
        let ids = ["ratio", "total", "mean"].map(|what| format!("{name}_{what}"));
        let asked = [
            (ids[0].as_str(), json!({ "kind": "ratio", "numerator": ["alive"], "denominator": ["arrests"] })),
            (
                ids[1].as_str(),
                json!({ "kind": "total", "variables": ["alive", "arrests"], "covariance": true }),
            ),
            (ids[2].as_str(), json!({ "kind": "mean", "variables": ["alive"] })),
        ];
        let answer = ask(&case, &joined, &with(design.clone(), replicates), &derive, &asked);
        ids.iter().for_each(|id| compare(&case, &answer, id));
        assert_eq!(answer["design"]["df"].as_f64(), Some(3.0));
    }
}

#[test]
fn jackknife_of_small_samples_with_population_sizes() {
    let case = Case::read("fpc_small");
    let derive = json!({ "fraction": "nh / Nh" });
    let clusters = json!({ "strata": ["stratid"], "clusters": ["psuid"], "weights": "weight" });
    let sized = |column: &str| {
        let mut design = clusters.clone();
        design["fpc"] = json!([column]);
        design
    };
    for (name, design) in [
        ("a", clusters.clone()),
        ("b", sized("Nh")),
        ("f", sized("fraction")),
        ("s", json!({ "strata": ["stratid"], "fpc": ["Nh"] })),
    ] {
        let id = format!("{name}_jkn_total");
        let asked = [(id.as_str(), json!({ "kind": "total", "variables": ["x"] }))];
        let answer = case.answer(&with(design, json!({ "type": "jkn" })), &derive, &asked);
        compare(&case, &answer, &id);
    }
}

#[test]
fn a_seed_gives_the_same_bootstrap() {
    let case = Case::read("apiclus1_calib");
    let asked = [
        ("mean", json!({ "kind": "mean", "variables": ["api00"] })),
        ("median", json!({ "kind": "quantile", "variables": ["api00"], "probabilities": [0.5] })),
    ];
    for kind in ["bootstrap", "rao-wu", "multistage"] {
        let answer = |seed: u64, replicates: u64| {
            let made = json!({ "type": kind, "replicates": replicates, "seed": seed });
            let design = with(json!({ "clusters": ["dnum"], "weights": "pw", "fpc": ["fpc"] }), made);
            case.answer(&design, &json!({}), &asked)
        };
        assert_eq!(answer(7, 100), answer(7, 100));
        let se = |answer: &Value| analysis(answer, "mean")["rows"][0]["se"].as_f64().unwrap();
        assert_ne!(se(&answer(7, 100)), se(&answer(8, 100)));
        // R's linearization gives 23.5 with the population size, 23.8 without.
        assert!((se(&answer(1, 3000)) - 23.6).abs() < 4.0, "{kind}: {}", se(&answer(1, 3000)));
    }
}

/// A request of replicates over the schools, to be refused.
#[track_caller]
fn refused(design: &Value) -> String {
    let case = Case::read("apiclus1_calib");
    let request =
        case.request(design, &json!({}), &[("a", json!({ "kind": "mean", "variables": ["api00"] }))]);
    let text = estimate(&request).refused();
    // Where the data lie is another place on every machine.
    text.lines().filter(|line| !line.contains("\"data\"")).collect::<Vec<_>>().join("\n")
}

#[test]
fn refusals() {
    let strata = json!({ "strata": ["stype"], "weights": "pw" });
    let clusters = json!({ "clusters": ["dnum"], "weights": "pw" });
    for (name, design) in [
        ("unknown_type", with(clusters.clone(), json!({ "type": "jkk" }))),
        ("no_type", with(clusters.clone(), json!({ "replicates": 10 }))),
        ("jk1_with_strata", with(strata.clone(), json!({ "type": "jk1" }))),
        ("brr_without_pairs", with(strata, json!({ "type": "brr" }))),
        ("seed_of_a_jackknife", with(clusters.clone(), json!({ "type": "jk1", "seed": 3 }))),
        (
            "columns_that_are_not_there",
            with(clusters.clone(), json!({ "type": "brr", "columns": ["rw*", "enrol"] })),
        ),
        ("fay_without_rho", with(clusters.clone(), json!({ "type": "fay", "columns": ["pw", "enroll"] }))),
        ("rho_too_large", with(clusters.clone(), json!({ "type": "fay", "rho": 1 }))),
        ("other_is_given", with(clusters.clone(), json!({ "type": "other" }))),
        (
            "scales_too_few",
            with(
                clusters.clone(),
                json!({ "type": "other", "columns": ["pw", "enroll"], "rscales": [1, 1, 1] }),
            ),
        ),
        ("jkn_needs_scales", with(clusters.clone(), json!({ "type": "jkn", "columns": ["pw", "enroll"] }))),
        ("one_replicate", with(clusters.clone(), json!({ "type": "bootstrap", "replicates": 1 }))),
        ("missing_weight", with(clusters, json!({ "type": "other", "columns": ["pw", "target"] }))),
    ] {
        insta::assert_snapshot!(format!("replicates_{name}"), refused(&design));
    }
}
