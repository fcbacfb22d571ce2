//! Words about two shares: only a difference that is clear of chance may be told.

use crate::evidence::share;
use cairn_evidence::Presented;
use cairn_evidence::sentence::Relation;
use cairn_evidence::sentence::verbal::{Compared, VerbalClaim};
use insta::assert_snapshot;
use proptest::prelude::*;

const GIRLS: &str = "aldermark/told_nobody@1/gender=girl";
const BOYS: &str = "aldermark/told_nobody@1/gender=boy";

/// A share with its margins on either side, all in per cent.
fn around(name: &str, percent: f64, margin: f64) -> Presented {
    share(name, percent / 100.0, ((percent - margin) / 100.0, (percent + margin) / 100.0), 400)
}

fn compare(words: &str, first: &Presented, second: &Presented, relation: Relation) -> Result<(), String> {
    let countries = ["Aldermark".to_owned(), "Aldermark".to_owned()];
    let compared = Compared { first, second, relation, countries };
    VerbalClaim::parse(words).unwrap_or_else(|why| panic!("{why}")).of_comparison(&compared, 1)
}

/// Whether words hold of girls and boys, of each the share and its margin.
fn says(words: &str, girls: (f64, f64), boys: (f64, f64)) -> Result<(), String> {
    compare(words, &around(GIRLS, girls.0, girls.1), &around(BOYS, boys.0, boys.1), Relation::Independent)
}

