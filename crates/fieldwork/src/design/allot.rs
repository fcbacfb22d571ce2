//! The take, and the clusters of each stratum, as the decisions say.

use super::expectations::{Expectation, expectations};
use crate::FrameFile;
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_sample::allocation::{AllocationError, Method, Optimum, OptimumError, Stratum, allocate};
use cairn_sample::precision::{
    Expected, MarginError, Setting, ToMargins, optimum_for_margins, whole_optimum_take,
};
use cairn_study::{AllocationMethod, ClusterTake, SamplePlan};

/// How many clusters each stratum has, and how many pairs each cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Allotted {
    /// The rule.
    pub method: AllocationMethod,
    /// Pairs a cluster.
    pub take: u32,
    /// Clusters of each stratum, in the order of the frame’s.
    pub clusters: Vec<u32>,
    /// The standard deviations by stratum by which Neyman’s rule, or the optimum, goes; without meaning for the other rules.
    deviations: Vec<f64>,
}

impl Allotted {
    /// Clusters in all.
    pub fn total(&self) -> u32 {
        self.clusters.iter().sum()
    }

    /// The rule by which any number of clusters is allotted as these are.
    pub(super) fn rule(&self) -> Method<'_> {
        match self.method {
            AllocationMethod::Proportional => Method::Proportional,
            AllocationMethod::Equal => Method::Equal,
            AllocationMethod::Power(power) => Method::Power(power),
            AllocationMethod::Neyman | AllocationMethod::Optimum => Method::Neyman(&self.deviations),
        }
    }
}

/// Allots the clusters of a plan to the strata of its frame; margins of the optimum are half-widths of intervals of `level`. What makes
/// it impossible is reported with a remedy.
pub fn allot(plan: &SamplePlan, frame: &FrameFile, level: f64, problems: &Diagnostics) -> Option<Allotted> {
    let expectations = expectations(plan, frame, problems)?;
    allot_for(plan, frame, &expectations, level, problems)
}

pub(super) fn allot_for(
    plan: &SamplePlan,
    frame: &FrameFile,
    expectations: &[Expectation],
    level: f64,
    problems: &Diagnostics,
) -> Option<Allotted> {
    let strata = Stratum::of(&frame.frame);
    let request = Request { plan, frame, strata: &strata, expectations, level, problems };
    if plan.allocation.method == AllocationMethod::Optimum { request.optimum() } else { request.rule() }
}

/// The mean intraclass correlation of the indicators.
pub(super) fn mean_correlation(expectations: &[Expectation]) -> f64 {
    let all: f64 = expectations.iter().map(|expectation| expectation.expected.correlation()).sum();
    all / expectations.len().max(1) as f64
}

/// The indicators without their titles.
pub(super) fn expected(expectations: &[Expectation]) -> Vec<Expected> {
    expectations.iter().map(|expectation| expectation.expected.clone()).collect()
}

/// The indicators whose margin is wanted.
pub(super) fn wanted(expectations: &[Expectation]) -> Vec<(Expected, f64)> {
    let margin = |expectation: &Expectation| Some((expectation.expected.clone(), expectation.margin?));
    expectations.iter().filter_map(margin).collect()
}

/// What a cluster costs with its pairs, in each stratum: 1 where costs are not known, so that clusters are counted.
pub(super) fn cluster_costs(plan: &SamplePlan, strata: usize, take: u32) -> Vec<f64> {
    let cost =
        plan.target.costs.as_ref().map_or(1.0, |costs| super::cost_of(costs).of_cluster(f64::from(take)));
    vec![cost; strata]
}

struct Request<'a> {
    plan: &'a SamplePlan,
    frame: &'a FrameFile,
    strata: &'a [Stratum],
    expectations: &'a [Expectation],
    level: f64,
    problems: &'a Diagnostics,
}

