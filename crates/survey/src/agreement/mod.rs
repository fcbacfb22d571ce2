//! Agreement between raters, as between a child and a caregiver, with design-based standard errors.
//!
//! Coefficients of the form (*pₒ* − *pₑ*)/(1 − *pₑ*), of the observed agreement and that expected by chance, both estimated with the
//! sample's weights; their linearized variables follow by the delta method, so that clusters and strata count.

mod fleiss;
mod kappa;
mod weights;

pub use fleiss::FleissKappa;
pub use kappa::Kappa;
pub use weights::AgreementWeights;

/// Why agreement cannot be measured.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AgreementError {
    /// Columns that differ in length.
    #[error("the raters' columns have {0} and {1} rows")]
    Length(usize, usize),
    /// Fewer raters than two.
    #[error("agreement needs at least two raters, and there {}", match .0 { 0 => "are none", _ => "is one" })]
    Raters(usize),
    /// Fewer categories than two.
    #[error("agreement needs at least two categories, and there {}", match .0 { 0 => "are none", _ => "is one" })]
    Categories(usize),
    /// A category that was not declared.
    #[error("row {row} has category {code}, and there are {categories}")]
    Code {
        /// The row of the domain, from 0.
        row: usize,
        /// The code found.
        code: u32,
        /// How many there are.
        categories: usize,
    },
    /// Weights of agreement that do not fit the categories.
    #[error("the weights of agreement have {found} rows or columns where there are {categories} categories")]
    WeightsShape {
        /// Number of categories.
        categories: usize,
        /// What was found.
        found: usize,
    },
    /// A weight of agreement outside 0 to 1, or not 1 for the same category.
    #[error(
        "the weight of agreement between categories {row} and {column} is {weight}; weights are 1 for the same category and between 0 and 1 for others"
    )]
    Weight {
        /// A category, from 0.
        row: usize,
        /// Another.
        column: usize,
        /// What stands there.
        weight: f64,
    },
}
