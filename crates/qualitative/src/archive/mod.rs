//! ZIP archives from outside: opened with suspicion, written the same every time.

mod error;
mod read;
#[cfg(test)]
mod write;

pub use error::ArchiveError;
pub(crate) use read::{Archive, Limits};
#[cfg(test)]
pub(crate) use write::write;
