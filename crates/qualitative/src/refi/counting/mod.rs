//! How programs count positions.
//!
//! The standard counts Unicode code points, but not of what: ATLAS.ti stores CR LF and counts one, NVivo stores and
//! counts both; programs that take off a byte-order mark on reading do not count it; some count the units of UTF-16.
//! The words that programs write into an excerpt's name, and the length of the text, tell which it was.

mod names;
mod understand;
mod way;

pub use understand::Evidence;
pub(super) use understand::{Written, understand};
pub use way::{Counting, LineEnds, Mark, Unit};
