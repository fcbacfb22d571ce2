//! Which clusters are in a sample.

use crate::population::{Population, STRATA};
use crate::random::Random;
use cairn_sample::allocation::{self, AllocationError};
use cairn_sample::draw::{DrawError, inclusion_probabilities, pps_systematic};

/// The size of a sample.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Design {
    /// Clusters drawn in the country.
    pub(crate) clusters: usize,
    /// Pairs to be interviewed in a cluster.
    pub(crate) pairs: usize,
}

impl Design {
    /// That of the demonstration.
    pub(crate) const FULL: Self = Self { clusters: 100, pairs: 10 };
}

/// Clusters are allotted to strata by this power of their households: less than 1, so that small strata get more than
/// their share and the weights are unequal, as they are in practice.
pub(crate) const ALLOCATION_POWER: f64 = 0.75;
/// No stratum gets fewer.
pub(crate) const FEWEST_CLUSTERS: usize = 2;

/// A cluster of the sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct DrawnCluster {
    /// Its place in the population.
    pub(crate) place: usize,
    /// Its number in the sample.
    pub(crate) number: u32,
    /// Its probability of being in the sample.
    pub(crate) probability: f64,
}

/// The clusters allotted to each stratum, as the demonstration’s decisions say.
pub(super) fn allocation(population: &Population, clusters: usize) -> Result<Vec<u32>, AllocationError> {
    let mut strata = [allocation::Stratum { areas: 0, size: 0.0 }; STRATA];
    for cluster in &population.clusters {
        let stratum = &mut strata[usize::from(cluster.stratum)];
        stratum.areas += 1;
        stratum.size += f64::from(cluster.measure_of_size);
    }
    let method = allocation::Method::Power(ALLOCATION_POWER);
    allocation::allocate(&strata, clusters as u32, method, FEWEST_CLUSTERS as u32)
}

/// Draws clusters of a stratum from its areas in random order, and numbers them after those drawn `before`. For simulations: in a study
/// folder clusters are drawn by the program that draws any study’s.
pub(super) fn draw(
    population: &Population,
    stratum: usize,
    (clusters, before): (u32, u32),
    random: &mut Random,
) -> Result<Vec<DrawnCluster>, DrawError> {
    let mut places: Vec<usize> = (0..population.clusters.len())
        .filter(|place| usize::from(population.clusters[*place].stratum) == stratum)
        .collect();
    random.shuffle(&mut places);
    let sizes: Vec<f64> =
        places.iter().map(|place| f64::from(population.clusters[*place].measure_of_size)).collect();
    let probabilities = inclusion_probabilities(&sizes, clusters as usize)?.probability;
    let drawn = pps_systematic(&sizes, clusters as usize, random)?;
    let cluster = |(number, area): (u32, usize)| DrawnCluster {
        place: places[area],
        number,
        probability: probabilities[area],
    };
    Ok((before + 1..).zip(drawn).map(cluster).collect())
}
