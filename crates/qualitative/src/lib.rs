//! Interviews as data: documents, codebooks, coded excerpts, the agreement of coders, and what may be quoted.
//!
//! This room knows nothing of surveys, countries or reports.

pub mod agreement;

mod random;
