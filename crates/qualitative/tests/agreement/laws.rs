//! Laws of agreement over judgements of any kind.

use cairn_qualitative::agreement::{
    IntervalDifference, Nominal, Number, Ordinal, Ratings, Ratio, Undefined, alpha, cohen_kappa, fleiss_kappa,
};
use proptest::prelude::*;

use crate::judged::{number, table};

type Rows = Vec<Vec<Option<u8>>>;

fn rows() -> impl Strategy<Value = Rows> {
    (2_usize..5).prop_flat_map(|coders| {
        prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, 0_u8..5), coders), 1..30)
    })
}

fn numbers(rows: &Rows, map: impl Fn(f64) -> f64) -> Ratings<Number> {
    let row = |row: &Vec<Option<u8>>| {
        row.iter().map(|value| value.map(|value| number(map(f64::from(value))))).collect()
    };
    table(&rows.iter().map(row).collect::<Vec<_>>())
}

fn every_value(ratings: &Ratings<Number>) -> Vec<Result<f64, Undefined>> {
    vec![
        alpha(ratings, &Nominal).map(|alpha| alpha.value),
        alpha(ratings, &Ordinal).map(|alpha| alpha.value),
        alpha(ratings, &IntervalDifference).map(|alpha| alpha.value),
        alpha(ratings, &Ratio).map(|alpha| alpha.value),
    ]
}

fn close(one: &Result<f64, Undefined>, other: &Result<f64, Undefined>) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => (one - other).abs() < 1e-9,
        (one, other) => one == other,
    }
}

/// SplitMix64: numbers for simulations that are the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

proptest! {
    #[test]
    fn the_order_of_units_and_of_coders_changes_nothing_to_the_bit(rows in rows(), turn in 0_usize..5) {
        let as_given = every_value(&numbers(&rows, |x| x));
        let mut turned: Rows = rows.iter().rev().cloned().collect();
        for row in &mut turned {
            let turn = turn % row.len();
            row.rotate_left(turn);
        }
        prop_assert_eq!(as_given, every_value(&numbers(&turned, |x| x)));
    }

    #[test]
    fn other_names_for_categories_change_nothing(rows in rows()) {
        let renamed: Rows = rows.iter().map(|row| row.iter().map(|value| value.map(|value| (value * 3 + 1) % 5)).collect()).collect();
        let (one, other) = (table(&rows), table(&renamed));
        prop_assert!(close(&alpha(&one, &Nominal).map(|a| a.value), &alpha(&other, &Nominal).map(|a| a.value)));
        prop_assert_eq!(fleiss_kappa(&one).is_ok(), fleiss_kappa(&other).is_ok());
        let two = |rows: &Rows| table(&rows.iter().map(|row| row[..2].to_vec()).collect::<Vec<_>>());
        prop_assert!(close(&cohen_kappa(&two(&rows)).map(|k| k.value), &cohen_kappa(&two(&renamed)).map(|k| k.value)));
    }

    #[test]
    fn interval_alpha_does_not_know_the_unit_or_the_zero(rows in rows(), slope in prop_oneof![-50.0..-0.1, 0.1..50.0], shift in -100.0..100.0) {
        let value = |map: &dyn Fn(f64) -> f64| alpha(&numbers(&rows, map), &IntervalDifference).map(|alpha| alpha.value);
        prop_assert!(close(&value(&|x| x), &value(&|x| slope * x + shift)));
    }

    #[test]
    fn ordinal_alpha_knows_the_order_only_and_ratio_alpha_the_zero(rows in rows(), slope in 0.1..50.0) {
        let value = |map: &dyn Fn(f64) -> f64| alpha(&numbers(&rows, map), &Ordinal).map(|alpha| alpha.value);
        prop_assert_eq!(value(&|x| x), value(&|x| x * x * x + 1.0));
        prop_assert!(close(&value(&|x| x), &value(&|x| -x)));
        let value = |map: &dyn Fn(f64) -> f64| alpha(&numbers(&rows, map), &Ratio).map(|alpha| alpha.value);
        prop_assert!(close(&value(&|x| x), &value(&|x| slope * x)));
    }

    #[test]
    fn full_agreement_is_one(values in prop::collection::vec(0_u8..5, 2..30), coders in 2_usize..5) {
        let rows: Rows = values.iter().map(|&value| vec![Some(value); coders]).collect();
        for value in every_value(&numbers(&rows, |x| x)).into_iter().chain([fleiss_kappa(&table(&rows)).map(|k| k.value)]) {
            prop_assert!(matches!(value, Ok(1.0) | Err(Undefined::NoVariation { .. })), "{value:?}");
        }
    }

    #[test]
    fn no_judgements_whatever_break_it(rows in rows(), exponent in -120_i32..100) {
        let scale = libm::pow(10.0, f64::from(exponent));
        for value in every_value(&numbers(&rows, |x| x * scale)).into_iter().flatten() {
            prop_assert!(value <= 1.0 && value.is_finite(), "{value}");
        }
    }
}

#[test]
fn chance_gives_zero_on_average() {
    let mut numbers = Numbers(2026);
    let mut sums = [0.0; 3];
    let runs = 400;
    for _ in 0..runs {
        // Two coders with the same uneven habits: three categories, half of all in the first.
        let mut judge = || Some([0, 0, 1, 2][numbers.below(4) as usize]);
        let ratings = table(&(0..60).map(|_| vec![judge(), judge()]).collect::<Vec<_>>());
        sums[0] += alpha(&ratings, &Nominal).unwrap().value;
        sums[1] += alpha(&ratings, &Ordinal).unwrap().value;
        sums[2] += cohen_kappa(&ratings).unwrap().value;
    }
    for sum in sums {
        assert!((sum / f64::from(runs)).abs() < 0.015, "{}", sum / f64::from(runs));
    }
}
