//! Who and what the documents are about, who coded them, and how things hang together.

use super::{AttributeValue, Colour, Guid};

/// A case: a respondent, an organisation, a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What others refer to it by.
    pub guid: Guid,
    /// Its name; some programs give none and mean the one document it refers to.
    pub name: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Codes of the case as a whole.
    pub codes: Vec<Guid>,
    /// What is known of it.
    pub values: Vec<AttributeValue>,
    /// Documents that are about it.
    pub sources: Vec<Guid>,
    /// Excerpts that are about it.
    pub excerpts: Vec<Guid>,
}

/// A person who codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    /// What others refer to it by.
    pub guid: Guid,
    /// The name.
    pub name: Option<String>,
    /// Initials or number.
    pub id: Option<String>,
}

/// Codes, documents and memos put together by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// What others refer to it by.
    pub guid: Guid,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The codes in it.
    pub codes: Vec<Guid>,
    /// The documents in it.
    pub sources: Vec<Guid>,
    /// The memos in it.
    pub memos: Vec<Guid>,
}

/// A relation that somebody drew between two things of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What others refer to it by.
    pub guid: Guid,
    /// What the relation is.
    pub name: Option<String>,
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// The colour in which programs show it.
    pub colour: Option<Colour>,
    /// Where it begins.
    pub origin: Option<Guid>,
    /// Where it ends.
    pub target: Option<Guid>,
    /// Memos about it.
    pub memos: Vec<Guid>,
}

/// Which way a relation goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// None.
    Associative,
    /// From its origin to its target.
    OneWay,
    /// Both.
    Bidirectional,
}
