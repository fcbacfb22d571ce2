//! The steps that make a weight.

use crate::InstrumentId;
use cairn_definition::{Place, Placed};

/// How weights are made.
#[derive(Debug, Clone)]
pub struct Weighting {
    /// The column of the instruments’ records that names the household, as the field’s contacts do.
    pub household: Placed<String>,
    /// The weights of each instrument that has any, by its name.
    pub weights: Vec<Weights>,
    /// Where it is declared.
    pub place: Place,
}

/// The weights of an instrument.
#[derive(Debug, Clone)]
pub struct Weights {
    /// The instrument whose respondents are weighted.
    pub instrument: Placed<InstrumentId>,
    /// To what the weights add up.
    pub scale: WeightScale,
    /// The steps, in order. The first is the selection.
    pub steps: Vec<Placed<WeightStep>>,
}

impl Weighting {
    /// The weights of an instrument, where it has any.
    pub fn of(&self, instrument: &InstrumentId) -> Option<&Weights> {
        self.weights.iter().find(|weights| weights.instrument.value == *instrument)
    }
}

/// To what the weights add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightScale {
    /// To the population.
    Population,
    /// To the number of respondents.
    Respondents,
}

/// A step that makes of one weight another. Each keeps its own factor; none overwrites an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub enum WeightStep {
    /// The inverse of the probabilities of cluster and household.
    Selection,
    /// The weights of households whose eligibility is known take on those of the others, within classes.
    UnknownEligibility {
        /// Columns of the contacts; empty: one class.
        classes: Vec<Placed<String>>,
    },
    /// The weights of those who took part take on those of the eligible who did not.
    NonResponse(NonResponse),
    /// The inverse of the probability with which the child was picked in the household.
    WithinHousehold,
    /// Large weights are cut, and what is cut off is given to the others.
    Trim(Trim),
    /// The weights are made to agree with known numbers of the population.
    Calibrate {
        /// How.
        method: CalibrationMethod,
        /// The margins, by name.
        margins: Vec<Placed<String>>,
    },
}

impl WeightStep {
    /// The name that definition files use.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Selection => "selection",
            Self::UnknownEligibility { .. } => "unknown-eligibility",
            Self::NonResponse(_) => "non-response",
            Self::WithinHousehold => "within-household",
            Self::Trim(_) => "trim",
            Self::Calibrate { .. } => "calibrate",
        }
    }
}

/// How non-response is adjusted for.
#[derive(Debug, Clone, PartialEq)]
pub enum NonResponse {
    /// By the weighted response rate in classes. A class with too few who took part, or too large a factor, is joined with another.
    Classes {
        /// Columns of the contacts, from the one that matters most.
        classes: Vec<Placed<String>>,
        /// The fewest who took part in a class.
        minimum: u32,
        /// The largest factor.
        largest_factor: f64,
    },
    /// By the propensity to take part, from a logistic regression on the columns (Rosenbaum and Rubin, 1983; Little, 1986).
    Propensity {
        /// Columns of the contacts; their values are categories.
        predictors: Vec<Placed<String>>,
        /// Classes of about equal size by propensity, within which the rate is taken; 0: the inverse of each one’s own propensity.
        classes: u32,
    },
}

/// Where weights are cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trim {
    /// At a multiple of the mean weight.
    TimesMean(f64),
    /// At the median and a multiple of the interquartile range.
    MedianPlusInterquartile(f64),
    /// At a quantile of the weights.
    Quantile(f64),
}

/// How weights are made to agree with the population.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CalibrationMethod {
    /// To one margin after the other until all hold.
    Raking,
    /// To a single margin.
    PostStratification,
    /// By regression, linear in the margins (Deville and Särndal, 1992, case 1).
    Linear,
    /// By regression with ratios between bounds (Deville and Särndal, 1992, case 6).
    Logit {
        /// The smallest ratio of the weight after to that before.
        lower: f64,
        /// The largest.
        upper: f64,
    },
}

impl CalibrationMethod {
    /// The name that definition files use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Raking => "raking",
            Self::PostStratification => "post-stratification",
            Self::Linear => "linear",
            Self::Logit { .. } => "logit",
        }
    }
}

/// What is assumed of households whose eligibility stayed unknown, in outcome rates (AAPOR, Standard Definitions: *e*).
#[derive(Debug, Clone, PartialEq)]
pub enum UnknownEligibility {
    /// As many are eligible as among those of which it is known (Council of American Survey Research Organizations, 1982).
    Proportional,
    /// A stated share is eligible, for a stated reason.
    Share {
        /// The share.
        share: f64,
        /// Why.
        reason: String,
    },
}
