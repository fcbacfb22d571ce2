//! Sentences whose numbers are computed: `{{ percent("household_survey/told_nobody@1") }} told nobody`.
//!
//! Every function makes the claim that its evidence carries, and no other; every number keeps the names of its evidence.

mod arguments;
mod comparison;
mod correlation;
mod functions;
mod interval_arithmetic;
mod render;
mod rendered;
mod scope;
mod template;
pub mod verbal;

pub use comparison::{Incomparable, Relation, comparable};
pub use correlation::{Correlations, UnknownCorrelations};
pub use functions::function_names;
pub use interval_arithmetic::{Limits, difference, product, ratio};
pub(crate) use render::render;
pub use rendered::{Computed, Part, Rendered};
pub(crate) use scope::{Scope, find};
pub(crate) use template::{Segment, parse};
