//! Calibrated designs against R's `survey` 4.5, to nine significant digits.
//!
//! Each test names the items of `tests/oracles/apiclus1_calib/oracle.json` that it reproduces; an item holds the R call.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use cairn_survey::calibration::{
    Bounds, Calibration, Distance, Margin, PostStratification, Raking, Regression, Trimming,
};
use cairn_survey::model::{Family, Glm, Link, ModelMatrix, Predictor, Term, Terms};
use cairn_survey::quantile::{QuantileInterval, QuantileRule, Quantiles};
use cairn_survey::replicates::Replicates;
use cairn_survey::{
    Domain, LonelyPsu, Mean, OfTotals, Ratio, Sample, Taylor, Total, VarianceMethod, Variation,
};
use serde_json::Value;
use std::sync::Arc;
use support::{Case, Columns, Frame, numbers, same};

const TAYLOR: Taylor = Taylor { lonely_psu: LonelyPsu::Fail, domain_lonely_psu: false };
const BY_TYPE: [f64; 3] = [4421.0, 755.0, 1018.0];
const BY_WIDE: [f64; 2] = [1072.0, 5122.0];
const WITH_API99: [f64; 4] = [6194.0, 755.0, 1018.0, 3914069.0];

fn clusters(frame: &Frame, with_population: bool) -> Sample {
    let columns = Columns {
        clusters: vec![frame.keys("dnum")],
        population: if with_population { vec![Some(frame.numbers("fpc"))] } else { vec![] },
        weights: Some(frame.numbers("pw")),
        nest: false,
        ..Columns::default()
    };
    Sample::new(columns.shape(), &columns.rows(frame.rows), TAYLOR).unwrap()
}

fn margin(frame: &Frame, name: &str, totals: &[f64]) -> Margin {
    Margin { groups: frame.keys(name), totals: totals.to_vec() }
}

/// The model matrix of `~stype + api99`, or less of it.
fn model_matrix(frame: &Frame, columns: usize) -> Vec<Vec<f64>> {
    let stype = frame.keys("stype");
    let level = |level: u32| stype.iter().map(|code| f64::from(u8::from(*code == level))).collect();
    let all = vec![vec![1.0; frame.rows], level(1), level(2), frame.numbers("api99")];
    all.into_iter().take(columns).collect()
}

fn regression(frame: &Frame, columns: usize, distance: Distance, bounds: Bounds) -> Regression {
    let totals = WITH_API99[..columns].to_vec();
    Regression::new(model_matrix(frame, columns), totals, distance, bounds).unwrap()
}

/// The steps of a design of the case, by its name.
fn steps(frame: &Frame, design: &str) -> Vec<Calibration> {
    let bounds = |lower, upper| Bounds { lower, upper };
    let post = || PostStratification::new(margin(frame, "stype", &BY_TYPE)).unwrap();
    let greg =
        |columns, distance, bounds| Calibration::Regression(regression(frame, columns, distance, bounds));
    let trim = |lower, upper, strict| Calibration::Trimming(Trimming::new(lower, upper, strict).unwrap());
    let api99 = frame.numbers("api99");
    match design {
        "ps" | "psn" => vec![Calibration::PostStratification(post())],
        "rk" => {
            let margins = [margin(frame, "stype", &BY_TYPE), margin(frame, "sch.wide", &BY_WIDE)];
            vec![Calibration::Raking(Raking::new(&margins, 1e-12, 200).unwrap())]
        }
        "lin" => vec![greg(3, Distance::Linear, Bounds::NONE)],
        "lin3" => vec![greg(4, Distance::Linear, Bounds::NONE)],
        "rak3" => vec![greg(4, Distance::Raking, Bounds::NONE)],
        "lgt3" => vec![greg(4, Distance::Logit, bounds(0.5, 2.2))],
        "linb3" => vec![greg(4, Distance::Linear, bounds(0.6, 1.8))],
        "linv" => vec![Calibration::Regression(
            Regression::new(vec![api99.clone()], vec![3914069.0], Distance::Linear, Bounds::NONE)
                .unwrap()
                .with_variance(api99)
                .unwrap(),
        )],
        "linagg" => vec![Calibration::Regression(
            regression(frame, 3, Distance::Linear, Bounds::NONE)
                .within_clusters(&frame.keys("dnum"))
                .unwrap(),
        )],
        "trim" => [steps(frame, "lin3"), vec![trim(10.0, 60.0, false)]].concat(),
        "trims" => [steps(frame, "lin3"), vec![trim(f64::NEG_INFINITY, 45.0, true)]].concat(),
        _ => panic!("no design {design}"),
    }
}

