//! Requests with anything in any place: refused or answered, never a panic, and no weight that is not a number.

use crate::{Request, answer};
use cairn_definition::SourceFile;
use serde_json::{Value, json};

const DATA: &str = "age,sex,urban,income,weight,psu
1,girl,true,10,10,1
1,boy,false,20,12,1
2,girl,true,30,11,2
2,boy,true,40,14,2
2,girl,false,50,9,3
1,boy,true,15,8,3
";

fn steps() -> Vec<Value> {
    let sex = json!([{ "sex": "girl", "total": 30 }, { "sex": "boy", "total": 34 }]);
    let urban = json!([{ "urban": true, "total": 43 }, { "urban": false, "total": 21 }]);
    vec![
        json!([{ "method": "poststratify", "variables": ["sex"], "totals": sex }, { "method": "trim", "upper": 14, "strict": true }]),
        json!([{ "method": "rake", "tolerance": 0.001, "iterations": 30,
                 "margins": [{ "variable": "sex", "totals": sex }, { "variable": "urban", "totals": urban }] }]),
        json!([{ "method": "logit", "terms": ["sex", "income"], "bounds": [0.2, 3], "aggregate_stage": 1,
                 "totals": [{ "term": "1", "total": 64 }, { "term": "sex", "level": "girl", "total": 30 },
                            { "term": "income", "total": 1800 }] }]),
    ]
}

/// Every request in which one value, or one key, is another.
pub(in crate::design_steps) fn variants(value: &Value) -> Vec<Value> {
    let strange = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(2),
        json!(1e308),
        json!(1e-308),
        json!(""),
        json!("age"),
        json!("psu"),
        json!("a:b*c"),
        json!("-1"),
        json!([]),
        json!({}),
        json!([[]]),
        json!([null, 1]),
        json!([{}]),
    ];
    let mut all: Vec<Value> = strange.to_vec();
    match value {
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                all.extend(variants(item).into_iter().map(|variant| {
                    let mut changed = items.clone();
                    changed[position] = variant;
                    Value::Array(changed)
                }));
            }
            let twice: Vec<Value> = items.iter().chain(items).cloned().collect();
            all.push(Value::Array(twice));
        }
        Value::Object(table) => {
            for key in table.keys() {
                all.extend(variants(&table[key]).into_iter().map(|variant| {
                    let mut changed = table.clone();
                    changed.insert(key.clone(), variant);
                    Value::Object(changed)
                }));
                let mut without = table.clone();
                let moved = without.remove(key).unwrap_or_default();
                all.push(Value::Object(without.clone()));
                without.insert("income".to_owned(), moved);
                all.push(Value::Object(without));
            }
        }
        _ => {}
    }
    all
}

#[test]
fn anything_in_any_place_is_answered_or_refused() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("data.csv"), DATA).unwrap();
    let (mut answered, mut refused) = (0, 0);
    for calibrate in steps().iter().flat_map(|steps| {
        let mut all = variants(steps);
        all.push(steps.clone());
        all
    }) {
        let request = json!({
            "data": "data.csv", "return_weights": true,
            "design": { "clusters": ["psu"], "weights": "weight", "calibrate": calibrate },
            "analyses": [{ "id": "a", "kind": "mean", "variables": ["income"] }],
        });
        let file = SourceFile::new(place.path().join("request.json"), request.to_string());
        match Request::read(&file).ok().and_then(|request| answer(&request, crate::Progress::NONE).ok()) {
            Some(answer) => {
                answered += 1;
                let weights = answer.weights.unwrap();
                assert!(weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0), "{calibrate}");
            }
            None => refused += 1,
        }
    }
    assert!(answered > 30 && refused > 300, "{answered} answered, {refused} refused");
}
