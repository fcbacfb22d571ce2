//! What an estimator said about a proportion.

use std::fmt;

/// How an interval was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalMethod {
    /// Symmetric on the logit scale.
    Logit,
    /// Korn and Graubard (1998): exact binomial limits with the effective sample size.
    KornGraubard,
}

impl fmt::Display for IntervalMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Logit => "logit",
            Self::KornGraubard => "Korn–Graubard",
        })
    }
}

/// A confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower limit, a proportion.
    pub lower: f64,
    /// Upper limit, a proportion.
    pub upper: f64,
    /// Its level, as 0.95.
    pub level: f64,
    /// Its method.
    pub method: IntervalMethod,
}

/// A design-based estimate of a proportion. What could not be computed is absent, with the reason in `notes`.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The proportion, from 0 to 1.
    pub proportion: f64,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// The interval reported.
    pub interval: Option<Interval>,
    /// The Korn–Graubard interval, which the rules of reliability look at.
    pub korn_graubard: Option<Interval>,
    /// The design effect against simple random sampling with replacement.
    pub design_effect: Option<f64>,
    /// The base divided by the design effect.
    pub effective_n: Option<f64>,
    /// Degrees of freedom: clusters less strata, among those with a case in the group.
    pub degrees_of_freedom: f64,
    /// Why something is absent.
    pub notes: Vec<String>,
}
