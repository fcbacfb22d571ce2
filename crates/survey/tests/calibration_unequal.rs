//! Calibration of unequal weights: against numbers that R 4.2.2 with `survey` 4.1-1 gave for `tests/calibration/data.csv`.
//!
//! The cases of `tests/oracles/` have equal weights within a stratum, which does not tell one residual from another.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use cairn_survey::calibration::{
    Bounds, Calibration, Distance, Margin, PostStratification, Raking, Regression, Trimming,
};
use cairn_survey::{Domain, Estimator, LonelyPsu, Mean, OfTotals, Ratio, Sample, Statistic, Taylor, Total};
use serde_json::Value;
use support::{Columns, Frame, numbers, same};

const TAYLOR: Taylor = Taylor { lonely_psu: LonelyPsu::Fail, domain_lonely_psu: false };
/// Of middle, old, young; of f, m; of e, n, s, w; of x.
const AGE: [f64; 3] = [404.97900000000004, 299.235, 844.054];
const SEX: [f64; 2] = [1030.52, 517.748];
const REGION: [f64; 4] = [428.25299999999993, 375.234, 218.632, 526.149];
const X: f64 = 38136.1750054;

fn frame() -> Frame {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calibration/data.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = |position: usize| records.iter().map(|record| record[position].to_owned()).collect();
    let columns = names.into_iter().enumerate().map(|(position, name)| (name, column(position))).collect();
    Frame { columns, rows: records.len() }
}

fn expected() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/calibration/expected.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn sample(frame: &Frame, design: &str) -> Sample {
    let mut columns = Columns {
        strata: vec![Some(frame.keys("st"))],
        clusters: vec![frame.keys("psu")],
        weights: Some(frame.numbers("w")),
        nest: true,
        ..Columns::default()
    };
    if design.starts_with("clusters") {
        // Two stages with known populations, and weights that are alike within a cluster.
        columns.clusters.push(frame.keys("ssu"));
        columns.population = vec![Some(frame.numbers("N")), Some(frame.numbers("M"))];
        let weights = frame.numbers("w");
        columns.weights =
            Some(weights.chunks(4).flat_map(|four| vec![four.iter().sum::<f64>() / 4.0; 4]).collect());
    }
    Sample::new(columns.shape(), &columns.rows(frame.rows), TAYLOR).unwrap()
}

fn margin(frame: &Frame, name: &str) -> Margin {
    let totals = match name {
        "age" => AGE.to_vec(),
        "sex" => SEX.to_vec(),
        _ => REGION.to_vec(),
    };
    Margin { groups: frame.keys(name), totals }
}

fn regression(frame: &Frame, distance: Distance, bounds: Bounds) -> Regression {
    let level = |name: &str, level: u32| -> Vec<f64> {
        frame.keys(name).iter().map(|code| f64::from(u8::from(*code == level))).collect()
    };
    let columns =
        vec![vec![1.0; frame.rows], level("sex", 1), level("age", 1), level("age", 2), frame.numbers("x")];
    let population = SEX.iter().sum();
    Regression::new(columns, vec![population, SEX[1], AGE[1], AGE[2], X], distance, bounds).unwrap()
}

fn steps(frame: &Frame, design: &str) -> Vec<Calibration> {
    use Distance::{Linear, Logit, Raking as Exponential};
    let bounds = |lower, upper| Bounds { lower, upper };
    let post = |name| Calibration::PostStratification(PostStratification::new(margin(frame, name)).unwrap());
    let rake = |names: &[&str], tolerance, iterations| {
        let margins: Vec<Margin> = names.iter().map(|name| margin(frame, name)).collect();
        Calibration::Raking(Raking::new(&margins, tolerance, iterations).unwrap())
    };
    let all = ["age", "sex", "region"];
    let greg = |distance, bounds| Calibration::Regression(regression(frame, distance, bounds));
    let clustered = |distance| {
        let step = regression(frame, distance, Bounds::NONE).within_clusters(&frame.keys("psu"));
        Calibration::Regression(step.unwrap())
    };
    match design {
        "post" | "jk_post" => vec![post("age")],
        "rake" | "jk_rake" => vec![rake(&all, Raking::TOLERANCE, Raking::ITERATIONS)],
        "rake_fine" => vec![rake(&all, 1e-10, 100)],
        "rake_share" => vec![rake(&all, 1e-4, 100)],
        "linear" | "jk_linear" => vec![greg(Linear, Bounds::NONE)],
        "raking" | "jk_raking" => vec![greg(Exponential, Bounds::NONE)],
        "logit" | "jk_logit" => vec![greg(Logit, bounds(0.3, 3.0))],
        "linear_bounded" => vec![greg(Linear, bounds(0.65, 1.5))],
        "raking_bounded" => vec![greg(Exponential, bounds(0.65, 1.5))],
        "logit_tight" => vec![greg(Logit, bounds(0.6, 1.6))],
        "two_steps" => vec![greg(Linear, Bounds::NONE), post("region")],
        "three_steps" => vec![
            post("age"),
            rake(&all[1..], Raking::TOLERANCE, Raking::ITERATIONS),
            Calibration::Trimming(Trimming::new(4.0, 40.0, false).unwrap()),
        ],
        "clusters" => vec![clustered(Linear)],
        "clusters_raking" => vec![clustered(Exponential)],
        _ => panic!("no design {design}"),
    }
}

