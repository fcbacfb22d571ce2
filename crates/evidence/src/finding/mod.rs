//! Findings and insights: words that rest on evidence which may carry them.

mod checked;
mod evidence;
mod insight;
mod loose_ends;

pub use checked::CheckedFinding;
pub(crate) use checked::check_findings;
pub(crate) use evidence::found;
pub use insight::CheckedInsight;
pub(crate) use insight::{check_insights, findings_named};
pub(crate) use loose_ends::warn_of_loose_ends;
