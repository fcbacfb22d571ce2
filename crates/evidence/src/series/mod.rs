//! Series of counts by organisations and the police. A count is a volume of reports or of recorded cases as of a date, and never
//! a number of victims or a prevalence.

mod change;
mod classification;
mod comparability;
mod overlay;
mod union;

pub use change::{Change, NoChange};
pub use classification::{CodeRelation, IccsCode, IcvacCode, InvalidCode};
pub use comparability::{Comparability, Difference};
pub use overlay::{NotComparable, Overlay};
pub use union::{NoUnion, UnionBounds};

use crate::{EvidenceId, Source};
use jiff::civil::Date;

/// What an issuer says of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counted {
    /// A count.
    Count(u64),
    /// The issuer declined to give it.
    Refused {
        /// Why, as far as it is known.
        reason: String,
    },
    /// The issuer has no such count.
    NotHeld {
        /// Why.
        reason: String,
    },
}

impl Counted {
    /// The count, where there is one.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(*count),
            Self::Refused { .. } | Self::NotHeld { .. } => None,
        }
    }
}

/// A count as it was said on an earlier day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The day of that statement.
    pub as_of: Date,
    /// What was said then.
    pub counted: Counted,
}

/// The count of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// The year.
    pub year: i16,
    /// What was said last.
    pub counted: Counted,
    /// The day of that statement.
    pub as_of: Date,
    /// What was said before, earliest first.
    pub revisions: Vec<Revision>,
    /// What the file notes of it.
    pub note: Option<String>,
    /// The row of the file.
    pub row: u64,
}

impl Observation {
    /// Whether it was said before the year had ended.
    pub fn is_incomplete(&self) -> bool {
        (self.as_of.year(), self.as_of.month(), self.as_of.day()) < (self.year, 12, 31)
    }

    /// What was known on a day: the last statement up to it. Later revisions never change it.
    pub fn known_on(&self, day: Date) -> Option<&Counted> {
        if self.as_of <= day {
            return Some(&self.counted);
        }
        self.revisions.iter().rev().find(|revision| revision.as_of <= day).map(|revision| &revision.counted)
    }
}

/// A year from which on counts are not comparable with those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The first year of the new definition.
    pub year: i16,
    /// What changed.
    pub reason: String,
}

/// A series of one issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountSeries {
    /// Its name: the series and the issuer.
    pub id: EvidenceId,
    /// As shown.
    pub title: String,
    /// Who issues it.
    pub issuer: String,
    /// What one count is: "report".
    pub counting_unit: String,
    /// Where in the way of a case it is counted: "received".
    pub stage: String,
    /// What the issuer counts, in words.
    pub definition: String,
    /// The code in UNICEF's International Classification of Violence against Children (2023).
    pub icvac: Option<IcvacCode>,
    /// The code in the International Classification of Crime for Statistical Purposes (UNODC, 2015).
    pub iccs: Option<IccsCode>,
    /// The years, in order.
    pub observations: Vec<Observation>,
    /// Breaks, in order.
    pub breaks: Vec<SeriesBreak>,
    /// Series whose definitions exclude that anything is counted in both.
    pub disjoint_from: Vec<EvidenceId>,
    /// What a reader must be told.
    pub caveats: Vec<String>,
    /// Its source.
    pub source: Source,
}

impl CountSeries {
    /// What was said of a year.
    pub fn observation(&self, year: i16) -> Option<&Observation> {
        self.observations.iter().find(|observation| observation.year == year)
    }

    /// The years between the first and the last of which nothing was said. They are shown as gaps: never as zero, never filled in.
    pub fn gaps(&self) -> Vec<i16> {
        let (Some(first), Some(last)) = (self.observations.first(), self.observations.last()) else {
            return Vec::new();
        };
        (first.year..=last.year).filter(|year| self.observation(*year).is_none()).collect()
    }
}

/// The volume of reports to helplines, hotlines and industry (activity 3).
///
/// It is no [`Prevalence`](crate::Prevalence), and nothing makes one of it:
///
/// ```compile_fail
/// fn prevalence(reports: cairn_evidence::ReportVolume) -> cairn_evidence::Prevalence {
///     reports.into()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportVolume(
    /// The series.
    pub CountSeries,
);

/// Cases recorded by the police (activity 7). They are no [`Prevalence`](crate::Prevalence) either:
///
/// ```compile_fail
/// fn prevalence(cases: cairn_evidence::RecordedCases) -> cairn_evidence::Prevalence {
///     cases.into()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedCases(
    /// The series.
    pub CountSeries,
);
