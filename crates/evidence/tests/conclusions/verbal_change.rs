//! Words about two years of a series. Counts are exact, so that no interval comes in.

use cairn_evidence::Change;
use cairn_evidence::sentence::verbal::VerbalClaim;
use insta::assert_snapshot;
use proptest::prelude::*;

fn says(words: &str, from: u64, to: u64) -> Result<(), String> {
    let claim = VerbalClaim::parse(words).unwrap_or_else(|why| panic!("{why}"));
    claim.of_change(Change { from, to })
}

type Case = (&'static str, u64, u64, bool);

const CASES: &[Case] = &[
    ("rose", 100, 101, true),
    ("increased", 100, 100, false),
    ("grew", 0, 1, true),
    ("fell", 101, 100, true),
    ("declined", 100, 101, false),
    ("did not change", 100, 100, true),
    ("unchanged", 100, 101, false),
    ("rose by a third", 587_852, 785_322, true),
    ("rose by a quarter", 587_852, 785_322, false),
    ("decreased by a quarter", 785_322, 587_852, true),
    ("rose by a third", 785_322, 587_852, false),
    ("rose by half", 1000, 1525, true),
    ("rose by half", 1000, 1526, false),
    ("rose by about half", 1000, 1475, true),
    ("rose by nearly half", 1000, 1475, true),
    ("rose by nearly half", 1000, 1500, false),
    ("rose by just over half", 1000, 1501, true),
    ("rose by more than half", 1000, 1501, true),
    ("rose by more than half", 1000, 1500, false),
    ("dropped by less than half", 1000, 501, true),
    ("rose by at least 25 %", 100, 125, true),
    ("rose by at most 25 %", 100, 126, false),
    ("rose by more than 150 %", 100, 251, true),
    ("doubled", 1000, 2050, true),
    ("doubled", 1000, 2051, false),
    ("about doubled", 1000, 1800, true),
    ("nearly doubled", 1000, 1800, true),
    ("nearly doubled", 1000, 2000, false),
    ("just over doubled", 1000, 2200, true),
    ("more than doubled", 1000, 2001, true),
    ("more than doubled", 1000, 2000, false),
    ("at least tripled", 1000, 3000, true),
    ("trebled", 1000, 2900, false),
    ("quadrupled", 100, 410, true),
    ("halved", 1000, 512, true),
    ("halved", 1000, 513, false),
    ("more than halved", 1000, 499, true),
    ("more than halved", 1000, 501, false),
    ("doubled", 0, 5, false),
    ("rose by half", 0, 5, false),
];

#[test]
fn words_hold_of_the_changes_they_are_defined_by_and_of_no_others() {
    for (words, from, to, holds) in CASES {
        let said = says(words, *from, *to);
        assert_eq!(said.is_ok(), *holds, "“{words}” from {from} to {to}: {said:?}");
    }
}

#[test]
fn what_does_not_hold_is_told_with_both_counts() {
    let told = CASES.iter().filter_map(|(words, from, to, _)| {
        says(words, *from, *to).err().map(|why| format!("“{words}”: {why}\n"))
    });
    assert_snapshot!(told.collect::<String>());
}

proptest! {
    #[test]
    fn one_of_three_holds(from in 0u64..2000, to in 0u64..2000) {
        let words = ["rose", "fell", "did not change"];
        prop_assert_eq!(words.iter().filter(|words| says(words, from, to).is_ok()).count(), 1);
    }

    /// What is said of a rise by at least so much holds of every larger one.
    #[test]
    fn a_larger_rise_keeps_what_was_said(from in 1u64..2000, to in 0u64..4000, more in 0u64..2000) {
        for words in ["rose by at least a third", "rose by more than half", "more than doubled", "at least tripled"] {
            prop_assert!(says(words, from, to).is_err() || says(words, from, to + more).is_ok(), "{}", words);
        }
    }

    /// A rise that is told is a rise, however it is told.
    #[test]
    fn a_rise_is_no_fall(from in 1u64..500, to in 0u64..1500) {
        for words in ["rose by a third", "rose by about half", "doubled", "more than doubled", "nearly tripled"] {
            prop_assert!(says(words, from, to).is_err() || says("rose", from, to).is_ok(), "{}", words);
        }
    }
}
