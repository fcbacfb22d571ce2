//! Kinds of values: what a key expects, and how a node is read as that.

use crate::{Diagnostic, Diagnostics, Node, Placed, Value, nearest};
use std::fmt::Display;
use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// What a key expects.
pub trait Kind {
    /// What is read.
    type Value;

    /// What is expected, in the words of a message: "a whole number".
    fn expected(&self) -> String;

    /// Reads a node, called `name` in messages ("`version`"); reports what is wrong with it and gives nothing then.
    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Self::Value>;
}

/// Says that the node called `name` is of another type than `expected`.
pub fn wrong_type(node: &Node, name: &str, expected: impl Into<String>) -> Diagnostic {
    Diagnostic::error(&node.place, format!("{name} is {}", node.value.describe())).expected(expected)
}

/// A text that is not blank.
#[derive(Debug, Clone, Copy)]
pub struct Text;

impl Kind for Text {
    type Value = String;

    fn expected(&self) -> String {
        "a text in quotes".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<String> {
        match &node.value {
            Value::String(text) if !text.trim().is_empty() => return Some(text.clone()),
            Value::String(_) => {
                problems.push(
                    Diagnostic::error(&node.place, format!("{name} is empty")).expected(self.expected()),
                );
            }
            _ => problems.push(wrong_type(node, name, self.expected())),
        }
        None
    }
}

/// Any text, also none.
#[derive(Debug, Clone, Copy)]
pub struct AnyText;

impl Kind for AnyText {
    type Value = String;

    fn expected(&self) -> String {
        Text.expected()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<String> {
        if let Value::String(text) = &node.value {
            return Some(text.clone());
        }
        problems.push(wrong_type(node, name, self.expected()));
        None
    }
}

/// True or false.
#[derive(Debug, Clone, Copy)]
pub struct Boolean;

impl Kind for Boolean {
    type Value = bool;

    fn expected(&self) -> String {
        "`true` or `false`".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<bool> {
        match &node.value {
            Value::Boolean(value) => return Some(*value),
            Value::String(text) if text == "true" || text == "false" => {
                let problem = wrong_type(node, name, self.expected());
                problems.push(problem.help(format!("write {text} without quotes")));
            }
            _ => problems.push(wrong_type(node, name, self.expected())),
        }
        None
    }
}

/// A whole number within bounds.
#[derive(Debug, Clone)]
pub struct Integer(
    /// The bounds.
    pub RangeInclusive<i64>,
);

impl Integer {
    /// Any whole number.
    pub const ANY: Self = Self(i64::MIN..=i64::MAX);
}

impl Kind for Integer {
    type Value = i64;

    fn expected(&self) -> String {
        match (*self.0.start(), *self.0.end()) {
            (i64::MIN, i64::MAX) => "a whole number".to_owned(),
            (least, i64::MAX) => format!("a whole number of at least {least}"),
            (i64::MIN, most) => format!("a whole number of at most {most}"),
            (least, most) => format!("a whole number from {least} to {most}"),
        }
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<i64> {
        match &node.value {
            Value::Integer(value) if self.0.contains(value) => return Some(*value),
            Value::Integer(value) => {
                let problem = Diagnostic::error(&node.place, format!("{name} is {value}"));
                problems.push(problem.expected(self.expected()));
            }
            Value::String(text) if text.parse::<i64>().is_ok() => {
                let problem = wrong_type(node, name, self.expected());
                problems.push(problem.help(format!("write {text} without quotes")));
            }
            _ => problems.push(wrong_type(node, name, self.expected())),
        }
        None
    }
}

/// A finite number within bounds, with or without a fraction.
#[derive(Debug, Clone)]
pub struct Number(
    /// The bounds.
    pub RangeInclusive<f64>,
);

impl Number {
    /// Any finite number.
    pub const ANY: Self = Self(f64::MIN..=f64::MAX);
}

impl Kind for Number {
    type Value = f64;

