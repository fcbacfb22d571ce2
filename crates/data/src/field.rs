//! Fields: the name and type of a column, and the codes it may hold.

use cairn_study::{Code, Column, ColumnType, Instrument, MissingKind, ValueLabel};
use std::fmt;
use std::sync::Arc;

/// The type of a column's or an expression's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// True or false.
    Boolean,
    /// Whole numbers of 64 bits, and codes of categories.
    Integer,
    /// Numbers, double precision.
    Number,
    /// Text.
    Text,
    /// A calendar date.
    Date,
}

impl Kind {
    /// Whether it can be calculated with.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Number)
    }
}

impl fmt::Display for Kind {
    /// As a complement: "is a number".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean => "true or false",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Text => "text",
            Self::Date => "a date",
        })
    }
}

impl From<ColumnType> for Kind {
    fn from(column: ColumnType) -> Self {
        match column {
            ColumnType::Integer => Self::Integer,
            ColumnType::Number => Self::Number,
            ColumnType::Text => Self::Text,
            ColumnType::Boolean => Self::Boolean,
            ColumnType::Date => Self::Date,
        }
    }
}

/// The codes that a codebook gives a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codes {
    /// The values it may take; empty: any.
    pub values: Vec<ValueLabel>,
    /// The codes of missing, which are NULL to an expression.
    pub missing: Vec<(Code, MissingKind)>,
}

/// A column as expressions see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name, as in the file; capital and small letters differ.
    pub name: String,
    /// The type of its values.
    pub kind: Kind,
    /// Its codes, where a codebook gives them; expressions are checked against them.
    pub codes: Option<Arc<Codes>>,
}

impl Field {
    /// A field without codes.
    pub fn new(name: impl Into<String>, kind: Kind) -> Self {
        Self { name: name.into(), kind, codes: None }
    }
}

impl From<&Column> for Field {
    fn from(column: &Column) -> Self {
        let codes = Codes { values: column.values.clone(), missing: column.missing.codes.clone() };
        Self { name: column.name.clone(), kind: column.kind.into(), codes: Some(Arc::new(codes)) }
    }
}

/// The fields of an instrument, in the order of its columns, so that expressions are checked before any record is read.
pub fn instrument_fields(instrument: &Instrument) -> Vec<Field> {
    instrument.columns.iter().map(Field::from).collect()
}
