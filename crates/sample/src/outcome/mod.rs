//! What came of a sample, counted: outcome rates as the American Association for Public Opinion Research defines them.
//!
//! *Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys*, 10th edition, 2023. The letters are those of
//! [`Category`](crate::disposition::Category): I, P, R, NC, O, UH, UR, UO, NE. With U = UH + UR + UO, and *e* the share of U that is
//! taken to be eligible.

mod counts;
mod eligibility;
mod funnel;
mod rate;

pub use counts::Counts;
pub use eligibility::{EligibleShare, UnknownRule};
pub use funnel::{Funnel, Position};
pub use rate::{Kind, OutcomeRates, Rate, Undefined};
