//! TOML into the tree.

use crate::{Diagnostic, Entry, Key, Node, Place, SourceFile, Table, Value};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(crate) fn parse(file: &Arc<SourceFile>) -> Result<Node, Vec<Diagnostic>> {
    let (root, errors) = DeTable::parse_recoverable(file.text());
    let mut problems: Vec<_> = errors.iter().map(|error| syntax_error(file, error)).collect();
    let converted = Converter { file, problems: &mut problems }.table(root.get_ref());
    if problems.is_empty() {
        Ok(Node { value: Value::Table(converted), place: Place::new(Arc::clone(file), 0..0) })
    } else {
        Err(problems)
    }
}

fn syntax_error(file: &Arc<SourceFile>, error: &toml::de::Error) -> Diagnostic {
    let place = Place::new(Arc::clone(file), error.span().unwrap_or(0..0));
    if error.message() == "duplicate key" {
        let key = file.text().get(place.span()).unwrap_or_default();
        return Diagnostic::error(&place, format!("the key `{key}` is given twice in one table"))
            .help("keep one of the two");
    }
    let (message, expected) = match error.message().split_once(", expected ") {
        Some((message, expected)) => (message, Some(expected)),
        None => (error.message(), None),
    };
    let problem = Diagnostic::error(&place, format!("this is not TOML: {message}"));
    match expected {
        Some(expected) => problem.expected(expected),
        None => problem,
    }
}

struct Converter<'a> {
    file: &'a Arc<SourceFile>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Converter<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place::new(Arc::clone(self.file), span)
    }

    fn table(&mut self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| Entry {
                key: Key { name: key.get_ref().to_string(), place: self.place(key.span()) },
                node: self.node(value),
            })
            .collect();
        entries.sort_by(|a, b| a.key.place.cmp(&b.key.place));
        Table { entries }
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>) -> Node {
        let place = self.place(value.span());
        let raw = self.file.text().get(place.span()).unwrap_or_default();
        match value.get_ref() {
            DeValue::String(text) => {
                Node { value: Value::String(text.to_string()), place: content(&place, raw, text) }
            }
            DeValue::Integer(number) => {
                let value = i64::from_str_radix(number.as_str(), number.radix());
                let value = Value::Integer(value.unwrap_or_else(|_| self.out_of_range(&place)));
                Node { value, place }
            }
            DeValue::Float(number) => {
                let value = number.as_str().parse().ok();
                let value = value.filter(|value: &f64| !value.is_infinite() || raw.contains("inf"));
                let value = Value::Float(value.unwrap_or_else(|| self.out_of_range(&place)));
                Node { value, place }
            }
            DeValue::Boolean(value) => Node { value: Value::Boolean(*value), place },
            DeValue::Datetime(_) => Node { value: Value::Date(raw.to_owned()), place },
            DeValue::Array(items) => {
                Node { value: Value::Array(items.iter().map(|item| self.node(item)).collect()), place }
            }
            DeValue::Table(table) => Node { value: Value::Table(self.table(table)), place },
        }
    }

    fn out_of_range<T: Default>(&mut self, place: &Place) -> T {
        self.problems.push(
            Diagnostic::error(place, "this number is too large to be held")
                .expected("a number of at most 64 bits"),
        );
        T::default()
    }
}

/// The place of a string's content, which has no parts where the file spells it otherwise.
fn content(whole: &Place, raw: &str, text: &str) -> Place {
    let quotes =
        ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| raw.starts_with(quotes)).unwrap_or_default();
    let inner = raw.strip_prefix(quotes).and_then(|raw| raw.strip_suffix(quotes)).unwrap_or(raw);
    // A line end directly after three quotes is not part of the text.
    let trimmed = if quotes.len() == 3 { inner.strip_prefix('\n').unwrap_or(inner) } else { inner };
    let place = whole.within(quotes.len() + inner.len() - trimmed.len(), trimmed.len());
    if trimmed == text { place } else { place.indivisible() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Node {
        parse(&SourceFile::new("a.toml", text)).unwrap()
    }

    fn string_place(text: &str) -> Place {
        let Value::Table(table) = parsed(text).value else { panic!("a document is a table") };
        table.get("a").unwrap().place.clone()
    }

    #[test]
    fn an_offset_in_a_string_is_an_offset_in_the_file() {
        for text in
            ["a = \"xyz\"", "a = 'xyz'", "a = \"\"\"xyz\"\"\"", "a = \"\"\"\nxyz\"\"\"", "a = '''\nxyz'''"]
        {
            let place = string_place(text).within(1, 1);
            assert_eq!(&text[place.span()], "y", "{text}");
        }
    }

    #[test]
    fn a_string_with_escapes_is_shown_whole() {
        let text = r#"a = "x\tz""#;
        assert_eq!(&text[string_place(text).within(1, 1).span()], r"x\tz");
    }

    #[test]
    fn entries_keep_the_order_of_the_file() {
        let Value::Table(table) = parsed("z = 1\na = 2\n[m]\nb = 3\n").value else { panic!() };
        let names: Vec<_> = table.entries.iter().map(|entry| entry.key.name.as_str()).collect();
        assert_eq!(names, ["z", "a", "m"]);
    }

    #[test]
    fn every_syntax_error_is_reported() {
        let file = SourceFile::new("a.toml", "a = \nb = 1\nb = 2\nc = 99999999999999999999\nd = \"x\n");
        let problems = parse(&file).unwrap_err();
        let text: String = problems.iter().map(render).collect();
        insta::assert_snapshot!(text);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\]{}=\"'\\.,#a-c0-9\n\\\\ :-]{0,60}") {
            let file = SourceFile::new("a.toml", text);
            if let Err(problems) = parse(&file) {
                prop_assert!(!problems.is_empty());
            }
        }

        #[test]
        fn a_text_comes_back_as_written(text in "[^\\p{C}'\\\\\"]{0,20}") {
            for quote in ["\"", "'", "\"\"\"", "'''"] {
                let source = format!("a = {quote}{text}{quote}");
                let place = string_place(&source);
                prop_assert_eq!(&source[place.span()], &text);
            }
        }
    }
}
