//! The selection tables of L. Kish, “A procedure for objective respondent selection within the household”, Journal of the American Statistical
//! Association 44 (1949), 380–387.

use super::Probability;
use crate::Purpose;
use std::fmt;

/// Lines on which each table appears in its proportion: A, C, D and F twice, the others once.
pub const CYCLE: usize = 12;

/// From so many persons on, one of the first six is picked: Kish’s “6 or more”.
pub const MOST_PERSONS: u32 = 6;

/// One of the eight tables. A line has one table, which names the person to pick for any number of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KishTable {
    /// A sixth of the lines.
    A,
    /// A twelfth.
    B1,
    /// A twelfth.
    B2,
    /// A sixth.
    C,
    /// A sixth.
    D,
    /// A twelfth.
    E1,
    /// A twelfth.
    E2,
    /// A sixth.
    F,
}

impl KishTable {
    /// All, in their order.
    pub const ALL: [Self; 8] = [Self::A, Self::B1, Self::B2, Self::C, Self::D, Self::E1, Self::E2, Self::F];

    /// On how many lines of a cycle of twelve the table appears.
    pub const fn lines(self) -> u64 {
        match self {
            Self::A | Self::C | Self::D | Self::F => 2,
            Self::B1 | Self::B2 | Self::E1 | Self::E2 => 1,
        }
    }

    /// The positions picked among 1, 2, …, 5 and 6 or more persons.
    pub const fn positions(self) -> [u32; 6] {
        match self {
            Self::A => [1, 1, 1, 1, 1, 1],
            Self::B1 => [1, 1, 1, 1, 2, 2],
            Self::B2 => [1, 1, 1, 2, 2, 2],
            Self::C => [1, 1, 2, 2, 3, 3],
            Self::D => [1, 2, 2, 3, 4, 4],
            Self::E1 => [1, 2, 3, 3, 3, 5],
            Self::E2 => [1, 2, 3, 4, 5, 5],
            Self::F => [1, 2, 3, 4, 5, 6],
        }
    }

    /// The position picked among so many persons; none where there is nobody.
    pub fn position(self, persons: u32) -> Option<u32> {
        let column = persons.min(MOST_PERSONS).checked_sub(1)?;
        self.positions().get(column as usize).copied()
    }

    /// The tables on the first `lines` lines of a cluster.
    ///
    /// Each twelve lines are a cycle that holds every table in its proportion, in random order; so any line has any table with exactly that
    /// probability, and a cluster’s lines keep the proportions as nearly as their number allows.
    pub fn deal(seed: u64, cluster: u64, lines: usize) -> Vec<Self> {
        let mut random = Purpose::KishTables.random(seed, cluster);
        let mut dealt = Vec::with_capacity(lines);
        while dealt.len() < lines {
            let mut cycle: Vec<Self> = Self::ALL
                .into_iter()
                .flat_map(|table| std::iter::repeat_n(table, table.lines() as usize))
                .collect();
            random.shuffle(&mut cycle);
            dealt.extend(cycle.into_iter().take(lines - dealt.len()));
        }
        dealt
    }
}

/// Its letter, as printed.
impl fmt::Display for KishTable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::A => "A",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C => "C",
            Self::D => "D",
            Self::E1 => "E1",
            Self::E2 => "E2",
            Self::F => "F",
        })
    }
}

/// The probability that the person of that position (from 1) is picked among so many.
///
/// It is 1 over the number of persons for 1 to 4 and for 6; among 5 persons the third and the fifth have 1/4 and the others 1/6. Among more than 6
/// the first six have 1/6 each, and the others are never picked: nothing comes back for them, nor for a position that does not exist.
pub fn kish_probability(persons: u32, position: u32) -> Option<Probability> {
    let lines = KishTable::ALL.into_iter().filter(|table| table.position(persons) == Some(position));
    Probability::new(lines.map(KishTable::lines).sum(), CYCLE as u64)
}

#[cfg(test)]
mod tests {
    use super::{CYCLE, KishTable, kish_probability};
    use crate::household::Probability;
    use proptest::prelude::*;

    #[test]
    fn positions_are_equally_likely_but_among_five() {
        for persons in [1, 2, 3, 4, 6] {
            for position in 1..=persons {
                assert_eq!(kish_probability(persons, position), Probability::new(1, u64::from(persons)));
            }
        }
        let five: Vec<String> = (1..=5).map(|p| kish_probability(5, p).unwrap().to_string()).collect();
        assert_eq!(five, ["1/6", "1/6", "1/4", "1/6", "1/4"]);
    }

    #[test]
    fn who_is_never_picked_has_no_probability() {
        assert_eq!(kish_probability(8, 6), Probability::new(1, 6));
        for (persons, position) in [(8, 7), (3, 4), (3, 0), (0, 0), (0, 1)] {
            assert_eq!(kish_probability(persons, position), None, "{position} of {persons}");
        }
    }

    #[test]
    fn a_cycle_holds_every_table_in_its_proportion() {
        let dealt = KishTable::deal(20250117, 4, 3 * CYCLE);
        for cycle in dealt.chunks(CYCLE) {
            for table in KishTable::ALL {
                assert_eq!(cycle.iter().filter(|dealt| **dealt == table).count() as u64, table.lines());
            }
        }
        assert_ne!(dealt[..CYCLE], dealt[CYCLE..2 * CYCLE]);
    }

    /// The lines of a cluster that is drawn today are the same in ten years.
    #[test]
    fn the_first_tables_never_change() {
        let dealt: Vec<String> = KishTable::deal(7, 3, 8).iter().map(ToString::to_string).collect();
        assert_eq!(dealt.join(" "), "F B1 E1 D A C B2 D");
    }

    /// Over many clusters, a line names each position of a household of five as often as it should: within 4 standard deviations.
    #[test]
    fn frequencies_are_the_probabilities() {
        const CLUSTERS: u64 = 20_000;
        for line in [0, 6, 11] {
            for persons in 1..=7 {
                let mut counts = [0_u64; 8];
                for cluster in 0..CLUSTERS {
                    let dealt = KishTable::deal(1, cluster, line + 1);
                    counts[dealt[line].position(persons).unwrap() as usize] += 1;
                }
                for position in 1..=persons {
                    let p = kish_probability(persons, position).map_or(0.0, Probability::value);
                    let expected = CLUSTERS as f64 * p;
                    let deviation = (expected * (1.0 - p)).sqrt();
                    let count = counts[position as usize] as f64;
                    assert!((count - expected).abs() <= 4.0 * deviation, "{position} of {persons}: {count}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn somebody_is_always_picked_and_probabilities_add_up(persons in 1_u32..50) {
            let sum: f64 = (1..=persons).filter_map(|p| kish_probability(persons, p)).map(Probability::value).sum();
            prop_assert!((sum - 1.0).abs() < 1e-12);
        }

        #[test]
        fn more_lines_leave_those_before(seed: u64, cluster: u64, few in 0_usize..40, more in 0_usize..40) {
            let longer = KishTable::deal(seed, cluster, few + more);
            prop_assert_eq!(KishTable::deal(seed, cluster, few), &longer[..few]);
            prop_assert_eq!(longer.len(), few + more);
        }
    }
}
