//! Which clusters are in a sample.

use crate::population::{Population, STRATA};
use crate::random::Random;

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
    /// The inverse of its probability of being in the sample.
    pub(crate) weight: f64,
}

/// The clusters of a stratum, and how many are drawn of them.
pub(super) struct Stratum {
    places: Vec<usize>,
    size: f64,
    draws: usize,
}

/// The strata of a population with the clusters allotted to each, as the demonstration’s plan says. For simulations: in a study
/// folder clusters are drawn by the program that draws any study’s.
pub(super) fn strata(population: &Population, clusters: usize) -> Vec<Stratum> {
    let mut strata: Vec<Stratum> =
        (0..STRATA).map(|_| Stratum { places: Vec::new(), size: 0.0, draws: 0 }).collect();
    for (place, cluster) in population.clusters.iter().enumerate() {
        let stratum = &mut strata[usize::from(cluster.stratum)];
        stratum.places.push(place);
        stratum.size += f64::from(cluster.measure_of_size);
    }
    let sizes: Vec<f64> = strata.iter().map(|stratum| stratum.size).collect();
    for (stratum, draws) in strata.iter_mut().zip(allocate(clusters, &sizes)) {
        stratum.draws = draws;
    }
    strata
}

impl Stratum {
    /// Draws its clusters, in random order, and numbers them after those drawn `before`.
    pub(super) fn draw(
        mut self,
        population: &Population,
        before: u32,
        random: &mut Random,
    ) -> Vec<DrawnCluster> {
        random.shuffle(&mut self.places);
        let step = self.size / self.draws as f64;
        let drawn = systematic(population, &self.places, self.draws, self.size, random);
        let weight = |place: usize| step / f64::from(population.clusters[place].measure_of_size);
        (before + 1..)
            .zip(drawn)
            .map(|(number, place)| DrawnCluster { place, number, weight: weight(place) })
            .collect()
    }
}

/// Clusters for each stratum, by largest remainders.
fn allocate(clusters: usize, sizes: &[f64]) -> Vec<usize> {
    let powers: Vec<f64> = sizes.iter().map(|&size| libm::pow(size, ALLOCATION_POWER)).collect();
    let all: f64 = powers.iter().sum();
    let free = clusters.saturating_sub(FEWEST_CLUSTERS * sizes.len());
    let shares: Vec<f64> = powers.iter().map(|power| free as f64 * power / all).collect();
    let mut allocation: Vec<usize> =
        shares.iter().map(|share| FEWEST_CLUSTERS + share.floor() as usize).collect();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| (shares[b] - shares[b].floor()).total_cmp(&(shares[a] - shares[a].floor())));
    let left = (FEWEST_CLUSTERS * sizes.len() + free).saturating_sub(allocation.iter().sum());
    for stratum in order.into_iter().take(left) {
        allocation[stratum] += 1;
    }
    allocation
}

/// Clusters drawn with probability proportional to size: a step through their running total from a random start.
fn systematic(
    population: &Population,
    clusters: &[usize],
    draws: usize,
    total: f64,
    random: &mut Random,
) -> Vec<usize> {
    let step = total / draws as f64;
    let mut next = step * random.uniform();
    let mut reached = 0.0;
    let mut drawn = Vec::with_capacity(draws);
    for &number in clusters {
        reached += f64::from(population.clusters[number].measure_of_size);
        if next < reached && drawn.len() < draws {
            drawn.push(number);
            next += step;
        }
    }
    drawn
}
