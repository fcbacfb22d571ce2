//! Instruments and their codebooks: columns, labels, and the codes of the kinds of missing.

use crate::InstrumentId;
use cairn_definition::Place;
use std::fmt;

/// Why an answer is missing. The kinds are never merged: each is counted to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingKind {
    /// The respondent said that they do not know.
    DontKnow,
    /// The respondent preferred not to say.
    PreferNotToSay,
    /// The question or the interview was refused.
    Refused,
    /// The routing of the questionnaire did not ask it.
    NotAsked,
    /// The file holds no answer and no reason; public-use files do this.
    Unrecorded,
}

impl MissingKind {
    /// All kinds, in the order of their discriminants.
    pub const ALL: [Self; 5] =
        [Self::DontKnow, Self::PreferNotToSay, Self::Refused, Self::NotAsked, Self::Unrecorded];

    /// The key used in definition files.
    pub fn key(self) -> &'static str {
        match self {
            Self::DontKnow => "dont_know",
            Self::PreferNotToSay => "prefer_not_to_say",
            Self::Refused => "refused",
            Self::NotAsked => "not_asked",
            Self::Unrecorded => "unrecorded",
        }
    }
}

impl fmt::Display for MissingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DontKnow => "don’t know",
            Self::PreferNotToSay => "prefer not to say",
            Self::Refused => "refused",
            Self::NotAsked => "not asked",
            Self::Unrecorded => "not recorded",
        })
    }
}

/// The type of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Whole numbers, and codes of categories.
    Integer,
    /// Numbers with a fractional part.
    Number,
    /// Text, and textual codes of categories.
    Text,
    /// True or false.
    Boolean,
    /// A calendar date.
    Date,
}

/// A code in a file: a number or a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(code) => code.fmt(f),
            Self::Text(code) => code.fmt(f),
        }
    }
}

/// A code and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueLabel {
    /// The code in the file.
    pub code: Code,
    /// Its meaning.
    pub label: String,
}

/// Which codes stand for which kind of missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissingCodes {
    /// Pairs of code and kind, in the order of the file.
    pub codes: Vec<(Code, MissingKind)>,
    /// What an empty cell means; absent: not recorded.
    pub blank: Option<MissingKind>,
}

/// One column of an instrument's records.
#[derive(Debug, Clone)]
pub struct Column {
    /// The name in the file and in expressions.
    pub name: String,
    /// The question, or what the column holds.
    pub label: String,
    /// The type of its values.
    pub kind: ColumnType,
    /// The values it may take; empty: any of its type.
    pub values: Vec<ValueLabel>,
    /// Its codes of missing: the instrument's, unless the column has its own.
    pub missing: MissingCodes,
    /// Where it is defined.
    pub place: Place,
}

/// A questionnaire and the codebook of its records.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// Its name: the name of its file.
    pub id: InstrumentId,
    /// As shown: "Children's questionnaire".
    pub title: String,
    /// Who answers, in words.
    pub respondents: String,
    /// Whether they are the country’s children who use the internet, and no others: only their shares become numbers of children.
    pub online_children: bool,
    /// Its columns, in the order of the file.
    pub columns: Vec<Column>,
    /// Where it is defined.
    pub place: Place,
}

impl Instrument {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
