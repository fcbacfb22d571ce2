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

/// What an assessment rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssessmentBasis {
    /// Documents of the unit: mandate, staffing, procedures, training records.
    Documents,
    /// An interview with members of the unit.
    Interview,
    /// A written questionnaire that the unit answered.
    Questionnaire,
    /// A visit: premises, equipment, procedures as they are.
    Observation,
}

impl AssessmentBasis {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Documents, Self::Interview, Self::Questionnaire, Self::Observation];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Interview => "interview",
            Self::Questionnaire => "questionnaire",
            Self::Observation => "observation",
        }
    }
}

impl fmt::Display for AssessmentBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Documents => "documents",
            Self::Interview => "an interview",
            Self::Questionnaire => "a questionnaire",
            Self::Observation => "observation",
        })
    }
}

/// Whether a unit has a capacity (activity 8). Capacities are not added up: no number of a unit comes of them.
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
    /// On what the assessment rests, sorted; empty where there was none.
    pub basis: Vec<AssessmentBasis>,
    /// The day of the assessment, where there was one.
    pub assessed_on: Option<Date>,
    /// The WeProtect capability it belongs to, 1 to 21.
    pub capability: Option<u8>,
    /// Its source.
    pub source: Source,
}
