//! Claims, and which evidence may carry which.
//!
//! A claim can be made only of evidence that carries it: `Statement::<ShareOfPopulation>::of(&reports, ())` does not compile for a
//! volume of reports. What people write in files is held to the same table by [`may_carry`].

mod carry;
mod counts;
mod kind;
mod may_carry;
mod not_stated;
mod qualitative;
mod shares;
mod sources;

pub use carry::{Carries, Statement, TypedClaim};
pub(crate) use counts::count_of;
pub use counts::{CasesRecorded, ReportsReceived, RespondentsSaid};
pub use kind::ClaimKind;
pub use may_carry::{Refusal, may_carry};
pub use not_stated::NotStated;
pub use qualitative::{CapacityAssessed, ExperienceExists, ProvisionInForce, ViewExists};
pub use shares::{AgreementOfPairs, NumberOfChildren, ShareOfPopulation};
pub use sources::SourcesCompared;
