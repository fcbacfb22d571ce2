//! Designs with calibrated weights: against R's `survey` 4.5, and what is refused.

use super::case::{Case, analysis, estimate, numbers};
use super::equal::{compare, same};
use crate::run::cairn;
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

fn by_type() -> Value {
    json!([{ "stype": "E", "total": 4421 }, { "stype": "H", "total": 755 }, { "stype": "M", "total": 1018 }])
}

fn by_wide() -> Value {
    json!([{ "sch.wide": "No", "total": 1072 }, { "sch.wide": "Yes", "total": 5122 }])
}

/// The totals of `~stype` or, with api99, of `~stype + api99`.
fn terms(api99: bool) -> (Value, Value) {
    let mut totals = vec![
        json!({ "term": "1", "total": 6194 }),
        json!({ "term": "stype", "level": "H", "total": 755 }),
        json!({ "term": "stype", "level": "M", "total": 1018 }),
    ];
    if !api99 {
        return (json!(["stype"]), json!(totals));
    }
    totals.push(json!({ "term": "api99", "total": 3914069 }));
    (json!(["stype", "api99"]), json!(totals))
}

fn regression(method: &str, api99: bool, keys: Value) -> Value {
    let (terms, totals) = terms(api99);
    let mut step = json!({ "method": method, "terms": terms, "totals": totals });
    let Value::Object(keys) = keys else { panic!("keys are an object") };
    step.as_object_mut().unwrap().extend(keys);
    step
}

/// The steps of a design of the case, by its name.
fn steps(design: &str) -> Value {
    let post = json!({ "method": "poststratify", "variables": ["stype"], "totals": by_type() });
    let lin3 = regression("linear", true, json!({}));
    match design {
        "ps" | "psn" => json!([post]),
        "rk" => json!([{
            "method": "rake", "tolerance": 1e-12, "iterations": 200,
            "margins": [{ "variable": "stype", "totals": by_type() }, { "variable": "sch.wide", "totals": by_wide() }],
        }]),
        "lin" => json!([regression("linear", false, json!({}))]),
        "lin3" => json!([lin3]),
        "rak3" => json!([regression("raking", true, json!({}))]),
        "lgt3" => json!([regression("logit", true, json!({ "bounds": [0.5, 2.2] }))]),
        "linb3" => json!([regression("linear", true, json!({ "bounds": [0.6, 1.8] }))]),
        "linagg" => json!([regression("linear", false, json!({ "aggregate_stage": 1 }))]),
        "trim" => json!([lin3, { "method": "trim", "lower": 10, "upper": 60 }]),
        "trims" => json!([lin3, { "method": "trim", "upper": 45, "strict": true }]),
        _ => panic!("no design {design}"),
    }
}

fn design(name: &str) -> Value {
    let mut design = json!({ "clusters": ["dnum"], "weights": "pw", "calibrate": steps(name) });
    if name != "psn" {
        design["fpc"] = json!(["fpc"]);
    }
    design
}

/// The designs of the case but `linv`, whose model has a variance that requests do not speak of; the library's tests have it.
const DESIGNS: [&str; 11] =
    ["ps", "rk", "lin", "lin3", "rak3", "lgt3", "linb3", "linagg", "trim", "trims", "psn"];

#[test]
fn every_calibrated_design() {
    let case = Case::read("apiclus1_calib");
    for name in DESIGNS {
        println!("{name}");
        let mean = json!({ "kind": "mean", "variables": ["api00", "enroll"], "covariance": true });
        let total = json!({ "kind": "total", "variables": ["enroll", "api.stu"], "covariance": true });
        let by = json!({ "kind": "mean", "variables": ["api00"], "by": ["stype"] });
        let ratio = json!({ "kind": "ratio", "numerator": ["api.stu"], "denominator": ["enroll"] });
        let ids: Vec<String> =
            ["mean", "total", "by", "ratio"].iter().map(|kind| format!("{name}_{kind}")).collect();
        let analyses: Vec<(&str, Value)> =
            ids.iter().map(String::as_str).zip([mean, total, by, ratio]).collect();
        let mut request = case.request(&design(name), &json!({}), &analyses);
        request["return_weights"] = json!(true);
        let answer = estimate(&request).succeeded().json();
        for id in &ids {
            compare(&case, &answer, id);
        }
        let (found, expected) =
            (numbers(&answer["weights"]), numbers(&case.result(&format!("{name}_weights"))["v"]));
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.into_iter().zip(expected) {
            same(found, expected, 0.0, "weight");
        }
    }
}

