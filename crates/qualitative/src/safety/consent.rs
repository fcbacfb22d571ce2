//! What a person who spoke agreed to.

use std::fmt;

use jiff::civil::Date;

/// What may be done with a person's words, from nothing to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConsentScope {
    /// Nothing any more: the person withdrew.
    Withdrawn,
    /// Reading and coding; no words of the person's may appear anywhere.
    AnalysisOnly,
    /// Reporting what was said in other words.
    Paraphrase,
    /// Quoting word for word, without anything that identifies.
    VerbatimQuotation,
}

/// Consent given, or taken back, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// What may be done.
    pub scope: ConsentScope,
    /// Since when.
    pub on: Date,
}

/// The consent under which an excerpt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// An adult decides alone.
    Adult(Given),
    /// For a child's words the child's assent and the consent of the caregiver are both needed; the narrower holds.
    Child {
        /// The child's own assent.
        assent: Given,
        /// The consent of the parent or caregiver.
        caregiver: Given,
    },
}

impl Consent {
    /// What may be done with the words.
    pub fn scope(&self) -> ConsentScope {
        match self {
            Self::Adult(given) => given.scope,
            Self::Child { assent, caregiver } => assent.scope.min(caregiver.scope),
        }
    }

    /// The day from which it holds whole.
    pub fn since(&self) -> Date {
        match self {
            Self::Adult(given) => given.on,
            Self::Child { assent, caregiver } => assent.on.max(caregiver.on),
        }
    }
}

impl ConsentScope {
    /// All scopes, the narrowest first.
    pub const ALL: [Self; 4] =
        [Self::Withdrawn, Self::AnalysisOnly, Self::Paraphrase, Self::VerbatimQuotation];

    /// The scope in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::AnalysisOnly => "analysis only",
            Self::Paraphrase => "paraphrase",
            Self::VerbatimQuotation => "verbatim quotation",
        }
    }
}

impl fmt::Display for ConsentScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
