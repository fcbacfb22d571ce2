//! A random walk: where a cluster has no list, an interviewer walks a prescribed route from a random start and takes every so-manieth dwelling.
//!
//! This is an approximation of a probability sample, and nothing here says otherwise. The route decides which dwellings are passed, no list shows
//! which were, and prescribed routes do not reach all dwellings equally often (Bauer, 2014, “Selection errors of random route samples”,
//! Sociological Methods & Research 43, 519–544). What stands for the probability of a household is the number of contacts over the number of
//! dwellings counted on the walk.

use super::Probability;
use crate::Purpose;
use std::fmt;

/// The side of the way on which a walk begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The left-hand side.
    Left,
    /// The right-hand side.
    Right,
}

/// In words: `left`.
impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Left => "left",
            Self::Right => "right",
        })
    }
}

/// The rule of a walk through a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Walk {
    /// The dwelling at which it starts, counted along the route from the first of the area.
    pub start: u64,
    /// The side of the way that is kept to.
    pub side: Side,
    /// Every so-manieth dwelling is taken, the start being the first.
    pub interval: u64,
}

impl Walk {
    /// The walk through a cluster with about so many dwellings by the frame, on which so many households are to be contacted.
    ///
    /// Any dwelling of the area is equally likely to be the start, and both sides are. The interval is the whole number of dwellings to a contact
    /// that leads once through the area, and at least 1.
    pub fn draw(seed: u64, cluster: u64, dwellings: f64, contacts: u32) -> Self {
        // Beyond any real area; keeps sizes that are no counts of dwellings in bounds.
        const MOST: f64 = 1e9;
        let dwellings = (dwellings.clamp(1.0, MOST).round()) as u64;
        let mut random = Purpose::Walk.random(seed, cluster);
        let start = 1 + random.below(dwellings);
        let side = if random.below(2) == 0 { Side::Left } else { Side::Right };
        Self { start, side, interval: (dwellings / u64::from(contacts).max(1)).max(1) }
    }
}

/// What stands for the probability of a household: contacts over dwellings counted, an approximation; 1 where no more were counted; none where none
/// was counted or none contacted.
pub fn approximate_probability(counted: u32, contacts: u32) -> Option<Probability> {
    Probability::new(contacts.min(counted).into(), counted.into())
}

#[cfg(test)]
mod tests {
    use super::{Side, Walk, approximate_probability};
    use proptest::prelude::*;

    #[test]
    fn the_first_walks_never_change() {
        assert_eq!(Walk::draw(7, 1, 180.0, 25), Walk { start: 127, side: Side::Right, interval: 7 });
    }

    #[test]
    fn any_dwelling_is_equally_likely_to_be_the_start() {
        const CLUSTERS: u64 = 20_000;
        let mut starts = [0_u64; 40];
        let mut right = 0_u64;
        for cluster in 0..CLUSTERS {
            let walk = Walk::draw(3, cluster, 40.0, 10);
            starts[walk.start as usize - 1] += 1;
            right += u64::from(walk.side == Side::Right);
        }
        let within = |count: u64, p: f64| {
            let n = CLUSTERS as f64;
            (count as f64 - n * p).abs() <= 4.0 * (n * p * (1.0 - p)).sqrt()
        };
        assert!(starts.iter().all(|count| within(*count, 1.0 / 40.0)), "{starts:?}");
        assert!(within(right, 0.5), "{right}");
    }

    #[test]
    fn the_probability_is_contacts_over_dwellings_counted() {
        assert_eq!(approximate_probability(175, 25).unwrap().to_string(), "1/7");
        assert_eq!(approximate_probability(20, 25).unwrap().value(), 1.0);
        assert_eq!((approximate_probability(0, 5), approximate_probability(5, 0)), (None, None));
    }

    proptest! {
        #[test]
        fn a_walk_stays_in_its_area(seed: u64, cluster: u64, dwellings: f64, contacts: u32) {
            let walk = Walk::draw(seed, cluster, dwellings, contacts);
            prop_assert!(walk.interval >= 1 && walk.start >= 1);
            if (1.0..1e9).contains(&dwellings) {
                prop_assert!(walk.start as f64 <= dwellings.round());
                prop_assert!(walk.interval == 1 || walk.interval as f64 * f64::from(contacts) <= dwellings.round());
            }
        }
    }
}