#[test]
fn proportions_and_domains() {
    let case = Case::read("apiclus1_calib");
    let proportion = json!({ "kind": "proportion", "variables": ["none"], "interval": "beta" });
    let none = json!({ "none": "ell = 0" });
    compare(&case, &case.answer(&design("ps"), &none, &[("ps_ciprop", proportion)]), "ps_ciprop");
    let domain = json!({ "kind": "total", "variables": ["enroll"], "where": "stype = 'E'" });
    compare(&case, &case.answer(&design("lin3"), &json!({}), &[("lin3_domain", domain)]), "lin3_domain");
}

#[test]
fn totals_can_be_written_in_more_than_one_way() {
    let case = Case::read("apiclus1_calib");
    let mean = json!({ "kind": "mean", "variables": ["api00"] });
    let ask = |step: Value| {
        let design = json!({ "clusters": ["dnum"], "weights": "pw", "fpc": ["fpc"], "calibrate": [step] });
        let answer = case.answer(&design, &json!({}), &[("a", mean.clone())]);
        let row = analysis(&answer, "a")["rows"][0].clone();
        (row["estimate"].as_f64().unwrap(), row["se"].as_f64().unwrap())
    };
    let by_term = json!([
        { "term": "stype", "level": "E", "total": 4421 }, { "term": "stype", "level": "H", "total": 755 },
        { "term": "stype", "level": "M", "total": 1018 },
    ]);
    let expected = ask(steps("ps")[0].clone());
    for step in [
        json!({ "method": "poststratify", "variables": ["stype"], "totals": by_term }),
        json!({ "method": "rake", "margins": [{ "variable": "stype", "totals": by_term }] }),
        json!({ "method": "rake", "margins": [{ "variables": ["stype"], "totals": by_type() }] }),
        json!({ "method": "linear", "terms": ["stype", "-1"], "totals": by_term }),
        json!({ "method": "linear", "terms": ["factor(stype)"], "totals": by_type() }),
        json!({ "method": "linear", "totals": by_term, "bounds": [null, 3] }),
        regression("linear", false, json!({})),
    ] {
        let found = ask(step);
        same(found.0, expected.0, 0.0, "estimate");
        same(found.1, expected.1, 0.0, "standard error");
    }
}

/// Six persons of two age groups; the groups' labels are numbers, texts and truth values.
const DATA: &str = "age,sex,urban,income,weight,part
1,girl,true,10,10,a
1,boy,false,20,12,b
2,girl,true,30,11,a
2,boy,true,40,14,
2,girl,false,50,9,b
1,boy,true,15,8,b
";

fn ask(calibrate: &Value) -> (TempDir, Value) {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("data.csv"), DATA).unwrap();
    let request = json!({
        "data": "data.csv",
        "return_weights": true,
        "design": { "weights": "weight", "calibrate": calibrate },
        "analyses": [{ "id": "income", "kind": "mean", "variables": ["income"] }],
    });
    fs::write(place.path().join("request.json"), format!("{request:#}")).unwrap();
    (place, request)
}

#[track_caller]
fn weights(calibrate: &Value) -> Vec<f64> {
    let (place, _) = ask(calibrate);
    numbers(&cairn(place.path(), &["estimate", "request.json"]).succeeded().json()["weights"])
}

#[track_caller]
fn said(calibrate: &Value) -> String {
    let (place, _) = ask(calibrate);
    let text = cairn(place.path(), &["estimate", "request.json"]).refused();
    // What is said, without the lines of the request around the place.
    text.lines().filter(|line| !line.contains(['│', '·', '╰', '╭'])).collect::<Vec<_>>().join("\n")
}

#[test]
fn levels_are_numbers_texts_or_truth_values() {
    let age = |one: Value, two: Value| {
        json!([{ "method": "poststratify", "variables": ["age"],
                 "totals": [{ "age": one, "total": 60 }, { "age": two, "total": 68 }] }])
    };
    for step in [age(json!(1), json!(2)), age(json!("1"), json!("2")), age(json!(1.0), json!("2"))] {
        assert_eq!(weights(&step), [20.0, 24.0, 22.0, 28.0, 18.0, 16.0]);
    }
    let urban = |yes: Value, no: Value| {
        json!([{ "method": "poststratify", "variables": ["urban"],
                 "totals": [{ "urban": yes, "total": 43 }, { "urban": no, "total": 42 }] }])
    };
    for step in [urban(json!(true), json!(false)), urban(json!("true"), json!("false"))] {
        assert_eq!(weights(&step), [10.0, 24.0, 11.0, 14.0, 18.0, 8.0]);
    }
    let crossed = json!([{ "method": "poststratify", "variables": ["sex", "age"], "totals": [
        { "sex": "girl", "age": 1, "total": 20 }, { "age": 2, "sex": "girl", "total": 20 },
        { "sex": "boy", "age": 1, "total": 20 }, { "sex": "boy", "age": 2, "total": 28 },
    ] }]);
    assert_eq!(weights(&crossed), [20.0, 12.0, 11.0, 28.0, 9.0, 8.0]);
}

