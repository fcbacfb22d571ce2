//! Laws of quantiles and tests, and data that nobody means to give.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[path = "support/held.rs"]
mod held;
mod support;

use cairn_survey::quantile::{
    Covariances, QuantileEstimate, QuantileInterval as By, QuantileRule, Quantiles,
};
use cairn_survey::testing::{
    AssociationStatistic, Difference, OneMean, RankScore, RankTest, Test, TestError, TwoWayTable,
};
use cairn_survey::{Sample, SurveyError};
use proptest::prelude::*;
use support::Columns;

#[derive(Debug, Clone)]
struct Row {
    stratum: u32,
    cluster: u32,
    weight: f64,
    value: f64,
    first: u32,
    second: u32,
}

fn rows(values: impl Strategy<Value = f64> + Clone + 'static) -> impl Strategy<Value = Vec<Row>> {
    let row = (0_u32..2, 0_u32..4, 0.1_f64..9.0, values, 0_u32..3, 0_u32..3);
    prop::collection::vec(row, 0..25).prop_map(|rows| {
        // Every stratum has two clusters at least.
        let mut all: Vec<Row> = rows
            .into_iter()
            .map(|(stratum, cluster, weight, value, first, second)| Row {
                stratum,
                cluster,
                weight,
                value,
                first,
                second,
            })
            .collect();
        for (stratum, cluster) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let value = f64::from(stratum + cluster);
            all.push(Row { stratum, cluster, weight: 1.5, value, first: cluster, second: stratum });
        }
        all
    })
}

fn sample(rows: &[Row]) -> Sample {
    let columns = Columns {
        strata: vec![Some(rows.iter().map(|row| row.stratum).collect())],
        clusters: vec![rows.iter().map(|row| row.cluster).collect()],
        weights: Some(rows.iter().map(|row| row.weight).collect()),
        nest: true,
        ..Columns::default()
    };
    held::sample(&columns, rows.len())
}

const RULES: [QuantileRule; 5] = [
    QuantileRule::Math,
    QuantileRule::School,
    QuantileRule::HyndmanFan3,
    QuantileRule::HyndmanFan6,
    QuantileRule::HyndmanFan7,
];
const INTERVALS: [By; 5] = [By::Symmetric, By::Logit, By::Arcsine, By::KornGraubard, By::Score];

fn quantiles(rows: &[Row], rule: QuantileRule, interval: By) -> Result<Vec<QuantileEstimate>, SurveyError> {
    let sample = sample(rows);
    let domain = held::all(&sample);
    let values: Vec<f64> = rows.iter().map(|row| row.value).collect();
    let probabilities = vec![0.0, 0.1, 0.5, 0.9, 1.0];
    let df = sample.degrees_of_freedom();
    Quantiles { probabilities, rule, interval, level: 0.9, df }.estimate(&sample, &domain, &values)
}

fn tests(rows: &[Row]) -> Vec<Result<Test, SurveyError>> {
    let sample = sample(rows);
    let domain = held::all(&sample);
    let df = sample.domain_degrees_of_freedom(&domain);
    let outcome: Vec<f64> = rows.iter().map(|row| row.value).collect();
    let first: Vec<u32> = rows.iter().map(|row| row.first).collect();
    let second: Vec<u32> = rows.iter().map(|row| row.second).collect();
    let mut found = Vec::new();
    if let Ok(table) = TwoWayTable::new(&first, &second) {
        for statistic in [
            AssociationStatistic::F,
            AssociationStatistic::ChiSquared,
            AssociationStatistic::Wald,
            AssociationStatistic::AdjustedWald,
            AssociationStatistic::LinearCombination,
            AssociationStatistic::Saddlepoint,
        ] {
            found.push(table.test(&sample, &domain, statistic, df).map(|found| found.test));
        }
    }
    found.push(OneMean { outcome: outcome.clone() }.test(&sample, &domain, df).map(|found| found.test));
    if let Ok(difference) = Difference::new(outcome.clone(), &first) {
        found.push(difference.test(&sample, &domain, df).map(|found| found.test));
    }
    for score in [RankScore::Wilcoxon, RankScore::VanDerWaerden, RankScore::Median] {
        let test = RankTest::new(&outcome, &second, sample.weights(), score);
        found.push(test.and_then(|test| test.test(&sample, &domain, df)).map(|found| found.test));
    }
    found
}

fn hostile() -> impl Strategy<Value = f64> + Clone {
    prop_oneof![
        3 => -3.0_f64..3.0,
        2 => (0_i32..3).prop_map(f64::from),
        1 => prop_oneof![
            Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(-0.0), Just(f64::MAX), Just(5e-324)
        ],
    ]
}

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * (1.0 + left.abs()) || (left.is_nan() && right.is_nan())
}

