//! The kinds of analysis that are answered from held rows: one file a kind, with the keys it reads, the columns it needs and its answer.
//!
//! A kind implements [`HeldAnalysis`](crate::held::HeldAnalysis); [`linear`] is the model to follow.

pub(crate) mod cdf;
pub(crate) mod chisq;
pub(crate) mod contrast;
pub(crate) mod kappa;
pub(crate) mod linear;
pub(crate) mod model;
pub(crate) mod ordinal;
pub(crate) mod quantile;
pub(crate) mod ranktest;
mod regression;
pub(crate) mod standardize;
pub(crate) mod survival;
pub(crate) mod ttest;
pub(crate) mod variance;

use crate::held::HeldAnalysis;
use cairn_definition::{Diagnostic, TableReader};
use std::sync::Arc;

/// Reads the keys of a kind; what is wrong is reported, and nothing returned then.
pub(crate) type KindReader = fn(&mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>>;

/// Refuses a kind that this version does not have yet.
fn not_yet(reader: &mut TableReader<'_>, kind: &str) -> Option<Arc<dyn HeldAnalysis>> {
    let message = format!("analyses of the kind `{kind}` are not in this version");
    reader.problems().push(Diagnostic::error(reader.place(), message));
    reader.rest();
    None
}
