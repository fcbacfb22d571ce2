//! Documents in a project, and what was coded in them.

use super::{AttributeValue, Guid, Moment, Stamp};
use crate::document::{Document, TextRange};

/// A document with its excerpts. A memo is one too: it is a text that can be coded itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What others refer to it by.
    pub guid: Guid,
    /// The text.
    pub document: Document,
    /// What it is.
    pub description: Option<String>,
    /// The passages marked in it, in order.
    pub excerpts: Vec<Excerpt>,
    /// Codes of the document as a whole.
    pub codings: Vec<Coding>,
    /// Memos about it.
    pub memos: Vec<Guid>,
    /// What is known of it.
    pub values: Vec<AttributeValue>,
    /// Who made it and when.
    pub stamp: Stamp,
}

impl Source {
    /// A document in which nothing is coded yet, with a GUID derived from its name and text.
    pub fn new(document: Document) -> Self {
        Self {
            guid: Guid::derived("source", &[document.name(), document.text()]),
            document,
            description: None,
            excerpts: Vec::new(),
            codings: Vec::new(),
            memos: Vec::new(),
            values: Vec::new(),
            stamp: Stamp::default(),
        }
    }

    /// Codes a passage. The same code of the same coder on the same passage is there once.
    pub fn mark(&mut self, range: TextRange, code: Guid, coder: Option<Guid>, created: Option<Moment>) {
        let place = |guid: Option<Guid>| guid.map(|guid| guid.to_string()).unwrap_or_default();
        let (own, start, end) = (self.guid.to_string(), range.start().to_string(), range.end().to_string());
        let guid = Guid::derived("excerpt", &[&own, &start, &end]);
        let coding = Guid::derived("coding", &[&own, &start, &end, &code.to_string(), &place(coder)]);
        let position = self.excerpts.iter().position(|excerpt| excerpt.range == range).unwrap_or_else(|| {
            self.excerpts.push(Excerpt {
                guid,
                range,
                name: None,
                description: None,
                codings: Vec::new(),
                memos: Vec::new(),
                stamp: Stamp { created_by: coder, created, ..Stamp::default() },
            });
            self.excerpts.len() - 1
        });
        let Some(excerpt) = self.excerpts.get_mut(position) else { return };
        if !excerpt.codings.iter().any(|known| known.code == code && known.coder == coder) {
            excerpt.codings.push(Coding { guid: coding, code, coder, created, memos: Vec::new() });
        }
    }
}

/// A passage of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What others refer to it by.
    pub guid: Guid,
    /// Where it stands.
    pub range: TextRange,
    /// A name; programs often write its first words.
    pub name: Option<String>,
    /// A remark.
    pub description: Option<String>,
    /// Its codes.
    pub codings: Vec<Coding>,
    /// Memos about it.
    pub memos: Vec<Guid>,
    /// Who made it and when.
    pub stamp: Stamp,
}

/// A code given by a coder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// What others refer to it by.
    pub guid: Guid,
    /// The code.
    pub code: Guid,
    /// Who gave it.
    pub coder: Option<Guid>,
    /// When.
    pub created: Option<Moment>,
    /// Memos about it.
    pub memos: Vec<Guid>,
}
