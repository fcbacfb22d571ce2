//! Standardized rates.
//!
//! A rate of each population if it had the composition of one standard population, as of ages, so that populations can be compared.

mod direct;

pub use direct::DirectStandardization;

/// Why rates cannot be standardized.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum StandardizationError {
    /// Columns that differ in length.
    #[error("the columns of the standardization have {0} and {1} rows")]
    Length(usize, usize),
    /// A category that the standard population does not have.
    #[error("row {row} has category {code}, and the standard population has {categories}")]
    Code {
        /// The row of the domain, from 0.
        row: usize,
        /// The code found.
        code: u32,
        /// How many there are.
        categories: usize,
    },
    /// A size that no population has.
    #[error(
        "the standard population of category {category} is {size}; sizes are finite and not negative, and not all zero"
    )]
    Population {
        /// The category, from 0.
        category: usize,
        /// What stands there.
        size: f64,
    },
}
