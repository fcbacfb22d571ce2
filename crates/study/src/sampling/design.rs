//! What the sample is to reach, what is expected of the field, and how clusters are allotted to strata.

use cairn_definition::Place;

/// The targets of a sample and what is expected of the field.
#[derive(Debug, Clone)]
pub struct Target {
    /// Pairs of child and caregiver to be interviewed.
    pub pairs: u32,
    /// The share of households in which somebody is eligible, as expected.
    pub eligible: f64,
    /// The share of eligible households that take part, as expected.
    pub response: f64,
    /// The intraclass correlation within clusters of an indicator for which none is given (Kish, 1965, section 5.4).
    pub intraclass_correlation: f64,
    /// The expected design effect of unequal weights, 1 + CV² (Kish, 1965, section 11.7); 1 where all are equal.
    pub weighting_effect: f64,
    /// What the field costs; absent where it is not known.
    pub costs: Option<Costs>,
    /// Indicators whose precision matters.
    pub indicators: Vec<Expectation>,
    /// Columns of the frame, among its strata, for whose every value margins of error are shown: `[["region"], ["region", "area"]]`.
    pub domains: Vec<Vec<String>>,
    /// Groups that cut across clusters, such as girls.
    pub groups: Vec<ExpectedDomain>,
    /// Where the targets begin.
    pub place: Place,
}

/// What the field costs, in one currency.
#[derive(Debug, Clone, PartialEq)]
pub struct Costs {
    /// The currency, as shown.
    pub currency: String,
    /// What does not depend on the size of the sample.
    pub fixed: f64,
    /// What a cluster costs: travel, listing.
    pub cluster: f64,
    /// What a pair costs once the team is there.
    pub pair: f64,
}

/// What is expected of an indicator, and how precisely it is wanted.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// As shown.
    pub title: String,
    /// The expected share.
    pub proportion: f64,
    /// The expected share by stratum, where it differs: labels of the stratum’s columns in the order of the frame’s `strata`.
    pub by_stratum: Vec<(Vec<String>, f64)>,
    /// The intraclass correlation, where it is not that of the target.
    pub intraclass_correlation: Option<f64>,
    /// The half-width of the confidence interval that is wanted for the country; needed by the optimum allocation.
    pub margin: Option<f64>,
    /// Where it is declared.
    pub place: Place,
}

/// A group that cuts across clusters.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpectedDomain {
    /// As shown: “Girls”.
    pub title: String,
    /// Its share of the pairs in every cluster.
    pub share: f64,
}

/// How clusters are allotted to strata.
#[derive(Debug, Clone)]
pub struct Allocation {
    /// The rule.
    pub method: AllocationMethod,
    /// No stratum gets fewer clusters. Two are needed to estimate a variance.
    pub minimum: u32,
    /// Pairs a cluster.
    pub take: ClusterTake,
    /// Where it is declared.
    pub place: Place,
}

/// A rule by which clusters are allotted to strata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AllocationMethod {
    /// By the strata’s sizes.
    Proportional,
    /// The same to each.
    Equal,
    /// By size times standard deviation, such that the mean design effect of the indicators is least (Neyman, 1934).
    Neyman,
    /// By a power of the size: 1 is proportional, 0 equal (Bankier, 1988).
    Power(f64),
    /// The cheapest that gives every indicator the margin wanted (Bethel, 1989); the number of pairs follows from it.
    Optimum,
}

impl AllocationMethod {
    /// The name that definition files use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Proportional => "proportional",
            Self::Equal => "equal",
            Self::Neyman => "neyman",
            Self::Power(_) => "power",
            Self::Optimum => "optimum",
        }
    }
}

/// How many pairs are interviewed in a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClusterTake {
    /// So many.
    Pairs(u32),
    /// The number at which costs and intraclass correlation balance (Hansen, Hurwitz and Madow, 1953, I, section 6.16).
    Optimum,
}