#[test]
fn steps_follow_one_another() {
    let found = weights(&json!([
        { "method": "poststratify", "variables": ["age"], "totals": [{ "age": 1, "total": 60 }, { "age": 2, "total": 68 }] },
        { "method": "trim", "upper": 26 },
    ]));
    assert!(found.iter().all(|weight| *weight <= 26.0));
    same(found.iter().sum(), 128.0, 0.0, "sum");
    let interaction = weights(&json!([{ "method": "linear", "terms": ["sex*urban"], "totals": [
        { "term": "1", "total": 70 }, { "sex": "girl", "total": 33 }, { "urban": true, "total": 45 },
        { "sex": "girl", "urban": true, "total": 22 },
    ] }]));
    same(interaction[0] + interaction[2], 22.0, 0.0, "girls in towns");
    same(interaction[4], 11.0, 0.0, "girls elsewhere");
}

/// All that is said of some steps, one after another.
#[track_caller]
fn all_said(steps: &[Value]) -> String {
    steps.iter().map(|step| format!("{step}\n{}\n", said(step))).collect::<Vec<_>>().join("\n")
}

#[test]
fn refused_as_it_is_read() {
    let post = |totals: Value| json!([{ "method": "poststratify", "variables": ["sex"], "totals": totals }]);
    insta::assert_snapshot!(all_said(&[
        json!([{ "method": "postratify", "variables": ["sex"], "totals": [] }]),
        json!([{ "method": "trim", "uper": 4 }]),
        json!({ "method": "trim", "upper": 4 }),
        json!([]),
        post(json!([{ "sx": "girl", "total": 4 }, { "sex": "boy", "totl": 4 }])),
        post(json!([{ "sex": "girl", "total": "4" }, { "sex": ["boy"], "total": 4 }, { "total": 3 }])),
        post(json!([{ "sex": "girl", "total": 4 }, { "sex": "girl", "total": 5 }])),
        json!([{ "method": "logit", "terms": ["sex", "age"],
                 "totals": [{ "term": "1", "total": 9 }, { "term": "agee", "total": 9 }] }]),
        json!([{ "method": "linear", "bounds": [1.2, 3], "aggregate_stage": 2,
                 "totals": [{ "term": "income", "total": 9 }] }]),
    ]));
}

#[test]
fn refused_beside_the_data() {
    let post = |name: &str, totals: Value| json!([{ "method": "poststratify", "variables": [name], "totals": totals }]);
    let girls =
        |girls: f64, boys: f64| json!([{ "sex": "girl", "total": girls }, { "sex": "boy", "total": boys }]);
    let urban = |yes: f64, no: f64| json!([{ "urban": true, "total": yes }, { "urban": false, "total": no }]);
    let rake = |sex: Value, urban: Value| {
        let margins = json!([{ "variable": "sex", "totals": sex }, { "variable": "urban", "totals": urban }]);
        json!([{ "method": "rake", "margins": margins }])
    };
    let mut few = rake(girls(20.0, 60.0), urban(50.0, 30.0));
    few[0]["iterations"] = json!(1);
    let linear = |totals: Value| json!([{ "method": "linear", "totals": totals }]);
    let mut bounded = linear(json!([{ "term": "1", "total": 64 }, { "term": "income", "total": 2600 }]));
    bounded[0]["bounds"] = json!([0.8, 1.2]);
    insta::assert_snapshot!(all_said(&[
        post("sexx", json!([{ "sexx": "girl", "total": 4 }])),
        post("sex", json!([{ "sex": "girls", "total": 4 }, { "sex": "boy", "total": 4 }])),
        post("sex", json!([{ "sex": "girl", "total": 4 }])),
        post("part", json!([{ "part": "a", "total": 4 }, { "part": "b", "total": 4 }])),
        post("sex", json!([{ "sex": "girl", "total": 0 }, { "sex": "boy", "total": 4 }])),
        post("age", json!([{ "age": 1, "total": 4 }, { "age": "1", "total": 4 }, { "age": 2, "total": 4 }])),
        rake(girls(30.0, 34.0), urban(40.0, 34.0)),
        few,
        linear(json!([{ "term": "1", "total": 64 }, { "term": "income", "total": 9000 }])),
        linear(json!([{ "term": "sex", "total": 64 }, { "term": "income", "level": 7, "total": 9 }])),
        linear(json!([{ "term": "sex", "level": "girl", "total": 64 }])),
        linear(
            json!([{ "term": "1", "total": 64 }, { "sex": "girl", "total": 30 }, { "sex": "boy", "total": 33 }])
        ),
        bounded,
        json!([{ "method": "trim", "upper": 5, "strict": true }]),
    ]));
}
