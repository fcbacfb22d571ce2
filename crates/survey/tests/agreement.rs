//! Agreement between raters: published tables, and R's `survey` 4.5.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[path = "support/held.rs"]
mod held;
mod support;

use cairn_survey::agreement::{AgreementError, AgreementWeights, FleissKappa, Kappa};
use cairn_survey::algebra::Dense;
use cairn_survey::{Sample, Statistic, symmetric_interval};
use held::{all, design};
use proptest::prelude::*;
use support::{Case, Columns, numbers, same};

/// Cohen's example of 1968, whose plain kappa is that of 1960's: shares of 200 patients in three diagnoses.
const COHEN: [[u32; 3]; 3] = [[88, 14, 18], [10, 40, 10], [2, 6, 12]];

/// A row for each case of a table.
fn pairs(table: &[[u32; 3]; 3]) -> (Vec<u32>, Vec<u32>) {
    let cells = (0..3).flat_map(|row| (0..3).map(move |column| (row, column)));
    let cases =
        cells.flat_map(|(row, column)| vec![(row as u32, column as u32); table[row][column] as usize]);
    cases.unzip()
}

fn kappa(first: &[u32], second: &[u32], weights: &AgreementWeights) -> f64 {
    let kappa = Kappa::new(first, second, 3, weights).unwrap();
    kappa.values(&vec![1.0; first.len()]).unwrap()[0]
}

#[test]
fn cohen() {
    let (first, second) = pairs(&COHEN);
    assert!((kappa(&first, &second, &AgreementWeights::Identity) - 0.492).abs() < 5e-4);
    let disagreement = Dense::from_rows(&[[0.0, 1.0, 3.0], [1.0, 0.0, 6.0], [3.0, 6.0, 0.0]]).unwrap();
    let weights = AgreementWeights::of_disagreement(&disagreement).unwrap();
    assert!((kappa(&first, &second, &weights) - 0.348).abs() < 5e-4);
}

/// Of Fleiss's (1971) table, the diagnoses of 30 patients by six psychiatrists each.
const FLEISS: [[u32; 5]; 30] = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
    [0, 0, 5, 0, 1],
    [3, 0, 0, 1, 2],
    [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0],
    [1, 0, 2, 0, 3],
    [0, 0, 0, 0, 6],
    [0, 1, 0, 5, 0],
    [0, 2, 0, 1, 3],
    [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1],
    [0, 5, 0, 1, 0],
    [4, 0, 0, 0, 2],
    [0, 2, 0, 4, 0],
    [1, 0, 5, 0, 0],
    [0, 0, 0, 0, 6],
];

/// The ratings of six raters, in the order of the categories.
fn raters() -> Vec<Vec<u32>> {
    let mut raters = vec![Vec::new(); 6];
    for counts in FLEISS {
        let ratings = (0..5).flat_map(|category| vec![category as u32; counts[category] as usize]);
        raters.iter_mut().zip(ratings).for_each(|(rater, rating)| rater.push(rating));
    }
    raters
}

#[test]
fn fleiss() {
    let kappa = FleissKappa::new(&raters(), 5).unwrap();
    assert!((kappa.values(&[1.0; 30]).unwrap()[0] - 0.430).abs() < 5e-4);
}

#[test]
fn kappas_are_those_of_r() {
    for (id, name, variables) in [
        ("kappa_2x2", "d", ["comp.imp", "sch.wide"]),
        ("kappa_2x2_nofpc", "dn", ["awards", "comp.imp"]),
        ("kappa_both_awards", "dn", ["both", "awards"]),
    ] {
        let case = Case::read("apistrat");
        let [first, second] = variables.map(|variable| case.frame.keys(variable));
        compare(&design(&case, name), &first, &second, case.result(id), None);
    }
    let case = Case::read("nhanes");
    let sample = design(&case, "d");
    let ages = case.frame.keys("agecat").into_iter().map(|code| u32::from(code > 1)).collect::<Vec<_>>();
    let high = case.frame.numbers("HI_CHOL");
    let second: Vec<u32> = high.iter().map(|high| u32::from(*high == 1.0)).collect();
    let present: Vec<bool> = high.iter().map(|high| !high.is_nan()).collect();
    compare(&sample, &ages, &second, case.result("kappa"), Some(&present));
}

fn compare(
    sample: &Sample,
    first: &[u32],
    second: &[u32],
    item: &serde_json::Value,
    present: Option<&[bool]>,
) {
    let domain = sample.domain(|row| present.is_none_or(|present| present[row]));
    let (first, second) = (domain.gather(first), domain.gather(second));
    let kappa = Kappa::new(&first, &second, 2, &AgreementWeights::Identity).unwrap();
    let found = sample.estimate(&kappa, &domain).unwrap();
    same(found.values[0], item["est"]["kappa"].as_f64().unwrap(), 0.0, "kappa");
    same(found.standard_error(0).unwrap(), item["se"]["kappa"].as_f64().unwrap(), 1.0, "standard error");
    let df = sample.degrees_of_freedom();
    let interval = symmetric_interval(found.values[0], found.variance(0).unwrap(), df, 0.95);
    let Ok(interval) = interval else {
        // Of raters who always agree; R's interval is one of rounding.
        assert_eq!(found.values[0], 1.0);
        return;
    };
    same(interval.lower, numbers(&item["ci95_t_df"]["lower"])[0], 0.0, "lower limit");
    same(interval.upper, numbers(&item["ci95_t_df"]["upper"])[0], 0.0, "upper limit");
}

