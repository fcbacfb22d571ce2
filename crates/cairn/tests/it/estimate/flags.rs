//! A request as flags.

use super::case::{Case, analysis, estimate};
use crate::run::cairn;
use serde_json::json;

/// The flags of a proportion in a domain, over the schools of the case `apistrat`.
fn flags(data: &str) -> Vec<&str> {
    let mut flags = vec!["estimate", "--data", data, "--strata", "stype", "--weights", "pw", "--fpc", "fpc"];
    flags.extend(["--kind", "proportion", "--variables", "met", "--derive", "met = awards = 'Yes'"]);
    flags.extend([
        "--where",
        "meals > 30",
        "--by",
        "sch.wide",
        "--set",
        "interval=beta",
        "--set",
        "level=0.9",
    ]);
    flags
}

#[test]
fn flags_ask_what_a_request_asks() {
    let case = Case::read("apistrat");
    let data = case.data();
    let by_flags = cairn(&std::env::temp_dir(), &flags(data.to_str().unwrap())).succeeded().json();
    let by_request = estimate(&json!({
        "data": data, "derive": {"met": "awards = 'Yes'"},
        "design": {"strata": ["stype"], "weights": "pw", "fpc": ["fpc"]},
        "analyses": [{"id": "proportion", "kind": "proportion", "variables": ["met"], "where": "meals > 30",
                      "by": ["sch.wide"], "interval": "beta", "level": 0.9}]
    }));
    assert_eq!(by_flags, by_request.succeeded().json());
    assert_eq!(analysis(&by_flags, "proportion")["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn the_request_that_flags_make_can_be_kept() {
    let place = tempfile::TempDir::new().unwrap();
    let data = Case::read("apistrat").data();
    let mut asked = flags(data.to_str().unwrap());
    asked.push("--print-request");
    let request = cairn(place.path(), &asked).succeeded().stdout;
    std::fs::write(place.path().join("kept.json"), request).unwrap();
    let kept = cairn(place.path(), &["estimate", "kept.json"]).succeeded().json();
    asked.pop();
    assert_eq!(kept, cairn(place.path(), &asked).succeeded().json());
}

#[test]
fn a_flag_without_its_value_is_refused() {
    let said =
        cairn(&std::env::temp_dir(), &["estimate", "--data", "a.csv", "--kind", "mean", "--set", "level"])
            .refused();
    assert!(said.contains("--set") && said.contains("no `=`"), "{said}");
}
