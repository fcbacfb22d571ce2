//! Outcome rates: published numbers, worked examples and laws.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use cairn_sample::disposition::{Category, Disposition};
use cairn_sample::outcome::{Counts, EligibleShare, OutcomeRates, Rate, Undefined, UnknownRule};
use proptest::prelude::*;

fn counts(of: &[(Category, f64)]) -> Counts {
    let mut counts = Counts::new();
    of.iter().for_each(|(category, weight)| counts.add(*category, *weight));
    counts
}

fn rates(counts: Counts, rule: UnknownRule) -> OutcomeRates {
    OutcomeRates::new(counts, EligibleShare::of(&counts, rule))
}

/// EU Kids Online 2010, 25 countries: 60,232 eligible contacts, 25,142 completed pairs, 42 %.
#[test]
fn eu_kids_online() {
    use Category::{Interview, Refusal};
    let rates =
        rates(counts(&[(Interview, 25_142.0), (Refusal, 60_232.0 - 25_142.0)]), UnknownRule::Proportional);
    assert_eq!(rates.counts().eligible(), 60_232.0);
    let rr5 = rates.get(Rate::Rr5).unwrap();
    assert_eq!(format!("{:.1}", 100.0 * rr5), "41.7");
    assert_eq!([rates.get(Rate::Rr1), rates.get(Rate::Rr3)], [Ok(rr5), Ok(rr5)]);
}

/// 1,000 households by hand: I 500, P 20, R 150, NC 80, O 50; UH 60, UR 30, UO 10; NE 100. So e = 800 / 900, U = 100.
#[test]
fn every_rate_by_hand() {
    let all = [500.0, 20.0, 150.0, 80.0, 50.0, 60.0, 30.0, 10.0, 100.0];
    let counts = counts(&Category::ALL.into_iter().zip(all).collect::<Vec<_>>());
    let rates = rates(counts, UnknownRule::Proportional);
    let with_e = 800.0 + 800.0 / 9.0;
    let expected = [
        500.0 / 900.0,
        520.0 / 900.0,
        500.0 / with_e,
        520.0 / with_e,
        500.0 / 800.0,
        520.0 / 800.0,
        500.0 / 720.0,
        520.0 / 720.0,
        500.0 / 670.0,
        520.0 / 670.0,
        150.0 / 900.0,
        150.0 / with_e,
        150.0 / 800.0,
        720.0 / 900.0,
        720.0 / with_e,
        720.0 / 800.0,
    ];
    for (rate, expected) in Rate::ALL.into_iter().zip(expected) {
        let value = rates.get(rate).unwrap();
        assert!((value - expected).abs() < 1e-15, "{rate} {value} {expected}");
    }
}

#[test]
fn what_cannot_be_divided_is_absent_with_a_reason() {
    let nobody = rates(Counts::new(), UnknownRule::Proportional);
    for rate in Rate::ALL {
        assert_eq!(nobody.get(rate), Err(Undefined::NobodyToDivideBy), "{rate}");
    }
    let unknown = counts(&[(Category::UnknownHousing, 3.0)]);
    assert_eq!(rates(unknown, UnknownRule::Proportional).get(Rate::Rr3), Err(Undefined::NoneKnown));
    assert_eq!(rates(unknown, UnknownRule::Proportional).get(Rate::Rr1), Ok(0.0));
    assert_eq!(rates(unknown, UnknownRule::Stated(0.0)).get(Rate::Rr3), Err(Undefined::NobodyToDivideBy));
    assert_eq!(rates(unknown, UnknownRule::Stated(1.5)).get(Rate::Rr3), Err(Undefined::NoShare));
    assert_eq!(rates(unknown, UnknownRule::Stated(f64::NAN)).get(Rate::Rr3), Err(Undefined::NoShare));
    let away = counts(&[(Category::NonContact, 3.0)]);
    assert_eq!(rates(away, UnknownRule::Proportional).get(Rate::Coop1), Err(Undefined::NobodyToDivideBy));
    assert_eq!(rates(away, UnknownRule::Proportional).get(Rate::Rr3), Ok(0.0));
}

fn any_counts() -> impl Strategy<Value = Counts> {
    proptest::array::uniform9(0..500_u32).prop_map(|counts_of| {
        counts(&Category::ALL.into_iter().zip(counts_of.map(f64::from)).collect::<Vec<_>>())
    })
}

