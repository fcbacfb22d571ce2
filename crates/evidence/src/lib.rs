//! Typed claims: what a number says, of whom, when, from which base, and where it came from.
//!
//! This room knows what may be claimed and shown; it does not know how a number was computed.

mod account;
mod capacity;
mod estimate;
mod evidence_id;
mod kind;
mod legal;
mod legal_overview;
mod missing;
mod number_id;
mod pairs;
mod pedigree;
mod presentation;
mod prevalence;
mod respondents;
mod sample;
mod series;
mod source;

pub use account::{Account, Experience, Quotation, QuotationApproval, View};
pub use capacity::{AssessmentBasis, Capacity, CapacityStatus};
pub use estimate::{Estimate, Interval, IntervalMethod};
pub use evidence_id::{EvidenceId, InvalidEvidenceId};
pub use kind::{BodyOfEvidence, Evidence, EvidenceKind};
pub use legal::{LegalAnswer, LegalStatus, Points, Provision};
pub use legal_overview::{
    IcmecLevel, IcmecReading, IcmecSummary, IndicatorPoints, answers_by_country, indicator_points,
};
pub use missing::MissingCounts;
pub use number_id::{Group, InvalidNumberId, NumberId};
pub use pairs::{Kappa, PairAgreement, PairShare, PairsLeftOut};
pub use pedigree::{Digest, Pedigree};
pub use presentation::{Presented, Shown, WithheldReason, present};
pub use prevalence::{Claim, Prevalence};
pub use respondents::RespondentCount;
pub use sample::ProbabilitySample;
pub use series::{
    Change, CodeRelation, Comparability, CountSeries, Counted, Difference, IccsCode, IcvacCode, InvalidCode,
    NoChange, NoUnion, NotComparable, Observation, Overlay, RecordedCases, ReportVolume, Revision,
    SeriesBreak, UnionBounds,
};
pub use source::Source;
