//! Definition files (TOML, JSON) read into values that know their place, and the diagnostics that point at them.

mod diagnostic;
mod place;

pub use diagnostic::{Diagnostic, Severity};
pub use place::{Place, SourceFile};
