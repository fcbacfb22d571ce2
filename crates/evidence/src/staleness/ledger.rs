//! The ledger of a build.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What a build made, and what each piece rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The hash of every file and folder that something rests on, by its path in the study folder; a folder ends in `/`.
    pub files: BTreeMap<String, String>,
    /// Names of entries and paths of files that something rests on, sorted; what rests on the same shares one list.
    pub bases: Vec<Vec<String>>,
    /// What was made, by name.
    pub entries: BTreeMap<String, Entry>,
}

impl Ledger {
    /// What an entry rests on: names of other entries, and paths of files.
    pub fn rests_on(&self, entry: &Entry) -> &[String] {
        self.bases.get(entry.basis).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A piece of what was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// What it says, in short.
    pub says: String,
    /// What it rests on: the number of a list in [`Ledger::bases`].
    pub basis: usize,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A number of the household survey.
    Estimate,
    /// Evidence of another activity.
    Evidence,
    /// A cell of the convergence matrix, as judged.
    Judgement,
    /// A sentence with numbers.
    Sentence,
    /// A finding.
    Finding,
    /// A key insight.
    Insight,
    /// A recommendation.
    Recommendation,
}

impl EntryKind {
    /// All of them, from what is upstream to what rests on it.
    pub const ALL: [Self; 7] = [
        Self::Estimate,
        Self::Evidence,
        Self::Judgement,
        Self::Sentence,
        Self::Finding,
        Self::Insight,
        Self::Recommendation,
    ];

    /// Several of them, in words.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Estimate => "estimates",
            Self::Evidence => "pieces of evidence",
            Self::Judgement => "judgements",
            Self::Sentence => "sentences",
            Self::Finding => "findings",
            Self::Insight => "insights",
            Self::Recommendation => "recommendations",
        }
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Estimate => "estimate",
            Self::Evidence => "piece of evidence",
            Self::Judgement => "judgement",
            Self::Sentence => "sentence",
            Self::Finding => "finding",
            Self::Insight => "insight",
            Self::Recommendation => "recommendation",
        })
    }
}
