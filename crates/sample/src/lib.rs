//! Samples and weights: frames, allocation, draws, respondent selection, dispositions and outcome rates, the steps that make a weight.
//!
//! A library of its own: plain columns in, results out; no files, no clock. It does not know what was answered.

pub mod allocation;
pub mod disposition;
pub mod draw;
pub mod frame;
pub mod household;
pub mod outcome;
pub mod precision;
pub mod purpose;
pub mod weight;

pub use frame::{Frame, FrameProblem};
pub use purpose::Purpose;
