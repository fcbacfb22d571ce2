//! Typed claims: what a number says, of whom, when, from which base, and where it came from.
//!
//! This room knows what may be claimed and shown; it does not know how a number was computed.

mod account;
mod agreement;
mod capacity;
mod children;
pub mod claim;
mod conclude;
pub mod convergence;
mod estimate;
mod evidence_id;
mod fieldwork;
pub mod finding;
mod kind;
mod legal;
mod legal_overview;
mod missing;
mod number_id;
mod pairs;
mod pedigree;
mod presentation;
mod prevalence;
pub mod recommendation;
mod respondents;
mod sample;
pub mod sentence;
mod series;
mod source;
pub mod staleness;
mod text_check;
mod weighting;
pub mod written;

pub use account::{Account, Experience, Quotation, QuotationApproval, View};
pub use agreement::CoderAgreement;
pub use capacity::{AssessmentBasis, Capacity, CapacityStatus};
pub use children::{ChildrenAffected, NoNumber, RoundedNumber, sources_that_differ};
pub use claim::{Carries, ClaimKind, NotStated, Refusal, Statement, TypedClaim, may_carry};
pub use conclude::{Concluded, Material, conclude};
pub use estimate::{Estimate, Interval, IntervalMethod};
pub use evidence_id::{EvidenceId, InvalidEvidenceId};
pub use fieldwork::{DrawAccount, DrawnStratum, FieldworkAccount, OutcomeAccount, Released};
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
pub use weighting::{MarginOrigin, UsedFile, WeightingAccount};
