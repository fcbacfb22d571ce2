//! What the study concludes of a country: insights, findings, how the activities meet, what is to be done.

mod assessment;
mod chapter;
mod findings;
mod insights;
mod judgements;
mod matrix;
mod roadmap;
mod sentence;

pub(crate) use chapter::{how_to_disrupt, sections};
pub(crate) use insights::insights;