    fn expected(&self) -> String {
        match (*self.0.start(), *self.0.end()) {
            (f64::MIN, f64::MAX) => "a number".to_owned(),
            (least, f64::MAX) => format!("a number of at least {least}"),
            (f64::MIN, most) => format!("a number of at most {most}"),
            (least, most) => format!("a number from {least} to {most}"),
        }
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<f64> {
        let value = match &node.value {
            Value::Float(value) => *value,
            // Whole numbers beyond 2^53 lose digits that nobody writes into a definition.
            Value::Integer(value) => *value as f64,
            other => {
                let problem = wrong_type(node, name, self.expected());
                problems.push(match other {
                    Value::String(text) if text.parse::<f64>().is_ok() => {
                        problem.help(format!("write {text} without quotes"))
                    }
                    _ => problem,
                });
                return None;
            }
        };
        if self.0.contains(&value) {
            return Some(value);
        }
        let problem = Diagnostic::error(&node.place, format!("{name} is {value}"));
        problems.push(problem.expected(self.expected()));
        None
    }
}

/// One of some names.
#[derive(Debug, Clone, Copy)]
pub struct OneOf<'c, T>(
    /// Each name and what it stands for.
    pub &'c [(&'static str, T)],
);

impl<T: Clone> Kind for OneOf<'_, T> {
    type Value = T;

    fn expected(&self) -> String {
        one_of(self.0.iter().map(|(name, _)| *name))
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<T> {
        let Value::String(text) = &node.value else {
            problems.push(wrong_type(node, name, self.expected()));
            return None;
        };
        if let Some((_, value)) = self.0.iter().find(|(choice, _)| choice == text) {
            return Some(value.clone());
        }
        let problem = Diagnostic::error(&node.place, format!("{name} is “{text}”")).expected(self.expected());
        problems.push(problem.did_you_mean(nearest(text, self.0.iter().map(|(choice, _)| *choice))));
        None
    }
}

/// Names as a choice: "`a`, `b` or `c`".
pub fn one_of<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { format!("{} or {last}", names.join(", ")) }
}

/// A list. Entries that cannot be read are reported and left out.
#[derive(Debug, Clone, Copy)]
pub struct List<K>(
    /// The kind of its entries.
    pub K,
);

impl<K: Kind> Kind for List<K> {
    type Value = Vec<Placed<K::Value>>;

    fn expected(&self) -> String {
        format!("a list `[…]`, each entry {}", self.0.expected())
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Self::Value> {
        let Value::Array(items) = &node.value else {
            let problem = wrong_type(node, name, self.expected());
            let single = self.0.read(node, name, &Diagnostics::new()).is_some();
            problems.push(if single { problem.help("put it between [ and ]") } else { problem });
            return None;
        };
        let entries = items.iter().enumerate().filter_map(|(index, item)| {
            let value = self.0.read(item, &format!("entry {} of {name}", index + 1), problems)?;
            Some(Placed { value, place: item.place.clone() })
        });
        Some(entries.collect())
    }
}

/// A value, or JSON's `null`.
#[derive(Debug, Clone, Copy)]
pub struct OrNull<K>(
    /// The kind of the value.
    pub K,
);

impl<K: Kind> Kind for OrNull<K> {
    type Value = Option<K::Value>;

    fn expected(&self) -> String {
        format!("{} or null", self.0.expected())
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Self::Value> {
        if node.value == Value::Null { Some(None) } else { self.0.read(node, name, problems).map(Some) }
    }
}

/// A text that is parsed, an identifier for example; what the parser refuses it must say in its error.
#[derive(Debug, Clone, Copy)]
pub struct Parsed<T> {
    expected: &'static str,
    parsed: PhantomData<fn() -> T>,
}

impl<T> Parsed<T> {
    /// Parsed texts; `expected` as in [`Kind::expected`].
    pub fn new(expected: &'static str) -> Self {
        Self { expected, parsed: PhantomData }
    }
}

impl<T: FromStr<Err: Display>> Kind for Parsed<T> {
    type Value = T;

    fn expected(&self) -> String {
        self.expected.to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<T> {
        let Value::String(text) = &node.value else {
            problems.push(wrong_type(node, name, self.expected));
            return None;
        };
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                problems.push(Diagnostic::error(&node.place, format!("{name}: {error}")));
                None
            }
        }
    }
}
