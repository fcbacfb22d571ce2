//! Models refitted in every replicate.

use crate::setting::{TAYLOR, matrix, nhanes, sample, summary};
use crate::support::{Case, Columns, Frame, numbers, same};
use cairn_survey::model::{Family, Glm, Link};
use cairn_survey::replicates::{GivenReplicates, HalfSamples, ReplicateKind, Replicates};
use cairn_survey::{LonelyPsu, Sample, VarianceMethod};
use serde_json::Value;
use std::sync::Arc;

fn replicated(sample: &Sample, replicates: Replicates) -> Sample {
    let replicates = replicates.for_rows(sample.units());
    sample.clone().with_variance(VarianceMethod::Replicates(Arc::new(replicates)))
}

#[track_caller]
fn compare(
    sample: &Sample,
    frame: &Frame,
    outcome: &str,
    terms: &[&str],
    (family, link): (Family, Link),
    item: &Value,
) {
    let outcome = frame.numbers(outcome);
    let domain = sample.domain(|row| !outcome[row].is_nan());
    let weights = domain.gather(sample.weights());
    let mean = sample.weights().iter().sum::<f64>() / frame.rows as f64;
    let model = Glm::new(matrix(frame, &domain, terms), domain.gather(&outcome), None, family, link).unwrap();
    let fit = model.fit(&weights, mean).unwrap();
    let found = sample.estimate_from(&fit, &domain, fit.coefficients().to_vec()).unwrap();
    let (names, errors) = summary(item, 1);
    let df = sample.degrees_of_freedom() + 1.0 - names.len() as f64;
    assert_eq!(df, item["df_residual"].as_f64().unwrap());
    let covariance = found.covariance.unwrap();
    for (row, values) in item["vcov"]["values"].as_array().unwrap().iter().enumerate() {
        same(found.values[row], summary(item, 0).1[row], 0.0, &names[row]);
        same(covariance.at(row, row).sqrt(), errors[row], 0.0, &names[row]);
        for (column, expected) in numbers(values).into_iter().enumerate() {
            same(covariance.at(row, column), expected, 1e5 * errors[row] * errors[column], "covariance");
        }
    }
    same(fit.deviance(), item["deviance"].as_f64().unwrap(), 0.0, "deviance");
}

/// A file of numbers beside an oracle, by column.
fn table(case: &str, file: &str) -> Vec<Vec<f64>> {
    let path = format!("{}/tests/oracles/{case}/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let width = reader.headers().unwrap().len();
    let mut columns = vec![Vec::new(); width];
    for record in reader.records() {
        for (column, cell) in columns.iter_mut().zip(record.unwrap().iter()) {
            column.push(cell.parse().unwrap());
        }
    }
    columns
}

#[test]
fn schools() {
    let case = Case::read("apiclus1_calib");
    let frame = &case.frame;
    let without = Columns {
        clusters: vec![frame.keys("dnum")],
        weights: Some(frame.numbers("pw")),
        ..Columns::default()
    };
    let with = Columns { population: vec![Some(frame.numbers("fpc"))], ..without.clone() };
    let [d, dn] = [&with, &without].map(|columns| sample(columns, frame.rows, TAYLOR));
    let jackknife = |sample: &Sample| Replicates::jk1(sample.design()).unwrap();
    let bootstrap = |file: &str, scale: f64, each: f64| {
        let columns = table("apiclus1_calib", file);
        let scales = vec![each; columns.len()];
        let made = GivenReplicates { kind: ReplicateKind::Bootstrap, columns, combined: true };
        Replicates::given(made, Some(scale), Some(scales)).unwrap()
    };
    for (id, sample, replicates) in [
        ("jk1_glm", &d, jackknife(&d)),
        ("jk1n_glm", &dn, jackknife(&dn)),
        ("jk1m_glm", &dn, jackknife(&dn).with_squares_about_full_sample(true)),
        ("bs_glm", &dn, bootstrap("repweights_bs.csv", 0.018159806295399514, 1.0)),
        ("sb_glm", &dn, bootstrap("repweights_sb.csv", 0.01694915254237288, 1.0)),
        ("mrb_glm", &dn, bootstrap("repweights_mrb.csv", 1.0, 0.0169491525423729)),
    ] {
        println!("{id}");
        let linear = (Family::Gaussian, Link::Identity);
        let sample = replicated(sample, replicates);
        compare(&sample, frame, "api00", &["ell", "meals"], linear, case.result(id));
    }
}

#[test]
fn health() {
    let case = Case::read("nhanes");
    let frame = &case.frame;
    let whole = nhanes(frame);
    let strata = frame.keys("SDMVSTRA");
    // Half-samples are made of the strata with two clusters.
    let crowded: Vec<u32> =
        (0..frame.rows).filter(|row| frame.text("SDMVPSU")[*row] == "3").map(|row| strata[row]).collect();
    let kept: Vec<usize> = (0..frame.rows).filter(|row| !crowded.contains(&strata[*row])).collect();
    let columns = frame.columns.iter().map(|(name, column)| {
        (name.clone(), kept.iter().map(|row| column[*row].clone()).collect::<Vec<String>>())
    });
    let paired = Frame { columns: columns.collect(), rows: kept.len() };
    let pairs = nhanes(&paired);
    let order = HalfSamples::in_design_order(pairs.design()).strata;
    let order = HalfSamples::in_row_order(pairs.design(), order, pairs.units());
    let jackknife = Replicates::jkn(whole.design(), LonelyPsu::Fail).unwrap();
    let half = Replicates::brr(pairs.design(), LonelyPsu::Fail, &order).unwrap();
    let fay = Replicates::fay(pairs.design(), 0.3, LonelyPsu::Fail, &order).unwrap();
    for (id, sample, frame, replicates) in [
        ("jkn_glm", &whole, frame, jackknife.clone()),
        ("jknm_glm", &whole, frame, jackknife.with_squares_about_full_sample(true)),
        ("brr_glm", &pairs, &paired, half.clone()),
        ("fay_glm", &pairs, &paired, fay),
        ("brrm_glm", &pairs, &paired, half.with_squares_about_full_sample(true)),
    ] {
        println!("{id}");
        let logistic = (Family::Binomial, Link::Logit);
        let sample = replicated(sample, replicates);
        compare(&sample, frame, "HI_CHOL", &["factor(race)", "agecat"], logistic, case.result(id));
    }
}
