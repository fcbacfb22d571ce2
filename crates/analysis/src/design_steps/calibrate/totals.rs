//! Population totals as a request writes them.

use super::levels::LevelValue;
use crate::held::{ColumnUse, Role};
use cairn_definition::kind::{Kind, Number};
use cairn_definition::{Diagnostic, Diagnostics, Entry, Node, Place, Placed, Value, nearest};

/// The names of the intercept.
const INTERCEPT: [&str; 2] = ["1", "(Intercept)"];

/// The population of a combination of levels.
#[derive(Debug)]
pub(super) struct CellTotal {
    /// For each variable its level.
    pub(super) levels: Vec<Placed<LevelValue>>,
    pub(super) total: f64,
    pub(super) place: Place,
}

/// The population total of a column of a model matrix.
#[derive(Debug)]
pub(super) struct TermTotal {
    /// The variables whose values are multiplied; none for the intercept.
    pub(super) factors: Vec<Factor>,
    pub(super) total: f64,
    pub(super) place: Place,
}

/// A variable of a term.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    pub(super) name: Placed<String>,
    /// Its level; none where its numbers are meant.
    pub(super) level: Option<Placed<LevelValue>>,
}

impl TermTotal {
    /// The columns that it needs.
    pub(super) fn columns(&self) -> Vec<ColumnUse> {
        let used = |factor: &Factor| {
            let role = if factor.level.is_some() { Role::Category } else { Role::Natural };
            ColumnUse::aside(&factor.name, role)
        };
        self.factors.iter().map(used).collect()
    }

    /// The name of its term: that of a term does not depend on levels or the order of variables.
    pub(super) fn term(&self) -> String {
        if self.factors.is_empty() {
            "1".to_owned()
        } else {
            term(self.factors.iter().map(|f| f.name.value.as_str()))
        }
    }

    /// Names it in a message: "stype = H".
    pub(super) fn label(&self) -> String {
        if self.factors.is_empty() {
            return "the intercept".to_owned();
        }
        let label = |factor: &Factor| match &factor.level {
            Some(level) => format!("{} = {}", factor.name.value, level.value),
            None => factor.name.value.clone(),
        };
        self.factors.iter().map(label).collect::<Vec<_>>().join(", ")
    }
}

/// A term from its variables.
pub(super) fn term<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.join(":")
}

/// The variable in `factor(name)`, or the name itself.
pub(super) fn without_factor(name: &str) -> (&str, bool) {
    match name.trim().strip_prefix("factor(").and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (name.trim(), false),
    }
}

/// Reads populations of combinations of levels of `variables`.
pub(super) fn read_cells(
    node: &Node,
    variables: &[Placed<String>],
    problems: &Diagnostics,
) -> Vec<CellTotal> {
    let mut totals: Vec<CellTotal> = Vec::new();
    for (entries, place) in tables(node, problems) {
        let Some(total) = total(entries, place, problems) else { continue };
        let mut levels: Vec<Option<Placed<LevelValue>>> = vec![None; variables.len()];
        let by_term = entries.iter().any(|entry| entry.key.name == "term")
            && !variables.iter().any(|name| name.value == "term");
        let mut sound = true;
        let named: Vec<(&str, &Entry)> = if by_term {
            // `{term: "sex", level: "girl", total: N}` says the same as `{sex: "girl", total: N}`.
            let named = entries.iter().find(|entry| entry.key.name == "term").and_then(text);
            let level = entries.iter().find(|entry| entry.key.name == "level");
            unknown(entries, &["term", "level", "total"], problems);
            match (named, level) {
                (Some(name), Some(level)) => vec![(name, level)],
                _ => {
                    let problem = Diagnostic::error(place, "a total of a term has no `level`");
                    problems.push(problem.expected(example(variables)));
                    continue;
                }
            }
        } else {
            entries
                .iter()
                .filter(|entry| entry.key.name != "total")
                .map(|entry| (entry.key.name.as_str(), entry))
                .collect()
        };
        for (name, entry) in named {
            let Some(position) = variables.iter().position(|variable| variable.value == name) else {
                let problem =
                    Diagnostic::error(&entry.key.place, format!("`{name}` is not one of the variables"))
                        .expected(example(variables));
                let names = variables.iter().map(|name| name.value.as_str());
                problems.push(problem.did_you_mean(nearest(name, names)));
                sound = false;
                continue;
            };
            match LevelValue::read(&entry.node, name) {
                Ok(level) => levels[position] = Some(level),
                Err(problem) => {
                    problems.push(problem);
                    sound = false;
                }
            }
        }
        let absent = variables.iter().zip(&levels).find(|(_, level)| level.is_none());
        if let (true, Some((name, _))) = (sound, absent) {
            let problem = Diagnostic::error(place, format!("a total has no level of `{}`", name.value));
            problems.push(problem.expected(example(variables)));
            continue;
        }
        let Some(levels) = levels.into_iter().collect::<Option<Vec<_>>>() else { continue };
        let same = |earlier: &&CellTotal| earlier.levels.iter().zip(&levels).all(|(a, b)| a.value == b.value);
        if let Some(first) = totals.iter().find(same) {
            problems.push(twice(place, &first.place));
            continue;
        }
        totals.push(CellTotal { levels, total, place: place.clone() });
    }
    totals
}

