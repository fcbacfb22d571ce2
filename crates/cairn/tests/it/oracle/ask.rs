//! Asks the command what a table holds, and compares its answers.

use super::compare::Comparison;
use super::data;
use super::read::{Case, Question, numbers};
use crate::run::{Run, cairn};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// How many numbers of each item were compared, and what differs.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) compared: BTreeMap<String, usize>,
    pub(super) wrong: Vec<String>,
}

/// Asks all that the table of a case holds: a request a design, and one for each item that R refuses.
pub(super) fn ask(case: &Case) -> Findings {
    let mut findings = Findings::default();
    for question in case.questions() {
        let place = TempDir::new().unwrap();
        let request = request(case, &question, place.path());
        let is_error = |id: &str| case.item(id)["result"]["class"] == "error";
        let (refused, answered): (Vec<_>, Vec<_>) = question.items.iter().partition(|(id, _)| is_error(id));
        for (id, keys) in refused {
            let text = estimate(place.path(), &with_analyses(&request, [(id, keys)])).refused();
            let stratum = stratum(&case.item(id)["result"]);
            assert!(text.contains(&stratum), "{id}: no {stratum} in:\n{text}");
            *findings.compared.entry(id.clone()).or_default() += 1;
        }
        if answered.is_empty() {
            continue;
        }
        let analyses = question.first.iter().map(|(id, keys)| (id, keys));
        let asked = analyses.chain(answered.iter().map(|(id, keys)| (id, keys)));
        let asked: Vec<(&String, Value)> =
            asked.map(|(id, keys)| (id, with_covariance(case, id, keys))).collect();
        let request = with_analyses(&request, asked.iter().map(|(id, keys)| (*id, keys)));
        let answer = estimate(place.path(), &request).succeeded().json();
        for (id, keys) in answered {
            let mut comparison = Comparison::new(id, &keys["check"]);
            comparison.item(case.item(id), keys, &answer);
            *findings.compared.entry(id.clone()).or_default() += comparison.compared;
            findings.wrong.extend(comparison.wrong);
        }
    }
    findings
}

/// The answer to analyses of a design that are no items.
pub(super) fn answer(case: &Case, design: &Value, analyses: &[(String, Value)]) -> Value {
    let place = TempDir::new().unwrap();
    let question = Question { design, first: Vec::new(), items: Vec::new() };
    let request = request(case, &question, place.path());
    let asked = analyses.iter().map(|(id, keys)| (id, keys));
    estimate(place.path(), &with_analyses(&request, asked)).succeeded().json()
}

/// The stratum that R refuses in its message, as the command names it; some of R's messages name none.
fn stratum(result: &Value) -> String {
    let message = result["message"].as_str().unwrap();
    let name = message.strip_prefix("Stratum (").and_then(|rest| rest.split_once(')'));
    name.map_or("stratum X".to_owned(), |(name, _)| format!("stratum {name}"))
}

/// The request without its analyses.
fn request(case: &Case, question: &Question<'_>, folder: &Path) -> Value {
    let (path, joined) = data::prepare(case, question.design, folder);
    let mut design = question.design.clone();
    let keys = design.as_object_mut().unwrap();
    keys.remove("data");
    keys.remove("as");
    if let Some(replicates) = keys.get_mut("replicates").and_then(Value::as_object_mut) {
        if replicates.get("columns") == Some(&json!("joined_*")) {
            replicates["columns"] = joined;
        }
        if let Some(id) = replicates.remove("scales_of") {
            let scales = &case.item(id.as_str().unwrap())["result"]["v"];
            let rscales = scales.as_object().unwrap().iter().filter(|(name, _)| name.starts_with("rscales"));
            replicates.insert("scale".into(), scales["scale"].clone());
            replicates.insert("rscales".into(), rscales.map(|(_, scale)| scale.clone()).collect());
        }
    }
    let wants_weights =
        |keys: &Value| keys["check"]["take"].as_str().is_some_and(|take| take.ends_with("weights"));
    let mut request = json!({ "data": path, "design": design });
    for key in ["categorical", "derive", "imputations"] {
        if !case.table(key).is_null() {
            request[key] = case.table(key).clone();
        }
    }
    if question.items.iter().any(|(_, keys)| wants_weights(keys)) {
        request["return_weights"] = json!(true);
    }
    request
}

/// The keys of an analysis, with the covariance wherever R gives one.
fn with_covariance(case: &Case, id: &str, keys: &Value) -> Value {
    let mut keys = keys.clone();
    if case.ids().any(|known| known == id) && !case.item(id)["result"]["vcov"].is_null() {
        keys["covariance"] = json!(true);
    }
    keys
}

/// The request with those analyses; items without a kind are of the design alone.
fn with_analyses<'a>(request: &Value, analyses: impl IntoIterator<Item = (&'a String, &'a Value)>) -> Value {
    let mut request = request.clone();
    let asked = analyses.into_iter().filter(|(_, keys)| keys.get("kind").is_some());
    request["analyses"] = asked
        .map(|(id, keys)| {
            let mut keys = keys.clone();
            keys.as_object_mut().unwrap().remove("check");
            keys["id"] = json!(id);
            keys
        })
        .collect();
    if request["analyses"] == json!([]) {
        request["analyses"] = json!([{ "id": "rows", "kind": "total", "variables": ["one_for_all"] }]);
        request["derive"]["one_for_all"] = json!("1");
    }
    request
}

fn estimate(folder: &Path, request: &Value) -> Run {
    fs::write(folder.join("request.json"), format!("{request:#}")).unwrap();
    cairn(folder, &["estimate", "request.json"])
}

/// The weights of an answer after all were multiplied so that the total of its only analysis becomes `total`.
pub(super) fn scaled_weights(answer: &Value, estimated: f64, total: f64) -> Vec<f64> {
    numbers(&answer["weights"]).into_iter().map(|weight| weight * total / estimated).collect()
}
