//! Capacities of law-enforcement units.

use crate::{EvidenceId, Source};
use jiff::civil::Date;
use std::fmt;

/// Whether a capacity is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CapacityStatus {
    /// It is.
    Present,
    /// A part of it is.
    Partly,
    /// It is not.
    Absent,
    /// It was not assessed.
    NotAssessed,
}

impl CapacityStatus {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Present, Self::Partly, Self::Absent, Self::NotAssessed];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Partly => "partly",
            Self::Absent => "absent",
            Self::NotAssessed => "not_assessed",
        }
    }
}

impl fmt::Display for CapacityStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Present => "present",
            Self::Partly => "partly present",
            Self::Absent => "absent",
            Self::NotAssessed => "not assessed",
        })
    }
}

/// Whether a unit has a capacity (activity 8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// Its name: the dimension and the unit.
    pub id: EvidenceId,
    /// The dimension.
    pub title: String,
    /// What was looked for.
    pub question: String,
    /// The unit.
    pub unit: String,
    /// What was found.
    pub status: CapacityStatus,
    /// On what the assessment rests, in words.
    pub basis: String,
    /// The day of the assessment.
    pub assessed_on: Date,
    /// The WeProtect capability it belongs to, 1 to 21.
    pub capability: Option<u8>,
    /// Its source.
    pub source: Source,
}