/// Reads totals of the columns of a model matrix.
pub(super) fn read_terms(node: &Node, problems: &Diagnostics) -> Vec<TermTotal> {
    let mut totals: Vec<TermTotal> = Vec::new();
    for (entries, place) in tables(node, problems) {
        let Some(total) = total(entries, place, problems) else { continue };
        let Some(factors) = factors(entries, place, problems) else { continue };
        let read = TermTotal { factors, total, place: place.clone() };
        match totals.iter().find(|earlier| earlier.label() == read.label()) {
            Some(first) => problems.push(twice(place, &first.place)),
            None => totals.push(read),
        }
    }
    totals
}

/// The variables of a total, with their levels.
fn factors(entries: &[Entry], place: &Place, problems: &Diagnostics) -> Option<Vec<Factor>> {
    let Some(term) = entries.iter().find(|entry| entry.key.name == "term") else {
        // `{sex: "girl", area: "urban", total: N}`: the product of indicators.
        let mut factors = Vec::new();
        for entry in entries.iter().filter(|entry| entry.key.name != "total") {
            match LevelValue::read(&entry.node, &entry.key.name) {
                Ok(level) => {
                    let name = Placed { value: entry.key.name.clone(), place: entry.key.place.clone() };
                    factors.push(Factor { name, level: Some(level) });
                }
                Err(problem) => problems.push(problem),
            }
        }
        if factors.is_empty() {
            let problem = Diagnostic::error(place, "a total does not say what it is a total of");
            problems.push(problem.expected(TERM_EXAMPLE));
            return None;
        }
        return Some(factors);
    };
    unknown(entries, &["term", "level", "total"], problems);
    let Some(name) = text(term) else {
        let message = format!("`term` is {}", term.node.value.describe());
        problems.push(Diagnostic::error(&term.node.place, message).expected("a term in quotes"));
        return None;
    };
    let level = entries.iter().find(|entry| entry.key.name == "level");
    let level = level.filter(|entry| entry.node.value != Value::Null);
    if INTERCEPT.contains(&name.trim()) {
        if let Some(level) = level {
            problems.push(Diagnostic::error(&level.key.place, "the intercept has no level"));
        }
        return Some(Vec::new());
    }
    let mut factors: Vec<Factor> = name
        .split(':')
        .map(|name| {
            let (name, _) = without_factor(name);
            Factor { name: Placed { value: name.to_owned(), place: term.node.place.clone() }, level: None }
        })
        .collect();
    match level {
        None => {}
        Some(level) if factors.len() == 1 => match LevelValue::read(&level.node, name) {
            Ok(level) => factors[0].level = Some(level),
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        },
        Some(level) => {
            let problem = Diagnostic::error(&level.key.place, format!("`{name}` has more than one variable"));
            problems.push(problem.expected(
                "a level of each category among them, as in `{sex: \"girl\", area: \"urban\", total: 1200}`",
            ));
            return None;
        }
    }
    Some(factors)
}

const TERM_EXAMPLE: &str = "`{term: \"1\", total: 6194}`, `{term: \"age\", total: 81000}` or `{term: \"sex\", level: \"girl\", total: 3020}`";

fn example(variables: &[Placed<String>]) -> String {
    let levels: Vec<String> = variables.iter().map(|name| format!("{}: level", name.value)).collect();
    format!("`{{{}, total: number}}`", levels.join(", "))
}

fn twice(place: &Place, first: &Place) -> Diagnostic {
    Diagnostic::error(place, "this total is given twice").help(format!("the first is at {first}"))
}

/// The entries of a list of tables.
fn tables<'a>(node: &'a Node, problems: &Diagnostics) -> Vec<(&'a [Entry], &'a Place)> {
    let expected = "a list of tables, each with a `total`";
    let Value::Array(items) = &node.value else {
        let message = format!("`totals` is {}", node.value.describe());
        problems.push(Diagnostic::error(&node.place, message).expected(expected));
        return Vec::new();
    };
    if items.is_empty() {
        problems.push(Diagnostic::error(&node.place, "`totals` is empty").expected(expected));
    }
    let mut tables = Vec::with_capacity(items.len());
    for item in items {
        match &item.value {
            Value::Table(table) => tables.push((table.entries.as_slice(), &item.place)),
            other => {
                let message = format!("a total is {}", other.describe());
                problems.push(Diagnostic::error(&item.place, message).expected("a table with a `total`"));
            }
        }
    }
    tables
}

fn total(entries: &[Entry], place: &Place, problems: &Diagnostics) -> Option<f64> {
    match entries.iter().find(|entry| entry.key.name == "total") {
        Some(entry) => Number::ANY.read(&entry.node, "`total`", problems),
        None => {
            let problem = Diagnostic::error(place, "`total` is missing");
            let names = entries.iter().map(|entry| entry.key.name.as_str());
            problems.push(match nearest("total", names) {
                Some(found) => problem.help(format!("`{found}` stands there")),
                None => problem.expected("a number"),
            });
            None
        }
    }
}

fn unknown(entries: &[Entry], known: &[&str], problems: &Diagnostics) {
    for entry in entries.iter().filter(|entry| !known.contains(&entry.key.name.as_str())) {
        let name = &entry.key.name;
        let problem = Diagnostic::error(&entry.key.place, format!("a total of a term has no key `{name}`"))
            .expected("`term`, `level` or `total`");
        problems.push(problem.did_you_mean(nearest(name, known.iter().copied())));
    }
}

fn text(entry: &Entry) -> Option<&str> {
    match &entry.node.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}
