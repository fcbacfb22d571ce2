//! Codes, value labels and codes of missing.

use crate::{Code, ColumnType, MissingCodes, MissingKind, ValueLabel};
use cairn_definition::kind::{List, OneOf, Text, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Kind, Node, Placed, TableReader, Value};

/// The kinds of missing by their keys.
pub(super) const MISSING_KINDS: [(&str, MissingKind); MissingKind::ALL.len()] = [
    ("dont_know", MissingKind::DontKnow),
    ("prefer_not_to_say", MissingKind::PreferNotToSay),
    ("refused", MissingKind::Refused),
    ("not_asked", MissingKind::NotAsked),
    ("unrecorded", MissingKind::Unrecorded),
];

/// A code: a whole number or a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct CodeKind;

impl Kind for CodeKind {
    type Value = Code;

    fn expected(&self) -> String {
        "a code: a whole number, or a text in quotes".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Code> {
        match &node.value {
            Value::Integer(code) => return Some(Code::Integer(*code)),
            Value::String(code) if !code.is_empty() => return Some(Code::Text(code.clone())),
            Value::String(_) => problems.push(
                Diagnostic::error(&node.place, format!("{name} is empty"))
                    .expected(self.expected())
                    .help("what an empty cell means is said by `blank` in `missing`"),
            ),
            _ => problems.push(wrong_type(node, name, self.expected())),
        }
        None
    }
}

/// Whether a column of that type can hold the code.
fn fits(code: &Code, column: ColumnType) -> bool {
    match column {
        ColumnType::Integer | ColumnType::Number => matches!(code, Code::Integer(_)),
        ColumnType::Text | ColumnType::Date => matches!(code, Code::Text(_)),
        ColumnType::Boolean => false,
    }
}

fn codes_of(column: ColumnType) -> &'static str {
    match column {
        ColumnType::Integer | ColumnType::Number => "whole numbers as codes",
        ColumnType::Text | ColumnType::Date => "texts in quotes as codes",
        ColumnType::Boolean => "no codes: give the column the type `integer` if it has codes",
    }
}

/// Codes of missing with their places.
#[derive(Debug, Clone, Default)]
pub(super) struct MissingDraft {
    codes: Vec<(Placed<Code>, MissingKind)>,
    blank: Option<MissingKind>,
}

impl MissingDraft {
    /// Reads `[missing]` of an instrument or `missing = { … }` of a column.
    pub(super) fn read(mut reader: TableReader<'_>) -> Self {
        let mut codes: Vec<(Placed<Code>, MissingKind)> = Vec::new();
        for (key, kind) in MISSING_KINDS {
            let listed = reader.optional(key, &List(CodeKind)).map(|list| list.value).unwrap_or_default();
            for code in listed {
                if let Some((first, other)) = codes.iter().find(|(first, _)| first.value == code.value) {
                    let message = if *other == kind {
                        format!("the code {} is given twice", code.value)
                    } else {
                        format!("the code {} stands for both “{other}” and “{kind}”", code.value)
                    };
                    let problem = Diagnostic::error(&code.place, message);
                    reader.problems().push(problem.help(format!("the first is at {}", first.place)));
                } else {
                    codes.push((code, kind));
                }
            }
        }
        let blank = reader.optional("blank", &OneOf(&MISSING_KINDS)).map(|kind| kind.value);
        reader.finish();
        Self { codes, blank }
    }

    /// The instrument's codes for a column of that type: those that do not fit it are not meant for it.
    pub(super) fn for_type(&self, column: ColumnType) -> Self {
        let codes = self.codes.iter().filter(|(code, _)| fits(&code.value, column)).cloned().collect();
        Self { codes, blank: self.blank }
    }

    /// Reports a column's own codes that its type cannot hold.
    pub(super) fn check_type(&self, column: ColumnType, problems: &Diagnostics) {
        for (code, _) in self.codes.iter().filter(|(code, _)| !fits(&code.value, column)) {
            let message = format!("the code {} does not fit the column’s type", shown(&code.value));
            problems.push(Diagnostic::error(&code.place, message).expected(codes_of(column)));
        }
    }

    /// Reports codes that are values of the column too.
    pub(super) fn check_values(&self, column: &str, values: &[Placed<ValueLabel>], problems: &Diagnostics) {
        for value in values {
            if let Some((code, kind)) = self.codes.iter().find(|(code, _)| code.value == value.value.code) {
                let message = format!(
                    "the code {} of `{column}` stands for “{}” and for the missing answer “{kind}”",
                    code.value, value.value.label
                );
                let help =
                    format!("give the column its own `missing`; the code is declared at {}", code.place);
                problems.push(Diagnostic::error(&value.place, message).help(help));
            }
        }
    }

    pub(super) fn finish(self) -> MissingCodes {
        let codes = self.codes.into_iter().map(|(code, kind)| (code.value, kind)).collect();
        MissingCodes { codes, blank: self.blank }
    }
}

fn shown(code: &Code) -> String {
    match code {
        Code::Integer(code) => code.to_string(),
        Code::Text(code) => format!("“{code}”"),
    }
}

/// Reads `values = [{ code = 1, label = "Yes" }, …]`; each is placed at its code.
pub(super) fn read_values(
    reader: &mut TableReader<'_>,
    column: Option<ColumnType>,
) -> Vec<Placed<ValueLabel>> {
    let mut values: Vec<Placed<ValueLabel>> = Vec::new();
    for mut value in reader.tables("values", "value") {
        let code = value.required("code", &CodeKind);
        let label = value.required("label", &Text);
        let problems = value.problems();
        value.finish();
        let Some(code) = code else { continue };
        if let Some(column) = column.filter(|column| !fits(&code.value, *column)) {
            let message = format!("the code {} does not fit the column’s type", shown(&code.value));
            problems.push(Diagnostic::error(&code.place, message).expected(codes_of(column)));
        }
        if let Some(first) = values.iter().find(|first| first.value.code == code.value) {
            let message = format!("the code {} is given twice", code.value);
            let problem = Diagnostic::error(&code.place, message);
            problems.push(problem.help(format!("the first is at {}", first.place)));
        } else if let Some(label) = label {
            values.push(code.map(|code| ValueLabel { code, label: label.value }));
        }
    }
    values
}
