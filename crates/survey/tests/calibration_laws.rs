//! Laws of calibration, and what is refused.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use cairn_survey::calibration::{
    Adjustment, Bounds, Calibration, CalibrationError, Distance, Margin, PostStratification, Raking,
    Regression, TotalOf, Trimming,
};
use cairn_survey::replicates::Replicates;
use cairn_survey::{
    DesignRows, DesignShape, OfTotals, Sample, Stage, SurveyError, Taylor, Total, VarianceMethod, Variation,
};
use proptest::prelude::*;
use std::sync::Arc;

fn post(groups: &[u32], totals: &[f64]) -> Result<Calibration, CalibrationError> {
    let margin = Margin { groups: groups.to_vec(), totals: totals.to_vec() };
    PostStratification::new(margin).map(Calibration::PostStratification)
}

fn rake(
    margins: &[(&[u32], &[f64])],
    tolerance: f64,
    sweeps: usize,
) -> Result<Calibration, CalibrationError> {
    let margin =
        |(groups, totals): &(&[u32], &[f64])| Margin { groups: groups.to_vec(), totals: totals.to_vec() };
    let margins: Vec<Margin> = margins.iter().map(margin).collect();
    Raking::new(&margins, tolerance, sweeps).map(Calibration::Raking)
}

fn regress(columns: &[Vec<f64>], totals: &[f64], distance: Distance, bounds: Bounds) -> Calibration {
    Calibration::Regression(Regression::new(columns.to_vec(), totals.to_vec(), distance, bounds).unwrap())
}

fn weights_of(step: &Calibration, weights: &[f64]) -> Vec<f64> {
    step.calibrate(weights).unwrap().weights
}

fn near(found: f64, expected: f64, tolerance: f64) -> bool {
    (found - expected).abs() <= tolerance * (1.0 + expected.abs())
}

/// A sample in which every group of both margins occurs, with a numeric variable.
#[derive(Debug, Clone)]
struct Case {
    weights: Vec<f64>,
    first: Vec<u32>,
    second: Vec<u32>,
    x: Vec<f64>,
    /// What the population's totals are times those of the sample.
    shift: (f64, f64, f64),
}

impl Case {
    fn sum(&self, value: impl Fn(usize) -> f64) -> f64 {
        (0..self.weights.len()).map(|row| self.weights[row] * value(row)).sum()
    }

    /// The totals of a margin of as many groups, the first of them moved by a factor and the others with it, so that the sum stays.
    fn totals(&self, groups: &[u32], count: u32, factor: f64) -> Vec<f64> {
        let sums: Vec<f64> =
            (0..count).map(|group| self.sum(|row| f64::from(u8::from(groups[row] == group)))).collect();
        let population: f64 = sums.iter().sum();
        let first = (sums[0] * factor).min(0.5 * (sums[0] + population));
        let rest = (population - first) / (population - sums[0]);
        sums.iter().enumerate().map(|(group, sum)| if group == 0 { first } else { sum * rest }).collect()
    }

    fn raking(&self) -> Calibration {
        let (first, second) =
            (self.totals(&self.first, 3, self.shift.0), self.totals(&self.second, 2, self.shift.1));
        rake(&[(&self.first, &first), (&self.second, &second)], 1e-10, 1_000).unwrap()
    }

    fn columns(&self) -> Vec<Vec<f64>> {
        let level =
            |level: u32| self.first.iter().map(|group| f64::from(u8::from(*group == level))).collect();
        vec![vec![1.0; self.weights.len()], level(1), level(2), self.x.clone()]
    }

    fn regression(&self, distance: Distance, bounds: Bounds) -> Calibration {
        let first = self.totals(&self.first, 3, self.shift.0);
        let total = self.sum(|row| self.x[row]) * self.shift.2;
        regress(&self.columns(), &[first.iter().sum(), first[1], first[2], total], distance, bounds)
    }
}

