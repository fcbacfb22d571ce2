//! The analysis request: the language in which a person, a script or a report asks for a survey estimate.

mod analysis;
mod design;
mod read;

pub use analysis::{Analysis, DegreesOfFreedom, DesignEffect, Estimand, IntervalKind, MissingRule};
pub use design::{DesignRequest, LONELY_PSU};
pub use read::Request;
