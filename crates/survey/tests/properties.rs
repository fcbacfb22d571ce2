//! Laws of estimation, over random samples.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use cairn_survey::{
    ClusterTotals, ClusterTotalsBuilder, DesignBuilder, DesignEffectReference, Estimate, LonelyPsu, Mean,
    Measure, Moments, OUTSIDE, ProportionInterval, ProportionMethod, SurveyError, Taylor, Total, Values,
    symmetric_interval,
};
use proptest::prelude::*;
use support::{Columns, totals};

const TAYLOR: Taylor = Taylor { lonely_psu: LonelyPsu::Adjust, domain_lonely_psu: false };

/// One row of a random sample.
#[derive(Debug, Clone)]
struct Row {
    stratum: u32,
    cluster: u32,
    weight: f64,
    domain: u32,
    value: f64,
}

fn row() -> impl Strategy<Value = Row> {
    let value = prop_oneof![8 => -100.0..100.0_f64, 1 => Just(f64::NAN), 1 => Just(0.0)];
    let domain = prop_oneof![4 => 0..3_u32, 1 => Just(OUTSIDE)];
    (0..4_u32, 0..5_u32, 0.1..50.0_f64, domain, value)
        .prop_map(|(stratum, cluster, weight, domain, value)| Row { stratum, cluster, weight, domain, value })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec(row(), 1..120)
}

fn columns(rows: &[Row]) -> Columns {
    Columns {
        strata: vec![Some(rows.iter().map(|row| row.stratum).collect())],
        clusters: vec![rows.iter().map(|row| row.cluster).collect()],
        population: vec![None],
        weights: Some(rows.iter().map(|row| row.weight).collect()),
        nest: true,
    }
}

fn table(rows: &[Row]) -> ClusterTotals {
    let domains: Vec<u32> = rows.iter().map(|row| row.domain).collect();
    let values: Vec<f64> = rows.iter().map(|row| row.value).collect();
    totals(&columns(rows), &domains, &[Values::Numbers(&values)]).unwrap()
}

fn mean(table: &ClusterTotals, domain: usize) -> Estimate {
    Estimate::taylor(&table.of(0, domain), &Mean { variable: 0 }, &TAYLOR).unwrap().0
}

fn total(table: &ClusterTotals, domain: usize) -> Estimate {
    Estimate::taylor(&table.of(0, domain), &Total { variable: 0 }, &TAYLOR).unwrap().0
}

fn close(left: Option<f64>, right: Option<f64>, scale: f64) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => (left - right).abs() <= 1e-9 * (scale + left.abs().max(right.abs())),
        _ => false,
    }
}

fn alike(left: &Estimate, right: &Estimate) -> bool {
    left.rows == right.rows
        && left.degrees_of_freedom == right.degrees_of_freedom
        && close(left.value, right.value, 1.0)
        && close(left.variance, right.variance, 1.0)
}

