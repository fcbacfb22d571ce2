//! ZIP archives from outside: opened with suspicion, written the same every time.

mod error;
mod read;
mod write;

pub use error::ArchiveError;
pub(crate) use read::{Archive, Limits};
pub(crate) use write::write;