impl Request<'_> {
    fn setting(&self, take: u32) -> Setting<'_> {
        Setting { strata: self.strata, take, weighting_effect: self.plan.target.weighting_effect }
    }

    /// By a rule for a given number of clusters: as many as the pairs wanted need.
    fn rule(&self) -> Option<Allotted> {
        let take = self.take();
        let clusters = self.plan.target.pairs.div_ceil(take);
        let deviations = self.setting(take).mean_deviations(&expected(self.expectations));
        let mut allotted =
            Allotted { method: self.plan.allocation.method, take, clusters: Vec::new(), deviations };
        let found = allocate(self.strata, clusters, allotted.rule(), self.plan.allocation.minimum);
        allotted.clusters = found.map_err(|error| self.refuse(&error)).ok()?;
        Some(allotted)
    }

    /// The take decided on, or the one that costs and the indicators’ mean intraclass correlation give, but no more than leaves enough
    /// clusters for every stratum.
    fn take(&self) -> u32 {
        let costs = self.plan.target.costs.as_ref();
        match (self.plan.allocation.take, costs) {
            (ClusterTake::Pairs(take), _) => take.max(1),
            (ClusterTake::Optimum, Some(costs)) => {
                let strata = u32::try_from(self.strata.len()).unwrap_or(u32::MAX);
                let fewest = strata.saturating_mul(self.plan.allocation.minimum).max(1);
                let most = (self.plan.target.pairs / fewest).max(1);
                whole_optimum_take(costs.cluster, costs.pair, mean_correlation(self.expectations), most)
            }
            // Refused where the plan is read.
            (ClusterTake::Optimum, None) => 1,
        }
    }

    /// The cheapest that gives every margin wanted.
    fn optimum(&self) -> Option<Allotted> {
        let wanted = wanted(self.expectations);
        let mut best: Option<(u32, Optimum)> = None;
        let mut refused = None;
        for take in self.takes() {
            let cost = cluster_costs(self.plan, self.strata.len(), take);
            let minimum = self.plan.allocation.minimum;
            let request = ToMargins { wanted: &wanted, level: self.level, cost: &cost, minimum };
            match optimum_for_margins(self.setting(take), request) {
                Ok(found) if best.as_ref().is_none_or(|(_, best)| found.cost < best.cost) => {
                    best = Some((take, found));
                }
                Ok(_) => {}
                Err(error) => refused = Some(error),
            }
        }
        match (best, refused) {
            (Some((take, found)), _) => {
                let deviations = self.deviations(take, &wanted, &found);
                Some(Allotted {
                    method: AllocationMethod::Optimum,
                    take,
                    clusters: found.clusters,
                    deviations,
                })
            }
            (None, Some(error)) => {
                self.refuse_margin(&error);
                None
            }
            (None, None) => None,
        }
    }

    /// The takes to be tried: where the optimum is sought, from the least to the largest that is best for one of the indicators, as between
    /// them lies the one that is best for all.
    fn takes(&self) -> std::ops::RangeInclusive<u32> {
        /// Nobody interviews more pairs in a cluster.
        const MOST: u32 = 100;
        let costs = self.plan.target.costs.as_ref();
        match (self.plan.allocation.take, costs) {
            (ClusterTake::Optimum, Some(costs)) => {
                let best = |expectation: &Expectation| {
                    let correlation = expectation.expected.correlation();
                    whole_optimum_take(costs.cluster, costs.pair, correlation, MOST)
                };
                let takes = || self.expectations.iter().filter(|one| one.margin.is_some()).map(best);
                takes().min().unwrap_or(1)..=takes().max().unwrap_or(1)
            }
            _ => self.take()..=self.take(),
        }
    }

    /// The standard deviations with which Neyman’s rule gives the optimum’s fractions: of the indicators together, each with its multiplier.
    fn deviations(&self, take: u32, wanted: &[(Expected, f64)], found: &Optimum) -> Vec<f64> {
        let setting = self.setting(take);
        let mut squares = vec![0.0; self.strata.len()];
        for ((expected, _), multiplier) in wanted.iter().zip(&found.multipliers) {
            for (square, unit) in squares.iter_mut().zip(setting.requirement(expected, 1.0).unit) {
                *square += multiplier * unit;
            }
        }
        if squares.iter().all(|square| *square == 0.0) {
            // The fewest clusters are enough for all.
            return setting.mean_deviations(&expected(self.expectations));
        }
        squares.iter().zip(self.strata).map(|(square, stratum)| square.sqrt() / stratum.size).collect()
    }

    fn refuse_margin(&self, error: &MarginError) {
        match error {
            MarginError::BeyondFrame { indicator, margin, least, take } => {
                let mut wanted = self.expectations.iter().filter(|one| one.margin.is_some());
                let Some(expectation) = wanted.nth(*indicator) else { return };
                let message = format!(
                    "a margin of {} for “{}” is beyond the frame: with {take} pairs in every one of its {} areas it is {}",
                    points(*margin),
                    expectation.title,
                    self.frame.names.len(),
                    points(*least),
                );
                let problem = Diagnostic::error(&expectation.place, message);
                self.problems.push(problem.help(
                    "want a wider margin, interview more pairs a cluster, or use a frame of more areas",
                ));
            }
            MarginError::Optimum(OptimumError::Allocation(error)) => self.refuse(error),
            MarginError::Optimum(OptimumError::NoRequirement) => {
                let problem =
                    Diagnostic::error(&self.plan.allocation.place, "no indicator has a margin to be met");
                let problem = problem.expected("`margin` with at least one of [[target.indicators]]");
                self.problems.push(problem.help("or allot by another method"));
            }
            MarginError::Optimum(other) => {
                self.problems.push(Diagnostic::error(&self.plan.allocation.place, other.to_string()));
            }
        }
    }

    fn refuse(&self, error: &AllocationError) {
        let place = &self.plan.allocation.place;
        match error {
            AllocationError::FewAreas { short, minimum } => {
                for (stratum, areas) in short {
                    let title = self.frame.stratum_title(*stratum);
                    let noun = if *areas == 1 { "area" } else { "areas" };
                    let message = format!(
                        "stratum {title} has {areas} {noun}, and is to have at least {minimum} as clusters"
                    );
                    self.problems.push(Diagnostic::error(place, message).help(
                        "join it with another, by coarser or fewer columns in `strata`, or lower `minimum`",
                    ));
                }
            }
            AllocationError::Measure { stratum } => {
                let message = format!("{error}: it is {}", self.frame.stratum_title(*stratum));
                self.problems.push(Diagnostic::error(place, message).help(error.remedy()));
            }
            AllocationError::BeyondFrame { .. } | AllocationError::FewClusters { .. } => {
                let target = &self.plan.target.place;
                self.problems.push(Diagnostic::error(target, error.to_string()).help(error.remedy()));
            }
            _ => self.problems.push(Diagnostic::error(place, error.to_string()).help(error.remedy())),
        }
    }
}

/// A margin in percentage points: `1.5 points`.
pub(super) fn points(margin: f64) -> String {
    let text = format!("{:.2}", margin * 100.0);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text} {}", if text == "1" { "point" } else { "points" })
}