proptest! {
    #[test]
    fn permuting_rows_changes_nothing(rows in rows(), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        let mut state = seed | 1;
        for last in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(last, (state >> 33) as usize % (last + 1));
        }
        let (before, after) = (table(&rows), table(&shuffled));
        prop_assert_eq!(before.design().degrees_of_freedom(), after.design().degrees_of_freedom());
        for domain in 0..before.domains().max(after.domains()) {
            prop_assert!(alike(&mean(&before, domain), &mean(&after, domain)));
            prop_assert!(alike(&total(&before, domain), &total(&after, domain)));
        }
    }

    #[test]
    fn batches_are_the_same_to_the_bit(rows in rows(), cut in 0..120_usize) {
        let cut = cut.min(rows.len());
        let mut design = DesignBuilder::new(columns(&rows).shape());
        let measure = Measure { variables: 1, moments: Moments::Squares };
        let mut builder = ClusterTotalsBuilder::new(&[measure]);
        let mut units = Vec::new();
        for part in [&rows[..cut], &rows[cut..]] {
            let part_columns = columns(part);
            let domains: Vec<u32> = part.iter().map(|row| row.domain).collect();
            let values: Vec<f64> = part.iter().map(|row| row.value).collect();
            design.add(&part_columns.rows(part.len()), &mut units).unwrap();
            let (cells, measures) =
                builder.begin_batch(&units, part_columns.weights.as_deref(), &domains).unwrap();
            measures[0].add(&cells, &[Values::Numbers(&values)]).unwrap();
        }
        let whole = table(&rows);
        let parts = builder.finish(&design.finish().unwrap(), 0).unwrap();
        for domain in 0..whole.domains() {
            prop_assert_eq!(mean(&whole, domain), mean(&parts, domain));
        }
    }

    #[test]
    fn relabelling_clusters_changes_nothing(rows in rows()) {
        let renamed: Vec<Row> =
            rows.iter().map(|row| Row { cluster: 1000 - 7 * row.cluster, stratum: 9 - row.stratum, ..*row }).collect();
        let (before, after) = (table(&rows), table(&renamed));
        for domain in 0..before.domains() {
            prop_assert!(alike(&mean(&before, domain), &mean(&after, domain)));
        }
    }

    #[test]
    fn splitting_a_weight_into_two_rows_changes_only_their_number(rows in rows(), share in 0.1..0.9_f64) {
        let split: Vec<Row> = rows
            .iter()
            .flat_map(|row| {
                let part = |share: f64| Row { weight: row.weight * share, ..row.clone() };
                [part(share), part(1.0 - share)]
            })
            .collect();
        let (before, after) = (table(&rows), table(&split));
        for domain in 0..before.domains() {
            let (left, right) = (mean(&before, domain), mean(&after, domain));
            prop_assert_eq!(2 * left.rows, right.rows);
            prop_assert!(close(left.value, right.value, 1.0));
            prop_assert!(close(left.variance, right.variance, 1.0));
        }
    }

    #[test]
    fn a_stratum_outside_the_domain_changes_nothing(rows in rows()) {
        let mut more = rows.clone();
        more.extend((0..6).map(|cluster| Row { stratum: 77, cluster, weight: 3.0, domain: OUTSIDE, value: 5.0 }));
        let taylor = Taylor { lonely_psu: LonelyPsu::Remove, domain_lonely_psu: false };
        let (before, after) = (table(&rows), table(&more));
        for domain in 0..before.domains() {
            let estimate = |table: &ClusterTotals| {
                Estimate::taylor(&table.of(0, domain), &Total { variable: 0 }, &taylor).unwrap().0
            };
            prop_assert!(alike(&estimate(&before), &estimate(&after)));
        }
    }

    #[test]
    fn scaling_weights_scales_totals_and_leaves_means(rows in rows(), scale in 0.01..100.0_f64) {
        let scaled: Vec<Row> =
            rows.iter().map(|row| Row { weight: row.weight * scale, ..*row }).collect();
        let (before, after) = (table(&rows), table(&scaled));
        for domain in 0..before.domains() {
            let (left, right) = (mean(&before, domain), mean(&after, domain));
            prop_assert!(alike(&left, &right));
            let reference = DesignEffectReference::WithReplacement;
            if let (Some(left), Some(right)) = (left.design_effect(reference), right.design_effect(reference)) {
                prop_assert!((left - right).abs() <= 1e-6 * left + 1e-12, "{left} {right}");
            }
            let (left, right) = (total(&before, domain), total(&after, domain));
            prop_assert!(close(left.value.map(|value| value * scale), right.value, scale));
            prop_assert!(close(left.variance.map(|v| v * scale * scale), right.variance, scale * scale));
        }
    }

    #[test]
    fn no_interval_has_width_zero(rows in rows(), method in 0..5_usize) {
        let method = [
            ProportionMethod::Logit,
            ProportionMethod::Arcsine,
            ProportionMethod::KornGraubard,
            ProportionMethod::Symmetric,
            ProportionMethod::Wilson,
        ][method];
        let coin: Vec<Row> =
            rows.iter().map(|row| Row { value: f64::from(u8::from(row.value > 50.0)), ..*row }).collect();
        let table = table(&coin);
        for domain in 0..table.domains() {
            let estimate = mean(&table, domain);
            let (Some(proportion), Some(variance)) = (estimate.value, estimate.variance) else { continue };
            let (rows, df) = (estimate.rows, estimate.degrees_of_freedom);
            if let Ok(interval) = (ProportionInterval { proportion, variance, rows, df, level: 0.95 }).by(method) {
                prop_assert!(interval.lower < interval.upper, "{interval:?}");
                prop_assert!(interval.lower <= proportion && proportion <= interval.upper);
            }
            if let Ok(interval) = symmetric_interval(proportion, variance, df, 0.95) {
                prop_assert!(interval.lower < interval.upper);
            }
        }
    }

    #[test]
    fn a_domain_mean_is_a_ratio_of_totals_over_everybody(rows in rows()) {
        let table = table(&rows);
        // The indicator of the domain times the value, over the indicator of the domain, among all rows.
        let known: Vec<Row> = rows.iter().filter(|row| !row.value.is_nan()).cloned().collect();
        prop_assume!(!known.is_empty());
        let inside: Vec<f64> = known.iter().map(|row| f64::from(u8::from(row.domain == 0))).collect();
        let product: Vec<f64> = known.iter().zip(&inside).map(|(row, inside)| row.value * inside).collect();
        // The design keeps the rows with a missing value: they belong to the sample.
        let all: Vec<u32> = rows.iter().map(|row| if row.value.is_nan() { OUTSIDE } else { 0 }).collect();
        let spread = |values: &[f64]| {
            let mut values = values.iter();
            rows.iter().map(|row| if row.value.is_nan() { f64::NAN } else { *values.next().unwrap() }).collect::<Vec<_>>()
        };
        let (product, inside) = (spread(&product), spread(&inside));
        let values = [Values::Numbers(&product), Values::Numbers(&inside)];
        let whole = totals(&columns(&rows), &all, &values).unwrap();
        let ratio = cairn_survey::Ratio { numerator: 0, denominator: 1, product: None };
        let taylor = Taylor { lonely_psu: LonelyPsu::Remove, domain_lonely_psu: false };
        let ratio = Estimate::taylor(&whole.of(0, 0), &ratio, &taylor).unwrap().0;
        let mean = Estimate::taylor(&table.of(0, 0), &Mean { variable: 0 }, &taylor).unwrap().0;
        prop_assert!(close(ratio.value, mean.value, 1.0));
        prop_assert!(close(ratio.variance, mean.variance, 1.0));
    }
}

