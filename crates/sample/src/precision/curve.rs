//! Precision against the number of clusters, and so against cost.

use super::{Expected, Part, Setting};
use crate::allocation::{Method, allocate};

/// A design that could be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePoint {
    /// Clusters in all.
    pub clusters: u32,
    /// The expected margin of error of each indicator for the whole population; nothing where no variance can be estimated.
    pub margins: Vec<Option<f64>>,
}

/// The expected margins of indicators over numbers of clusters, each allotted by the same method. Numbers that the frame has no room
/// for are left out.
pub fn curve(
    setting: Setting<'_>,
    method: Method<'_>,
    minimum: u32,
    numbers: &[u32],
    indicators: &[Expected],
    level: f64,
) -> Vec<CurvePoint> {
    numbers
        .iter()
        .filter_map(|&clusters| {
            let allocation = allocate(setting.strata, clusters, method, minimum).ok()?;
            let margin = |expected| setting.precision(&allocation, expected, Part::Whole)?.margin(level);
            Some(CurvePoint { clusters, margins: indicators.iter().map(margin).collect() })
        })
        .collect()
}
