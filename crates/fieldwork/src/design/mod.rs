//! The design of a country’s sample: what the decisions and the frame give, before a single interview.

mod allot;
mod comparison;
mod expectations;
mod margins;
mod notes;
mod tradeoff;

pub use allot::{Allotted, allot};
pub use comparison::Alternative;
pub use margins::{PartKind, PartOfDesign, PartPrecision};
pub use notes::Note;
pub use tradeoff::{Line, Point};

use crate::FrameFile;
use cairn_definition::Diagnostics;
use cairn_sample::allocation::Stratum;
use cairn_sample::precision::{Cost, Setting, contacts, whole_optimum_take};
use cairn_study::{AllocationMethod, Costs, Presentation, SamplePlan};
use expectations::expectations;

/// What the decisions and the frame give.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// How clusters were allotted.
    pub method: AllocationMethod,
    /// The level of the confidence intervals whose half-widths are expected.
    pub level: f64,
    /// Pairs a cluster.
    pub take: u32,
    /// The take at which costs and intraclass correlation balance, where costs are known.
    pub optimum_take: Option<u32>,
    /// Households to be contacted in a cluster.
    pub contacts_in_cluster: u64,
    /// The strata, in the order of the frame.
    pub strata: Vec<StratumDesign>,
    /// All of them.
    pub total: StratumDesign,
    /// What is expected of each indicator.
    pub indicators: Vec<IndicatorDesign>,
    /// Of whom margins are expected: the country, then its domains and groups.
    pub parts: Vec<PartOfDesign>,
    /// What it costs, where that is known.
    pub cost: Option<CostDesign>,
    /// The declared allocation beside others of as many clusters.
    pub alternatives: Vec<Alternative>,
    /// Precision against cost, for a few takes.
    pub lines: Vec<Line>,
    /// What should be known before it is drawn.
    pub notes: Vec<Note>,
}

/// A stratum in the design.
#[derive(Debug, Clone, PartialEq)]
pub struct StratumDesign {
    /// As shown: “North, urban”.
    pub title: String,
    /// Its labels.
    pub labels: Vec<String>,
    /// The areas of the frame.
    pub areas: u64,
    /// The sum of their measures of size.
    pub size: f64,
    /// Clusters to be drawn.
    pub clusters: u64,
    /// Pairs to be interviewed.
    pub pairs: u64,
    /// Households to be contacted.
    pub contacts: u64,
}

/// What is expected of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorDesign {
    /// As shown.
    pub title: String,
    /// The intraclass correlation supposed.
    pub intraclass_correlation: f64,
    /// The margin wanted for the country.
    pub wanted: Option<f64>,
    /// The precision of each of [`Design::parts`]; nothing where it cannot be foretold.
    pub precision: Vec<Option<PartPrecision>>,
}

/// The cost of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct CostDesign {
    /// The currency.
    pub currency: String,
    /// What does not depend on the size of the sample.
    pub fixed: f64,
    /// That of the clusters.
    pub clusters: f64,
    /// That of the pairs.
    pub pairs: f64,
    /// All together.
    pub total: f64,
}

impl Design {
    /// The design of these decisions over this frame; the study’s rules of presentation have the level of intervals. Everything that makes it impossible is reported.
    pub fn of(
        presentation: &Presentation,
        plan: &SamplePlan,
        frame: &FrameFile,
        problems: &Diagnostics,
    ) -> Option<Self> {
        let level = presentation.level;
        let expectations = expectations(plan, frame, problems)?;
        let allotted = allot::allot_for(plan, frame, &expectations, level, problems)?;
        let strata = Stratum::of(&frame.frame);
        let setting =
            Setting { strata: &strata, take: allotted.take, weighting_effect: plan.target.weighting_effect };
        let parts = margins::parts(plan, frame);
        let indicators: Vec<IndicatorDesign> = expectations
            .iter()
            .map(|expectation| IndicatorDesign {
                title: expectation.title.clone(),
                intraclass_correlation: expectation.expected.correlation(),
                wanted: expectation.margin,
                precision: margins::precision(
                    setting,
                    &allotted.clusters,
                    &expectation.expected,
                    &parts,
                    level,
                ),
            })
            .collect();
        let contacts_in_cluster = contacts_in_cluster(plan, allotted.take);
        let strata_designs = stratum_designs(frame, &allotted, contacts_in_cluster);
        let total = total(&strata_designs);
        let cost = plan.target.costs.as_ref().map(|costs| CostDesign {
            currency: costs.currency.clone(),
            fixed: costs.fixed,
            clusters: costs.cluster * total.clusters as f64,
            pairs: costs.pair * total.pairs as f64,
            total: cost_of(costs).of(total.clusters as f64, total.pairs as f64),
        });
        let expected = allot::expected(&expectations);
        let country = |indicator: &IndicatorDesign| indicator.precision.first().copied().flatten()?.margin;
        let margins: Vec<Option<f64>> = indicators.iter().map(country).collect();
        let mut design = Self {
            method: allotted.method,
            level,
            take: allotted.take,
            optimum_take: plan.target.costs.as_ref().map(|costs| {
                let correlation = allot::mean_correlation(&expectations);
                whole_optimum_take(costs.cluster, costs.pair, correlation, u32::MAX)
            }),
            contacts_in_cluster,
            strata: strata_designs,
            total,
            indicators,
            parts,
            cost,
            alternatives: comparison::alternatives(plan, setting, &allotted, &expectations, level),
            lines: tradeoff::lines(plan, &strata, &allotted, &expected, &margins, level),
            notes: Vec::new(),
        };
        design.notes = notes::notes(&design, presentation, plan, frame);
        Some(design)
    }
}

/// Households to be contacted in a cluster: as decided, else as many as the take needs.
fn contacts_in_cluster(plan: &SamplePlan, take: u32) -> u64 {
    let needed = || contacts(f64::from(take), plan.target.eligible, plan.target.response);
    plan.household.contacts.map(u64::from).or_else(needed).unwrap_or_default()
}

fn cost_of(costs: &Costs) -> Cost {
    Cost { fixed: costs.fixed, cluster: costs.cluster, pair: costs.pair }
}

fn stratum_designs(frame: &FrameFile, allotted: &Allotted, contacts: u64) -> Vec<StratumDesign> {
    let counts = frame.frame.areas_by_stratum().iter().zip(frame.frame.sizes_by_stratum());
    let strata = frame.strata.iter().zip(counts).zip(&allotted.clusters);
    strata
        .map(|((labels, (&areas, &size)), &clusters)| StratumDesign {
            title: crate::stratum_title(labels),
            labels: labels.clone(),
            areas,
            size,
            clusters: u64::from(clusters),
            pairs: u64::from(clusters) * u64::from(allotted.take),
            contacts: u64::from(clusters) * contacts,
        })
        .collect()
}

fn total(strata: &[StratumDesign]) -> StratumDesign {
    StratumDesign {
        title: "All".to_owned(),
        labels: Vec::new(),
        areas: strata.iter().map(|stratum| stratum.areas).sum(),
        size: strata.iter().map(|stratum| stratum.size).sum(),
        clusters: strata.iter().map(|stratum| stratum.clusters).sum(),
        pairs: strata.iter().map(|stratum| stratum.pairs).sum(),
        contacts: strata.iter().map(|stratum| stratum.contacts).sum(),
    }
}

#[cfg(test)]
mod tests;
