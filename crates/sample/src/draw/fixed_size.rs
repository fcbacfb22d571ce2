//! What samples of fixed size with unequal probabilities have in common.

use super::groups::Groups;
use super::size_distribution::{Chance, SizeDistribution};
use cairn_random::Random;
use std::collections::BTreeMap;

/// A design without replacement of fixed size, with given probabilities of inclusion, whose joint probabilities are known.
pub trait FixedSize {
    /// Draws a sample: the areas, in their order.
    fn draw(&self, random: &mut Random) -> Vec<usize>;

    /// The probability with which an area is drawn.
    fn probability(&self, area: usize) -> f64;

    /// The probabilities with which two of these areas are drawn together, a row for each; on the diagonal that of the area itself.
    fn joint(&self, areas: &[usize]) -> Vec<Vec<f64>>;
}

/// A matrix over areas whose entry for two areas that are not certain depends on their groups alone. `both` is asked once for each pair of
/// groups, with the distribution of the number drawn of all areas but these two.
pub(super) fn matrix(
    groups: &Groups,
    chances: &[Chance],
    distribution: &SizeDistribution,
    areas: &[usize],
    both: impl Fn(usize, usize, &SizeDistribution) -> f64,
) -> Vec<Vec<f64>> {
    let probability = |group: usize| groups.probability.get(group).copied().unwrap_or_default();
    let alone = |area: usize| groups.group(area).map_or(1.0, probability);
    let mut known: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let met: BTreeMap<usize, SizeDistribution> = areas
        .iter()
        .filter_map(|area| groups.group(*area))
        .filter_map(|group| Some((group, distribution.without(*chances.get(group)?))))
        .collect();
    let mut joint = |first: usize, second: usize| {
        let (Some(a), Some(b)) = (groups.group(first), groups.group(second)) else {
            // A certain area is drawn with every other.
            return alone(first) * alone(second);
        };
        let pair = (a.min(b), a.max(b));
        *known.entry(pair).or_insert_with(|| match (met.get(&pair.0), chances.get(pair.1)) {
            (Some(without), Some(chance)) => both(pair.0, pair.1, &without.without(*chance)),
            _ => 0.0,
        })
    };
    let row = |first: &usize| -> Vec<f64> {
        areas
            .iter()
            .map(|second| if first == second { alone(*first) } else { joint(*first, *second) })
            .collect()
    };
    areas.iter().map(row).collect()
}