fn of<E: Estimator + Sync>(frame: &Frame, estimator: E, names: &[&str], domain: &Domain) -> OfTotals<E> {
    let columns = names.iter().map(|name| domain.gather(&frame.numbers(name))).collect();
    OfTotals { estimator, columns }
}

#[test]
fn linearized_variances_know_the_calibration() {
    let (frame, expected) = (frame(), expected());
    let region = frame.keys("region");
    for (design, expected) in expected.as_object().unwrap() {
        if design.starts_with("jk") {
            continue;
        }
        println!("{design}");
        let sample = Calibration::apply_all(&steps(&frame, design), sample(&frame, design)).unwrap();
        for (found, expected) in sample.weights().iter().zip(numbers(&expected["weights"])) {
            same(*found, expected, 0.0, "weight");
        }
        let (all, south) = (sample.domain(|_| true), sample.domain(|row| region[row] == 2));
        let total = of(&frame, Total { variable: 0 }, &["y"], &all);
        let mean = of(&frame, Mean { variable: 0 }, &["y"], &all);
        let of_south = of(&frame, Mean { variable: 0 }, &["y"], &south);
        let ratio = of(&frame, Ratio { numerator: 0, denominator: 1, product: None }, &["y", "x"], &all);
        let statistics: [(&str, &dyn Statistic, &Domain); 4] = [
            ("total", &total, &all),
            ("mean", &mean, &all),
            ("domain", &of_south, &south),
            ("ratio", &ratio, &all),
        ];
        for (name, statistic, domain) in statistics {
            let found = sample.estimate(statistic, domain).unwrap();
            let wanted = numbers(&expected[name]);
            same(found.values[0], wanted[0], 0.0, name);
            same(found.standard_error(0).unwrap(), wanted[1], 0.0, name);
        }
    }
}

#[test]
fn replicates_are_calibrated_like_their_sample() {
    let (frame, expected) = (frame(), expected());
    let (weights, psu, y) = (frame.numbers("w"), frame.keys("psu"), frame.numbers("y"));
    let clusters = 30.0;
    for (design, expected) in expected.as_object().unwrap() {
        if !design.starts_with("jk") {
            continue;
        }
        println!("{design}");
        let step = &steps(&frame, design)[0];
        let sample = step.calibrate(&weights).unwrap();
        let total = |weights: &[f64]| weights.iter().zip(&y).map(|(w, y)| w * y).sum::<f64>();
        let mean = |weights: &[f64]| total(weights) / weights.iter().sum::<f64>();
        let replicates: Vec<Vec<f64>> = (0..30)
            .map(|left_out| {
                let replicate: Vec<f64> = weights
                    .iter()
                    .zip(&psu)
                    .map(|(w, psu)| if *psu == left_out { 0.0 } else { w * clusters / (clusters - 1.0) })
                    .collect();
                step.calibrate_replicate(&replicate, &sample).unwrap()
            })
            .collect();
        let error = |statistic: &dyn Fn(&[f64]) -> f64| {
            let values: Vec<f64> = replicates.iter().map(|weights| statistic(weights)).collect();
            let centre = values.iter().sum::<f64>() / clusters;
            let squares: f64 = values.iter().map(|value| (value - centre) * (value - centre)).sum();
            (squares * (clusters - 1.0) / clusters).sqrt()
        };
        let wanted = (numbers(&expected["total"]), numbers(&expected["mean"]));
        same(total(&sample.weights), wanted.0[0], 0.0, "total");
        same(mean(&sample.weights), wanted.1[0], 0.0, "mean");
        same(error(&total), wanted.0[1], 0.0, "standard error of the total");
        same(error(&mean), wanted.1[1], 0.0, "standard error of the mean");
    }
}

#[test]
fn a_margin_off_after_the_sweeps_of_the_sample_is_swept_on_in_a_replicate() {
    let groups = |codes: &str| codes.bytes().map(|code| u32::from(code - b'0')).collect::<Vec<u32>>();
    let margins = [
        Margin { groups: groups("0001110"), totals: vec![40.0, 60.0] },
        Margin { groups: groups("0010110"), totals: vec![50.0, 50.0] },
    ];
    let step = Calibration::Raking(Raking::new(&margins, 1.0, 10).unwrap());
    let sample = step.calibrate(&[10.0, 10.0, 20.0, 30.0, 15.0, 15.0, 1.0]).unwrap();
    let replicate = step.calibrate_replicate(&[1.0, 0.0, 40.0, 0.1, 30.0, 30.0, 0.0], &sample).unwrap();
    for margin in &margins {
        for (group, total) in margin.totals.iter().enumerate() {
            let rows = replicate.iter().zip(&margin.groups).filter(|(_, code)| **code == group as u32);
            let reached: f64 = rows.map(|(weight, _)| weight).sum();
            assert!((reached - total).abs() <= 0.5, "{reached} of {total}");
        }
    }
}
