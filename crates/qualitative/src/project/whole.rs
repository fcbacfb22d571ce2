//! A project.

use super::{Attribute, Case, Codebook, CodedExcerpt, Coder, Guid, Link, Set, Source, Stamp};

/// A project of qualitative data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// Those who coded.
    pub coders: Vec<Coder>,
    /// The codes.
    pub codebook: Codebook,
    /// The attributes that cases and documents have.
    pub attributes: Vec<Attribute>,
    /// The cases.
    pub cases: Vec<Case>,
    /// The documents.
    pub sources: Vec<Source>,
    /// The memos that anything may refer to.
    pub memos: Vec<Source>,
    /// Relations drawn between things.
    pub links: Vec<Link>,
    /// Things put together.
    pub sets: Vec<Set>,
    /// Memos about the project as a whole.
    pub project_memos: Vec<Guid>,
    /// Who made it and when.
    pub stamp: Stamp,
}

impl Project {
    /// A project with nothing in it.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// A document of the project.
    pub fn source(&self, guid: Guid) -> Option<&Source> {
        self.sources.iter().find(|source| source.guid == guid)
    }

    /// A coder.
    pub fn coder(&self, guid: Guid) -> Option<&Coder> {
        self.coders.iter().find(|coder| coder.guid == guid)
    }

    /// An attribute by its name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// Every coded excerpt of every document with its code, in order.
    pub fn coded_excerpts(&self) -> impl Iterator<Item = CodedExcerpt<'_>> {
        CodedExcerpt::of(self)
    }
}
