//! Claims about counts: of respondents, of reports, of recorded cases. None of them becomes a share of a population.

use super::{Carries, ClaimKind, NotStated, TypedClaim};
use crate::{CountSeries, Counted, EvidenceId, RecordedCases, ReportVolume, RespondentCount, written};
use jiff::civil::Date;

/// That k of n respondents said something.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RespondentsSaid {
    /// Respondents who said it.
    pub count: u64,
    /// Respondents who answered.
    pub respondents: u64,
    /// Who they are, in words.
    pub who: String,
}

impl TypedClaim for RespondentsSaid {
    const KIND: ClaimKind = ClaimKind::RespondentsSaid;
    type Asked = ();
}

impl Carries<RespondentsSaid> for RespondentCount {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.id.clone()]
    }

    fn state(&self, (): ()) -> Result<RespondentsSaid, NotStated> {
        if self.respondents == 0 {
            return Err(NotStated::NoRespondents);
        }
        Ok(RespondentsSaid { count: self.count, respondents: self.respondents, who: self.who.clone() })
    }
}

/// How many reports an organisation received in a year, as of a date. No prevalence, and no number of children or of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportsReceived {
    /// The year.
    pub year: i16,
    /// The count.
    pub count: u64,
    /// What one count is: "report".
    pub counting_unit: String,
    /// Who says so.
    pub issuer: String,
    /// When it was said.
    pub as_of: Date,
}

impl TypedClaim for ReportsReceived {
    const KIND: ClaimKind = ClaimKind::ReportsReceived;
    type Asked = i16;
}

impl Carries<ReportsReceived> for ReportVolume {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.0.id.clone()]
    }

    fn state(&self, year: i16) -> Result<ReportsReceived, NotStated> {
        let Self(series) = self;
        let (count, as_of) = count_of(series, year)?;
        let (counting_unit, issuer) = (series.counting_unit.clone(), series.issuer.clone());
        Ok(ReportsReceived { year, count, counting_unit, issuer, as_of })
    }
}

/// How many cases the police recorded in a year, as of a date. No prevalence, and no number of incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CasesRecorded {
    /// The year.
    pub year: i16,
    /// The count.
    pub count: u64,
    /// What one count is: "case".
    pub counting_unit: String,
    /// Who says so.
    pub issuer: String,
    /// When it was said.
    pub as_of: Date,
}

impl TypedClaim for CasesRecorded {
    const KIND: ClaimKind = ClaimKind::CasesRecorded;
    type Asked = i16;
}

impl Carries<CasesRecorded> for RecordedCases {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.0.id.clone()]
    }

    fn state(&self, year: i16) -> Result<CasesRecorded, NotStated> {
        let Self(series) = self;
        let (count, as_of) = count_of(series, year)?;
        let (counting_unit, issuer) = (series.counting_unit.clone(), series.issuer.clone());
        Ok(CasesRecorded { year, count, counting_unit, issuer, as_of })
    }
}

/// The count of a year, and the day on which it was said.
pub(crate) fn count_of(series: &CountSeries, year: i16) -> Result<(u64, Date), NotStated> {
    let Some(observation) = series.observation(year) else {
        let years: Vec<String> = series.observations.iter().map(|it| it.year.to_string()).collect();
        let has = if years.is_empty() {
            "no year".to_owned()
        } else {
            written::listed(years.iter().map(String::as_str))
        };
        return Err(NotStated::NoYear { year, has });
    };
    match &observation.counted {
        Counted::Count(count) => Ok((*count, observation.as_of)),
        Counted::Refused { reason } => Err(NotStated::Refused { year, reason: reason.clone() }),
        Counted::NotHeld { reason } => Err(NotStated::NotHeld { year, reason: reason.clone() }),
    }
}
