//! Reading a table key by key.

use crate::kind::{one_of, wrong_type};
use crate::{Diagnostic, Diagnostics, Entry, Kind, Node, Place, Placed, Table, Value, nearest};

/// Takes the keys of a table. What is wrong is reported into the [`Diagnostics`] and left out of what is returned.
///
/// Ask for every key, then call [`finish`](Self::finish), and only then give up over a value that is not there: so all
/// mistakes of the table are found in one run. A reader dropped without it (an early return) reports the keys found
/// missing so far, so that nothing is ever left out in silence.
#[derive(Debug)]
pub struct TableReader<'a> {
    table: &'a Table,
    place: &'a Place,
    /// The keys that lead here, with a point between them.
    path: String,
    noun: &'static str,
    asked: Vec<&'static str>,
    missing: Vec<Missing>,
    reasons: Vec<(&'static str, &'static str)>,
    problems: &'a Diagnostics,
}

#[derive(Debug)]
struct Missing {
    key: &'static str,
    expected: String,
}

impl<'a> TableReader<'a> {
    /// A reader of the table in `node`; `noun` names it in messages ("indicator"). Reports a node that is no table.
    pub fn new(node: &'a Node, noun: &'static str, problems: &'a Diagnostics) -> Option<Self> {
        let Value::Table(table) = &node.value else {
            problems.push(wrong_type(node, &format!("this {noun}"), "a table `{ … }`"));
            return None;
        };
        Some(Self {
            table,
            place: &node.place,
            path: String::new(),
            noun,
            asked: Vec::new(),
            missing: Vec::new(),
            reasons: Vec::new(),
            problems,
        })
    }

    /// Where the table begins: its header.
    pub fn place(&self) -> &'a Place {
        self.place
    }

    /// Where its mistakes are reported.
    pub fn problems(&self) -> &'a Diagnostics {
        self.problems
    }

    /// Whether the table has that key; does not count as asking for it.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Says why a key is asked for, should it be missing.
    pub fn explain(&mut self, key: &'static str, reason: &'static str) {
        self.reasons.push((key, reason));
    }

    /// The node of a key, for what no kind describes.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table.get(key)
    }

    /// The value of a key that must be there.
    pub fn required<K: Kind>(&mut self, key: &'static str, kind: &K) -> Option<Placed<K::Value>> {
        let Some(node) = self.node(key) else {
            self.missing.push(Missing { key, expected: kind.expected() });
            return None;
        };
        self.read(key, node, kind)
    }

    /// The value of a key that may be absent, or `null` in JSON.
    pub fn optional<K: Kind>(&mut self, key: &'static str, kind: &K) -> Option<Placed<K::Value>> {
        let node = self.node(key).filter(|node| node.value != Value::Null)?;
        self.read(key, node, kind)
    }

    fn read<K: Kind>(&self, key: &str, node: &Node, kind: &K) -> Option<Placed<K::Value>> {
        let value = kind.read(node, &format!("`{key}`"), self.problems)?;
        Some(Placed { value, place: node.place.clone() })
    }

    /// A reader of a table that must be there.
    pub fn required_table(&mut self, key: &'static str, noun: &'static str) -> Option<TableReader<'a>> {
        let node = self.node(key);
        if node.is_none() {
            self.missing.push(Missing { key, expected: self.header(key, "a table", "[", "]") });
        }
        self.inner(key, node?, noun)
    }

    /// A reader of a table that may be absent.
    pub fn optional_table(&mut self, key: &'static str, noun: &'static str) -> Option<TableReader<'a>> {
        let node = self.node(key).filter(|node| node.value != Value::Null)?;
        self.inner(key, node, noun)
    }

    /// Readers of a list of tables that must be there and hold at least one.
    pub fn required_tables(&mut self, key: &'static str, noun: &'static str) -> Vec<TableReader<'a>> {
        let absent = match self.table.get(key).map(|node| &node.value) {
            None => true,
            Some(Value::Array(items)) => items.is_empty(),
            Some(_) => false,
        };
        if absent {
            self.missing.push(Missing { key, expected: self.header(key, "at least one table", "[[", "]]") });
        }
        self.tables(key, noun)
    }

    /// Readers of a list of tables; none where the key is absent.
    pub fn tables(&mut self, key: &'static str, noun: &'static str) -> Vec<TableReader<'a>> {
        let Some(node) = self.node(key).filter(|node| node.value != Value::Null) else { return Vec::new() };
        match &node.value {
            Value::Array(items) => items.iter().filter_map(|item| self.inner(key, item, noun)).collect(),
            _ => {
                let expected = self.header(key, "a list of tables", "[[", "]]");
                self.problems.push(wrong_type(node, &format!("`{key}`"), expected));
                Vec::new()
            }
        }
    }

    fn inner(&self, key: &str, node: &'a Node, noun: &'static str) -> Option<TableReader<'a>> {
        let mut reader = TableReader::new(node, noun, self.problems)?;
        reader.path = self.path_of(key);
        Some(reader)
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// What is expected, with the header that begins it in TOML.
    fn header(&self, key: &str, expected: &str, open: &str, close: &str) -> String {
        if self.place.file().is_json() {
            expected.to_owned()
        } else {
            format!("{expected}, `{open}{}{close}`", self.path_of(key))
        }
    }

    /// The entries that were not asked for, of a table whose keys are names of the user's own; none is unknown then.
    pub fn rest(&mut self) -> Vec<&'a Entry> {
        let rest: Vec<_> = self.unknown().collect();
        self.table = const { &Table { entries: Vec::new() } };
        rest
    }

    fn unknown(&self) -> impl Iterator<Item = &'a Entry> + use<'a, '_> {
        self.table.entries.iter().filter(|entry| !self.asked.contains(&entry.key.name.as_str()))
    }

    /// Reports every unknown key, with the nearest of those asked for, and every key that is missing.
    ///
    /// A key that is missing and stands there misspelt is one mistake, and is reported as one.
    pub fn finish(mut self) {
        let unknown: Vec<_> = self.unknown().collect();
        for entry in unknown {
            let absent = self.asked.iter().copied().filter(|key| !self.has(key));
            let meant = nearest(&entry.key.name, absent);
            if let Some(key) = meant {
                self.missing.retain(|missing| missing.key != key);
            }
            let message = format!("`{}` is not a key of this {}", entry.key.name, self.noun);
            let problem = Diagnostic::error(&entry.key.place, message);
            // A key that is already there is only suggested where nothing else fits.
            let meant = meant.or_else(|| nearest(&entry.key.name, self.asked.iter().copied()));
            self.problems.push(match meant {
                Some(_) => problem.did_you_mean(meant),
                None => problem.expected(one_of(self.asked.iter().copied())),
            });
        }
    }

    fn report_missing(&mut self) {
        for Missing { key, expected } in self.missing.drain(..) {
            let problem = Diagnostic::error(self.place, format!("this {} has no `{key}`", self.noun));
            let problem = problem.expected(expected);
            self.problems.push(match self.reasons.iter().find(|(explained, _)| *explained == key) {
                Some((_, reason)) => problem.help(*reason),
                None => problem,
            });
        }
    }
}

