//! One segment of a cluster that is too large to list, with probability proportional to a quick count of its households.

use super::Probability;
use super::listing::PARTS;
use crate::Purpose;

/// The random number that draws the segment: one of the millionths 0, 0.000001, …, 0.999999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SegmentDraw(u64);

impl SegmentDraw {
    /// That of a cluster.
    pub fn draw(seed: u64, cluster: u64) -> Self {
        Self(Purpose::Segment.random(seed, cluster).below(PARTS))
    }

    /// In millionths.
    pub fn millionths(self) -> u64 {
        self.0
    }

    /// Which of the segments with these quick counts is drawn (from 0): number × all households, rounded down, and 1 added, is a household of
    /// that segment, if they are counted one segment after the other. None where no household was counted.
    pub fn segment(self, counts: &[u32]) -> Option<usize> {
        let total: u64 = counts.iter().copied().map(u64::from).sum();
        // The number is below 1, so that the household is one of them.
        let household = (u128::from(self.0) * u128::from(total) / u128::from(PARTS)) as u64 + 1;
        let mut before = 0;
        counts.iter().position(|count| {
            before += u64::from(*count);
            before >= household
        })
    }
}

/// The probability of a segment, the share of the cluster that it stands for: its quick count over that of all.
pub fn segment_probability(counts: &[u32], segment: usize) -> Option<Probability> {
    let count = *counts.get(segment)?;
    Probability::new(count.into(), counts.iter().copied().map(u64::from).sum())
}

#[cfg(test)]
mod tests {
    use super::{PARTS, SegmentDraw, segment_probability};
    use proptest::prelude::*;

    /// Over all numbers there are.
    #[test]
    fn a_segment_is_drawn_by_its_share() {
        let counts = [120, 0, 37, 203];
        let mut drawn = [0_u64; 4];
        for number in 0..PARTS {
            drawn[SegmentDraw(number).segment(&counts).unwrap()] += 1;
        }
        assert_eq!(drawn[1], 0);
        assert_eq!(segment_probability(&counts, 1), None);
        for segment in [0, 2, 3] {
            let share = drawn[segment] as f64 / PARTS as f64;
            let expected = segment_probability(&counts, segment).unwrap().value();
            assert!((share - expected).abs() <= 1.0 / PARTS as f64, "{share} {expected}");
        }
    }

    proptest! {
        #[test]
        fn a_segment_with_households_is_drawn_or_none(seed: u64, cluster: u64, counts: Vec<u32>) {
            match SegmentDraw::draw(seed, cluster).segment(&counts) {
                Some(segment) => prop_assert!(counts[segment] > 0),
                None => prop_assert!(counts.iter().all(|count| *count == 0)),
            }
        }
    }
}