fn calibrated(frame: &Frame, design: &str) -> Sample {
    Calibration::apply_all(&steps(frame, design), clusters(frame, design != "psn")).unwrap()
}

fn means(frame: &Frame, names: &[&str], domain: &Domain) -> Vec<OfTotals<Mean>> {
    let column = |name: &&str| vec![domain.gather(&frame.numbers(name))];
    names.iter().map(|name| OfTotals { estimator: Mean { variable: 0 }, columns: column(name) }).collect()
}

fn totals(frame: &Frame, names: &[&str], domain: &Domain) -> Vec<OfTotals<Total>> {
    let column = |name: &&str| vec![domain.gather(&frame.numbers(name))];
    names.iter().map(|name| OfTotals { estimator: Total { variable: 0 }, columns: column(name) }).collect()
}

/// Compares estimates side by side with `est` (or `ratio`, `coef`), `se` and `vcov` of an item.
#[track_caller]
fn compare<E: cairn_survey::Estimator + Sync>(
    sample: &Sample,
    statistics: &[(OfTotals<E>, Domain)],
    item: &Value,
) {
    let found: Vec<_> =
        statistics.iter().map(|(statistic, domain)| sample.estimate(statistic, domain).unwrap()).collect();
    let get = |keys: &[&str]| {
        keys.iter().map(|key| &item[*key]).find(|value| !value.is_null()).map(numbers).unwrap_or_default()
    };
    let (values, errors) = (get(&["est", "coef", "ratio"]), get(&["se"]));
    assert_eq!((values.len(), errors.len()), (found.len(), found.len()));
    for ((found, value), error) in found.iter().zip(values).zip(errors) {
        same(found.values[0], value, 0.0, "estimate");
        same(found.standard_error(0).unwrap(), error, 0.0, "standard error");
    }
    let parts: Vec<Variation> = found.iter().map(|found| found.variation.clone()).collect();
    let joint = sample.covariance(&Variation::join(&parts).unwrap()).unwrap().unwrap();
    if let Some(rows) = item["vcov"]["values"].as_array() {
        for (i, row) in rows.iter().enumerate() {
            for (j, expected) in numbers(row).into_iter().enumerate() {
                let scale = (joint.at(i, i) * joint.at(j, j)).sqrt();
                same(joint.at(i, j), expected, 1e4 * scale, "covariance");
            }
        }
    }
}

const DESIGNS: [&str; 12] =
    ["ps", "rk", "lin", "lin3", "rak3", "lgt3", "linb3", "linv", "linagg", "trim", "trims", "psn"];

#[test]
fn weights() {
    let case = Case::read("apiclus1_calib");
    for design in DESIGNS {
        println!("{design}");
        let expected = numbers(&case.result(&format!("{design}_weights"))["v"]);
        let sample = calibrated(&case.frame, design);
        assert_eq!(sample.weights().len(), expected.len());
        for (found, expected) in sample.weights().iter().zip(expected) {
            same(*found, expected, 0.0, "weight");
        }
    }
}

#[test]
fn means_totals_and_ratios() {
    let case = Case::read("apiclus1_calib");
    let frame = &case.frame;
    for design in DESIGNS {
        println!("{design}");
        let sample = calibrated(frame, design);
        let all = sample.domain(|_| true);
        let with_all = |statistics: Vec<OfTotals<Mean>>| {
            statistics.into_iter().map(|statistic| (statistic, all.clone())).collect::<Vec<_>>()
        };
        let item = |kind: &str| case.result(&format!("{design}_{kind}"));
        compare(&sample, &with_all(means(frame, &["api00", "enroll"], &all)), item("mean"));
        let sums = totals(frame, &["enroll", "api.stu"], &all);
        let sums: Vec<_> = sums.into_iter().map(|sum| (sum, all.clone())).collect();
        compare(&sample, &sums, item("total"));
        let ratio = OfTotals {
            estimator: Ratio { numerator: 0, denominator: 1, product: None },
            columns: vec![frame.numbers("api.stu"), frame.numbers("enroll")],
        };
        compare(&sample, &[(ratio, all)], item("ratio"));
    }
}

