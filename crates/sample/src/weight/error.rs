//! Why weights cannot be made.

use cairn_survey::calibration::CalibrationError;
use cairn_survey::model::ModelError;

/// Why weights cannot be made. Cases are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum WeightError {
    /// There is no case.
    #[error("there is no household to weight")]
    NoCases,
    /// Nobody took part.
    #[error("no household took part, so there is nobody to weight")]
    NoRespondents,
    /// A column is not as long as the cases.
    #[error("`{what}` has {found} rows, and there are {expected} households")]
    Length {
        /// The column.
        what: String,
        /// Cases.
        expected: usize,
        /// Rows of the column.
        found: usize,
    },
    /// A probability that no draw has.
    #[error("household {}: the probability of “{stage}” is {probability}; it must be above 0 and at most 1", .case + 1)]
    Probability {
        /// The stage.
        stage: String,
        /// The case.
        case: usize,
        /// What stands there.
        probability: f64,
    },
    /// A step that must come before another.
    #[error("the step “{step}” comes after “{after}”, and must come before it")]
    Order {
        /// The step.
        step: String,
        /// The step that it must come before.
        after: String,
    },
    /// A step that may be there once.
    #[error("the step “{step}” is there twice")]
    Twice {
        /// The step.
        step: String,
    },
    /// Households of unknown eligibility where non-response is to be adjusted.
    #[error(
        "households of unknown eligibility still have a weight ({cases} of them); adjust for them before non-response"
    )]
    StillUnknown {
        /// How many.
        cases: usize,
    },
    /// A case without a class.
    #[error("household {}: `{column}` has no value, and makes classes", .case + 1)]
    NoClass {
        /// The column.
        column: String,
        /// The case.
        case: usize,
    },
    /// All classes joined, there are still too few.
    #[error("all classes joined there are {found} {who}, and {minimum} are asked for")]
    TooFew {
        /// Who: “who took part”.
        who: &'static str,
        /// How many there are.
        found: usize,
        /// How many are asked for.
        minimum: usize,
    },
    /// All classes joined, the factor is still too large.
    #[error("all classes joined the factor is {factor:.3}, above the largest allowed, {largest}")]
    FactorTooLarge {
        /// The factor.
        factor: f64,
        /// The largest allowed.
        largest: f64,
    },
    /// Limits of classes that make no sense.
    #[error(
        "the fewest in a class is {minimum} and the largest factor {largest_factor}; the one is at least 1, the other above 1"
    )]
    Limits {
        /// The fewest in a class.
        minimum: usize,
        /// The largest factor.
        largest_factor: f64,
    },
    /// The response propensity has no estimate.
    #[error("the propensity to take part cannot be estimated: {0}")]
    Propensity(#[from] ModelError),
    /// A level of which everybody or nobody took part.
    #[error(
        "the propensity to take part has no finite estimate for {0}: all or none of its households took part; use propensity classes, or a \
         coarser column"
    )]
    Separated(String),
    /// A respondent whose probability of being picked in the household is not known.
    #[error("household {}: the probability with which the child was picked is not known, so that it has no weight", .case + 1)]
    NoPickProbability {
        /// The case.
        case: usize,
    },
    /// A limit of trimming that is none.
    #[error("weights cannot be trimmed at {limit}: {expected}")]
    TrimLimit {
        /// The limit as declared.
        limit: f64,
        /// What was expected.
        expected: &'static str,
    },
    /// A cell of a margin with a population and nobody in the sample.
    #[error(
        "margin `{margin}`: “{cell}” has a population of {population}, and nobody who took part is in it"
    )]
    EmptyCell {
        /// The margin.
        margin: String,
        /// The cell.
        cell: String,
        /// Its population.
        population: f64,
    },
    /// Respondents in a cell of which the margin tells no population.
    #[error(
        "margin `{margin}`: “{cell}” has {respondents} who took part, and the margin has no population for it"
    )]
    NoPopulation {
        /// The margin.
        margin: String,
        /// The cell.
        cell: String,
        /// How many took part.
        respondents: usize,
    },
    /// A respondent of whom the cell is not known.
    #[error("household {}: its cell of margin `{margin}` is not known", .case + 1)]
    NoCell {
        /// The margin.
        margin: String,
        /// The case.
        case: usize,
    },
    /// A population that no cell has.
    #[error("margin `{margin}`: the population of “{cell}” is {population}")]
    Population {
        /// The margin.
        margin: String,
        /// The cell.
        cell: String,
        /// What stands there.
        population: f64,
    },
    /// Margins of different populations.
    #[error(
        "margin `{margin}` adds up to {sum}, and margin `{first}` to {first_sum}; they must be of the same population"
    )]
    MarginsDiffer {
        /// The margin.
        margin: String,
        /// Its sum.
        sum: f64,
        /// The first margin.
        first: String,
        /// Its sum.
        first_sum: f64,
    },
    /// A calibration method that takes one margin alone, given another number.
    #[error("post-stratification takes one margin, and {found} are named; cross them into one, or rake")]
    OneMargin {
        /// How many are named.
        found: usize,
    },
    /// The weights do not meet a margin after calibration.
    #[error(
        "the weights do not meet margin `{margin}`: “{cell}” is {reached} where the population is {population}; the margins contradict each \
         other in the cells that the sample has"
    )]
    NotMet {
        /// The margin.
        margin: String,
        /// The cell that is furthest off.
        cell: String,
        /// What the weights add up to.
        reached: f64,
        /// The population.
        population: f64,
    },
    /// Any other reason of the calibration.
    #[error("{0}")]
    Calibration(CalibrationError),
    /// A weight that no case can have.
    #[error("household {}: its weight after “{step}” is {weight}", .case + 1)]
    Weight {
        /// The step.
        step: String,
        /// The case.
        case: usize,
        /// The weight.
        weight: f64,
    },
}
