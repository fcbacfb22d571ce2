//! Households from the list of a cluster.
//!
//! How many are listed is known only in the field. So the sheet has a random start that holds for any number: the line of the list to visit
//! follows from it by one multiplication, on paper as here.

use super::Probability;
use crate::Purpose;

/// The parts into which the start is divided: it has six decimals, so that a telephone’s calculator will do.
pub const PARTS: u64 = 1_000_000;

/// The most households that can be visited in a cluster by these rules; with more, the six decimals could name a line twice.
pub const MOST_HOUSEHOLDS: u32 = 999;

/// The random start of a systematic sample from a list, as a share of the interval: one of the millionths 0, 0.000001, …, 0.999999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ListingStart(u64);

impl ListingStart {
    /// That of a cluster.
    pub fn draw(seed: u64, cluster: u64) -> Self {
        Self(Purpose::Listing.random(seed, cluster).below(PARTS))
    }

    /// The start in millionths of the interval.
    pub fn millionths(self) -> u64 {
        self.0
    }

    /// What is multiplied with the number of households listed, in millionths, for each of so many to be visited: (i − 1 + start) / households.
    /// Rounded down, so that no product goes beyond the list.
    pub fn multipliers(self, households: u32) -> Vec<u64> {
        let count = u64::from(households);
        (0..count).map(|i| (i * PARTS + self.0) / count).collect()
    }

    /// The lines of a list (from 1) to visit: multiplier × listed, rounded down, and 1 added. All where no more are listed than are wanted.
    ///
    /// Each line is visited with probability [`probability`], which the six decimals move by no more than `households` millionths.
    pub fn lines(self, listed: u32, households: u32) -> Vec<u32> {
        if listed <= households {
            return (1..=listed).collect();
        }
        self.multipliers(households).into_iter().map(|multiplier| line(multiplier, listed)).collect()
    }
}

/// The line of a list that a multiplier, in millionths, names.
fn line(multiplier: u64, listed: u32) -> u32 {
    (multiplier * u64::from(listed) / PARTS) as u32 + 1
}

/// A simple random sample of the lines of a list (from 1), in their order; all where no more are listed than are wanted.
///
/// Each line is in it with probability [`probability`].
pub fn simple_random_lines(seed: u64, cluster: u64, listed: u32, households: u32) -> Vec<u32> {
    let mut random = Purpose::Listing.random(seed, cluster);
    let mut lines: Vec<u32> =
        random.different(households.into(), listed.into()).into_iter().map(|line| line as u32 + 1).collect();
    lines.sort_unstable();
    lines
}

/// The probability that a household of the list is selected: households over listed, 1 where no more are listed; none where none is
/// listed or none wanted.
pub fn probability(listed: u32, households: u32) -> Option<Probability> {
    Probability::new(households.min(listed).into(), listed.into())
}

#[cfg(test)]
mod tests {
    use super::{ListingStart, MOST_HOUSEHOLDS, PARTS, probability, simple_random_lines};
    use proptest::prelude::*;

    /// Not by drawing, but over all starts there are: a line of the list is visited by as many of them as its probability says.
    #[test]
    fn every_line_of_the_list_has_the_same_probability() {
        for (listed, households) in [(7, 3), (137, 25), (26, 25), (400, 10)] {
            let mut visits = vec![0_u64; listed as usize];
            for start in 0..PARTS {
                for line in ListingStart(start).lines(listed, households) {
                    visits[line as usize - 1] += 1;
                }
            }
            let expected = probability(listed, households).unwrap().value();
            for visits in visits {
                let share = visits as f64 / PARTS as f64;
                assert!(
                    (share - expected).abs() <= f64::from(households) / PARTS as f64,
                    "{share} {expected}"
                );
            }
        }
    }

    #[test]
    fn the_first_starts_never_change() {
        let starts: Vec<u64> = (1..4).map(|cluster| ListingStart::draw(7, cluster).millionths()).collect();
        assert_eq!(starts, [642_549, 838_663, 535_347]);
        assert_eq!(simple_random_lines(7, 1, 100, 5), [5, 41, 50, 73, 93]);
    }

    #[test]
    fn a_short_list_is_visited_whole() {
        let start = ListingStart::draw(1, 1);
        assert_eq!(start.lines(3, 5), [1, 2, 3]);
        assert_eq!(start.lines(0, 5), [0_u32; 0]);
        assert_eq!(start.lines(5, 0), [0_u32; 0]);
        assert_eq!(simple_random_lines(1, 1, 3, 5), [1, 2, 3]);
        assert_eq!(probability(3, 5).unwrap().value(), 1.0);
        assert_eq!((probability(0, 5), probability(5, 0)), (None, None));
    }

    /// Within 4 standard deviations over 20,000 clusters.
    #[test]
    fn a_simple_random_sample_has_every_line_alike() {
        const CLUSTERS: u64 = 20_000;
        let mut visits = [0_u64; 11];
        for cluster in 0..CLUSTERS {
            for line in simple_random_lines(5, cluster, 11, 4) {
                visits[line as usize - 1] += 1;
            }
        }
        let p = probability(11, 4).unwrap().value();
        let (expected, variance) = (CLUSTERS as f64 * p, CLUSTERS as f64 * p * (1.0 - p));
        assert!(visits.iter().all(|visits| (*visits as f64 - expected).abs() <= 4.0 * variance.sqrt()));
    }

    proptest! {
        #[test]
        fn lines_are_different_and_on_the_list(
            seed: u64, cluster: u64, listed in 0_u32..5_000, households in 0..=MOST_HOUSEHOLDS,
        ) {
            for lines in [
                ListingStart::draw(seed, cluster).lines(listed, households),
                simple_random_lines(seed, cluster, listed, households),
            ] {
                prop_assert_eq!(lines.len() as u32, households.min(listed));
                prop_assert!(lines.is_sorted_by(|a, b| a < b));
                prop_assert!(lines.iter().all(|line| (1..=listed).contains(line)));
            }
        }
    }
}
