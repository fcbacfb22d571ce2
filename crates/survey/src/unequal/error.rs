//! What of unequal probabilities is refused.

/// Why unequal probabilities are refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum UnequalError {
    /// Not a probability of a unit that was drawn.
    #[error("the selection probability in row {row} is {probability}; it must be above 0 and at most 1")]
    Probability {
        /// The row, from 0.
        row: usize,
        /// What stands there.
        probability: f64,
    },
    /// Two probabilities in one unit.
    #[error("the selection probability in row {row} is {second}, elsewhere in the same cluster {first}")]
    ProbabilityVaries {
        /// The row, from 0.
        row: usize,
        /// The probability found first.
        first: f64,
        /// A later one.
        second: f64,
    },
    /// Only Brewer's method adds later stages.
    #[error("samples of several stages with unequal probabilities at the first need Brewer's method")]
    LaterStages,
    /// Yates and Grundy's variance is for a fixed size.
    #[error(
        "a Poisson sample has no fixed size, which the Yates-Grundy variance needs; use Horvitz-Thompson"
    )]
    PoissonSize,
    /// Sums of squares that do not fit.
    #[error(
        "the Hartley-Rao sums of squared probabilities must be numbers, not negative, one for each of {strata} strata"
    )]
    Squares {
        /// First-stage strata.
        strata: usize,
    },
    /// A matrix that does not go with the sample.
    #[error(
        "the joint probabilities have {found} rows and columns; there are {rows} rows of data in {clusters} clusters"
    )]
    Order {
        /// Rows of the matrix.
        found: usize,
        /// Rows of the sample.
        rows: usize,
        /// First-stage units.
        clusters: usize,
    },
    /// A matrix that is not one.
    #[error("row {row} of the joint probabilities has {found} numbers, and there are {expected} rows")]
    NotSquare {
        /// The row, from 0.
        row: usize,
        /// Numbers in it.
        found: usize,
        /// Rows of the matrix.
        expected: usize,
    },
    /// A matrix that is not symmetric.
    #[error(
        "the joint probabilities are not symmetric: {first} in row {row}, column {column}, and {second} in row {column}, column {row}"
    )]
    NotSymmetric {
        /// The row, from 0.
        row: usize,
        /// The column, from 0.
        column: usize,
        /// What stands there.
        first: f64,
        /// What stands at the mirrored place.
        second: f64,
    },
    /// Outside what the probabilities of the two allow.
    #[error(
        "the joint probability {found} in row {row}, column {column} is impossible: for probabilities {first} and {second} it is above 0, at least {least} and at most {most}"
    )]
    Bounds {
        /// The row, from 0.
        row: usize,
        /// The column, from 0.
        column: usize,
        /// What stands there.
        found: f64,
        /// The probability of the one.
        first: f64,
        /// The probability of the other.
        second: f64,
        /// The least possible.
        least: f64,
        /// The most possible.
        most: f64,
    },
    /// A diagonal that is not the probabilities.
    #[error(
        "the joint probabilities have {found} on the diagonal in row {row}, where the selection probability is {expected}"
    )]
    Diagonal {
        /// The row, from 0.
        row: usize,
        /// What stands there.
        found: f64,
        /// The selection probability.
        expected: f64,
    },
    /// Rows of the same two units with different joint probabilities.
    #[error(
        "the joint probability in row {row}, column {column} is {second}, for other rows of the same clusters {first}"
    )]
    JointVaries {
        /// The row, from 0.
        row: usize,
        /// The column, from 0.
        column: usize,
        /// The joint probability found first.
        first: f64,
        /// A later one.
        second: f64,
    },
}
