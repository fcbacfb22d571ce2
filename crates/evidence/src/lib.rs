//! Typed claims: what a number says, of whom, when, from which base, and where it came from.
//!
//! This room knows what may be claimed and shown; it does not know how a number was computed.

mod estimate;
mod missing;
mod number_id;
mod pedigree;
mod presentation;
mod prevalence;
mod sample;

pub use estimate::{Estimate, Interval, IntervalMethod};
pub use missing::MissingCounts;
pub use number_id::{Group, InvalidNumberId, NumberId};
pub use pedigree::{Digest, Pedigree};
pub use presentation::{Presented, Shown, WithheldReason, present};
pub use prevalence::{Claim, Prevalence};
pub use sample::ProbabilitySample;
