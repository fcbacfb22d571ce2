//! The analysis request: the language in which a person, a script or a report asks for a survey estimate.
//!
//! What a kind of analysis reads besides the keys that all kinds share stands in its file in `kinds`; what a step of the design reads stands
//! in its file in `design_steps`.

mod analysis;
mod design;
mod read;

#[allow(unused_imports)]
pub(crate) use analysis::columns;
pub use analysis::{Analysis, DegreesOfFreedom, DesignEffect, Estimand, HeldKind, IntervalKind, MissingRule};
pub use design::{DesignRequest, LONELY_PSU};
pub use read::Request;
