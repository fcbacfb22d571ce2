//! Why a model is refused, and what is to be known of one that was fitted.

use super::{Family, Link};

/// Why a model cannot be fitted.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// A column is not as long as the others.
    #[error("the {what} has {found} rows, the model has {expected}")]
    Length {
        /// Which column.
        what: &'static str,
        /// Rows expected.
        expected: usize,
        /// Rows found.
        found: usize,
    },
    /// A value that is missing or infinite, which no row of a model's domain has.
    #[error("the {what} is not a finite number in row {row} of the domain")]
    NotFinite {
        /// Which column.
        what: &'static str,
        /// The row, from 0.
        row: usize,
    },
    /// No row has a positive weight.
    #[error("no row with a positive weight has values for all variables of the model")]
    NoRows,
    /// Nothing to estimate.
    #[error("the model has no coefficient")]
    NoCoefficients,
    /// More coefficients than can be handled.
    #[error(
        "the model has {found} coefficients, more than {limit}; a variable with very many categories may be meant as a number"
    )]
    TooManyCoefficients {
        /// How many there would be.
        found: usize,
        /// The greatest number allowed.
        limit: usize,
    },
    /// A family does not know this link.
    #[error("the {family} family has no {link} link; it has {}", .family.link_names())]
    Link {
        /// The family.
        family: Family,
        /// The link asked for.
        link: Link,
    },
    /// A value that the family cannot have.
    #[error("the outcome is {value} in row {row} of the domain; the {family} family needs {}", .family.range())]
    Outcome {
        /// The family.
        family: Family,
        /// The row, from 0.
        row: usize,
        /// What stands there.
        value: f64,
    },
    /// Every outcome is the same, where that leaves no finite estimate.
    #[error("the outcome is {0} in every row, so the {1} family has no finite estimate")]
    ConstantOutcome(f64, Family),
    /// The outcome is told by the predictors without error.
    #[error("the predictors separate the outcomes completely, so there is no finite estimate")]
    Separation,
    /// The starting values lie outside the model.
    #[error("no starting value: the {link} link of the {family} family cannot take the outcomes as they are")]
    NoStart {
        /// The family.
        family: Family,
        /// The link.
        link: Link,
    },
    /// The steps left what the model allows, and smaller ones did not help.
    #[error("the fit left the range of the model and could not be brought back; another link may fit")]
    Diverged,
    /// The greatest number of iterations was reached.
    #[error("the fit did not converge in {iterations} iterations")]
    NotConverged {
        /// Iterations done.
        iterations: usize,
    },
    /// Coefficients that no data determine.
    #[error("the information matrix is singular")]
    Singular,
    /// A term or level that is not in the model.
    #[error("the model has no term {0}")]
    NoSuchTerm(String),
    /// Too few values for what is asked.
    #[error("{found} values were given where the model needs {expected}")]
    Values {
        /// How many are needed.
        expected: usize,
        /// How many came.
        found: usize,
    },
    /// The outcome has one category only.
    #[error("the outcome has {0} categories with a case; the model needs at least {1}")]
    TooFewCategories(usize, usize),
    /// Counts that a Poisson distribution fits.
    #[error("the counts vary no more than those of a Poisson distribution; the Poisson family fits them")]
    NoOverdispersion,
    /// Nobody had the event.
    #[error("no row has the event")]
    NoEvents,
}

/// What is to be known of a model that was fitted.
#[derive(Debug, Clone, PartialEq)]
pub enum ModelWarning {
    /// A coefficient is not estimated: its column is a combination of those before it.
    Aliased(String),
    /// A coefficient has no finite estimate: some predictors tell the outcome without error.
    Infinite(String),
    /// Fitted probabilities are 0 or 1, or fitted rates 0, but for rounding.
    ExtremeFit,
    /// The estimate lies at the edge of what the model allows.
    Boundary,
}

impl std::fmt::Display for ModelWarning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Aliased(name) => write!(
                f,
                "{name} is not estimated: its column is a combination of those of the coefficients before it"
            ),
            Self::Infinite(name) => write!(
                f,
                "{name} has no finite estimate: the predictors tell the outcome without error in a part of the rows"
            ),
            Self::ExtremeFit => {
                write!(f, "some fitted values are at the edge of their range but for rounding")
            }
            Self::Boundary => write!(f, "the estimates lie at the edge of what the model allows"),
        }
    }
}
