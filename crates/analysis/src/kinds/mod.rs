//! The kinds of analysis that are answered from held rows: one file a kind, with the keys it reads, the columns it needs and its answer.
//!
//! A kind implements [`HeldAnalysis`](crate::held::HeldAnalysis); [`linear`] is the model to follow.

pub(crate) mod cdf;
pub(crate) mod chisq;
mod common;
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
use cairn_definition::TableReader;
use std::sync::Arc;

/// Reads the keys of a kind; what is wrong is reported, and nothing returned then.
pub(crate) type KindReader = fn(&mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>>;
