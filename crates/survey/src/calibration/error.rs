//! Why weights cannot be calibrated.

use std::fmt;

/// Which population total: a group of a margin, or an auxiliary variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalOf {
    /// A group of a margin, both from 0.
    Group {
        /// The margin.
        margin: usize,
        /// The group.
        group: usize,
    },
    /// An auxiliary variable, from 0.
    Variable(usize),
}

impl fmt::Display for TotalOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Group { margin, group } => write!(f, "group {} of margin {}", group + 1, margin + 1),
            Self::Variable(variable) => write!(f, "auxiliary variable {}", variable + 1),
        }
    }
}

/// A population total, and what the weights reached when the calibration stopped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReachedTotal {
    /// Which total.
    pub of: TotalOf,
    /// What was asked for.
    pub wanted: f64,
    /// What the weights add up to.
    pub reached: f64,
}

impl fmt::Display for ReachedTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} for {}", self.reached, self.wanted, self.of)
    }
}

/// Why weights cannot be calibrated.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum CalibrationError {
    /// A column or the weights are not as long as the sample.
    #[error("the {what} has {found} rows, the sample has {expected}")]
    Length {
        /// Which column.
        what: &'static str,
        /// Rows expected.
        expected: usize,
        /// Rows found.
        found: usize,
    },
    /// There is nothing to calibrate to.
    #[error("the calibration has no totals")]
    NoTotals,
    /// A row's group or auxiliary value is missing.
    #[error("row {} has no value for {of}; calibration needs a value in every row", .row + 1)]
    Missing {
        /// The group's margin (its group is 0), or the variable.
        of: TotalOf,
        /// The row, from 0.
        row: usize,
    },
    /// Rows in a group whose population is not told.
    #[error("{of} has respondents, the first in row {}, but no population total", .row + 1)]
    NoTotal {
        /// The group.
        of: TotalOf,
        /// Its first row, from 0.
        row: usize,
    },
    /// A population total that no population has.
    #[error("the population total of {of} is {total}; it must be {}", expectation(*.of))]
    Total {
        /// Which total.
        of: TotalOf,
        /// What stands there.
        total: f64,
    },
    /// A group with a population and no respondent.
    #[error("{of} has a population of {total}, but no respondent with a weight stands for it")]
    EmptyGroup {
        /// The group.
        of: TotalOf,
        /// Its population total.
        total: f64,
    },
    /// Two margins of different populations.
    #[error(
        "the totals of margin {} add up to {second}, those of margin 1 to {first}; margins describe the same population",
        .margin + 1
    )]
    MarginsDiffer {
        /// The margin that differs from the first, from 0.
        margin: usize,
        /// The sum of the first margin.
        first: f64,
        /// The sum of this one.
        second: f64,
    },
    /// A weight that no sample has.
    #[error("the weight in row {} is {weight}; weights to be calibrated are finite and not negative", .row + 1)]
    Weight {
        /// The row, from 0.
        row: usize,
        /// What stands there.
        weight: f64,
    },
    /// Every weight is zero.
    #[error("all weights are zero")]
    NoWeight,
    /// Limits of weights, or of their ratios to the weights before, between which there is no room.
    #[error("the bounds {lower} and {upper} leave no room: {expected}")]
    Bounds {
        /// The lower one.
        lower: f64,
        /// The upper one.
        upper: f64,
        /// What was expected.
        expected: &'static str,
    },
    /// A tolerance that is not positive, or no iteration allowed.
    #[error("the tolerance is {tolerance} and the iterations are {iterations}; both are positive")]
    Control {
        /// The tolerance.
        tolerance: f64,
        /// The iterations.
        iterations: usize,
    },
    /// A variable's variance given for the model is not positive.
    #[error("the model's variance in row {} is {variance}; variances are positive", .row + 1)]
    Variance {
        /// The row, from 0.
        row: usize,
        /// What stands there.
        variance: f64,
    },
    /// A variable that others explain, with a total that contradicts theirs.
    #[error(
        "auxiliary variable {} is a combination of the variables before it, whose totals imply {implied} for it; its total is {total}",
        .variable + 1
    )]
    Collinear {
        /// The variable, from 0.
        variable: usize,
        /// The total that the others imply.
        implied: f64,
        /// The total given.
        total: f64,
    },
    /// The totals were not met.
    #[error("the calibration did not converge in {iterations} iterations; reached were {}", list(.reached))]
    NotConverged {
        /// Iterations done.
        iterations: usize,
        /// All totals, in order.
        reached: Vec<ReachedTotal>,
    },
    /// A total that no weights within the bounds can meet.
    #[error(
        "no weights within the bounds meet the total {wanted} for {of}; the nearest they come is {nearest}"
    )]
    Infeasible {
        /// Which total.
        of: TotalOf,
        /// What was asked for.
        wanted: f64,
        /// The nearest total within the bounds.
        nearest: f64,
    },
    /// The calibrated weights are negative.
    #[error(
        "the calibration makes {count} weights negative, the least of them {least} in row {}; bounds, or the raking or logit distance, \
         keep weights positive",
        .row + 1
    )]
    Negative {
        /// How many.
        count: usize,
        /// The row of the least, from 0.
        row: usize,
        /// The least.
        least: f64,
    },
    /// The weights of the sample can be calibrated, those of one of its replicates cannot.
    #[error("the weights of a replicate cannot be calibrated: {0}")]
    InReplicate(Box<Self>),
    /// Every weight lies outside the limits, so that there is none to take what is trimmed.
    #[error(
        "trimming between {lower} and {upper} leaves no weight to take what is cut off; the mean weight is {mean}"
    )]
    NothingToTakeTrimmings {
        /// The lower limit.
        lower: f64,
        /// The upper limit.
        upper: f64,
        /// The mean weight.
        mean: f64,
    },
}

fn expectation(of: TotalOf) -> &'static str {
    match of {
        TotalOf::Group { .. } => "positive and finite",
        TotalOf::Variable(_) => "finite",
    }
}

fn list(totals: &[ReachedTotal]) -> String {
    totals.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
