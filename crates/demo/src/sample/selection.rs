//! Which clusters, households and children are drawn, and who of them takes part.

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
const ALLOCATION_POWER: f64 = 0.75;
/// No stratum gets fewer.
const FEWEST_CLUSTERS: usize = 2;

/// A household that was contacted, and the child picked at random in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contact {
    pub(super) stratum: u8,
    pub(super) psu: u32,
    pub(super) household: u32,
    pub(super) child: u32,
    /// The inverse of the household's probability of being contacted.
    pub(super) household_weight: f64,
    /// The internet-using children of the household, of whom one was picked.
    pub(super) eligible: u32,
    /// Whether child and caregiver took part.
    pub(super) took_part: bool,
}

/// Every household that was contacted.
pub(super) struct Selection {
    pub(super) contacts: Vec<Contact>,
}

impl Selection {
    /// Those who took part, in the order of clusters.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.iter().filter(|contact| contact.took_part)
    }
}

pub(super) fn select(population: &Population, design: Design, random: &mut Random) -> Selection {
    let mut by_stratum: [Vec<usize>; STRATA] = std::array::from_fn(|_| Vec::new());
    for (number, cluster) in population.clusters.iter().enumerate() {
        by_stratum[usize::from(cluster.stratum)].push(number);
    }
    let size = |clusters: &[usize]| -> f64 {
        clusters.iter().map(|&number| f64::from(population.clusters[number].measure_of_size)).sum()
    };
    let sizes: Vec<f64> = by_stratum.iter().map(|clusters| size(clusters)).collect();
    let allocation = allocate(design.clusters, &sizes);

    let mut contacts = Vec::new();
    let mut psu = 0;
    for ((clusters, draws), total) in by_stratum.iter_mut().zip(allocation).zip(sizes) {
        random.shuffle(clusters);
        for number in systematic(population, clusters, draws, total, random) {
            psu += 1;
            walk(population, number, psu, total / draws as f64, design.pairs, &mut contacts, random);
        }
    }
    Selection { contacts }
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

/// Contacts the listed households of a cluster in random order until enough pairs have taken part.
fn walk(
    population: &Population,
    number: usize,
    psu: u32,
    step: f64,
    pairs: usize,
    contacts: &mut Vec<Contact>,
    random: &mut Random,
) {
    let cluster = &population.clusters[number];
    let mut listed: Vec<usize> = cluster.households.clone().collect();
    random.shuffle(&mut listed);
    let first = contacts.len();
    let mut complete = 0;
    for &household in &listed {
        if complete == pairs {
            break;
        }
        let children = population.households.children(household);
        let eligible = children.len();
        let child = children.start + random.below(eligible as u64) as usize;
        let took_part = random.chance(response_propensity(population, cluster.stratum, household, child));
        complete += usize::from(took_part);
        contacts.push(Contact {
            stratum: cluster.stratum,
            psu,
            household: household as u32,
            child: child as u32,
            household_weight: 0.0,
            eligible: eligible as u32,
            took_part,
        });
    }
    let made = contacts.len() - first;
    let weight = step / f64::from(cluster.measure_of_size) * listed.len() as f64 / made as f64;
    for contact in contacts.iter_mut().skip(first) {
        contact.household_weight = weight;
    }
}

/// The probability that a pair takes part: older children, towns and educated caregivers take part less.
fn response_propensity(population: &Population, stratum: u8, household: usize, child: usize) -> f64 {
    let age_group = f64::from((population.children.age[child] - 12) / 2);
    let urban = f64::from(1 - stratum % 2);
    let education = f64::from(population.households.education[household]);
    let logit = 1.2 - 0.35 * age_group - 0.35 * urban - 0.15 * (education - 1.0);
    1.0 / (1.0 + libm::exp(-logit))
}