/// Of a simple random sample the standard error is Fleiss, Cohen and Everitt's (1969): 0.0459 for Cohen's table, by their formula.
#[test]
fn standard_error_of_a_simple_random_sample() {
    let (first, second) = pairs(&COHEN);
    let rows = first.len();
    let columns = Columns { weights: Some(vec![1.0; rows]), ..Columns::default() };
    let sample = held::sample(&columns, rows);
    let kappa = Kappa::new(&first, &second, 3, &AgreementWeights::Identity).unwrap();
    let found = sample.estimate(&kappa, &all(&sample)).unwrap();
    // Theirs divides by n, ours by n − 1.
    let n = rows as f64;
    let square = |x: f64| x * x;
    let share = |row: usize, column: usize| f64::from(COHEN[row][column]) / n;
    let margin = |index: usize| {
        let (row, column) =
            (0..3).fold((0.0, 0.0), |(a, b), other| (a + share(index, other), b + share(other, index)));
        (row, column)
    };
    let observed: f64 = (0..3).map(|index| share(index, index)).sum();
    let expected: f64 = (0..3).map(|index| margin(index).0 * margin(index).1).sum();
    let mut sum = 0.0;
    for row in 0..3 {
        for column in 0..3 {
            let (own, other) = (margin(row).1, margin(column).0);
            if row == column {
                let both = margin(row).0 + margin(row).1;
                sum += share(row, row) * square(1.0 - expected - both * (1.0 - observed));
            } else {
                sum += share(row, column) * square((1.0 - observed) * (own + other));
            }
        }
    }
    sum -= square(observed * expected - 2.0 * expected + observed);
    let expected_variance = sum / (n - 1.0) / square(square(1.0 - expected));
    assert!((found.variance(0).unwrap() / expected_variance - 1.0).abs() < 1e-12);
}

#[test]
fn what_cannot_be_measured() {
    let identity = AgreementWeights::Identity;
    assert_eq!(Kappa::new(&[0, 1], &[0], 2, &identity), Err(AgreementError::Length(2, 1)));
    assert_eq!(Kappa::new(&[0], &[0], 1, &identity), Err(AgreementError::Categories(1)));
    let code = AgreementError::Code { row: 1, code: 7, categories: 2 };
    assert_eq!(Kappa::new(&[0, 1], &[0, 7], 2, &identity), Err(code));
    let one_category = Kappa::new(&[1, 1], &[1, 1], 2, &identity).unwrap();
    assert!(one_category.values(&[1.0, 1.0]).unwrap()[0].is_nan());
    let shape = AgreementWeights::Given(Dense::identity(3));
    let refused = AgreementError::WeightsShape { categories: 2, found: 3 };
    assert_eq!(Kappa::new(&[0], &[0], 2, &shape), Err(refused));
    assert!(AgreementWeights::of_disagreement(&Dense::identity(2)).is_err());
    assert!(AgreementWeights::of_disagreement(&Dense::zeros(2, 2)).is_err());
    assert_eq!(FleissKappa::new(&[vec![0, 1]], 2), Err(AgreementError::Raters(1)));
}

proptest! {
    /// Of two categories, all weights are the same; and kappa is the slope that its linearized variable says.
    #[test]
    fn the_influence_is_the_derivative(
        ratings in prop::collection::vec((0_u32..4, 0_u32..4, 0.1_f64..9.0), 6..30),
        row in 0_usize..6,
    ) {
        let first: Vec<u32> = ratings.iter().map(|rating| rating.0).collect();
        let second: Vec<u32> = ratings.iter().map(|rating| rating.1).collect();
        let weights: Vec<f64> = ratings.iter().map(|rating| rating.2).collect();
        let mut statistics: Vec<Box<dyn Statistic>> =
            vec![Box::new(FleissKappa::new(&[&first, &second], 4).unwrap())];
        for agreement in [AgreementWeights::Identity, AgreementWeights::Linear, AgreementWeights::Quadratic] {
            statistics.push(Box::new(Kappa::new(&first, &second, 4, &agreement).unwrap()));
        }
        for statistic in statistics {
            let value = statistic.values(&weights).unwrap();
            prop_assume!(value[0].is_finite());
            let slope = statistic.influence(&weights, &value).unwrap()[0][row];
            let step = 1e-6 * weights[row];
            let at = |change: f64| {
                let mut weights = weights.clone();
                weights[row] += change;
                statistic.values(&weights).unwrap()[0]
            };
            let numeric = (at(step) - at(-step)) / (2.0 * step);
            prop_assert!((slope - numeric).abs() <= 1e-5 * (1.0 + slope.abs()), "{slope} {numeric}");
        }
    }
}
