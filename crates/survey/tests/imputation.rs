//! Rubin's rules: agreement with R's `mitools`, and what they do at the edges.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use cairn_survey::imputation::{Combined, Completed, ImputationError, combine};
use cairn_survey::{Domain, Matrix, Mean, OfTotals, Sample, Taylor, Variation};
use support::{Case, Columns, numbers, same};

const MEAN: Mean = Mean { variable: 0 };

/// Means over the domains in each completed table, combined.
fn means(case: &Case, columns: &[Vec<f64>], domains: &[&dyn Fn(usize) -> bool]) -> Combined {
    let frame = &case.frame;
    let imputed = frame.text("imp");
    let mut labels = imputed.to_vec();
    labels.sort();
    labels.dedup();
    let tables: Vec<Completed> = labels
        .iter()
        .map(|label| {
            let rows: Vec<usize> = (0..frame.rows).filter(|row| imputed[*row] == *label).collect();
            let ids = frame.keys("id");
            let design = Columns {
                clusters: vec![rows.iter().map(|row| ids[*row]).collect()],
                weights: Some(vec![1.0; rows.len()]),
                ..Columns::default()
            };
            let sample = Sample::new(design.shape(), &design.rows(rows.len()), Taylor::default()).unwrap();
            let (mut values, mut variations) = (Vec::new(), Vec::new());
            for column in columns {
                let column: Vec<f64> = rows.iter().map(|row| column[*row]).collect();
                for within in domains {
                    let domain = Domain::of(rows.len(), |position| within(rows[position]));
                    let statistic = OfTotals { estimator: MEAN, columns: vec![domain.gather(&column)] };
                    let estimates = sample.estimate(&statistic, &domain).unwrap();
                    values.extend(estimates.values);
                    variations.push(estimates.variation);
                }
            }
            let covariance = sample.covariance(&Variation::join(&variations).unwrap()).unwrap();
            Completed { values, covariance }
        })
        .collect();
    combine(&tables, f64::INFINITY).unwrap()
}

#[test]
fn means_of_imputed_pupils() {
    let case = Case::read("mi_smi");
    let found = means(&case, &["sex", "wave"].map(|name| case.frame.numbers(name)), &[&|_| true]);
    let item = case.result("mi_mean");
    found.values.iter().zip(numbers(&item["est"])).for_each(|(value, r)| same(*value, r, 0.0, "mean"));
    let covariance = found.covariance.unwrap();
    same(covariance.at(0, 0).sqrt(), numbers(&item["se"])[0], 0.0, "standard error");
    assert_eq!(covariance.at(1, 1), 0.0);
    assert_eq!(found.degrees_of_freedom[0], f64::INFINITY);
    assert_eq!(found.missing_information[0], 0.0);
    assert!(found.degrees_of_freedom[1].is_nan() && found.missing_information[1].is_nan());
}

#[test]
fn shares_by_sex_of_imputed_pupils() {
    let case = Case::read("mi_smi");
    let frame = &case.frame;
    let says: Vec<f64> =
        frame.text("drkfre").iter().map(|cell| f64::from(u8::from(cell == "Not in last wk"))).collect();
    let says_not = says.iter().map(|value| 1.0 - value).collect();
    let sex = frame.numbers("sex");
    let found = means(&case, &[says_not, says], &[&|row| sex[row] == 0.0, &|row| sex[row] == 1.0]);
    let item = case.result("mi_by");
    assert_eq!(found.values, numbers(&item["est"]));
    assert_eq!(found.covariance.unwrap().diagonal(), numbers(&item["se"]));
    assert!(found.degrees_of_freedom.iter().chain(&found.missing_information).all(|value| value.is_nan()));
}

fn three_tables() -> Vec<Completed> {
    let table = |values: [f64; 2], covariance: [[f64; 2]; 2]| Completed {
        values: values.to_vec(),
        covariance: Matrix::from_rows(&covariance),
    };
    vec![
        table([1.2, -0.5], [[0.04, 0.01], [0.01, 0.09]]),
        table([1.5, -0.3], [[0.05, 0.012], [0.012, 0.08]]),
        table([1.1, -0.6], [[0.045, 0.009], [0.009, 0.1]]),
    ]
}

/// mitools 2.4, `MIcombine(results, variances)` and `MIcombine(results, variances, df.complete = 20)`.
#[test]
fn variances_within_and_between() {
    let found = combine(&three_tables(), f64::INFINITY).unwrap();
    let covariance = found.covariance.unwrap();
    for (found, r) in [
        (found.values[0], 1.266666666666667),
        (found.values[1], -0.466666666666667),
        (covariance.at(0, 0), 0.1027777777777778),
        (covariance.at(0, 1), 0.0525555555555555),
        (covariance.at(1, 1), 0.1211111111111111),
        (found.degrees_of_freedom[0], 6.32858727810651),
        (found.degrees_of_freedom[1], 30.30867346938777),
        (found.missing_information[0], 0.656032289499752),
        (found.missing_information[1], 0.301500899724778),
    ] {
        same(found, r, 0.0, "classical");
    }
    let found = combine(&three_tables(), 20.0).unwrap();
    for (found, r) in [
        (found.degrees_of_freedom[0], 3.76635437064419),
        (found.degrees_of_freedom[1], 9.80841311388241),
        (found.missing_information[0], 0.691578333368742),
        (found.missing_information[1], 0.372916851682227),
    ] {
        same(found, r, 0.0, "small sample");
    }
}

#[test]
fn tables_alike_miss_nothing() {
    let one = three_tables().remove(0);
    let found = combine(&vec![one.clone(); 4], f64::INFINITY).unwrap();
    assert_eq!(found.values, one.values);
    assert_eq!(found.missing_information, [0.0, 0.0]);
    assert_eq!(found.degrees_of_freedom, [f64::INFINITY; 2]);
    let few = combine(&vec![one; 4], 9.0).unwrap();
    few.degrees_of_freedom.iter().for_each(|df| same(*df, 10.0 / 12.0 * 9.0, 0.0, "of complete data"));
}

#[test]
fn what_is_missing_in_one_table_is_missing() {
    let mut tables = three_tables();
    tables[1].values[0] = f64::NAN;
    let found = combine(&tables, f64::INFINITY).unwrap();
    assert!(found.values[0].is_nan() && found.degrees_of_freedom[0].is_nan());
    assert!(found.values[1].is_finite() && found.degrees_of_freedom[1].is_finite());
    tables[2].covariance = None;
    assert_eq!(combine(&tables, f64::INFINITY).unwrap().covariance, None);
    assert_eq!(combine(&tables[..1], f64::INFINITY), Err(ImputationError::TooFew(1)));
    tables[2].values.push(1.0);
    let width = ImputationError::Width { table: 2, found: 3, expected: 2 };
    assert_eq!(combine(&tables, f64::INFINITY), Err(width));
}
