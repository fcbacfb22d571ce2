//! Precision against cost, over takes and numbers of clusters.

use super::allot::Allotted;
use super::cost_of;
use cairn_sample::allocation::Stratum;
use cairn_sample::precision::{CurvePoint, Expected, Setting, curve};
use cairn_study::SamplePlan;

/// Designs with the same take, from few clusters to many.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Pairs a cluster.
    pub take: u32,
    /// Whether it is the take of the design.
    pub chosen: bool,
    /// The designs, with rising cost.
    pub points: Vec<Point>,
}

/// A design that could be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Clusters.
    pub clusters: u32,
    /// Pairs.
    pub pairs: u64,
    /// The cost, where costs are known.
    pub cost: Option<f64>,
    /// The expected margin of each indicator for the country.
    pub margins: Vec<Option<f64>>,
}

/// What is spent on clusters and pairs, as a share of what the design spends; the design itself among them.
const SPENT: [f64; 11] = [0.4, 0.5, 0.6, 0.7, 0.85, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0];

/// Lines for the take of the design, half of it and twice it, over the same range of costs; over the same range of pairs where costs are
/// not known. The design itself is on its line with the margins given.
pub(super) fn lines(
    plan: &SamplePlan,
    strata: &[Stratum],
    allotted: &Allotted,
    indicators: &[Expected],
    margins: &[Option<f64>],
    level: f64,
) -> Vec<Line> {
    let costs = plan.target.costs.as_ref().map(cost_of);
    let of_cluster = |take: u32| costs.map_or(f64::from(take), |costs| costs.of_cluster(f64::from(take)));
    let spent = f64::from(allotted.total()) * of_cluster(allotted.take);
    let mut takes = vec![allotted.take.div_ceil(2), allotted.take, allotted.take.saturating_mul(2)];
    takes.dedup();
    let line = |take: u32| {
        let setting = Setting { strata, take, weighting_effect: plan.target.weighting_effect };
        let mut numbers: Vec<u32> =
            SPENT.iter().map(|share| (share * spent / of_cluster(take)).round() as u32).collect();
        numbers.dedup();
        let points = curve(setting, allotted.rule(), plan.allocation.minimum, &numbers, indicators, level);
        let point = |found: CurvePoint| {
            let pairs = u64::from(found.clusters) * u64::from(take);
            let chosen = take == allotted.take && found.clusters == allotted.total();
            Point {
                clusters: found.clusters,
                pairs,
                cost: costs.map(|costs| costs.of(f64::from(found.clusters), pairs as f64)),
                // The optimum in whole clusters may lie a cluster beside its own rule.
                margins: if chosen { margins.to_vec() } else { found.margins },
            }
        };
        Line { take, chosen: take == allotted.take, points: points.into_iter().map(point).collect() }
    };
    takes.into_iter().map(line).collect()
}
