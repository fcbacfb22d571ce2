//! Precision against cost.

use super::{Expected, Part, Setting};
use crate::allocation::{Method, allocate};

/// A design that could be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Clusters in all.
    pub clusters: u32,
    /// The expected margin of error for the whole population.
    pub margin: f64,
}

/// The expected margins of an indicator over numbers of clusters, each allotted by the same method. Numbers that the frame has no room
/// for, or with which no variance can be estimated, are left out.
pub fn curve(
    setting: Setting<'_>,
    method: Method<'_>,
    minimum: u32,
    numbers: &[u32],
    expected: &Expected,
    level: f64,
) -> Vec<CurvePoint> {
    numbers
        .iter()
        .filter_map(|&clusters| {
            let allocation = allocate(setting.strata, clusters, method, minimum).ok()?;
            let margin = setting.precision(&allocation, expected, Part::Whole)?.margin(level)?;
            Some(CurvePoint { clusters, margin })
        })
        .collect()
}
