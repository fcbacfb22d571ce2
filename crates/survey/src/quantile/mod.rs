//! Quantiles, distribution functions, variances: statistics of the distribution of a variable.
//!
//! [`Shares`] (the distribution function) and [`Covariances`] are statistics like any other. A quantile is not: it does not change
//! smoothly with the weights, so its interval comes from that of a share, carried back through the distribution function
//! ([`Quantiles`]).

mod covariance;
mod distribution;
mod interval;
mod order;
mod replicated;
mod rule;
mod score;
mod shares;

pub use covariance::Covariances;
pub use distribution::Distribution;
pub use interval::{NoQuantileInterval, QuantileEstimate, QuantileInterval, Quantiles};
pub use order::Order;
pub use replicated::ReplicatedQuantiles;
pub use rule::QuantileRule;
pub use shares::Shares;

/// Why quantiles are refused.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum QuantileError {
    /// A probability that is none.
    #[error("the probability of a quantile is {0}; it lies between 0 and 1")]
    Probability(f64),
    /// A level that no interval has.
    #[error("the level of an interval is {0}; it lies between 0 and 1, as 0.95")]
    Level(f64),
    /// An interval of replicates' quantiles where there are no replicates.
    #[error(
        "the sample has no replicates, which alone give a quantile itself a variance; the other intervals go by way of a share"
    )]
    NotReplicated,
    /// A value that cannot be put in order.
    #[error("a value is not a number; rows with a missing value are left out of the domain")]
    NotANumber,
}
