//! A project of qualitative data: cases with attributes, a nested codebook, coders, documents, coded excerpts, memos.
//!
//! Everything has a [`Guid`] by which other things refer to it, as in REFI-QDA, so that a project passes through other
//! programs and comes back. [`Project::check`] tells what does not hold together.

mod attribute;
mod case;
mod check;
mod code;
mod coded;
mod colour;
mod decimal;
mod guid;
mod moment;
mod source;
mod whole;

pub use attribute::{Attribute, AttributeKind, AttributeValue, Value};
pub use case::{Case, Coder, Direction, Link, Set};
pub use check::{Fault, Item};
pub use code::{Code, Codebook};
pub use coded::CodedExcerpt;
pub use colour::Colour;
pub use decimal::Decimal;
pub use guid::Guid;
pub use moment::{Moment, Stamp};
pub use source::{Coding, Excerpt, Source};
pub use whole::Project;
