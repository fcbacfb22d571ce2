//! A sentence with its numbers.

use crate::EvidenceId;
use std::ops::Range;

/// A sentence with its numbers, each of which knows where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words as they were written.
    Words {
        /// The words.
        text: String,
        /// The bytes of the source that hold them.
        source: Range<usize>,
    },
    /// What was computed or checked.
    Computed(Computed),
}

/// What stands in place of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// As shown: "23 %".
    pub text: String,
    /// The function: "percent".
    pub function: &'static str,
    /// The evidence it rests on; the report links it.
    pub evidence: Vec<EvidenceId>,
    /// The bytes of the source that hold the call.
    pub source: Range<usize>,
}

impl Part {
    /// As shown.
    pub fn text(&self) -> &str {
        match self {
            Self::Words { text, .. } => text,
            Self::Computed(computed) => &computed.text,
        }
    }
}

impl Rendered {
    /// The whole sentence.
    pub fn text(&self) -> String {
        self.parts.iter().map(Part::text).collect()
    }

    /// What was computed, each with the bytes of [`text`](Self::text) on which it stands.
    pub fn computed(&self) -> impl Iterator<Item = (Range<usize>, &Computed)> {
        let mut at = 0;
        self.parts.iter().filter_map(move |part| {
            let start = at;
            at += part.text().len();
            match part {
                Part::Computed(computed) => Some((start..at, computed)),
                Part::Words { .. } => None,
            }
        })
    }
}
