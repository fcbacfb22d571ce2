//! Attributes of cases and documents, each of one type.

use super::{Decimal, Guid, Moment};
use jiff::civil::Date;

/// An attribute: what is known of each case or document, as sex, district or profession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// What others refer to it by.
    pub guid: Guid,
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: AttributeKind,
    /// What it means.
    pub description: Option<String>,
}

/// What the values of an attribute are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributeKind {
    /// Words.
    Text,
    /// Yes or no.
    Boolean,
    /// Whole numbers.
    Integer,
    /// Decimal numbers.
    Decimal,
    /// Days.
    Date,
    /// Days with a time.
    Moment,
}

impl AttributeKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Text, Self::Boolean, Self::Integer, Self::Decimal, Self::Date, Self::Moment];

    /// In words, for messages.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Boolean => "yes or no",
            Self::Integer => "a whole number",
            Self::Decimal => "a decimal number",
            Self::Date => "a date",
            Self::Moment => "a date with a time",
        }
    }
}

/// A value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words.
    Text(String),
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A day.
    Date(Date),
    /// A day with a time.
    Moment(Moment),
}

impl Value {
    /// The kind of attribute it is a value of.
    pub fn kind(&self) -> AttributeKind {
        match self {
            Self::Text(_) => AttributeKind::Text,
            Self::Boolean(_) => AttributeKind::Boolean,
            Self::Integer(_) => AttributeKind::Integer,
            Self::Decimal(_) => AttributeKind::Decimal,
            Self::Date(_) => AttributeKind::Date,
            Self::Moment(_) => AttributeKind::Moment,
        }
    }

    /// Reads a value of a kind as XML Schema writes it.
    pub fn read(kind: AttributeKind, text: &str) -> Option<Self> {
        let trimmed = text.trim();
        match kind {
            AttributeKind::Text => Some(Self::Text(text.to_owned())),
            AttributeKind::Boolean => match trimmed.to_ascii_lowercase().as_str() {
                "true" | "1" => Some(Self::Boolean(true)),
                "false" | "0" => Some(Self::Boolean(false)),
                _ => None,
            },
            AttributeKind::Integer => trimmed.parse().ok().map(Self::Integer),
            AttributeKind::Decimal => Decimal::read(trimmed).map(Self::Decimal),
            AttributeKind::Date => {
                let is_date = trimmed.len() == 10;
                if is_date { trimmed.parse().ok().map(Self::Date) } else { None }
            }
            AttributeKind::Moment => Moment::read(trimmed).map(Self::Moment),
        }
    }

    /// As XML Schema writes it.
    pub fn written(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Boolean(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Decimal(value) => value.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Moment(moment) => moment.to_string(),
        }
    }
}

/// The value of an attribute for one case or document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeValue {
    /// The attribute.
    pub attribute: Guid,
    /// The value; none where it is not known.
    pub value: Option<Value>,
}
