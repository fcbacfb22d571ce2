//! Draws of areas within a stratum: with equal probabilities or with probability proportional to size, systematic or of fixed size with joint
//! probabilities; certainties; reserves; the sex that is interviewed.

mod conditional_poisson;
mod error;
mod fixed_size;
mod groups;
mod inclusion;
mod method;
mod poisson;
mod sampford;
mod sex;
mod simple;
mod size_distribution;
mod stratum;
mod systematic;
#[cfg(test)]
mod tests;

pub use conditional_poisson::{ConditionalPoisson, conditional_poisson};
pub use error::DrawError;
pub use fixed_size::FixedSize;
pub use inclusion::{InclusionProbabilities, inclusion_probabilities};
pub use method::Method;
pub use sampford::{Sampford, sampford};
pub use sex::{SEX_PROBABILITY, Sex, alternating_sexes};
pub use simple::simple;
pub use stratum::{DrawnArea, Release, Role, StratumDraw, StratumOrder, draw_stratum};
pub use systematic::{pps_systematic, systematic};
