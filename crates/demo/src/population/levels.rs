//! What sets one country apart from another.

use super::{REGIONS, STRATA};
use crate::questionnaire::{CAREGIVER, CHILD, Domain, Item};
use crate::random::Random;

/// Clusters (enumeration areas) of a country.
const CLUSTERS: usize = 1_300;
/// No stratum is made of fewer.
const FEWEST_CLUSTERS: usize = 60;

/// The levels of a country.
pub(super) struct Levels {
    /// Clusters in each stratum; stratum `2 r + a` is region `r` and area `a` (0 urban, 1 rural).
    pub(super) clusters: [usize; STRATA],
    /// Logit of internet use among urban children of 14½ years.
    pub(super) internet: f64,
    /// The prevalence of each item, on the logit scale.
    pub(super) child_items: Vec<f64>,
    pub(super) caregiver_items: Vec<f64>,
}

impl Levels {
    /// The levels of a country. Country 0 is the average one: its items keep the prevalences of the questionnaire.
    pub(super) fn of(country: usize, random: &mut Random) -> Self {
        let urban = 0.35 + 0.3 * random.uniform();
        let region_sizes: [f64; REGIONS] = std::array::from_fn(|_| 0.6 + 0.8 * random.uniform());
        let all: f64 = region_sizes.iter().sum();
        let clusters = std::array::from_fn(|stratum| {
            let area = if stratum % 2 == 0 { urban } else { 1.0 - urban };
            let share = area * region_sizes[stratum / 2] / all;
            ((share * CLUSTERS as f64).round() as usize).max(FEWEST_CLUSTERS)
        });
        let internet = (1.6 + 0.4 * random.normal()).clamp(0.9, 2.6);
        let spread = if country == 0 { 0.0 } else { 1.0 };
        let domains: [f64; Domain::COUNT] = std::array::from_fn(|_| 0.35 * spread * random.normal());
        let mut shifted = |items: &[Item]| {
            let mut shift = |item: &Item| {
                let odds = item.prevalence / (1.0 - item.prevalence);
                libm::log(odds) + domains[item.domain as usize] + 0.2 * spread * random.normal()
            };
            items.iter().map(&mut shift).collect::<Vec<_>>()
        };
        let child_items = shifted(CHILD);
        let caregiver_items = shifted(CAREGIVER);
        Self { clusters, internet, child_items, caregiver_items }
    }
}
