//! The tree of a definition file: values that know their place.

use crate::Place;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands. Of a string: the text between the quotes, so that [`Place::within`] finds an offset of its
    /// content; of a table: its header, its braces, or the beginning of the file.
    pub place: Place,
}

/// What a definition file can hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing; only JSON has it.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or exponent.
    Float(f64),
    /// A text.
    String(String),
    /// A date or time of TOML, as written.
    Date(String),
    /// A list.
    Array(Vec<Node>),
    /// A table (JSON: an object).
    Table(Table),
}

impl Value {
    /// What it is, in the words of a message: "a whole number".
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(true) => "`true`",
            Self::Boolean(false) => "`false`",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::String(_) => "a text",
            Self::Date(_) => "a date",
            Self::Array(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Keys and their values, in the order of the file; no key stands twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// Its value.
    pub node: Node,
}

/// A key and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key as text.
    pub name: String,
    /// Where it stands, quotes included.
    pub place: Place,
}

impl Table {
    /// The value of `key`.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key.name == key).map(|entry| &entry.node)
    }
}

/// Something read from a node, and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was read.
    pub value: T,
    /// Where it stood, as [`Node::place`].
    pub place: Place,
}

impl<T> Placed<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: change(self.value), place: self.place }
    }
}
