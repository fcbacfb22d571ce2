//! Strict JSON into the tree.

use crate::{Diagnostic, Entry, Key, Node, Place, SourceFile, Table, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, ast, parse_to_ast};
use std::collections::BTreeMap;
use std::sync::Arc;

const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

pub(crate) fn parse(file: &Arc<SourceFile>) -> Result<Node, Vec<Diagnostic>> {
    let at = |range: Range| Place::new(Arc::clone(file), range.start..range.end);
    let parsed = parse_to_ast(file.text(), &CollectOptions::default(), &STRICT).map_err(|error| {
        let message = lower_first(&error.kind().to_string());
        vec![Diagnostic::error(&at(error.range()), format!("this is not JSON: {message}"))]
    })?;
    let Some(root) = parsed.value else {
        let problem = Diagnostic::error(&at(Range::new(0, 0)), "the file is empty");
        return Err(vec![problem.expected("an object, `{ … }`")]);
    };
    let mut problems = Vec::new();
    let root = Converter { file, problems: &mut problems }.node(&root);
    if problems.is_empty() { Ok(root) } else { Err(problems) }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_lowercase().chain(characters).collect()).unwrap_or_default()
}

struct Converter<'a> {
    file: &'a Arc<SourceFile>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Converter<'_> {
    fn place(&self, range: Range) -> Place {
        Place::new(Arc::clone(self.file), range.start..range.end)
    }

    fn node(&mut self, value: &ast::Value<'_>) -> Node {
        let place = self.place(value.range());
        match value {
            ast::Value::NullKeyword(_) => Node { value: Value::Null, place },
            ast::Value::BooleanLit(literal) => Node { value: Value::Boolean(literal.value), place },
            ast::Value::NumberLit(literal) => Node { value: self.number(literal.value, &place), place },
            ast::Value::StringLit(literal) => self.string(literal, &place),
            ast::Value::Array(array) => {
                let items = array.elements.iter().map(|element| self.node(element)).collect();
                Node { value: Value::Array(items), place }
            }
            ast::Value::Object(object) => Node { value: Value::Table(self.table(object)), place },
        }
    }

    fn number(&mut self, text: &str, place: &Place) -> Value {
        if let Ok(number) = text.parse() {
            return Value::Integer(number);
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => {
                self.problems.push(Diagnostic::error(place, "this number is too large to be held"));
                Value::Null
            }
        }
    }

    fn string(&mut self, literal: &ast::StringLit<'_>, whole: &Place) -> Node {
        let raw = self.file.text().get(whole.span()).unwrap_or_default();
        if let Some(offset) = raw.find(|c: char| c < ' ') {
            self.problems.push(
                Diagnostic::error(
                    &whole.within(offset, 1),
                    "this is not JSON: a control character in a text",
                )
                .help("write a line end as \\n and a tabulator as \\t"),
            );
        }
        let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw);
        let place = whole.within(1, inner.len());
        let place = if inner == literal.value { place } else { place.indivisible() };
        Node { value: Value::String(literal.value.to_string()), place }
    }

    fn table(&mut self, object: &ast::Object<'_>) -> Table {
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen: BTreeMap<String, Place> = BTreeMap::new();
        for property in &object.properties {
            let name = property.name.as_str().to_owned();
            let place = self.place(property.name.range());
            if let Some(first) = seen.get(&name) {
                let message = format!("the key `{name}` is given twice in one object");
                self.problems
                    .push(Diagnostic::error(&place, message).help(format!("the first is at {first}")));
                continue;
            }
            seen.insert(name.clone(), place.clone());
            entries.push(Entry { key: Key { name, place }, node: self.node(&property.value) });
        }
        Table { entries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render;
    use proptest::prelude::*;

    fn refused(text: &str) -> String {
        parse(&SourceFile::new("a.json", text)).unwrap_err().iter().map(render).collect()
    }

    #[test]
    fn what_only_looks_like_json_is_refused() {
        let texts = [
            "{\"a\": 1, // note\n}",
            "{\"a\": 1,}",
            "{a: 1}",
            "{'a': 1}",
            "{\"a\": 1, \"b\": 2, \"a\": 3}",
            "{\"a\": NaN}",
            "{\"a\": 01}",
            "{\"a\": 1e999}",
            "{\"a\": \"x\ny\"}",
            "",
            "{} {}",
            "[1 2]",
        ];
        insta::assert_snapshot!(texts.map(refused).join("\n"));
    }

    #[test]
    fn an_offset_in_a_string_is_an_offset_in_the_file() {
        let text = r#"{"a": "xyz", "b": "x\tz"}"#;
        let root = parse(&SourceFile::new("a.json", text)).unwrap();
        let Value::Table(table) = root.value else { panic!("an object is a table") };
        assert_eq!(&text[table.get("a").unwrap().place.within(1, 1).span()], "y");
        assert_eq!(&text[table.get("b").unwrap().place.within(1, 1).span()], r"x\tz");
    }

    proptest! {
        /// Whatever is read here is JSON to an independent reader too.
        #[test]
        fn nothing_but_json_is_read(text in "([\\[\\]{}:,\"]|[-+.eE0-9]|true|null|\"a\"|\\\\u00e9|\\\\| |/){0,30}") {
            if parse(&SourceFile::new("a.json", text.clone())).is_ok() {
                prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            if let Err(problems) = parse(&SourceFile::new("a.json", text)) {
                prop_assert!(!problems.is_empty());
            }
        }
    }
}