fn dispositions() -> impl Strategy<Value = Vec<Disposition>> {
    proptest::collection::vec(proptest::sample::select(Disposition::all().collect::<Vec<_>>()), 0..60)
}

/// Whether `a ≤ b`, but for rounding, where both are there.
fn at_most(a: Result<f64, Undefined>, b: Result<f64, Undefined>) -> bool {
    !matches!((a, b), (Ok(a), Ok(b)) if a > b + 1e-12)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

proptest! {
    #[test]
    fn rates_are_shares_in_order(counts in any_counts(), stated in proptest::option::of(0.0..=1.0)) {
        let rates = rates(counts, stated.map_or(UnknownRule::Proportional, UnknownRule::Stated));
        for rate in Rate::ALL {
            prop_assert!(rates.get(rate).is_err() || (0.0..=1.0).contains(&rates.get(rate).unwrap()));
        }
        let chains: [&[Rate]; 6] = [
            &[Rate::Rr1, Rate::Rr3, Rate::Rr5, Rate::Coop1, Rate::Coop3],
            &[Rate::Rr2, Rate::Rr4, Rate::Rr6, Rate::Coop2, Rate::Coop4],
            &[Rate::Rr1, Rate::Rr2, Rate::Con1],
            &[Rate::Rr3, Rate::Rr4, Rate::Con2],
            &[Rate::Ref1, Rate::Ref2, Rate::Ref3],
            &[Rate::Con1, Rate::Con2, Rate::Con3],
        ];
        for chain in chains {
            for pair in chain.windows(2) {
                prop_assert!(at_most(rates.get(pair[0]), rates.get(pair[1])), "{:?}", pair);
            }
        }
    }

    #[test]
    fn what_is_left_of_the_whole_has_its_rate_too(counts in any_counts()) {
        let rates = rates(counts, UnknownRule::Proportional);
        let (eligible, all) = (counts.eligible(), counts.eligible() + counts.unknown());
        let others = counts.get(Category::NonContact) + counts.get(Category::OtherNonInterview);
        if eligible > 0.0 {
            let rate = |rate| rates.get(rate).unwrap();
            prop_assert!(near(rate(Rate::Rr6) + rate(Rate::Ref3) + others / eligible, 1.0));
            prop_assert!(near(rate(Rate::Rr2) + rate(Rate::Ref1) + (others + counts.unknown()) / all, 1.0));
            prop_assert!(near(rate(Rate::Con3) + counts.get(Category::NonContact) / eligible, 1.0));
        }
    }

    #[test]
    fn all_eligible_or_none(counts in any_counts()) {
        let (all, none) = (rates(counts, UnknownRule::Stated(1.0)), rates(counts, UnknownRule::Stated(0.0)));
        for (with_e, with_all, without) in
            [(Rate::Rr3, Rate::Rr1, Rate::Rr5), (Rate::Rr4, Rate::Rr2, Rate::Rr6), (Rate::Ref2, Rate::Ref1, Rate::Ref3), (Rate::Con2, Rate::Con1, Rate::Con3)]
        {
            prop_assert_eq!(all.get(with_e), all.get(with_all));
            prop_assert_eq!(none.get(with_e), none.get(without));
        }
    }

    #[test]
    fn parts_add_up(first in dispositions(), second in dispositions()) {
        let mut sum = Counts::of(&first);
        sum += Counts::of(&second);
        prop_assert_eq!(sum, Counts::of(first.iter().chain(&second)));
        prop_assert_eq!(sum.total(), (first.len() + second.len()) as f64);
    }

    #[test]
    fn equal_weights_change_nothing(dispositions in dispositions(), weight in 0.1..1000.0) {
        let mut weighted = Counts::new();
        dispositions.iter().for_each(|disposition| weighted.add(disposition.category(), weight));
        let plain = Counts::of(&dispositions);
        for rate in Rate::ALL {
            match (rates(weighted, UnknownRule::Proportional).get(rate), rates(plain, UnknownRule::Proportional).get(rate)) {
                (Ok(weighted), Ok(plain)) => prop_assert!(near(weighted, plain)),
                (weighted, plain) => prop_assert_eq!(weighted, plain),
            }
        }
    }
}