proptest! {
    #[test]
    fn no_data_panic(rows in rows(hostile())) {
        for rule in RULES {
            for interval in INTERVALS {
                for quantile in quantiles(&rows, rule, interval).into_iter().flatten() {
                    let limits = (quantile.lower, quantile.upper);
                    if let (Some(lower), Some(upper)) = limits {
                        prop_assert!(lower != upper, "{quantile:?} has no width");
                    }
                    prop_assert!(quantile.standard_error.is_none_or(|error| error != 0.0));
                }
            }
        }
        for found in tests(&rows).into_iter().flatten() {
            prop_assert!(!(found.p < 0.0 || found.p > 1.0), "{found:?}");
        }
    }

    #[test]
    fn a_quantile_lies_in_its_interval(rows in rows(-3.0_f64..3.0)) {
        for interval in [By::Symmetric, By::Logit, By::Arcsine, By::KornGraubard] {
            for quantile in quantiles(&rows, QuantileRule::Math, interval).unwrap() {
                let value = quantile.value.unwrap();
                prop_assert!(quantile.lower.is_none_or(|lower| lower <= value));
                prop_assert!(quantile.upper.is_none_or(|upper| upper >= value));
            }
        }
    }

    /// The order of the rows, the scale of the weights, and a row that stands twice with half its weight change nothing.
    #[test]
    fn what_does_not_matter(rows in rows(-3.0_f64..3.0), turn in 1_usize..20, factor in 0.01_f64..100.0) {
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        let mut scaled = rows.clone();
        scaled.iter_mut().for_each(|row| row.weight *= factor);
        let mut split = rows.clone();
        let mut half = split[0].clone();
        half.weight /= 2.0;
        split[0] = half.clone();
        split.push(half);
        for (what, other) in [("order", &turned), ("scale", &scaled), ("split", &split)] {
            let pairs = quantiles(&rows, QuantileRule::Math, By::Symmetric).unwrap();
            let others = quantiles(other, QuantileRule::Math, By::Symmetric).unwrap();
            for (one, other) in pairs.iter().zip(&others) {
                prop_assert!(close(one.value.unwrap(), other.value.unwrap()), "{}", what);
            }
            let variance = |rows: &[Row]| {
                let sample = sample(rows);
                let columns = vec![rows.iter().map(|row| row.value).collect()];
                let n = rows.len() as f64;
                let found = sample.estimate(&Covariances { columns }, &held::all(&sample)).unwrap();
                (found.values[0] * (n - 1.0) / n, found.standard_error(0).unwrap() * (n - 1.0) / n)
            };
            let (one, other_one) = (variance(&rows), variance(other));
            prop_assert!(close(one.0, other_one.0) && close(one.1, other_one.1), "{}", what);
            if what == "split" {
                continue;
            }
            // Ranks of equal values are R's, which depend on the order of the rows.
            let ranks = if what == "order" { 3 } else { 0 };
            let own = tests(&rows);
            let compared = own.len() - ranks;
            for (one, other) in own.into_iter().zip(tests(other)).take(compared) {
                if let (Ok(one), Ok(other)) = (one, other) {
                    prop_assert!((one.p - other.p).abs() < 1e-6, "{}: {:?} {:?}", what, one, other);
                }
            }
        }
    }
}

#[test]
fn what_is_refused() {
    let nobody: [u32; 0] = [];
    assert_eq!(TwoWayTable::new(&nobody, &nobody), Err(TestError::Categories(0)));
    assert_eq!(TwoWayTable::new(&[1, 2], &[1]), Err(TestError::Length(2, 1)));
    assert_eq!(TwoWayTable::new(&[1, 2], &[3, 3]), Err(TestError::Categories(1)));
    let many: Vec<u32> = (0..10_000).collect();
    assert!(matches!(TwoWayTable::new(&many, &many), Err(TestError::TooManyCells { rows: 10_000, .. })));
    // Codes need not be small.
    assert_eq!(TwoWayTable::new(&[7, u32::MAX], &[0, 9]).unwrap().shape(), (2, 2));
    assert_eq!(Difference::new(vec![1.0; 3], &[1, 2, 3]), Err(TestError::NotTwoGroups(3)));
    let rows: Vec<Row> = (0..8)
        .map(|row| Row {
            stratum: row / 4,
            cluster: row % 4,
            weight: 1.0,
            value: f64::from(row),
            first: 0,
            second: 0,
        })
        .collect();
    let sample = sample(&rows);
    let domain = held::all(&sample);
    let ask = |probability: f64, level: f64| {
        let request = Quantiles {
            probabilities: vec![probability],
            rule: QuantileRule::Math,
            interval: By::Symmetric,
            level,
            df: 6.0,
        };
        request.estimate(&sample, &domain, &[1.0; 8])
    };
    assert!(ask(1.1, 0.95).unwrap_err().to_string().contains("between 0 and 1"));
    assert!(ask(f64::NAN, 0.95).is_err() && ask(0.5, 1.0).is_err() && ask(0.5, f64::NAN).is_err());
    // A constant has a median, and no interval.
    let constant = ask(0.5, 0.95).unwrap()[0];
    assert_eq!((constant.value, constant.lower, constant.standard_error), (Some(1.0), None, None));
    assert!(OneMean { outcome: vec![2.0; 8] }.test(&sample, &domain, 6.0).is_err());
    assert!(
        OneMean { outcome: vec![1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0, 4.0] }
            .test(&sample, &domain, 1.0)
            .is_err()
    );
}