type Case = (&'static str, (f64, f64), (f64, f64), bool);

/// The margin of a difference of two margins of 3 and 4 is 5.
const CASES: &[Case] = &[
    ("more girls than boys", (30.0, 3.0), (24.9, 4.0), true),
    ("more girls than boys", (30.0, 3.0), (25.1, 4.0), false),
    // The intervals overlap, and the difference is clear all the same.
    ("higher among girls than among boys", (30.0, 3.0), (24.0, 4.0), true),
    ("more common among girls than boys", (24.0, 4.0), (30.0, 3.0), false),
    ("higher", (30.0, 3.0), (24.9, 4.0), true),
    ("greater", (30.0, 3.0), (25.1, 4.0), false),
    ("fewer girls than boys", (24.9, 4.0), (30.0, 3.0), true),
    ("lower", (25.1, 4.0), (30.0, 3.0), false),
    ("less likely", (24.9, 4.0), (30.0, 3.0), true),
    ("no clear difference", (25.1, 4.0), (30.0, 3.0), true),
    ("no clear difference", (24.9, 4.0), (30.0, 3.0), false),
    // The interval of the difference lies within five points.
    ("equal", (30.0, 2.0), (31.0, 2.0), true),
    ("no difference", (30.0, 2.0), (32.5, 2.0), false),
    ("the same", (30.0, 3.0), (30.0, 4.1), false),
    ("as many girls as boys", (30.0, 3.0), (30.0, 3.0), true),
    ("equally likely", (30.0, 5.1), (30.0, 0.1), false),
    // The ratio is near, its interval holds the number and lies above one.
    ("twice as many girls as boys", (30.0, 3.0), (15.0, 2.0), true),
    ("twice as likely", (33.6, 3.0), (15.0, 2.0), true),
    ("twice as likely", (33.9, 3.0), (15.0, 2.0), false),
    ("twice as many", (30.0, 13.0), (15.0, 9.0), false),
    ("double", (30.0, 3.0), (15.0, 2.0), true),
    ("three times as common", (45.0, 3.0), (15.0, 2.0), true),
    ("three times as common", (38.0, 3.0), (15.0, 2.0), false),
    ("1.5 times as often", (30.0, 3.0), (20.0, 2.0), true),
    ("about twice as high", (30.0, 3.0), (15.0, 2.0), true),
    ("nearly twice as many", (28.0, 3.0), (15.0, 2.0), true),
    ("nearly twice as many", (30.0, 3.0), (15.0, 2.0), false),
    ("just over twice as many", (32.0, 3.0), (15.0, 2.0), true),
    ("more than twice as many", (45.0, 3.0), (15.0, 2.0), true),
    ("more than twice as many", (33.0, 3.0), (15.0, 2.0), false),
    ("at least twice as many", (45.0, 3.0), (15.0, 2.0), true),
    ("less than twice as many", (20.0, 2.0), (15.0, 2.0), true),
    ("less than twice as many", (27.0, 3.0), (15.0, 2.0), false),
    ("at most twice as many", (20.0, 2.0), (15.0, 2.0), true),
];

#[test]
fn words_hold_of_the_differences_they_are_defined_by_and_of_no_others() {
    for (words, girls, boys, holds) in CASES {
        let said = says(words, *girls, *boys);
        assert_eq!(said.is_ok(), *holds, "“{words}” of {girls:?} and {boys:?}: {said:?}");
    }
}

#[test]
fn what_does_not_hold_is_told_with_both_estimates_and_the_reason() {
    let told = CASES.iter().filter_map(|(words, girls, boys, _)| {
        says(words, *girls, *boys).err().map(|why| format!("“{words}”: {why}\n"))
    });
    assert_snapshot!(told.collect::<String>());
}

#[test]
fn words_that_name_others_than_the_evidence_are_refused() {
    assert_snapshot!(says("more boys than girls", (30.0, 3.0), (20.0, 4.0)).unwrap_err(), @"the evidence beside “boys” is of Girls in Aldermark");
    assert_snapshot!(says("twice as many boys as girls", (40.0, 3.0), (20.0, 2.0)).unwrap_err(), @"the evidence beside “boys” is of Girls in Aldermark");
}

#[test]
fn nothing_is_said_beside_a_withheld_share() {
    let girls = share(GIRLS, 0.6, (0.4, 0.8), 31);
    let boys = around(BOYS, 20.0, 3.0);
    for words in ["more girls than boys", "no clear difference", "equal", "twice as many"] {
        let said = compare(words, &girls, &boys, Relation::Independent);
        assert_eq!(said, Err("a percentage is withheld".to_owned()), "{words}");
    }
}

#[test]
fn without_a_known_correlation_the_same_people_are_compared_on_the_safe_side() {
    let first = around("aldermark/told_nobody@1", 30.0, 3.0);
    let second = around("aldermark/told_friend@1", 24.0, 4.0);
    let told = |relation| compare("higher", &first, &second, relation).is_ok();
    assert!(told(Relation::Independent) && told(Relation::Correlated(0.4)));
    assert!(!told(Relation::SamePeople) && !told(Relation::Correlated(-1.0)));
}

fn side() -> impl Strategy<Value = (f64, f64)> {
    (5.0f64..95.0, 0.1f64..5.0)
}

proptest! {
    /// Of any two shares exactly one is true: the first is higher, it is lower, or nothing is clear.
    #[test]
    fn one_of_three_holds(girls in side(), boys in side()) {
        let words = ["higher", "lower", "no clear difference"];
        prop_assert_eq!(words.iter().filter(|words| says(words, girls, boys).is_ok()).count(), 1);
    }

    #[test]
    fn exchanging_the_two_exchanges_the_words(girls in side(), boys in side()) {
        for (there, back) in [("higher", "lower"), ("equal", "equal"), ("no clear difference", "no clear difference")] {
            prop_assert_eq!(says(there, girls, boys).is_ok(), says(back, boys, girls).is_ok(), "{}", there);
        }
    }

    /// What is said without knowing how two estimates of the same people vary together is true however they do.
    #[test]
    fn the_safe_side_is_safe(girls in side(), boys in side(), correlation in -1.0f64..1.0) {
        let (first, second) = (around(GIRLS, girls.0, girls.1), around(BOYS, boys.0, boys.1));
        for words in ["higher", "lower", "more than twice as many", "equal"] {
            let told = |relation| compare(words, &first, &second, relation).is_ok();
            prop_assert!(!told(Relation::SamePeople) || told(Relation::Correlated(correlation)), "{}", words);
        }
    }

    #[test]
    fn more_than_so_many_times_is_also_higher(girls in side(), boys in side()) {
        prop_assert!(says("more than twice as many", girls, boys).is_err() || says("at least twice as many", girls, boys).is_ok());
        prop_assert!(says("at least three times as many", girls, boys).is_err() || says("more than twice as many", girls, boys).is_ok());
    }
}
