//! Exchange with other programs: what is written is read, what others write is read, what is broken is told.
#![allow(clippy::unwrap_used, reason = "these are tests")]

mod dialects;
mod documents;
mod hostile;
mod round_trip;
mod samples;
