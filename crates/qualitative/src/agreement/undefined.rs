//! Why a coefficient has no value.

use thiserror::Error;

/// Why a coefficient of agreement is not defined for these data.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Undefined {
    /// No unit was judged by two coders.
    #[error("no unit was judged by two coders or more, so that there is nothing to compare")]
    NothingToCompare,
    /// All judgements are the same, so that chance alone would give full agreement.
    #[error(
        "all {values} judgements are the same: without variation nothing tells agreement from a habit of always saying the same"
    )]
    NoVariation {
        /// Number of judgements that were compared.
        values: usize,
    },
    /// Cohen's kappa is for two coders.
    #[error("Cohen's kappa compares two coders; there are {found}. Choose two, or use Krippendorff's alpha")]
    NotTwoCoders {
        /// Number of coders.
        found: usize,
    },
    /// Fleiss' kappa is for units judged equally often.
    #[error(
        "Fleiss' kappa needs the same number of judgements of every unit; `{unit}` has {found}, units before it {expected}. \
         Krippendorff's alpha admits missing judgements"
    )]
    UnequalJudgements {
        /// The unit.
        unit: String,
        /// Judgements of the units before it.
        expected: usize,
        /// Judgements of this unit.
        found: usize,
    },
    /// The ratio difference is for values that measure from zero up.
    #[error(
        "the ratio difference is for values from zero up; {value} is negative. Use the interval difference"
    )]
    Negative {
        /// The value.
        value: f64,
    },
    /// Unitizing takes two coders.
    #[error("agreement takes at least two coders; there are {found}")]
    TooFewCoders {
        /// Number of coders.
        found: usize,
    },
    /// No document was coded by all of the coders.
    #[error("no document was coded by all of the coders who are compared")]
    NoCommonDocument,
    /// Nobody applied the code.
    #[error("none of the coders marked a stretch, so that there is nothing to compare")]
    NothingMarked,
}
