//! What a step did, in numbers.

use super::calibrate::CalibrationMethod;
use super::join::JoinedClass;
use super::margin::MarginAccount;
use super::propensity::PropensityUse;
use super::selection::SelectionStage;
use super::trim::TrimLimit;
use cairn_survey::{Sum, precision::weighting_effect};

/// How many of the largest weights are told.
const LARGEST: usize = 5;

/// The weights after a step, and what the step did.
#[derive(Debug, Clone, PartialEq)]
pub struct StepReport {
    /// The step, as shown: “Selection of the cluster”.
    pub title: String,
    /// The weights after it.
    pub after: Distribution,
    /// Its factors.
    pub factors: FactorRange,
    /// What it did.
    pub done: StepDone,
}

/// The weights above zero.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// How many weights there are.
    pub count: usize,
    /// Their sum.
    pub sum: f64,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// Their coefficient of variation, with the number of weights as the divisor of the variance.
    pub variation: f64,
    /// Kish's design effect of unequal weights, 1 + CV² (Kish, 1965, section 11.7).
    pub design_effect: f64,
    /// The largest weights, the largest first. Whose they are is told by the [`Step`](super::Step), not here: a report may leave the house.
    pub largest: Vec<f64>,
}

impl Distribution {
    /// Of the weights above zero. NaN where there is none.
    pub fn of(weights: &[f64]) -> Self {
        let present: Vec<f64> = weights.iter().copied().filter(|weight| *weight > 0.0).collect();
        let design_effect = weighting_effect(&present).max(1.0);
        Self {
            count: present.len(),
            sum: present.iter().copied().collect::<Sum>().value(),
            least: present.iter().copied().fold(f64::NAN, f64::min),
            most: present.iter().copied().fold(f64::NAN, f64::max),
            variation: (design_effect - 1.0).sqrt(),
            design_effect,
            largest: largest(weights).into_iter().map(|(_, weight)| weight).collect(),
        }
    }
}

/// The cases with the largest weights and these, the largest first; of equal ones those that come first.
pub(super) fn largest(weights: &[f64]) -> Vec<(usize, f64)> {
    let mut largest: Vec<(usize, f64)> = Vec::with_capacity(LARGEST + 1);
    for (case, &weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
        if largest.len() == LARGEST && largest.last().is_some_and(|(_, least)| *least >= weight) {
            continue;
        }
        let place = largest.partition_point(|(_, other)| *other >= weight);
        largest.insert(place, (case, weight));
        largest.truncate(LARGEST);
    }
    largest
}

/// The factors that are not zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FactorRange {
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
}

impl FactorRange {
    pub(super) fn of(factors: &[f64]) -> Self {
        let present = || factors.iter().copied().filter(|factor| *factor > 0.0);
        Self { least: present().fold(f64::NAN, f64::min), most: present().fold(f64::NAN, f64::max) }
    }
}

/// What a step did.
#[derive(Debug, Clone, PartialEq)]
pub enum StepDone {
    /// A stage of the selection.
    Selection {
        /// The stage.
        stage: SelectionStage,
        /// The smallest and the largest probability.
        probability: (f64, f64),
    },
    /// The weights of households of unknown eligibility were taken on by the others.
    UnknownEligibility {
        /// Households whose eligibility is known.
        known: usize,
        /// Households whose eligibility is not.
        unknown: usize,
        /// The share of the weight that was theirs.
        share_unknown: f64,
        /// Classes used, after joining.
        classes: usize,
        /// Classes that were joined.
        joined: Vec<JoinedClass>,
    },
    /// The weights of the eligible who did not take part were taken on by those who did, within classes.
    NonResponse {
        /// Who took part.
        respondents: usize,
        /// Eligible households that did not.
        non_respondents: usize,
        /// Households that are not eligible, which end here.
        ineligible: usize,
        /// The sum of the weights of the households that are not eligible.
        weight_ineligible: f64,
        /// The share of the weight of the eligible whose households took part.
        response_rate: f64,
        /// Classes used, after joining.
        classes: usize,
        /// Classes that were joined.
        joined: Vec<JoinedClass>,
    },
    /// The same by the propensity to take part.
    Propensity {
        /// Who took part.
        respondents: usize,
        /// Eligible households that did not.
        non_respondents: usize,
        /// Households that are not eligible, which end here.
        ineligible: usize,
        /// The sum of the weights of the households that are not eligible.
        weight_ineligible: f64,
        /// The share of the weight of the eligible whose households took part.
        response_rate: f64,
        /// The smallest and the largest propensity.
        propensity: (f64, f64),
        /// How it was used.
        by: PropensityUse,
        /// Propensity classes used, after joining; 0 where each has its own.
        classes: usize,
    },
    /// Only those who took part go on, without an adjustment.
    Respondents {
        /// Who took part.
        respondents: usize,
        /// Who ends here.
        others: usize,
        /// The sum of the weights of these.
        weight_others: f64,
    },
    /// The child was one of several.
    WithinHousehold {
        /// How many households picked one child out of more than one.
        several: usize,
        /// The smallest probability.
        least_probability: f64,
    },
    /// Large weights were cut.
    Trim {
        /// The rule.
        rule: TrimLimit,
        /// The largest weight that it allows.
        limit: f64,
        /// How many weights were cut.
        cut: usize,
        /// The share of the weight that was cut off, and spread in equal parts over the weights that were not.
        share_cut: f64,
        /// Kish's design effect before.
        design_effect_before: f64,
        /// The largest change of the share of the weight that a cell of a margin has, in percentage points, of the margins to which the
        /// weights are calibrated: what trimming costs in bias. Absent without margins.
        largest_shift: Option<(String, f64)>,
    },
    /// Weights were made to agree with margins.
    Calibration {
        /// How.
        method: CalibrationMethod,
        /// Each margin with its cells, before and after.
        margins: Vec<MarginAccount>,
    },
    /// All weights were multiplied alike.
    Scale {
        /// What they add up to.
        to: f64,
    },
}

impl StepDone {
    /// A name for the step, as for a column: `non_response`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Selection { stage: SelectionStage::Cluster, .. } => "selection_cluster",
            Self::Selection { stage: SelectionStage::Sex, .. } => "selection_sex",
            Self::Selection { stage: SelectionStage::Household, .. } => "selection_household",
            Self::UnknownEligibility { .. } => "unknown_eligibility",
            Self::NonResponse { .. } | Self::Propensity { .. } => "non_response",
            Self::Respondents { .. } => "took_part",
            Self::WithinHousehold { .. } => "within_household",
            Self::Trim { .. } => "trim",
            Self::Calibration { .. } => "calibrate",
            Self::Scale { .. } => "scale",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Distribution, largest};

    #[test]
    fn a_distribution_by_hand() {
        // Weights 1, 2, 3: mean 2, variance 2/3, 1 + CV² = 1 + 1/6.
        let found = Distribution::of(&[2.0, 0.0, 3.0, 1.0]);
        assert_eq!((found.count, found.sum, found.least, found.most), (3, 6.0, 1.0, 3.0));
        assert!((found.design_effect - 7.0 / 6.0).abs() < 1e-15);
        assert_eq!(found.largest, [3.0, 2.0, 1.0]);
    }

    #[test]
    fn of_equal_weights_the_first_are_told() {
        let cases: Vec<usize> = largest(&[1.0; 9]).into_iter().map(|(case, _)| case).collect();
        assert_eq!(cases, [0, 1, 2, 3, 4]);
        assert_eq!(Distribution::of(&[1.0; 9]).variation, 0.0);
    }
}
