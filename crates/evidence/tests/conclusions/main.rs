//! What may be concluded from evidence: sentences, claims in words, texts typed by hand, the matrix, findings, recommendations.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod evidence;
mod findings;
mod folder;
mod matrix;
mod printed_errors;
mod recommendations;
mod sentences;
#[path = "../support/mod.rs"]
mod support;
mod terminology;
mod typed_numbers;
mod verbal_change;
mod verbal_comparison;
mod verbal_page;
mod verbal_share;
