//! Documents that the same coders all read, laid side by side.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::marks::{Document, Mark, Stretch};
use crate::agreement::undefined::Undefined;

/// All marks of all coders, checked. Not every coder need have read every document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    documents: BTreeMap<String, Document>,
    /// By document, code and coder: stretches, ascending, that do not overlap.
    stretches: BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<Stretch>>>>,
}

/// Documents that all of the coders compared have read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuum {
    pub(super) coders: Vec<String>,
    pub(super) documents: Vec<CodedDocument>,
    pub(super) left_out: Vec<String>,
}

/// A document with the stretches of all of the coders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedDocument {
    pub(super) name: String,
    pub(super) length: u32,
    /// By code: each coder's stretches, in the coders' order.
    pub(super) codes: BTreeMap<String, Vec<Vec<Stretch>>>,
}

/// Why marks cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InvalidMarks {
    /// Two documents bear one name.
    #[error("the document `{document}` is listed twice")]
    DocumentTwice {
        /// The document.
        document: String,
    },
    /// A mark is in a document that is not listed.
    #[error("the coder `{coder}` marked {stretch} in `{document}`, which is not among the documents")]
    UnknownDocument {
        /// The document.
        document: String,
        /// The coder.
        coder: String,
        /// The mark.
        stretch: Stretch,
    },
    /// A mark is by someone who is not said to have read the document.
    #[error(
        "the coder `{coder}` marked {stretch} in `{document}` but is not listed among those who coded it"
    )]
    NotACoder {
        /// The document.
        document: String,
        /// The coder.
        coder: String,
        /// The mark.
        stretch: Stretch,
    },
    /// A mark reaches beyond its document.
    #[error("the mark {stretch} of `{coder}` reaches beyond the end of `{document}`, at {length}")]
    BeyondEnd {
        /// The document.
        document: String,
        /// The coder.
        coder: String,
        /// The mark.
        stretch: Stretch,
        /// The document's length.
        length: u32,
    },
    /// Two marks of one coder and code share a place.
    #[error(
        "in `{document}` the coder `{coder}` gave the code `{code}` to {first} and to {second}, which overlap; \
         make them one stretch or two that do not share a place"
    )]
    Overlap {
        /// The document.
        document: String,
        /// The coder.
        coder: String,
        /// The code.
        code: String,
        /// The stretch that begins first.
        first: Stretch,
        /// The other.
        second: Stretch,
    },
}

impl Marks {
    /// Checks marks against the documents they are in.
    ///
    /// # Errors
    ///
    /// Refuses marks outside a known document or by someone who did not code it, and overlapping stretches of one coder and code, for
    /// which Krippendorff's alpha is not defined.
    pub fn new(documents: Vec<Document>, marks: Vec<Mark>) -> Result<Self, InvalidMarks> {
        let mut by_name = BTreeMap::new();
        for document in documents {
            if by_name.contains_key(&document.name) {
                return Err(InvalidMarks::DocumentTwice { document: document.name });
            }
            by_name.insert(document.name.clone(), document);
        }
        let mut sorted = marks;
        sorted.sort_unstable();
        let mut stretches: BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<Stretch>>>> =
            BTreeMap::new();
        for Mark { document, coder, code, stretch } in sorted {
            let Some(Document { length, coders, .. }) = by_name.get(&document) else {
                return Err(InvalidMarks::UnknownDocument { document, coder, stretch });
            };
            if !coders.contains(&coder) {
                return Err(InvalidMarks::NotACoder { document, coder, stretch });
            }
            if stretch.end() > *length {
                return Err(InvalidMarks::BeyondEnd { document, coder, stretch, length: *length });
            }
            let codes = stretches.entry(document.clone()).or_default();
            let own = codes.entry(code.clone()).or_default().entry(coder.clone()).or_default();
            match own.last() {
                Some(&first) if first.overlaps(stretch) => {
                    return Err(InvalidMarks::Overlap { document, coder, code, first, second: stretch });
                }
                _ => own.push(stretch),
            }
        }
        Ok(Self { documents: by_name, stretches })
    }

    /// All who coded a document.
    pub fn coders(&self) -> BTreeSet<&str> {
        self.documents.values().flat_map(|document| &document.coders).map(String::as_str).collect()
    }

    /// The documents that all of these coders read.
    ///
    /// # Errors
    ///
    /// Says so when there are fewer than two coders or no document that all of them read.
    pub fn compare(&self, coders: &BTreeSet<&str>) -> Result<Continuum, Undefined> {
        if coders.len() < 2 {
            return Err(Undefined::TooFewCoders { found: coders.len() });
        }
        let (common, others): (Vec<&Document>, Vec<&Document>) = self
            .documents
            .values()
            .partition(|document| coders.iter().all(|&coder| document.coders.contains(coder)));
        if common.iter().all(|document| document.length == 0) {
            return Err(Undefined::NoCommonDocument);
        }
        let documents = common
            .into_iter()
            .map(|document| CodedDocument {
                name: document.name.clone(),
                length: document.length,
                codes: self.stretches_of(&document.name, coders),
            })
            .collect();
        Ok(Continuum {
            coders: coders.iter().map(|&coder| coder.to_owned()).collect(),
            documents,
            left_out: others.into_iter().map(|document| document.name.clone()).collect(),
        })
    }

    /// The stretches of these coders in a document, by code; a code that none of them gave is absent.
    fn stretches_of(&self, document: &str, coders: &BTreeSet<&str>) -> BTreeMap<String, Vec<Vec<Stretch>>> {
        self.stretches
            .get(document)
            .into_iter()
            .flatten()
            .map(|(code, by_coder)| {
                let stretches: Vec<Vec<Stretch>> =
                    coders.iter().map(|&coder| by_coder.get(coder).cloned().unwrap_or_default()).collect();
                (code.clone(), stretches)
            })
            .filter(|(_, stretches)| stretches.iter().any(|own| !own.is_empty()))
            .collect()
    }
}

impl Continuum {
    /// The coders compared, in the order of their names.
    pub fn coders(&self) -> &[String] {
        &self.coders
    }

    /// The names of the documents that all of them read.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|document| document.name.as_str())
    }

    /// The names of documents that not all of them read, which are left out.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// Every code that one of the coders gave.
    pub fn codes(&self) -> BTreeSet<&str> {
        self.documents.iter().flat_map(|document| document.codes.keys()).map(String::as_str).collect()
    }
}
