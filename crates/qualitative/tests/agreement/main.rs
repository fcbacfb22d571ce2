//! Agreement of coders against published examples, and the laws it obeys.
#![allow(clippy::unwrap_used)]

mod judged;
mod laws;
mod published;
mod resampling;
mod unitized;
