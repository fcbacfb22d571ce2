//! What the kinds of regression share: the terms of a model, its matrix, the rows of its coefficients, its tests.

mod coefficients;
mod formula;
mod margins;
mod predict;
mod predictors;
mod tests;

pub(crate) use coefficients::{Coefficients, append, refuse_outcome, unfitted};
pub(crate) use formula::Formula;
pub(crate) use margins::Margins;
pub(crate) use predict::Predictions;
pub(crate) use predictors::{Predictors, label, present};
pub(crate) use tests::{TermTests, test_result};
