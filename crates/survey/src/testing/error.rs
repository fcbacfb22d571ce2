//! Why there is no test.

/// Why a test is refused, or cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum TestError {
    /// Codes of two variables that are not as many.
    #[error("the columns of the test have {0} and {1} rows")]
    Length(usize, usize),
    /// A category with fewer than two levels.
    #[error("a test needs at least two categories, and there {}", match .0 { 0 => "are none", _ => "is only one" })]
    Categories(usize),
    /// A grouping of more or fewer than two groups, where there must be two.
    #[error("the groups are {0}; this test compares two")]
    NotTwoGroups(usize),
    /// A table of more cells than a test can take.
    #[error(
        "a table of {rows} by {columns} categories is too large for a test, which takes up to {most} cells; group the categories"
    )]
    TooManyCells {
        /// Categories of the first variable.
        rows: usize,
        /// Categories of the second.
        columns: usize,
        /// The most cells.
        most: usize,
    },
    /// No variance.
    #[error("the variance cannot be estimated")]
    NoVariance,
    /// A covariance matrix that has no inverse.
    #[error(
        "the covariance matrix is singular: too few clusters, or too many empty cells, for so many categories"
    )]
    Singular,
    /// No degrees of freedom.
    #[error("there are no degrees of freedom: {clusters} left by the design, {needed} needed by the test")]
    NoDegreesOfFreedom {
        /// What the design has.
        clusters: f64,
        /// What the test takes.
        needed: f64,
    },
}
