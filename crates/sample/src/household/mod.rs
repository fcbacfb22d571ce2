//! After the clusters: households in a cluster, and one eligible child in a household.
//!
//! Everything here is drawn from the seed and the number of the cluster alone, line after line: a cluster has the same lines whatever other
//! clusters there are, and more lines leave those before as they were.

pub mod kish;
pub mod listing;
pub mod positions;
mod probability;
mod respondent;
mod segment;
pub mod walk;

pub use kish::{KishTable, kish_probability};
pub use listing::ListingStart;
pub use positions::Positions;
pub use probability::Probability;
pub use respondent::RespondentMethod;
pub use segment::{SegmentDraw, segment_probability};
pub use walk::{Side, Walk};
