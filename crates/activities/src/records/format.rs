//! What a file of records holds: the one declaration from which templates are written and files are read.

use std::borrow::Cow;

/// What the cells of a column hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A date, as 2026-03-31.
    Date,
    /// Several texts with `;` between them.
    List,
    /// One of some codes, each with its meaning.
    OneOf(Vec<(Cow<'static, str>, Cow<'static, str>)>),
}

impl Cell {
    /// One of fixed codes.
    pub fn one_of(codes: &[(&'static str, &'static str)]) -> Self {
        Self::OneOf(
            codes.iter().map(|(code, meaning)| (Cow::Borrowed(*code), Cow::Borrowed(*meaning))).collect(),
        )
    }

    /// In the words of the data dictionary.
    pub fn describe(&self) -> Cow<'static, str> {
        match self {
            Self::Text => "text".into(),
            Self::Integer => "whole number".into(),
            Self::Date => "date, as 2026-03-31".into(),
            Self::List => "texts with ; between them".into(),
            Self::OneOf(codes) => {
                let codes: Vec<&str> = codes.iter().map(|(code, _)| code.as_ref()).collect();
                format!("one of: {}", codes.join(", ")).into()
            }
        }
    }
}

/// A column of a file of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name: the heading of the file.
    pub name: Cow<'static, str>,
    /// What it holds, for the data dictionary.
    pub meaning: Cow<'static, str>,
    /// What its cells hold.
    pub cell: Cell,
    /// Whether a cell may not be empty.
    pub required: bool,
}

impl Column {
    /// A column whose cells may not be empty.
    pub const fn required(name: &'static str, cell: Cell, meaning: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), meaning: Cow::Borrowed(meaning), cell, required: true }
    }

    /// A column whose cells may be empty. The column itself may be left out of the file.
    pub const fn optional(name: &'static str, cell: Cell, meaning: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), meaning: Cow::Borrowed(meaning), cell, required: false }
    }
}

/// A file of an activity’s records: `data/<country>/<activity>/<name>.csv` or `.xlsx`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFormat {
    /// The name of the file, without its ending.
    pub name: Cow<'static, str>,
    /// What a row is: "provision".
    pub row: &'static str,
    /// What the file is for, in a sentence or two.
    pub description: Cow<'static, str>,
    /// Whether the activity cannot do without it.
    pub required: bool,
    /// Its columns, in the order of the template.
    pub columns: Vec<Column>,
}
