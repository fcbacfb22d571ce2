//! Reads a case: R's results, the table of what to ask, and the numbers in them.

use cairn_definition::{Document, Node, SourceFile, Value as Parsed};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The results of a case and its table.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) folder: PathBuf,
    items: Vec<Value>,
    table: Value,
}

/// What is asked of one design in one request.
pub(super) struct Question<'a> {
    pub(super) design: &'a Value,
    /// Analyses that contrasts are of.
    pub(super) first: Vec<(String, Value)>,
    /// The keys of each item's analysis, and under `check` what to compare.
    pub(super) items: Vec<(String, Value)>,
}

impl Case {
    pub(super) fn read(name: &'static str) -> Self {
        let folder = results().join(name);
        let oracle: Value =
            serde_json::from_str(&fs::read_to_string(folder.join("oracle.json")).unwrap()).unwrap();
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/oracle/tables");
        let table = toml(&here.join(format!("{name}.toml")));
        Self { name, folder, items: list(&oracle["items"]), table }
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| item["id"].as_str().unwrap())
    }

    /// What `oracle.json` has of an item.
    #[track_caller]
    pub(super) fn item(&self, id: &str) -> &Value {
        let found = self.items.iter().find(|item| item["id"] == id);
        found.unwrap_or_else(|| panic!("{} has no item {id}", self.name))
    }

    /// A key of the table.
    pub(super) fn table(&self, key: &str) -> &Value {
        &self.table[key]
    }

    /// Adds a derived column.
    pub(super) fn derive(&mut self, name: &str, expression: &str) {
        self.table["derive"][name] = json!(expression);
    }

    /// Every request that the table holds.
    pub(super) fn questions(&self) -> Vec<Question<'_>> {
        let mut questions = Vec::new();
        for ask in self.table["ask"].as_array().unwrap() {
            for name in ask["of"].as_array().unwrap() {
                let name = name.as_str().unwrap();
                let design = &self.table["designs"][name];
                assert!(design.is_object(), "{}: no design {name}", self.name);
                let prefix = design["as"].as_str().unwrap_or(name);
                let entries = |key: &str| -> Vec<(String, Value)> {
                    let entries = ask[key].as_object().into_iter().flatten();
                    entries.map(|(id, keys)| (id.replace("{design}", prefix), keys.clone())).collect()
                };
                questions.push(Question { design, first: entries("first"), items: entries("items") });
            }
        }
        questions
    }
}

/// The folder of all cases.
pub(super) fn results() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../survey/tests/oracles")
}

/// A TOML file as JSON.
pub(super) fn toml(path: &Path) -> Value {
    let file = SourceFile::new(path, fs::read_to_string(path).unwrap());
    value(Document::parse_toml(&file).unwrap_or_else(|problems| panic!("{problems:?}")).root())
}

fn value(node: &Node) -> Value {
    match &node.value {
        Parsed::Null => Value::Null,
        Parsed::Boolean(truth) => json!(truth),
        Parsed::Integer(number) => json!(number),
        Parsed::Float(number) => json!(number),
        Parsed::String(text) | Parsed::Date(text) => json!(text),
        Parsed::Array(nodes) => nodes.iter().map(value).collect(),
        Parsed::Table(table) => {
            let entries = table.entries.iter().map(|entry| (entry.key.name.clone(), value(&entry.node)));
            Value::Object(entries.collect::<Map<String, Value>>())
        }
    }
}

/// The numbers of an object in its order, of an array of any depth, or one. R writes `"NaN"` and `"Inf"`, the command `null` and `"inf"`.
pub(super) fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Object(map) => map.values().flat_map(numbers).collect(),
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        Value::String(text) if text.eq_ignore_ascii_case("inf") => vec![f64::INFINITY],
        other => vec![other.as_f64().unwrap_or(f64::NAN)],
    }
}

/// The elements of an array; of what is no array that alone, for R makes no list of one.
pub(super) fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.clone(),
        Value::Null => Vec::new(),
        other => vec![other.clone()],
    }
}