prop_compose! {
    fn case()(rows in 12_usize..60)(
        weights in prop::collection::vec(0.5_f64..50.0, rows),
        first in prop::collection::vec(0_u32..3, rows),
        second in prop::collection::vec(0_u32..2, rows),
        x in prop::collection::vec(1.0_f64..100.0, rows),
        shift in (0.8_f64..1.25, 0.8_f64..1.25, 0.98_f64..1.02),
    ) -> Case {
        let (mut first, mut second) = (first, second);
        // All six combinations occur, so that any margins can be met.
        for cell in 0..6_u32 {
            first[cell as usize] = cell % 3;
            second[cell as usize] = cell / 3;
            first[cell as usize + 6] = cell % 3;
            second[cell as usize + 6] = cell / 3;
        }
        Case { weights, first, second, x, shift }
    }
}

proptest! {
    #[test]
    fn raked_margins_hold(case in case()) {
        let step = case.raking();
        let weights = weights_of(&step, &case.weights);
        for (groups, count, factor) in [(&case.first, 3, case.shift.0), (&case.second, 2, case.shift.1)] {
            for (group, total) in case.totals(groups, count, factor).iter().enumerate() {
                let reached: f64 =
                    weights.iter().zip(groups.iter()).filter(|(_, g)| **g == group as u32).map(|(w, _)| w).sum();
                prop_assert!(near(reached, *total, 1e-6), "{} {}", reached, total);
            }
        }
        // Once more changes nothing; nor do weights on another scale, or other weights with the same interactions.
        for (again, weight) in weights_of(&step, &weights).iter().zip(&weights) {
            prop_assert!(near(*again, *weight, 1e-6));
        }
        let scaled: Vec<f64> = case.weights.iter().map(|weight| 17.0 * weight).collect();
        for (again, weight) in weights_of(&step, &scaled).iter().zip(&weights) {
            prop_assert!(near(*again, *weight, 1e-6));
        }
        let tilted: Vec<f64> = case
            .weights
            .iter()
            .zip(case.first.iter().zip(&case.second))
            .map(|(w, (a, b))| w * f64::from(1 + a) * f64::from(2 + b))
            .collect();
        for (again, weight) in weights_of(&step, &tilted).iter().zip(&weights) {
            prop_assert!(near(*again, *weight, 1e-5));
        }
    }

    #[test]
    fn regression_meets_its_totals_within_its_bounds(case in case()) {
        let Bounds { lower, upper } = Bounds { lower: 0.3, upper: 4.0 };
        for (distance, bounds) in [
            (Distance::Linear, Bounds::NONE),
            (Distance::Raking, Bounds::NONE),
            (Distance::Linear, Bounds { lower, upper }),
            (Distance::Raking, Bounds { lower, upper }),
            (Distance::Logit, Bounds { lower, upper }),
        ] {
            let step = case.regression(distance, bounds);
            // Random totals can lie beyond the bounds; then they are refused, and not met half-way.
            let found = match step.calibrate(&case.weights) {
                Ok(found) => found.weights,
                Err(CalibrationError::NotConverged { .. } | CalibrationError::Infeasible { .. }) => continue,
                Err(other) => return Err(TestCaseError::fail(other.to_string())),
            };
            let total = case.sum(|row| case.x[row]) * case.shift.2;
            let reached: f64 = found.iter().zip(&case.x).map(|(w, x)| w * x).sum();
            prop_assert!(near(reached, total, 2e-7), "{:?}: {} {}", distance, reached, total);
            for (found, weight) in found.iter().zip(&case.weights) {
                let ratio = found / weight;
                prop_assert!(ratio >= bounds.lower - 1e-12 && ratio <= bounds.upper + 1e-12, "{}", ratio);
            }
            // The linear distance without bounds may leave weights below 0, and no step begins from those.
            if found.iter().any(|weight| *weight < 0.0) {
                continue;
            }
            for (again, weight) in weights_of(&step, &found).iter().zip(&found) {
                prop_assert!(near(*again, *weight, 1e-5), "{:?}: {} {}", distance, again, weight);
            }
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter(case in case()) {
        let turn = |column: &[f64]| column.iter().rev().copied().collect::<Vec<f64>>();
        let turned = Case {
            weights: turn(&case.weights),
            first: case.first.iter().rev().copied().collect(),
            second: case.second.iter().rev().copied().collect(),
            x: turn(&case.x),
            ..case.clone()
        };
        let values = turn(&case.x);
        for (one, other) in [
            (case.raking(), turned.raking()),
            (case.regression(Distance::Linear, Bounds::NONE), turned.regression(Distance::Linear, Bounds::NONE)),
        ] {
            let (one, other) = (one.calibrate(&case.weights).unwrap(), other.calibrate(&turned.weights).unwrap());
            for (weight, again) in one.weights.iter().zip(other.weights.iter().rev()) {
                prop_assert!(near(*weight, *again, 1e-8));
            }
            let (mut z, mut again) = (case.x.clone(), values.clone());
            one.adjustment.unwrap().residuals(&mut z);
            other.adjustment.unwrap().residuals(&mut again);
            for (z, again) in z.iter().zip(again.iter().rev()) {
                prop_assert!((z - again).abs() < 1e-7 * 100.0, "{} {}", z, again);
            }
        }
    }

    #[test]
    fn what_was_calibrated_to_does_not_vary(case in case()) {
        let residuals = |adjustment: &Adjustment, values: Vec<f64>| {
            let mut values = values;
            adjustment.residuals(&mut values);
            values
        };
        let groups: Vec<u32> = case.first.clone();
        let step = post(&groups, &case.totals(&groups, 3, case.shift.0)).unwrap();
        let found = step.calibrate(&case.weights).unwrap();
        let indicator = groups.iter().zip(&found.weights).map(|(g, w)| if *g == 1 { *w } else { 0.0 }).collect();
        let left = residuals(&found.adjustment.unwrap(), indicator);
        prop_assert!(left.iter().all(|value| value.abs() < 1e-9 * 100.0));

        let step = case.regression(Distance::Raking, Bounds::NONE);
        let found = step.calibrate(&case.weights).unwrap();
        let weighted = case.x.iter().zip(&found.weights).map(|(x, w)| x * w).collect();
        let left = residuals(&found.adjustment.unwrap(), weighted);
        prop_assert!(left.iter().all(|value| value.abs() < 1e-9 * 5000.0));
    }

    #[test]
    fn trimming_keeps_the_sum(case in case(), lower in 0.0_f64..10.0, strict in any::<bool>()) {
        let sum: f64 = case.weights.iter().sum();
        let mean = sum / case.weights.len() as f64;
        let (lower, upper) = (lower.min(0.9 * mean), 1.05 * mean);
        let step = Calibration::Trimming(Trimming::new(lower, upper, strict).unwrap());
        match step.calibrate(&case.weights) {
            Ok(found) => {
                prop_assert!(near(found.weights.iter().sum(), sum, 1e-9));
                if strict {
                    prop_assert!(found.weights.iter().all(|weight| *weight >= lower && *weight <= upper));
                    prop_assert_eq!(weights_of(&step, &found.weights), found.weights);
                }
            }
            Err(error) => {
                let refused = matches!(error, CalibrationError::NothingToTakeTrimmings { .. });
                prop_assert!(refused, "{}", error);
            }
        }
    }

    #[test]
    fn nothing_panics(
        weights in prop::collection::vec(prop_oneof![any::<f64>(), Just(0.0), Just(1.0)], 0..6),
        groups in prop::collection::vec(prop_oneof![0_u32..3, Just(u32::MAX)], 0..6),
        totals in prop::collection::vec(prop_oneof![any::<f64>(), 0.0..9.0], 0..4),
        x in prop::collection::vec(prop_oneof![any::<f64>(), Just(1.0), Just(0.0)], 0..6),
        lower in prop_oneof![any::<f64>(), -1.0..1.0],
        upper in prop_oneof![any::<f64>(), 1.0..3.0],
    ) {
        let mut steps = Vec::new();
        steps.extend(post(&groups, &totals));
        steps.extend(rake(&[(&groups, &totals), (&groups, &totals)], 1.0, 5));
        for distance in [Distance::Linear, Distance::Raking, Distance::Logit] {
            let columns = vec![x.clone(); totals.len()];
            for bounds in [Bounds::NONE, Bounds { lower, upper }] {
                steps.extend(
                    Regression::new(columns.clone(), totals.clone(), distance, bounds).map(Calibration::Regression),
                );
            }
        }
        steps.extend(Trimming::new(lower, upper, true).map(Calibration::Trimming));
        for step in steps {
            if let Ok(found) = step.calibrate(&weights) {
                prop_assert_eq!(found.weights.len(), weights.len());
                prop_assert!(step.calibrate_replicate(&weights, &found).is_ok());
                if let Some(adjustment) = found.adjustment {
                    adjustment.residuals(&mut weights.clone());
                    adjustment.residuals(&mut Vec::new());
                }
            }
        }
    }
}

const FOUR: [f64; 4] = [1.0, 2.0, 3.0, 4.0];

#[test]
fn groups_and_totals_must_fit() {
    let says = |result: Result<Calibration, CalibrationError>| result.unwrap_err().to_string();
    assert_eq!(
        says(post(&[0, 1, 2, 0], &[5.0, 5.0])),
        "group 3 of margin 1 has respondents, the first in row 3, but no population total"
    );
    assert_eq!(
        says(post(&[0, u32::MAX, 1, 0], &[5.0, 5.0])),
        "row 2 has no value for group 1 of margin 1; calibration needs a value in every row"
    );
    for total in [0.0, -3.0, f64::NAN, f64::INFINITY] {
        assert_eq!(
            says(post(&[0, 1, 1, 0], &[5.0, total])),
            format!("the population total of group 2 of margin 1 is {total}; it must be positive and finite")
        );
    }
    assert_eq!(
        says(rake(&[(&[0, 1, 0, 1], &[5.0, 5.0]), (&[0, 0, 1, 1], &[5.0, 6.0])], 1e-6, 10)),
        "the totals of margin 2 add up to 11, those of margin 1 to 10; margins describe the same population"
    );
    let empty = post(&[0, 0, 1, 1], &[5.0, 5.0, 7.0]).unwrap();
    assert_eq!(
        empty.calibrate(&FOUR).unwrap_err().to_string(),
        "group 3 of margin 1 has a population of 7, but no respondent with a weight stands for it"
    );
    let without_weight = post(&[0, 0, 1, 1], &[5.0, 5.0]).unwrap();
    assert!(matches!(
        without_weight.calibrate(&[1.0, 1.0, 0.0, 0.0]),
        Err(CalibrationError::EmptyGroup { of: TotalOf::Group { margin: 0, group: 1 }, .. })
    ));
}

/// Two margins that no table with these empty cells can have: sweeps end in a cycle in which cells stop changing.
#[test]
fn raking_does_not_claim_a_convergence_that_was_not() {
    let (first, second) = ([0, 0, 1, 1], [0, 0, 0, 1]);
    let step = rake(&[(&first, &[70.0, 30.0]), (&second, &[60.0, 40.0])], 1e-6, 500).unwrap();
    let CalibrationError::NotConverged { reached, iterations: 500 } = step.calibrate(&FOUR).unwrap_err()
    else {
        panic!("another refusal")
    };
    assert_eq!(reached.len(), 4);
    let off = reached.iter().filter(|total| (total.reached - total.wanted).abs() > 1.0).count();
    assert!(off >= 2, "{reached:?}");
    assert!(step.calibrate(&FOUR).unwrap_err().to_string().contains("did not converge in 500 iterations"));
}

/// R's default tolerance is one person. Weights that add up to one never change by as much.
#[test]
fn a_tolerance_beyond_the_population_does_not_end_raking_early() {
    let margins: [(&[u32], &[f64]); 2] = [(&[0, 0, 1, 1, 1], &[0.3, 0.7]), (&[0, 1, 0, 1, 1], &[0.6, 0.4])];
    let step = rake(&margins, Raking::TOLERANCE, 100).unwrap();
    let weights = weights_of(&step, &[0.1, 0.3, 0.2, 0.2, 0.2]);
    for (groups, totals) in margins {
        for (group, total) in totals.iter().enumerate() {
            let reached: f64 =
                weights.iter().zip(groups).filter(|(_, g)| **g == group as u32).map(|(w, _)| w).sum();
            assert!((reached - total).abs() <= 5e-3, "{reached} of {total}");
        }
    }
}

#[test]
fn bounds_are_kept_or_the_totals_refused() {
    let columns = [vec![1.0; 4], vec![1.0, 2.0, 3.0, 5.0]];
    for distance in [Distance::Linear, Distance::Raking, Distance::Logit] {
        let bounds = Bounds { lower: 0.5, upper: 1.5 };
        let far = regress(&columns, &[10.0, 60.0], distance, bounds);
        assert_eq!(
            far.calibrate(&FOUR).unwrap_err().to_string(),
            "no weights within the bounds meet the total 60 for auxiliary variable 2; the nearest they come is 51"
        );
        // Each total alone is within reach, both together are not.
        let together = regress(&columns, &[14.0, 27.0], distance, bounds);
        assert!(
            matches!(together.calibrate(&FOUR), Err(CalibrationError::NotConverged { .. })),
            "{distance:?}"
        );
    }
    assert!(matches!(
        Regression::new(columns.to_vec(), vec![10.0, 34.0], Distance::Logit, Bounds::NONE),
        Err(CalibrationError::Bounds { .. })
    ));
    assert!(matches!(
        Regression::new(
            columns.to_vec(),
            vec![10.0, 34.0],
            Distance::Linear,
            Bounds { lower: 1.2, upper: 2.0 }
        ),
        Err(CalibrationError::Bounds { .. })
    ));
}

#[test]
fn collinear_variables_must_agree() {
    let level = |level: usize| (0..4).map(|row| f64::from(u8::from(row % 2 == level))).collect::<Vec<f64>>();
    let columns = [vec![1.0; 4], level(0), level(1)];
    for distance in [Distance::Linear, Distance::Raking] {
        let agreed = regress(&columns, &[12.0, 5.0, 7.0], distance, Bounds::NONE);
        let weights = weights_of(&agreed, &FOUR);
        assert!(near(weights[0] + weights[2], 5.0, 1e-7) && near(weights[1] + weights[3], 7.0, 1e-7));
        let contradiction = regress(&columns, &[12.0, 5.0, 8.0], distance, Bounds::NONE);
        let Err(CalibrationError::Collinear { variable: 2, implied, total: 8.0 }) =
            contradiction.calibrate(&FOUR)
        else {
            panic!("another answer")
        };
        assert!(near(implied, 7.0, 1e-6));
    }
}

fn rows(weights: &[f64]) -> Sample {
    let shape = DesignShape {
        stages: vec![Stage { stratified: false, population: false }],
        rows_are_units: true,
        nest: true,
        weighted: true,
    };
    let columns = DesignRows {
        rows: weights.len(),
        strata: vec![None],
        population: vec![None],
        weights: Some(weights),
        ..DesignRows::default()
    };
    Sample::new(shape, &columns, Taylor::default()).unwrap()
}

#[test]
fn negative_weights_are_refused_unless_a_later_step_mends_them() {
    let columns = [vec![1.0; 4], vec![1.0, 2.0, 3.0, 5.0]];
    let step = regress(&columns, &[10.0, 48.0], Distance::Linear, Bounds::NONE);
    let refused = Calibration::apply_all(std::slice::from_ref(&step), rows(&FOUR)).unwrap_err();
    let SurveyError::Calibration(CalibrationError::Negative { count, least, .. }) = &refused else {
        panic!("another refusal: {refused}")
    };
    assert!(*count >= 1 && *least < 0.0);
    let trim = Calibration::Trimming(Trimming::new(0.5, f64::INFINITY, true).unwrap());
    let mended = Calibration::apply_all(&[step, trim], rows(&FOUR)).unwrap();
    assert!(mended.weights().iter().all(|weight| *weight >= 0.5));
    assert!(near(mended.weights().iter().sum(), 10.0, 1e-9));
}

#[test]
fn rows_without_weight_take_no_part() {
    let weights = [1.0, 2.0, 0.0, 4.0, 2.0];
    let groups = [0, 0, 0, 1, 1];
    let step = post(&groups, &[6.0, 9.0]).unwrap();
    let found = step.calibrate(&weights).unwrap();
    assert_eq!(found.weights, [2.0, 4.0, 0.0, 6.0, 3.0]);
    for step in [
        step,
        rake(&[(&groups, &[6.0, 9.0]), (&[0, 1, 1, 0, 1], &[8.0, 7.0])], 1e-9, 100).unwrap(),
        regress(
            &[vec![1.0; 5], vec![3.0, 1.0, 7.0, 2.0, 5.0]],
            &[10.0, 29.0],
            Distance::Linear,
            Bounds::NONE,
        ),
        Calibration::Trimming(Trimming::new(1.5, 3.0, true).unwrap()),
    ] {
        let found = step.calibrate(&weights).unwrap();
        assert_eq!(found.weights[2], 0.0);
        let Some(adjustment) = found.adjustment else { continue };
        let mut values = vec![1.0, 2.0, 0.0, 3.0, 1.0];
        adjustment.residuals(&mut values);
        assert!(values.iter().all(|value| value.is_finite()) && values[2] == 0.0, "{values:?}");
    }
}

#[test]
fn weights_of_one_are_brought_to_the_size_of_the_population() {
    let columns = [vec![1.0; 4], vec![1.0, 2.0, 3.0, 5.0]];
    let bounds = Bounds { lower: 0.5, upper: 2.0 };
    let step = regress(&columns, &[4_000.0, 11_500.0], Distance::Logit, bounds);
    let weights = weights_of(&step, &[1.0; 4]);
    assert!(near(weights.iter().sum(), 4_000.0, 1e-7));
}

#[test]
fn weights_to_be_calibrated_are_weights() {
    let step = post(&[0, 0, 1, 1], &[5.0, 5.0]).unwrap();
    for weights in [[1.0, -1.0, 1.0, 1.0], [1.0, f64::NAN, 1.0, 1.0], [1.0, f64::INFINITY, 1.0, 1.0]] {
        assert!(matches!(step.calibrate(&weights), Err(CalibrationError::Weight { row: 1, .. })));
    }
    assert_eq!(step.calibrate(&[0.0; 4]), Err(CalibrationError::NoWeight));
    assert!(matches!(step.calibrate(&[1.0; 3]), Err(CalibrationError::Length { expected: 4, found: 3, .. })));
}

#[test]
fn ten_thousand_groups_in_two_margins() {
    let rows = 30_000_usize;
    let first: Vec<u32> = (0..rows).map(|row| (row % 10_000) as u32).collect();
    let second: Vec<u32> = (0..rows).map(|row| (row * 7 % 9_999) as u32).collect();
    let weights: Vec<f64> = (0..rows).map(|row| 1.0 + (row % 5) as f64).collect();
    let count = |groups: &[u32], width: usize| {
        let mut sums = vec![0.0; width];
        groups.iter().for_each(|group| sums[*group as usize] += 3.0);
        sums
    };
    let totals = (count(&first, 10_000), count(&second, 9_999));
    let step = rake(&[(&first, &totals.0), (&second, &totals.1)], 1e-6, 1_000).unwrap();
    let found = step.calibrate(&weights).unwrap();
    assert!(near(found.weights.iter().sum(), 3.0 * rows as f64, 1e-9));
}

/// A sum of three in the margin has a variance of zero but for rounding: what is calibrated to does not vary.
#[test]
fn the_variance_of_a_calibrated_total_is_nothing() {
    let sample = rows(&[2.0, 3.0, 4.0, 5.0, 1.0, 7.0]);
    let groups = [0, 0, 1, 1, 1, 0];
    let step = post(&groups, &[30.0, 20.0]).unwrap();
    let sample = Calibration::apply_all(&[step], sample).unwrap();
    let domain = sample.domain(|row| groups[row] == 1);
    let statistic = OfTotals { estimator: Total { variable: 0 }, columns: vec![vec![1.0; domain.len()]] };
    let found = sample.estimate(&statistic, &domain).unwrap();
    assert!(near(found.values[0], 20.0, 1e-12));
    assert!(found.standard_error(0).unwrap() < 1e-12);
    assert!(matches!(found.variation, Variation::Linearized(_)));
}

#[test]
fn a_replicate_that_cannot_be_calibrated_is_named_as_one() {
    let sample = rows(&[1.0, 2.0, 3.0, 4.0]);
    let replicates = Replicates::jk1(sample.design()).unwrap().for_rows(sample.units());
    let sample = sample.with_variance(VarianceMethod::Replicates(Arc::new(replicates)));
    let step = post(&[0, 0, 0, 1], &[30.0, 20.0]).unwrap();
    let refused = Calibration::apply_all(&[step], sample).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the weights of a replicate cannot be calibrated: group 2 of margin 1 has a population of 20, \
         but no respondent with a weight stands for it"
    );
}
