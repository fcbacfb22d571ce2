//! Unequal probabilities of selection, beside R's `survey`; and what of them is refused.

use super::case::{Case, estimate};
use super::equal::{compare_with, same};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

/// R's estimates, standard errors and covariance; it has no intervals for these.
#[track_caller]
fn all_same(case: &Case, design: &Value, name: &str, asked: &[(&str, Value)], df: f64) {
    let named: Vec<(String, Value)> =
        asked.iter().map(|(what, keys)| (format!("{name}_{what}"), keys.clone())).collect();
    let named: Vec<(&str, Value)> = named.iter().map(|(id, keys)| (id.as_str(), keys.clone())).collect();
    let answer = case.answer(design, &json!({}), &named);
    for (id, _) in &named {
        println!("{id}");
        let mut result = case.result(id).clone();
        result.as_object_mut().unwrap().remove("ci95_t_df");
        compare_with(&answer, id, &result);
    }
    same(answer["design"]["df"].as_f64().unwrap(), df, 0.0, "degrees of freedom");
}

fn path(case: &Case, file: &str) -> Value {
    json!(case.data().with_file_name(file))
}

#[test]
fn counties_drawn_by_their_votes() {
    let case = Case::read("election");
    let asked = [
        ("total", json!({ "kind": "total", "variables": ["Bush", "Kerry", "Nader"], "covariance": true })),
        ("mean", json!({ "kind": "mean", "variables": ["Bush", "Kerry"], "covariance": true })),
        ("ratio", json!({ "kind": "ratio", "numerator": ["Bush"], "denominator": ["votes"] })),
        ("domain", json!({ "kind": "mean", "variables": ["Bush"], "where": "TotPrecincts > 300" })),
    ];
    for (name, pps, variance) in [
        ("brewer", json!("brewer"), None),
        ("overton", json!("overton"), None),
        ("overton_yg", json!("overton"), Some("yates-grundy")),
        ("hr", json!("hartley-rao"), Some("horvitz-thompson")),
        ("hr_yg", json!({ "method": "hartley-rao", "variance": "yates-grundy" }), None),
        ("joint", path(&case, "joint.csv"), None),
        ("joint_yg", path(&case, "joint.csv"), Some("yates-grundy")),
        ("joint_hr_yg", json!({ "file": path(&case, "joint_hr.csv"), "variance": "yates-grundy" }), None),
        ("poisson", json!("poisson"), None),
    ] {
        let mut design = json!({ "fpc": ["p"], "pps": pps });
        if let Some(variance) = variance {
            design["variance"] = json!(variance);
        }
        all_same(&case, &design, name, &asked, 39.0);
        if name == "joint" {
            // The diagonal has the probabilities too.
            all_same(&case, &json!({ "pps": design["pps"] }), name, &asked, 39.0);
        }
    }
}

#[test]
fn clusters_in_strata_and_two_stages() {
    let case = Case::read("pps_clusters");
    let total = json!({ "kind": "total", "variables": ["y", "x"], "covariance": true });
    let ratio = json!({ "kind": "ratio", "numerator": ["y"], "denominator": ["x"] });
    let asked = [("total", total), ("ratio", ratio)];
    let flat = json!({ "clusters": ["cluster"], "fpc": ["p"] });
    let strata = json!({ "clusters": ["cluster"], "strata": ["stratum"], "fpc": ["p"] });
    let two = json!({ "clusters": ["cluster", "row"], "strata": ["stratum"], "fpc": ["p", "f2"] });
    for (name, design, pps, df) in [
        ("brewer", &strata, json!("brewer"), 13.0),
        ("brewer_flat", &flat, json!("brewer"), 15.0),
        ("brewer_two", &two, json!("brewer"), 13.0),
        ("overton", &strata, json!("overton"), 13.0),
        ("hr", &flat, json!("hartley-rao"), 15.0),
        ("joint", &strata, path(&case, "joint.csv"), 13.0),
        ("joint_yg", &strata, json!({ "file": path(&case, "joint.csv"), "variance": "yates-grundy" }), 13.0),
    ] {
        let mut design = design.clone();
        design["pps"] = pps;
        all_same(&case, &design, name, &asked, df);
    }
}

/// A request over four rows, to be refused; `joint` stands in a file beside it.
#[track_caller]
fn refused(design: &Value, joint: &str) -> String {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("data.csv"), "p,y,two\n0.5,1,1\n0.5,2,1\n0.4,3,2\n0.2,4,2\n").unwrap();
    fs::write(place.path().join("joint.csv"), joint).unwrap();
    let request = json!({
        "data": "data.csv", "design": design, "analyses": [{ "id": "a", "kind": "mean", "variables": ["y"] }],
    });
    fs::write(place.path().join("request.json"), format!("{request:#}")).unwrap();
    crate::run::cairn(place.path(), &["estimate", "request.json"]).refused()
}

#[test]
fn refusals() {
    let file = || json!({ "fpc": ["p"], "pps": "joint.csv" });
    let good = "0.5,0.2,0.2,0.1\n0.2,0.5,0.2,0.1\n0.2,0.2,0.4,0.1\n0.1,0.1,0.1,0.2\n";
    for (name, design, joint) in [
        ("unknown", json!({ "fpc": ["p"], "pps": "brewr" }), good.to_owned()),
        ("no_probabilities", json!({ "pps": "overton" }), good.to_owned()),
        ("not_probabilities", json!({ "fpc": ["y"], "pps": "brewer" }), good.to_owned()),
        (
            "unequal_in_a_cluster",
            json!({ "clusters": ["two"], "fpc": ["p"], "pps": "brewer" }),
            good.to_owned(),
        ),
        (
            "variance_of_brewer",
            json!({ "fpc": ["p"], "pps": "brewer", "variance": "yates-grundy" }),
            good.to_owned(),
        ),
        ("variance_alone", json!({ "weights": "y", "variance": "yates-grundy" }), good.to_owned()),
        ("unknown_variance", json!({ "fpc": ["p"], "pps": "overton", "variance": "yates" }), good.to_owned()),
        ("no_file", json!({ "fpc": ["p"], "pps": "joined.csv" }), good.to_owned()),
        ("not_symmetric", file(), good.replacen("0.2,0.5", "0.3,0.5", 1)),
        ("beyond_bounds", file(), good.replace("0.1", "0.3")),
        ("not_square", file(), good.replacen("0.1\n", "\n", 1)),
        ("not_numbers", file(), good.replacen("0.2,0.4", "x,0.4", 1)),
        ("another_size", file(), "0.5,0.2\n0.2,0.5\n".to_owned()),
        ("another_diagonal", file(), good.replacen("0.5", "0.6", 1)),
    ] {
        insta::assert_snapshot!(format!("pps_{name}"), refused(&design, &joint));
    }
    assert_eq!(estimate(&json!({ "data": "none.csv" })).status, 2);
}