fn single(value: f64) -> Row {
    Row { stratum: 0, cluster: 0, weight: 2.0, domain: 0, value }
}

#[test]
fn one_row_has_a_value_and_no_interval() {
    let table = table(&[single(3.0)]);
    let refused = Estimate::taylor(&table.of(0, 0), &Mean { variable: 0 }, &Taylor::default());
    assert!(matches!(refused, Err(SurveyError::LonelyPsu(_))));
    let estimate = mean(&table, 0);
    assert_eq!(estimate.value, Some(3.0));
    assert!(symmetric_interval(3.0, estimate.variance.unwrap(), estimate.degrees_of_freedom, 0.95).is_err());
}

#[test]
fn a_constant_has_no_interval() {
    let rows: Vec<Row> =
        (0..9).map(|cluster| Row { cluster, weight: 0.1 + f64::from(cluster), ..single(0.3) }).collect();
    let estimate = mean(&table(&rows), 0);
    let (value, variance) = (estimate.value.unwrap(), estimate.variance.unwrap());
    assert!(symmetric_interval(value, variance, estimate.degrees_of_freedom, 0.95).is_err());
    assert_eq!(estimate.design_effect(DesignEffectReference::WithReplacement), None);
}

#[test]
fn nobody_has_no_value() {
    let table = table(&[single(f64::NAN), Row { domain: OUTSIDE, ..single(1.0) }]);
    let estimate = mean(&table, 0);
    assert_eq!((estimate.rows, estimate.value, estimate.variance), (0, None, None));
    assert_eq!(mean(&table, 99).value, None);
}

#[test]
fn infinite_values_have_no_estimate() {
    let estimate = mean(&table(&[single(f64::INFINITY), single(1.0)]), 0);
    assert_eq!((estimate.value, estimate.variance), (None, None));
}

#[test]
fn impossible_designs_are_refused() {
    let with = |weight: f64| {
        let rows = [Row { weight, ..single(1.0) }];
        totals(&columns(&rows), &[0], &[Values::Numbers(&[1.0])])
    };
    assert!(matches!(with(-1.0), Err(SurveyError::Weight { row: 0, .. })));
    assert!(matches!(with(f64::NAN), Err(SurveyError::Weight { .. })));
    assert!(matches!(with(f64::INFINITY), Err(SurveyError::Weight { .. })));
    assert!(matches!(with(0.0), Err(SurveyError::NoWeight)));

    let rows = [single(1.0), Row { cluster: 1, ..single(2.0) }, Row { cluster: 2, ..single(2.0) }];
    let population = |sizes: [f64; 3]| {
        let columns = Columns { population: vec![Some(sizes.to_vec())], ..columns(&rows) };
        totals(&columns, &[0; 3], &[Values::Numbers(&[1.0, 2.0, 3.0])])
    };
    assert!(matches!(population([2.0; 3]), Err(SurveyError::PopulationBelowSample { .. })));
    assert!(matches!(population([5.0, 6.0, 5.0]), Err(SurveyError::PopulationVaries { .. })));
    assert!(matches!(population([0.0; 3]), Err(SurveyError::Population { .. })));
    assert!(matches!(population([f64::NAN; 3]), Err(SurveyError::Population { .. })));
    assert!(population([3.0; 3]).is_ok());

    let rows = [single(1.0), Row { stratum: 1, ..single(2.0) }];
    let columns = Columns { nest: false, ..columns(&rows) };
    let refused = totals(&columns, &[0; 2], &[Values::Numbers(&[1.0, 2.0])]);
    assert!(matches!(refused, Err(SurveyError::NotNested { cluster: 0, .. })));
}

#[test]
fn a_stratum_taken_whole_has_no_variance() {
    let rows: Vec<Row> = (0..4).map(|cluster| Row { cluster, ..single(f64::from(cluster)) }).collect();
    let columns = Columns { population: vec![Some(vec![4.0; 4])], ..columns(&rows) };
    let values: Vec<f64> = rows.iter().map(|row| row.value).collect();
    let table = totals(&columns, &[0; 4], &[Values::Numbers(&values)]).unwrap();
    let estimate = Estimate::taylor(&table.of(0, 0), &Mean { variable: 0 }, &Taylor::default()).unwrap().0;
    assert_eq!(estimate.variance, Some(0.0));
}
