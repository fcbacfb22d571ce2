//! Random positions: for each line, and each number of eligible children, which of them is picked.

use super::Probability;
use crate::Purpose;

/// The most children for whom a line has a position printed. Where there are more, a slip is drawn out of as many.
pub const MOST_CHILDREN: u32 = 8;

/// The positions of a line: of 1, 2, …, 8 eligible children, numbered from the oldest to the youngest, the one to pick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Positions([u32; MOST_CHILDREN as usize]);

impl Positions {
    /// The positions of the first `lines` lines of a cluster; each is uniform, and independent of every other.
    pub fn deal(seed: u64, cluster: u64, lines: usize) -> Vec<Self> {
        let mut random = Purpose::Positions.random(seed, cluster);
        (0..lines)
            .map(|_| {
                let mut positions = [1; MOST_CHILDREN as usize];
                for (children, position) in (1..=u64::from(MOST_CHILDREN)).zip(&mut positions) {
                    *position = 1 + random.below(children) as u32;
                }
                Self(positions)
            })
            .collect()
    }

    /// The position picked among so many children; none where there is no child, or more than are printed.
    pub fn position(self, children: u32) -> Option<u32> {
        self.0.get(children.checked_sub(1)? as usize).copied()
    }

    /// For 1, 2, …, 8 children.
    pub fn all(self) -> [u32; MOST_CHILDREN as usize] {
        self.0
    }
}

/// The probability that the child of that position (from 1) is picked among so many: 1 over their number.
pub fn position_probability(children: u32, position: u32) -> Option<Probability> {
    if (1..=children).contains(&position) { Probability::new(1, children.into()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{MOST_CHILDREN, Positions, position_probability};
    use proptest::prelude::*;

    #[test]
    fn the_first_positions_never_change() {
        let dealt: Vec<_> = Positions::deal(7, 3, 2).into_iter().map(Positions::all).collect();
        assert_eq!(dealt, [[1, 1, 3, 4, 3, 5, 7, 2], [1, 1, 3, 2, 1, 6, 2, 5]]);
    }

    /// Over many clusters, a line names each child as often as any other: within 4 standard deviations.
    #[test]
    fn frequencies_are_the_probabilities() {
        const CLUSTERS: u64 = 20_000;
        let lines: Vec<_> = (0..CLUSTERS).map(|cluster| Positions::deal(1, cluster, 3)).collect();
        for line in 0..3 {
            for children in 1..=MOST_CHILDREN {
                let mut counts = [0_u64; MOST_CHILDREN as usize + 1];
                for cluster in &lines {
                    counts[cluster[line].position(children).unwrap() as usize] += 1;
                }
                for position in 1..=children {
                    let p = position_probability(children, position).unwrap().value();
                    let expected = CLUSTERS as f64 * p;
                    let deviation = (expected * (1.0 - p)).sqrt();
                    let count = counts[position as usize] as f64;
                    assert!((count - expected).abs() <= 4.0 * deviation, "{position} of {children}: {count}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_position_is_one_of_the_children(seed: u64, cluster: u64, lines in 0_usize..30) {
            for line in Positions::deal(seed, cluster, lines) {
                for children in 0..20 {
                    match line.position(children) {
                        Some(position) => prop_assert!((1..=children).contains(&position)),
                        None => prop_assert!(children == 0 || children > MOST_CHILDREN),
                    }
                }
            }
        }

        #[test]
        fn more_lines_leave_those_before(seed: u64, cluster: u64, few in 0_usize..30, more in 0_usize..30) {
            let longer = Positions::deal(seed, cluster, few + more);
            prop_assert_eq!(Positions::deal(seed, cluster, few), &longer[..few]);
        }
    }
}