#[test]
fn means_in_domains() {
    let case = Case::read("apiclus1_calib");
    let frame = &case.frame;
    let stype = frame.keys("stype");
    for design in DESIGNS {
        println!("{design}");
        let sample = calibrated(frame, design);
        let mut statistics = Vec::new();
        for level in 0..3 {
            let domain = sample.domain(|row| stype[row] == level);
            statistics
                .extend(means(frame, &["api00"], &domain).into_iter().map(|mean| (mean, domain.clone())));
        }
        compare(&sample, &statistics, case.result(&format!("{design}_by")));
    }
    let sample = calibrated(frame, "lin3");
    let domain = sample.domain(|row| stype[row] == 0);
    let sums = totals(frame, &["enroll"], &domain).into_iter().map(|sum| (sum, domain.clone()));
    compare(&sample, &sums.collect::<Vec<_>>(), case.result("lin3_domain"));
}

#[test]
fn replicates_are_calibrated_too() {
    let case = Case::read("apiclus1_calib");
    let frame = &case.frame;
    let jackknife = || {
        let sample = clusters(frame, true);
        let replicates = Replicates::jk1(sample.design()).unwrap().for_rows(sample.units());
        sample.with_variance(VarianceMethod::Replicates(Arc::new(replicates)))
    };
    for (design, item) in
        [("lin3", "jk1_calibrated_mean"), ("rk", "jk1_raked_total"), ("ps", "jk1_postStratify_total")]
    {
        println!("{item}");
        let sample = Calibration::apply_all(&steps(frame, design), jackknife()).unwrap();
        let all = sample.domain(|_| true);
        if item.ends_with("mean") {
            let mean = means(frame, &["api00"], &all).remove(0);
            compare(&sample, &[(mean, all)], case.result(item));
        } else {
            let total = totals(frame, &["enroll"], &all).remove(0);
            compare(&sample, &[(total, all)], case.result(item));
        }
    }
}

#[test]
fn a_quantile_and_a_model_of_calibrated_rows() {
    let case = Case::read("apiclus1_calib");
    let frame = &case.frame;
    let api00 = frame.numbers("api00");
    let sample = calibrated(frame, "rk");
    let all = sample.domain(|_| true);
    let median = Quantiles {
        probabilities: vec![0.5],
        rule: QuantileRule::Math,
        interval: QuantileInterval::Symmetric,
        level: 0.95,
        df: sample.degrees_of_freedom(),
    };
    let found = median.estimate(&sample, &all, &api00).unwrap().remove(0);
    let expected = numbers(&case.result("rk_quantile")["values"]["api00"]["values"][0]);
    let found = [found.value, found.lower, found.upper, found.standard_error];
    for (found, expected) in found.into_iter().zip(expected) {
        same(found.unwrap(), expected, 0.0, "median");
    }

    let sample = calibrated(frame, "lin3");
    let predictor = |name: &str| Predictor::Numbers { name: name.to_owned(), values: frame.numbers(name) };
    let terms = Terms::new(true, vec![Term::new(vec![0]), Term::new(vec![1])]);
    let matrix = ModelMatrix::new(frame.rows, vec![predictor("ell"), predictor("meals")], terms).unwrap();
    let model = Glm::new(matrix, api00, None, Family::Gaussian, Link::Identity).unwrap();
    let weights = sample.weights();
    let fit = model.fit(weights, weights.iter().sum::<f64>() / frame.rows as f64).unwrap();
    let found = sample.estimate(&fit, &all).unwrap();
    let item = case.result("lin3_glm");
    for (position, (value, error)) in numbers(&item["coef"]).into_iter().zip(numbers(&item["se"])).enumerate()
    {
        same(found.values[position], value, 0.0, "coefficient");
        same(found.standard_error(position).unwrap(), error, 0.0, "standard error");
    }
}