impl Drop for TableReader<'_> {
    fn drop(&mut self) {
        self.report_missing();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{Boolean, Integer, List, Number, OneOf, Parsed, Text};
    use crate::{Document, SourceFile, render};
    use std::net::Ipv4Addr;

    /// Reads a table with one key of each kind, and returns every mistake as text.
    fn mistakes(text: &str) -> String {
        let document = Document::parse_toml(&SourceFile::new("a.toml", text)).unwrap();
        let problems = Diagnostics::new();
        let mut reader = document.reader("survey", &problems).unwrap();
        reader.required("title", &Text);
        reader.required("version", &Integer(1..=i64::MAX));
        reader.optional("nest", &Boolean);
        reader.optional("level", &Number(0.5..=0.999));
        reader.optional("rule", &OneOf(&[("fail", 1), ("adjust", 2), ("average", 3)]));
        reader.optional("clusters", &List(Text));
        reader.optional("address", &Parsed::<Ipv4Addr>::new("an address"));
        if let Some(mut retention) = reader.optional_table("retention", "retention") {
            retention.required("destroy_by", &Text);
            retention.finish();
        }
        for mut column in reader.tables("columns", "column") {
            column.required("name", &Text);
            column.finish();
        }
        reader.finish();
        problems.into_sorted().iter().map(render).collect()
    }

    #[test]
    fn what_is_right_is_not_reported() {
        let text = "title = 'a'\nversion = 1\nnest = true\nlevel = 0.9\nrule = 'fail'\nclusters = ['psu']\n\
                    address = '10.0.0.1'\n[retention]\ndestroy_by = 'x'\n[[columns]]\nname = 'y'\n";
        assert_eq!(mistakes(text), "");
    }

    #[test]
    fn every_mistake_of_a_table_is_reported_at_once() {
        insta::assert_snapshot!(mistakes(
            r#"
titel = "misspelt, and not missing besides"
version = "1"
nest = "true"
level = 95
rule = "ajdust"
clusters = "psu"
address = "10.0.0"
colour = "red"
[retention]
[[columns]]
name = " "
[[columns]]
name = 3
"#
        ));
    }

    #[test]
    fn a_key_that_is_missing_is_reported_even_by_a_reader_given_up() {
        let document = Document::parse_toml(&SourceFile::new("a.toml", "")).unwrap();
        let problems = Diagnostics::new();
        drop(document.reader("survey", &problems).map(|mut reader| reader.required("title", &Text)));
        let problems = problems.into_sorted();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].message, "this survey has no `title`");
    }

    #[test]
    fn keys_of_the_users_own_are_never_unknown() {
        let document = Document::parse_toml(&SourceFile::new("a.toml", "kind = 'a'\nx = 1\ny = 2")).unwrap();
        let problems = Diagnostics::new();
        let mut reader = document.reader("survey", &problems).unwrap();
        reader.required("kind", &Text);
        let names: Vec<_> = reader.rest().iter().map(|entry| entry.key.name.as_str()).collect();
        assert_eq!(names, ["x", "y"]);
        reader.finish();
        assert!(problems.is_empty());
    }
}
