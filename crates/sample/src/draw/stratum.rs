//! The draw of a stratum: certainties, main clusters, and a reserve in the order of its release.

use super::inclusion::{check, with_certainties};
use super::{DrawError, InclusionProbabilities, Method, inclusion_probabilities};
use crate::Purpose;

/// What is to be drawn in a stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StratumOrder {
    /// How.
    pub method: Method,
    /// Clusters of the sample.
    pub clusters: usize,
    /// Clusters of its reserve.
    pub reserve: usize,
    /// The seed of the draw.
    pub seed: u64,
    /// The number of the stratum, which has random numbers of its own.
    pub stratum: u64,
}

/// An area drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrawnArea {
    /// Its place in the stratum.
    pub area: usize,
    /// What it was drawn for.
    pub role: Role,
    /// The probability with which it was drawn, as a main cluster or one of the reserve.
    pub draw_probability: f64,
    /// Whether it is in the sample surely.
    pub certainty: bool,
}

/// What a cluster was drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The sample.
    Main,
    /// The reserve, with its place in the order of release, from 1.
    Reserve(u32),
}

/// The clusters of a stratum.
#[derive(Debug, Clone, PartialEq)]
pub struct StratumDraw {
    /// The main clusters in the order of the areas, then the reserve in the order of its release.
    pub areas: Vec<DrawnArea>,
    /// The probabilities of having drawn two of them together, main or reserve, a row for each; for methods that have them.
    pub joint: Option<Vec<Vec<f64>>>,
    /// How probabilities depend on what is released.
    pub release: Release,
}

/// How the probability of being in the sample follows from that of the draw.
///
/// Main clusters and reserve are drawn together and parted at random: of those drawn that are not certain, every set of as many as are in use
/// is equally likely to be it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Release {
    /// Main clusters that are not certain.
    pub main: u32,
    /// Clusters of the reserve.
    pub reserve: u32,
}

impl Release {
    /// The probability that a cluster drawn which is not certain is in the sample, when so many of the reserve are released.
    pub fn share(self, released: u32) -> f64 {
        let drawn = self.main + self.reserve;
        if drawn == 0 { 0.0 } else { f64::from(self.main + released.min(self.reserve)) / f64::from(drawn) }
    }

    /// The probability that two clusters drawn, neither of them certain, are both in the sample, when so many of the reserve are released.
    pub fn share_of_pairs(self, released: u32) -> f64 {
        let (drawn, used) = (self.main + self.reserve, self.main + released.min(self.reserve));
        if drawn < 2 {
            return 0.0;
        }
        f64::from(used) / f64::from(drawn) * (f64::from(used) - 1.0).max(0.0) / f64::from(drawn - 1)
    }
}

/// Draws the clusters of a stratum of areas with these sizes.
///
/// Areas that are certain for the main clusters are in the sample surely and wait in no reserve. The other main clusters and the reserve are
/// drawn together from the rest, and a simple random sample of these is the reserve, in random order. So a main cluster that is not certain
/// is in the sample with its probability of being drawn times [`Release::share`].
///
/// # Errors
/// As [`inclusion_probabilities`] for the main clusters; when main clusters and reserve are more than there are areas; where a method does not
/// find its weights.
pub fn draw_stratum(sizes: &[f64], order: &StratumOrder) -> Result<StratumDraw, DrawError> {
    let StratumOrder { method, clusters, reserve, seed, stratum } = *order;
    check(sizes, clusters.saturating_add(reserve))?;
    let main = probabilities(method, sizes, clusters)?;
    let is_certain = |area: usize| main.certainty.get(area) == Some(&true);
    let certain: Vec<usize> = (0..sizes.len()).filter(|area| is_certain(*area)).collect();
    let others: Vec<usize> = (0..sizes.len()).filter(|area| !is_certain(*area)).collect();
    let others_sizes: Vec<f64> = others.iter().filter_map(|area| sizes.get(*area).copied()).collect();
    let uncertain = clusters - certain.len();
    let wanted = uncertain + reserve;
    let together = if method.is_proportional_to_size() {
        with_certainties(&others_sizes, wanted)
    } else {
        InclusionProbabilities::equal(others.len(), wanted)?
    };
    let drawn = method.draw(&together, wanted, &mut Purpose::Clusters.random(seed, stratum))?;

    // The places among those drawn: which are the reserve, in what order.
    let mut places: Vec<usize> = (0..drawn.areas.len()).collect();
    Purpose::Reserve.random(seed, stratum).shuffle_front(&mut places, reserve);
    let (of_reserve, of_main) = places.split_at(reserve.min(places.len()));
    let mut of_main = of_main.to_vec();
    of_main.sort_unstable();

    let drawn_area = |place: usize, role: Role| {
        let place_of_other = *drawn.areas.get(place)?;
        let draw_probability = *together.probability.get(place_of_other)?;
        let area = *others.get(place_of_other)?;
        Some((Some(place), DrawnArea { area, role, draw_probability, certainty: false }))
    };
    let mut areas: Vec<(Option<usize>, DrawnArea)> = certain
        .iter()
        .map(|area| {
            let certain = DrawnArea { area: *area, role: Role::Main, draw_probability: 1.0, certainty: true };
            (None, certain)
        })
        .chain(of_main.iter().filter_map(|place| drawn_area(*place, Role::Main)))
        .collect();
    areas.sort_by_key(|(_, drawn)| drawn.area);
    let reserve_order = (1..).zip(of_reserve);
    areas.extend(reserve_order.filter_map(|(number, place)| drawn_area(*place, Role::Reserve(number))));

    let joint = drawn.joint.as_ref().map(|joint| arranged(joint, &areas));
    Ok(StratumDraw {
        joint,
        areas: areas.into_iter().map(|(_, drawn)| drawn).collect(),
        release: Release { main: uncertain as u32, reserve: reserve as u32 },
    })
}

/// Probabilities of the main clusters.
fn probabilities(
    method: Method,
    sizes: &[f64],
    clusters: usize,
) -> Result<InclusionProbabilities, DrawError> {
    if method.is_proportional_to_size() {
        inclusion_probabilities(sizes, clusters)
    } else {
        InclusionProbabilities::equal(sizes.len(), clusters)
    }
}

/// Joint probabilities in the order of the clusters; those with a certain area, which is drawn with every other, are those of the other.
fn arranged(joint: &[Vec<f64>], areas: &[(Option<usize>, DrawnArea)]) -> Vec<Vec<f64>> {
    let entry = |(first, of_first): &(Option<usize>, DrawnArea),
                 (second, of_second): &(Option<usize>, DrawnArea)| {
        match (first, second) {
            (Some(first), Some(second)) => {
                joint.get(*first).and_then(|row| row.get(*second)).copied().unwrap_or_default()
            }
            _ => of_first.draw_probability * of_second.draw_probability,
        }
    };
    areas.iter().map(|first| areas.iter().map(|second| entry(first, second)).collect()).collect()
}
