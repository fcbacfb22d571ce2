//! Words about one share: each with estimates for which it holds, and others just beyond.

use crate::evidence::share;
use cairn_evidence::sentence::verbal::{NotVerbal, VerbalClaim};
use insta::assert_snapshot;
use proptest::prelude::*;

const NAME: &str = "aldermark/told_nobody@1";

/// Whether words hold of a share, in per cent, between limits.
fn says(words: &str, percent: f64, (lower, upper): (f64, f64)) -> Result<(), String> {
    let presented = share(NAME, percent / 100.0, (lower / 100.0, upper / 100.0), 800);
    VerbalClaim::parse(words).unwrap_or_else(|why| panic!("{why}")).of_share(&presented, 1)
}

type Case = (&'static str, f64, (f64, f64), bool);

const CASES: &[Case] = &[
    // Nearest among the fractions that people use, and within the interval.
    ("one in five", 20.0, (17.0, 23.0), true),
    ("one in five", 22.4, (19.0, 25.0), true),
    ("one in five", 22.6, (19.0, 26.0), false),
    ("one in five", 18.4, (15.0, 22.0), true),
    ("one in five", 18.2, (15.0, 22.0), false),
    ("one in five", 21.0, (20.1, 22.0), false),
    ("one in five", 21.0, (20.0, 22.0), true),
    ("1 in 5", 20.0, (17.0, 23.0), true),
    ("two in ten", 20.0, (17.0, 23.0), true),
    ("a fifth", 20.0, (17.0, 23.0), true),
    ("two in three", 66.0, (62.0, 70.0), true),
    ("two out of three", 66.0, (62.0, 70.0), true),
    ("two thirds", 64.0, (60.0, 68.0), true),
    ("two thirds", 63.0, (59.0, 67.0), false),
    ("three quarters", 75.0, (70.0, 80.0), true),
    ("nine in ten", 89.0, (86.0, 92.0), true),
    ("half", 54.0, (49.0, 59.0), true),
    ("half", 56.0, (49.0, 63.0), false),
    ("half", 54.0, (51.0, 57.0), false),
    ("one in fifty", 2.0, (1.2, 3.3), true),
    ("one in a hundred", 1.0, (0.5, 2.0), true),
    // Two and a half points around it, and within the interval.
    ("about half", 52.5, (49.0, 56.0), true),
    ("about half", 52.6, (49.0, 56.0), false),
    ("around half", 47.5, (44.0, 51.0), true),
    ("roughly half", 52.0, (50.5, 53.5), false),
    ("approximately 20 %", 21.0, (18.0, 24.0), true),
    // Of a small quantity a quarter.
    ("about one in twenty", 6.2, (4.0, 8.0), true),
    ("about one in twenty", 6.3, (4.0, 8.0), false),
    // Below it by at most as much.
    ("nearly half", 49.9, (46.0, 54.0), true),
    ("nearly half", 47.5, (44.0, 51.0), true),
    ("almost half", 47.4, (44.0, 51.0), false),
    ("just under half", 50.0, (46.0, 54.0), false),
    ("close to half", 50.1, (46.0, 54.0), false),
    ("just over half", 52.5, (49.0, 56.0), true),
    ("slightly over half", 52.6, (49.0, 56.0), false),
    ("just over half", 50.0, (46.0, 54.0), false),
    // The whole interval on one side.
    ("more than half", 55.0, (50.1, 60.0), true),
    ("more than half", 55.0, (50.0, 60.0), false),
    ("over half", 51.0, (47.0, 55.0), false),
    ("more than 20 %", 25.0, (20.1, 30.0), true),
    ("at least half", 55.0, (50.0, 60.0), true),
    ("at least half", 55.0, (49.9, 60.0), false),
    ("less than half", 45.0, (40.0, 49.9), true),
    ("fewer than half", 45.0, (40.0, 50.0), false),
    ("under 50 per cent", 45.0, (40.0, 49.9), true),
    ("at most half", 45.0, (40.0, 50.0), true),
    ("at most half", 45.0, (40.0, 50.1), false),
    ("most", 55.0, (50.1, 60.0), true),
    ("the majority", 55.0, (50.0, 60.0), false),
    ("a minority", 45.0, (40.0, 49.9), true),
    ("a minority", 45.0, (40.0, 50.0), false),
    ("almost all", 93.0, (90.0, 96.0), true),
    ("nearly all", 93.0, (89.9, 96.0), false),
    ("few", 7.0, (5.0, 10.0), true),
    ("very few", 7.0, (5.0, 10.1), false),
];

#[test]
fn words_hold_of_the_shares_they_are_defined_by_and_of_no_others() {
    for (words, percent, limits, holds) in CASES {
        let said = says(words, *percent, *limits);
        assert_eq!(said.is_ok(), *holds, "“{words}” of {percent} % ({limits:?}): {said:?}");
    }
}

#[test]
fn what_does_not_hold_is_told_with_the_estimate_and_the_reason() {
    let mut told = String::new();
    for (words, percent, limits, holds) in CASES {
        if let Err(why) = says(words, *percent, *limits) {
            assert!(!holds && why.contains('('), "{words}: {why}");
            told.push_str(&format!("“{words}”: {why}\n"));
        }
    }
    assert_snapshot!(told);
}

#[test]
fn nothing_is_said_of_what_is_withheld() {
    let small = share(NAME, 0.2, (0.1, 0.3), 31);
    for words in ["one in five", "less than half", "few", "a minority", "at most 90 %"] {
        let said = VerbalClaim::parse(words).unwrap().of_share(&small, 0);
        assert_eq!(said, Err("its percentage is withheld".to_owned()), "{words}");
    }
}

#[test]
fn words_of_a_comparison_or_a_change_do_not_hold_of_one_share() {
    for words in [
        "more girls than boys",
        "twice as many",
        "no clear difference",
        "equal",
        "rose",
        "doubled",
        "unchanged",
    ] {
        assert!(says(words, 50.0, (46.0, 54.0)).is_err(), "{words}");
    }
}

#[test]
fn words_that_cannot_be_checked_are_refused_with_what_can() {
    let why = |words: &str| VerbalClaim::parse(words).unwrap_err();
    assert_eq!(why("up to one in five"), NotVerbal::UpTo);
    assert_eq!(why("as many as half"), NotVerbal::UpTo);
    assert_eq!(why("20 %"), NotVerbal::Percentage);
    assert_eq!(why("at least 100 %"), NotVerbal::NotAShare("at least 100 %".to_owned()));
    assert_eq!(why("inf times as many"), NotVerbal::Unknown("inf times as many".to_owned()));
    assert_snapshot!(why("many"), @"“many” is not among the words that can be checked, as “one in five”, “more than half”, “most”, “few”, “twice as many”, “more girls than boys”, “no clear difference”, “rose by a third”, “doubled”; docs/verbal-claims.md lists them");
}

/// A share between limits, from 0 to 1, in this order.
fn ordered() -> impl Strategy<Value = (f64, f64, f64)> {
    (0.0f64..1.0, 0.0f64..1.0, 0.0f64..1.0).prop_map(|(a, b, c)| {
        let mut limits = [a, b, c];
        limits.sort_by(f64::total_cmp);
        (limits[0], limits[1], limits[2])
    })
}

fn holds(words: &str, (lower, value, upper): (f64, f64, f64)) -> bool {
    let presented = share(NAME, value, (lower, upper), 800);
    VerbalClaim::parse(words).unwrap().of_share(&presented, 1).is_ok()
}

proptest! {
    /// What holds of a share holds of every larger one with larger limits, or of every smaller one.
    #[test]
    fn words_that_point_upwards_hold_further_up((a, b, c) in ordered(), (d, e, f) in ordered()) {
        let low = (a.min(d), b.min(e), c.min(f));
        let high = (a.max(d), b.max(e), c.max(f));
        for words in ["at least a third", "more than a third", "most", "almost all", "more than 40 %"] {
            prop_assert!(!holds(words, low) || holds(words, high), "{}", words);
        }
        for words in ["at most a third", "less than a third", "a minority", "few", "fewer than 40 %"] {
            prop_assert!(!holds(words, high) || holds(words, low), "{}", words);
        }
    }

    #[test]
    fn opposite_words_never_hold_together(limits in ordered()) {
        for (one, other) in [
            ("most", "a minority"),
            ("almost all", "few"),
            ("more than a third", "less than a third"),
            ("more than a third", "at most a third"),
            ("nearly a third", "just over a third"),
        ] {
            prop_assert!(!(holds(one, limits) && holds(other, limits)), "{} and {}", one, other);
        }
    }

    /// “More than” says more than “at least”, “most” as much as “more than half”.
    #[test]
    fn what_says_more_holds_more_seldom(limits in ordered()) {
        for (more, less) in [
            ("more than a third", "at least a third"),
            ("less than a third", "at most a third"),
            ("most", "more than half"),
            ("more than half", "most"),
            ("a minority", "less than half"),
            ("few", "a minority"),
            ("almost all", "most"),
        ] {
            prop_assert!(!holds(more, limits) || holds(less, limits), "{} without {}", more, less);
        }
    }

    /// Less uncertainty about the same estimate never takes away what was said of one side.
    #[test]
    fn a_narrower_interval_keeps_what_was_said((a, value, c) in ordered(), shrink in 0.0f64..1.0) {
        let narrow = (value - (value - a) * shrink, value, value + (c - value) * shrink);
        for words in ["at least a third", "more than a third", "at most a third", "less than a third", "most", "few"] {
            prop_assert!(!holds(words, (a, value, c)) || holds(words, narrow), "{}", words);
        }
    }

    /// The fraction that a refusal names is one that would not be refused for another.
    #[test]
    fn the_nearest_fraction_is_the_one_to_say(value in 0.005f64..0.995) {
        let limits = ((value - 0.2).max(0.0), value, (value + 0.2).min(1.0));
        let presented = share(NAME, value, (limits.0, limits.2), 800);
        let refused = VerbalClaim::parse("7 in 19").unwrap();
        if let Err(why) = refused.of_share(&presented, 1)
            && let Some((_, rest)) = why.split_once('“')
        {
            let fraction = rest.trim_end_matches('”');
            prop_assert!(holds(fraction, limits), "{} for {}", fraction, value);
        }
    }
}
