//! Allocation: how many clusters each stratum gets.
//!
//! Proportional, equal, power and Neyman allocation are one problem. Each gives every stratum a measure *x* (its size, 1, a power of its
//! size, its size times its standard deviation) and asks for the whole numbers *n* that add up to the clusters wanted, lie between the
//! minimum and the areas of the stratum, and make Σ *x*²/*n* least. That sum is the variance of an estimate, up to what no allocation
//! changes (Neyman, 1934; for powers, Bankier, 1988). [`allocate`] finds the least by priority values (Wright, 2012; with bounds, Friedrich,
//! Münnich, de Vries and Wagner, 2015), so it rounds nothing, and a cluster more never takes one away from a stratum.
//!
//! [`largest_remainders`] is the older rule that first gives the minimum to each and rounds shares of the rest; [`optimum`] meets several
//! requirements at the least cost.

mod error;
mod optimum;
mod priority;
mod remainders;

pub use error::{AllocationError, OptimumError};
pub use optimum::{Optimum, Requirement, optimum};
pub use remainders::largest_remainders;

use crate::Frame;

/// What an allocation needs to know of a stratum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stratum {
    /// Its areas: it cannot have more clusters.
    pub areas: u64,
    /// The sum of their measures of size; above 0.
    pub size: f64,
}

impl Stratum {
    /// The strata of a frame, in their order.
    pub fn of(frame: &Frame) -> Vec<Self> {
        let (areas, sizes) = (frame.areas_by_stratum(), frame.sizes_by_stratum());
        areas.iter().zip(sizes).map(|(&areas, &size)| Self { areas, size }).collect()
    }
}

/// A rule by which a given number of clusters is allotted to strata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method<'a> {
    /// By size.
    Proportional,
    /// The same to each; where that does not come out even, the larger ones get one more.
    Equal,
    /// By a power of the size: 1 is proportional, 0 equal (Bankier, 1988, equation 2.3, with coefficients of variation alike).
    Power(f64),
    /// By size times standard deviation, given for each stratum (Neyman, 1934).
    Neyman(&'a [f64]),
}

/// The clusters of each stratum: `clusters` in all, in none fewer than `minimum` (and at least one) nor more than its areas, such that
/// Σ *x*²/*n* is least.
///
/// Among allocations that are equally good, the one that favours larger strata is taken, and among equally large ones earlier strata.
///
/// # Errors
/// [`AllocationError`] where there is no such allocation, or the measures are no numbers from which one follows.
pub fn allocate(
    strata: &[Stratum],
    clusters: u32,
    method: Method<'_>,
    minimum: u32,
) -> Result<Vec<u32>, AllocationError> {
    let minimum = minimum.max(1);
    error::check_room(strata, clusters, minimum)?;
    let measures = measures(strata, method)?;
    Ok(priority::least(strata, &measures, clusters, minimum))
}

/// The measure *x* of each stratum.
fn measures(strata: &[Stratum], method: Method<'_>) -> Result<Vec<f64>, AllocationError> {
    let measures: Vec<f64> = match method {
        Method::Proportional => strata.iter().map(|stratum| stratum.size).collect(),
        Method::Equal => vec![1.0; strata.len()],
        Method::Power(power) => strata.iter().map(|stratum| libm::pow(stratum.size, power)).collect(),
        Method::Neyman(deviations) => {
            if deviations.len() != strata.len() {
                return Err(AllocationError::Deviations { given: deviations.len(), strata: strata.len() });
            }
            strata.iter().zip(deviations).map(|(stratum, deviation)| stratum.size * deviation).collect()
        }
    };
    if let Some(stratum) = measures.iter().position(|x| !(*x >= 0.0 && x.is_finite())) {
        return Err(AllocationError::Measure { stratum });
    }
    if measures.iter().all(|x| *x == 0.0) {
        return Err(AllocationError::NothingVaries);
    }
    Ok(measures)
}

#[cfg(test)]
mod tests;
