//! Tails and quantiles against a grid evaluated with 60 digits (`distribution/README.md`).
#![allow(clippy::unwrap_used, clippy::panic)]

use cairn_survey::distribution::*;
use proptest::prelude::*;

fn table(name: &str) -> Vec<csv::StringRecord> {
    let path = format!("{}/tests/distribution/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

fn of(row: &csv::StringRecord) -> Box<dyn Distribution> {
    let shape = |column: usize| number(&row[column]);
    match &row[0] {
        "normal" => Box::new(Normal),
        "t" => Box::new(Student { df: shape(1) }),
        "chi_squared" => Box::new(ChiSquared { df: shape(1) }),
        "f" => Box::new(FisherF { numerator: shape(1), denominator: shape(2) }),
        "beta" => Box::new(Beta { a: shape(1), b: shape(2) }),
        other => panic!("no distribution {other}"),
    }
}

/// The greatest relative error by distribution, which is what the tests hold to 12 digits.
fn check(rows: &[csv::StringRecord], error: impl Fn(&csv::StringRecord) -> f64) {
    let mut failures: Vec<String> = Vec::new();
    for row in rows {
        let error = error(row);
        if !(error < 1e-12) {
            failures.push(format!("{error:.1e}: {}", row.iter().collect::<Vec<_>>().join(",")));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), rows.len(), failures.join("\n"));
}

#[test]
fn tails_have_twelve_digits() {
    let rows = table("grid_tails");
    check(&rows, |row| {
        let tails = of(row).tails(number(&row[3]));
        let error = |found: f64, column: usize| (found / number(&row[column]) - 1.0).abs();
        error(tails.lower, 4).max(error(tails.upper, 5))
    });
}

#[test]
fn logarithms_of_tails_have_twelve_digits() {
    let rows = table("grid_tails");
    check(&rows, |row| {
        let tails = of(row).log_tails(number(&row[3]));
        let error = |found: f64, column: usize| {
            (found - libm::log(number(&row[column]))).abs() / found.abs().max(1.0)
        };
        error(tails.lower, 4).max(error(tails.upper, 5))
    });
}

#[test]
fn quantiles_have_twelve_digits() {
    let rows = table("grid_quantiles");
    check(&rows, |row| {
        let p = number(&row[4]);
        let tail = if &row[3] == "upper" { Tail::Upper(p) } else { Tail::Lower(p) };
        (of(row).quantile(tail) / number(&row[5]) - 1.0).abs()
    });
}

fn numbers(text: &str) -> Vec<f64> {
    text.split(' ').map(number).collect()
}

#[test]
fn sums_agree_with_ruben_series() {
    let rows = table("sums_exact");
    check(&rows, |row| {
        let sum = ChiSquaredSum::new(&numbers(&row[0]), &numbers(&row[1])).unwrap();
        let tails = sum.ratio_tails(number(&row[3]), number(&row[2]), SumMethod::Exact);
        let upper = number(&row[4]);
        // A tail computed as complement keeps the digits of the one it is the complement of.
        if upper < 0.5 { (tails.upper / upper - 1.0).abs() } else { (tails.upper - upper).abs() }
    });
}

/// R's own tails carry the tolerance of its search for the saddlepoint, 1e-8; with a sharper one they agree.
#[test]
fn sums_agree_with_r() {
    let rows = table("sums_r");
    check(&rows, |row| {
        let sum = ChiSquaredSum::new(&numbers(&row[1]), &numbers(&row[2])).unwrap();
        let (method, loose) = match &row[5] {
            "saddlepoint" => (SumMethod::Saddlepoint, 1e-6),
            _ => (SumMethod::Satterthwaite, 1.0),
        };
        let upper = sum.ratio_tails(number(&row[4]), number(&row[3]), method).upper;
        let error = |column: usize| (upper / number(&row[column]) - 1.0).abs();
        (error(6) * loose).max(error(7) * if loose < 1.0 { 1e-3 } else { 1.0 })
    });
}

#[test]
fn equal_weights_are_one_chi_squared_variable() {
    for (df, x) in [(1.0, 1e-3), (7.5, 3.0), (40.0, 200.0), (1e4, 1.2e4), (1e6, 1.001e6)] {
        let sum = ChiSquaredSum::new(&[2.0, 2.0], &[0.25 * df, 0.75 * df]).unwrap();
        for method in [SumMethod::Satterthwaite, SumMethod::Exact] {
            let (found, exact) = (sum.tails(2.0 * x, method), ChiSquared { df }.tails(x));
            assert!(
                (found.upper - exact.upper).abs() <= 1e-12 * exact.upper.max(1e-3),
                "{df} {x} {method:?} {found:?} {exact:?}"
            );
            let ratio = sum.ratio_tails(2.0 * x, 12.0, method);
            let exact = FisherF { numerator: df, denominator: 12.0 }.tails(x / df);
            assert!((ratio.upper - exact.upper).abs() <= 1e-12, "{df} {x} {method:?} {ratio:?} {exact:?}");
        }
    }
}

/// Near the mean the saddlepoint's parts cancel; what is shown there goes on from what is shown beside it.
#[test]
fn the_saddlepoint_has_no_gap_at_the_mean() {
    let sum = ChiSquaredSum::of_weights(&[1.7, 1.2, 0.9, 0.4]).unwrap();
    for denominator in [8.0, 197.0, f64::INFINITY] {
        let upper = |x: f64| sum.ratio_tails(x, denominator, SumMethod::Saddlepoint).upper;
        for near in [-2e-4, -5e-5, 0.0, 5e-5, 2e-4] {
            let (found, beside) = (upper(4.2 + 4.2 * near), 0.5 * (upper(4.1) + upper(4.3)));
            assert!((found / beside - 1.0).abs() < 1e-3, "{denominator} {near}: {found} {beside}");
        }
    }
}

#[test]
fn signs_tell_what_no_method_needs_to() {
    let positive = ChiSquaredSum::of_weights(&[1.0, 2.0, 0.0]).unwrap();
    let nothing = ChiSquaredSum::of_weights(&[0.0]).unwrap();
    let negative = ChiSquaredSum::of_weights(&[-1.0]).unwrap();
    for method in [SumMethod::Satterthwaite, SumMethod::Exact, SumMethod::Saddlepoint] {
        assert_eq!(positive.tails(-1.0, method).upper, 1.0);
        assert_eq!(positive.ratio_tails(0.0, 5.0, method).upper, 1.0);
        assert_eq!(positive.tails(f64::INFINITY, method).upper, 0.0);
        assert_eq!(nothing.tails(0.5, method).upper, 0.0);
        assert_eq!(negative.tails(0.5, method).upper, 0.0);
        assert!(positive.tails(f64::NAN, method).upper.is_nan());
        assert!(positive.ratio_tails(1.0, 0.0, method).upper.is_nan());
    }
    assert!(ChiSquaredSum::new(&[1.0], &[]).is_none());
    assert!(ChiSquaredSum::new(&[1.0], &[0.0]).is_none());
    assert!(ChiSquaredSum::of_weights(&[f64::INFINITY]).is_none());
}

fn is_probability_or_nan(value: f64) -> bool {
    value.is_nan() || (0.0..=1.0).contains(&value)
}

proptest! {
    #[test]
    fn any_numbers_give_probabilities_or_none(shape in any::<[f64; 2]>(), x in any::<f64>(), p in 0.0..1.0_f64) {
        let [a, b] = shape;
        let distributions: [&dyn Distribution; 5] = [
            &Normal,
            &Student { df: a },
            &ChiSquared { df: a },
            &FisherF { numerator: a, denominator: b },
            &Beta { a, b },
        ];
        for distribution in distributions {
            let tails = distribution.tails(x);
            prop_assert!(is_probability_or_nan(tails.lower) && is_probability_or_nan(tails.upper), "{tails:?}");
            let _ = (distribution.log_tails(x), distribution.quantile(Tail::Lower(p)), distribution.quantile(Tail::Upper(x)));
        }
    }

    #[test]
    fn sums_of_any_weights_have_probabilities(
        weights in prop::collection::vec(any::<f64>(), 0..4),
        denominator in any::<f64>(),
        x in any::<f64>(),
    ) {
        if let Some(sum) = ChiSquaredSum::of_weights(&weights) {
            for method in [SumMethod::Satterthwaite, SumMethod::Exact, SumMethod::Saddlepoint] {
                let tails = sum.ratio_tails(x, denominator, method);
                prop_assert!(is_probability_or_nan(tails.upper) && is_probability_or_nan(tails.lower), "{tails:?}");
            }
        }
    }

    #[test]
    fn tails_add_up_and_quantiles_turn_them(
        log_df in prop::array::uniform2(-1.0..6.0_f64),
        p in prop_oneof![0.0..1.0_f64, 1e-12..1e-3_f64],
    ) {
        let [a, b] = log_df.map(|log| libm::pow(10.0, log));
        let distributions: [(&dyn Distribution, f64); 4] = [
            (&Student { df: a }, f64::INFINITY),
            (&ChiSquared { df: a }, f64::INFINITY),
            (&FisherF { numerator: a, denominator: b }, f64::INFINITY),
            (&Beta { a, b }, 1.0),
        ];
        for (distribution, end) in distributions {
            for tail in [Tail::Lower(p), Tail::Upper(p)] {
                let tails = distribution.tails(distribution.quantile(tail));
                let back = if tail == Tail::Lower(p) { tails.lower } else { tails.upper };
                prop_assert!((tails.lower + tails.upper - 1.0).abs() < 1e-15);
                // A quantile that is next to an end, as 1 of the beta distribution, has no float near enough.
                let x = distribution.quantile(tail);
                let close = (back - p).abs() < 1e-8 * p.max(1e-3);
                prop_assert!(close || x > end - 1e-6 || x == 0.0, "{a} {b} {tail:?} {back}");
            }
        }
    }

    #[test]
    fn the_saddlepoint_is_near_the_exact_tail(
        weights in prop::collection::vec(0.1..3.0_f64, 2..8),
        times in 0.2..6.0_f64,
        denominator in 4.0..500.0_f64,
    ) {
        let sum = ChiSquaredSum::of_weights(&weights).unwrap();
        let x = times * weights.iter().sum::<f64>();
        let exact = sum.ratio_tails(x, denominator, SumMethod::Exact);
        let near = sum.ratio_tails(x, denominator, SumMethod::Saddlepoint);
        prop_assert!((exact.upper - near.upper).abs() < 0.02, "{exact:?} {near:?}");
    }
}
