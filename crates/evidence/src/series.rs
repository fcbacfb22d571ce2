//! Series of counts by organisations and the police. A count is a volume of reports or of recorded cases as of a date, and never
//! a number of victims or a prevalence.

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
    /// The row of the file.
    pub row: u64,
}

/// A year from which on counts are not comparable with those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The first year of the new definition.
    pub year: i16,
    /// What changed.
    pub reason: String,
}

/// How far the years of a series, or two series, may be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparability {
    /// Same unit, stage, definition and issuer, without a break: they may stand in one figure and a change may be computed.
    Full,
    /// They differ in a respect that a caveat can tell: one figure with the caveat, no change computed.
    WithCaveat,
    /// They count different things: never in one figure.
    No,
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
    /// The ICVAC code.
    pub icvac: Option<String>,
    /// The ICCS code.
    pub iccs: Option<String>,
    /// The years, in order.
    pub observations: Vec<Observation>,
    /// Breaks, in order.
    pub breaks: Vec<SeriesBreak>,
    /// What a reader must be told.
    pub caveats: Vec<String>,
    /// Its source.
    pub source: Source,
}

/// The volume of reports to helplines, hotlines and industry (activity 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportVolume(
    /// The series.
    pub CountSeries,
);

/// Cases recorded by the police (activity 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedCases(
    /// The series.
    pub CountSeries,
);
