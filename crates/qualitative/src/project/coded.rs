//! Coded excerpts with their code and words at hand.

use super::{Code, Coding, Excerpt, Guid, Project, Source};
use std::collections::BTreeMap;

/// One code on one excerpt.
#[derive(Clone, Copy, Debug)]
pub struct CodedExcerpt<'p> {
    /// The document.
    pub source: &'p Source,
    /// The passage.
    pub excerpt: &'p Excerpt,
    /// Who gave the code, and when.
    pub coding: &'p Coding,
    /// The code.
    pub code: &'p Code,
    /// The words of the passage.
    pub words: &'p str,
}

impl<'p> CodedExcerpt<'p> {
    pub(super) fn of(project: &'p Project) -> impl Iterator<Item = Self> {
        let codes: BTreeMap<Guid, &Code> =
            project.codebook.walk().filter_map(|path| path.last().map(|code| (code.guid, *code))).collect();
        project.sources.iter().flat_map(move |source| {
            let mut coded = Vec::new();
            for excerpt in &source.excerpts {
                let Some(words) = source.document.words(&excerpt.range) else { continue };
                for coding in &excerpt.codings {
                    if let Some(code) = codes.get(&coding.code) {
                        coded.push(Self { source, excerpt, coding, code, words });
                    }
                }
            }
            coded
        })
    }
}
