//! A request over the data of an oracle case, and R's results for it.

use crate::run::{Run, cairn};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The data of a case and what R's `survey` 4.5 says of them.
pub(super) struct Case {
    name: &'static str,
    results: Value,
}

impl Case {
    pub(super) fn read(name: &'static str) -> Self {
        let text = fs::read_to_string(folder(name).join("oracle.json")).unwrap();
        Self { name, results: serde_json::from_str(&text).unwrap() }
    }

    pub(super) fn data(&self) -> PathBuf {
        folder(self.name).join("data.csv")
    }

    /// R's result by the item's id.
    #[track_caller]
    pub(super) fn result(&self, id: &str) -> &Value {
        let items = self.results["items"].as_array().unwrap();
        let item = items.iter().find(|item| item["id"] == id);
        &item.unwrap_or_else(|| panic!("{} has no item {id}", self.name))["result"]
    }

    /// A request over the data, with one analysis an item of R's; the first of each pair is the item's id.
    pub(super) fn request(&self, design: &Value, derive: &Value, analyses: &[(&str, Value)]) -> Value {
        let analyses: Vec<Value> = analyses
            .iter()
            .map(|(id, keys)| {
                let mut analysis = keys.clone();
                analysis["id"] = json!(id);
                analysis
            })
            .collect();
        json!({ "data": self.data(), "design": design, "derive": derive, "analyses": analyses })
    }

    /// The answer to such a request.
    #[track_caller]
    pub(super) fn answer(&self, design: &Value, derive: &Value, analyses: &[(&str, Value)]) -> Value {
        estimate(&self.request(design, derive, analyses)).succeeded().json()
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../survey/tests/oracles").join(name)
}

/// Asks a request that stands in a JSON file.
pub(super) fn estimate(request: &Value) -> Run {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("request.json"), format!("{request:#}")).unwrap();
    cairn(place.path(), &["estimate", "request.json"])
}

/// The answer's analysis of that id.
#[track_caller]
pub(super) fn analysis<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let all = answer["analyses"].as_array().unwrap();
    all.iter().find(|analysis| analysis["id"] == id).unwrap_or_else(|| panic!("no analysis {id}"))
}

/// The numbers of an object in its order, of an array of any depth, or one.
pub(super) fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Object(map) => map.values().flat_map(numbers).collect(),
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        other => vec![other.as_f64().unwrap_or(f64::NAN)],
    }
}
