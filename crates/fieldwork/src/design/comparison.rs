//! The declared allocation beside others.

use super::allot::{Allotted, cluster_costs, expected, wanted};
use super::cost_of;
use super::expectations::Expectation;
use cairn_sample::allocation::{Method, allocate};
use cairn_sample::precision::{Part, Setting, ToMargins, optimum_for_margins};
use cairn_study::{AllocationMethod, SamplePlan};

/// An allocation that could be declared instead.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// The rule.
    pub method: AllocationMethod,
    /// Whether it is the one declared.
    pub declared: bool,
    /// Clusters of each stratum.
    pub clusters: Vec<u32>,
    /// Clusters in all: those of the declared design, but for the optimum, which needs what it needs.
    pub total: u64,
    /// Pairs in all.
    pub pairs: u64,
    /// The cost, where costs are known.
    pub cost: Option<f64>,
    /// The expected margin of each indicator for the country.
    pub margins: Vec<Option<f64>>,
}

/// The power of an allocation between equal and proportional (Bankier, 1988), where the plan names no other.
const POWER: f64 = 0.5;

/// The declared allocation, and those by the other rules with the same take. Rules that give no allocation here are left out.
pub(super) fn alternatives(
    plan: &SamplePlan,
    setting: Setting<'_>,
    allotted: &Allotted,
    expectations: &[Expectation],
    level: f64,
) -> Vec<Alternative> {
    let declared = allotted.method;
    let power = match declared {
        AllocationMethod::Power(power) => power,
        _ => POWER,
    };
    let deviations = setting.mean_deviations(&expected(expectations));
    let by =
        |method: Method<'_>| allocate(setting.strata, allotted.total(), method, plan.allocation.minimum).ok();
    let optimum = || {
        let wanted = wanted(expectations);
        let cost = cluster_costs(plan, setting.strata.len(), setting.take);
        let request = ToMargins { wanted: &wanted, level, cost: &cost, minimum: plan.allocation.minimum };
        optimum_for_margins(setting, request).ok().map(|found| found.clusters)
    };
    let rules = [
        AllocationMethod::Proportional,
        AllocationMethod::Equal,
        AllocationMethod::Power(power),
        AllocationMethod::Neyman,
        AllocationMethod::Optimum,
    ];
    rules
        .into_iter()
        .filter_map(|method| {
            let clusters = match method {
                _ if method == declared => Some(allotted.clusters.clone()),
                AllocationMethod::Proportional => by(Method::Proportional),
                AllocationMethod::Equal => by(Method::Equal),
                AllocationMethod::Power(power) => by(Method::Power(power)),
                AllocationMethod::Neyman => by(Method::Neyman(&deviations)),
                AllocationMethod::Optimum => optimum(),
            }?;
            let total: u64 = clusters.iter().map(|&n| u64::from(n)).sum();
            let pairs = total * u64::from(setting.take);
            let margin = |expectation: &Expectation| {
                setting.precision(&clusters, &expectation.expected, Part::Whole)?.margin(level)
            };
            let costs = plan.target.costs.as_ref();
            Some(Alternative {
                method,
                declared: method == declared,
                total,
                pairs,
                cost: costs.map(|costs| cost_of(costs).of(total as f64, pairs as f64)),
                margins: expectations.iter().map(margin).collect(),
                clusters,
            })
        })
        .collect()
}
