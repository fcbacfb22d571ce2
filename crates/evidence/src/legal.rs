//! Legal evidence: whether a provision is in force at a date. It says nothing of how well it is enforced.

use crate::{EvidenceId, Source};
use cairn_study::MaturityPhase;
use jiff::civil::Date;
use std::fmt;

/// How a law answers a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegalAnswer {
    /// The law provides it.
    Yes,
    /// It provides a part of it.
    Partly,
    /// The law was read, and does not provide it.
    No,
    /// The law was not found: nothing is known of it.
    NotFound,
    /// It was found and not read, for want of a translation.
    NotTranslated,
    /// The criterion does not apply in this legal order.
    NotApplicable,
}

impl LegalAnswer {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Yes, Self::Partly, Self::No, Self::NotFound, Self::NotTranslated, Self::NotApplicable];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::NotFound => "not_found",
            Self::NotTranslated => "not_translated",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Whether the law was read. Where it was not, nothing is known, which is never the same as “no”.
    pub fn is_known(self) -> bool {
        !matches!(self, Self::NotFound | Self::NotTranslated)
    }

    /// Whether the answer rests on provisions: whether it says that the law provides something.
    pub fn rests_on_provisions(self) -> bool {
        matches!(self, Self::Yes | Self::Partly)
    }
}

impl fmt::Display for LegalAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::NotFound => "not found",
            Self::NotTranslated => "not translated",
            Self::NotApplicable => "not applicable",
        })
    }
}

/// A passage of a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    /// The law and the section: "Penal Code 2009, s. 214".
    pub citation: String,
    /// The passage, in the language of the law.
    pub excerpt: String,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// The day it came into force.
    pub in_force_from: Date,
    /// The last day it was in force; absent: still is.
    pub in_force_to: Option<Date>,
}

impl Provision {
    /// Whether it was in force on that day.
    pub fn in_force_on(&self, day: Date) -> bool {
        self.in_force_from <= day && self.in_force_to.is_none_or(|last| day <= last)
    }
}

/// The points that a published index gives for “yes” to a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// The indicator of the index to which they count: "4.4.2".
    pub indicator: String,
    /// How many.
    pub worth: u8,
}

/// How the law of a country, or of one of its federal units, answers a criterion at a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalStatus {
    /// Its name: the criterion, and the federal unit where there are several.
    pub id: EvidenceId,
    /// What was asked.
    pub question: String,
    /// The article of the treaty or standard that asks for it.
    pub standard: String,
    /// The federal unit; absent: the whole country.
    pub unit: Option<String>,
    /// The answer.
    pub answer: LegalAnswer,
    /// The points of the criterion, where its standard gives points.
    pub points: Option<Points>,
    /// The phase of maturity that was recorded, where its standard has phases.
    pub phase: Option<MaturityPhase>,
    /// The date of which it speaks: a day of the fieldwork.
    pub as_of: Date,
    /// The provisions it rests on that were in force at that date.
    pub provisions: Vec<Provision>,
    /// Its source.
    pub source: Source,
}
