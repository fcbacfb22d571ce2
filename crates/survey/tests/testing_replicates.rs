//! Quantiles, variances and tests from replicates beside R's `survey` 4.5.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[path = "support/held.rs"]
mod held;
mod support;

use cairn_survey::agreement::{AgreementWeights, Kappa};
use cairn_survey::quantile::{Covariances, QuantileInterval, QuantileRule, Quantiles};
use cairn_survey::replicates::{GivenReplicates, HalfSamples, ReplicateKind, Replicates};
use cairn_survey::testing::{
    AssociationStatistic, Difference, OneMean, RankScore, RankTest, Test, TwoWayTable,
};
use cairn_survey::{LonelyPsu, Sample, VarianceMethod};
use held::{all, design};
use serde_json::Value;
use std::sync::Arc;
use support::{Case, Columns, Frame, numbers, same};

fn replicated(sample: &Sample, replicates: Replicates) -> Sample {
    let replicates = replicates.for_rows(sample.units());
    sample.clone().with_variance(VarianceMethod::Replicates(Arc::new(replicates)))
}

fn jackknife(sample: &Sample, about_full_sample: bool) -> Sample {
    let made = if sample.design().strata(0).len() > 1 {
        Replicates::jkn(sample.design(), LonelyPsu::Fail)
    } else {
        Replicates::jk1(sample.design())
    };
    replicated(sample, made.unwrap().with_squares_about_full_sample(about_full_sample))
}

/// A file of numbers beside an oracle, by column.
fn table(file: &str) -> Vec<Vec<f64>> {
    let path = format!("{}/tests/oracles/apiclus1_calib/{file}", env!("CARGO_MANIFEST_DIR"));
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

/// The replicated designs of the schools.
fn schools(case: &Case) -> Vec<(&'static str, Sample)> {
    let (d, dn) = (design(case, "d"), design(case, "dn"));
    let bootstrap = |file: &str, scale: f64, rscale: f64| {
        let columns = table(file);
        let scales = vec![rscale; columns.len()];
        let given = GivenReplicates { kind: ReplicateKind::Bootstrap, columns, combined: true };
        replicated(&dn, Replicates::given(given, Some(scale), Some(scales)).unwrap())
    };
    vec![
        ("jk1", jackknife(&d, false)),
        ("jk1n", jackknife(&dn, false)),
        ("jk1m", jackknife(&dn, true)),
        ("bs", bootstrap("repweights_bs.csv", 0.018159806295399514, 1.0)),
        ("sb", bootstrap("repweights_sb.csv", 0.016_949_152_542_372_88, 1.0)),
        ("mrb", bootstrap("repweights_mrb.csv", 1.0, 0.0169491525423729)),
    ]
}

/// The replicated designs of the health survey, half-samples of its strata with two clusters.
fn health(case: &Case) -> Vec<(&'static str, Sample, Frame)> {
    let frame = case.frame.clone();
    let strata = frame.text("SDMVSTRA");
    let crowded: Vec<&String> =
        (0..frame.rows).filter(|row| frame.text("SDMVPSU")[*row] == "3").map(|row| &strata[row]).collect();
    let kept: Vec<usize> = (0..frame.rows).filter(|row| !crowded.contains(&&strata[*row])).collect();
    let columns = frame.columns.iter().map(|(name, column)| {
        (name.clone(), kept.iter().map(|row| column[*row].clone()).collect::<Vec<String>>())
    });
    let paired = Frame { columns: columns.collect(), rows: kept.len() };
    let pairs = Columns {
        strata: vec![Some(paired.keys("SDMVSTRA"))],
        clusters: vec![paired.keys("SDMVPSU")],
        weights: Some(paired.numbers("WTMEC2YR")),
        nest: true,
        ..Columns::default()
    };
    let whole = design(case, "d");
    let base = held::sample(&pairs, paired.rows);
    let strata = HalfSamples::in_design_order(base.design()).strata;
    let order = HalfSamples::in_row_order(base.design(), strata, base.units());
    let brr = |about: bool| {
        let made = Replicates::brr(base.design(), LonelyPsu::Fail, &order).unwrap();
        replicated(&base, made.with_squares_about_full_sample(about))
    };
    let fay = replicated(&base, Replicates::fay(base.design(), 0.3, LonelyPsu::Fail, &order).unwrap());
    vec![
        ("jkn", jackknife(&whole, false), frame.clone()),
        ("jknm", jackknife(&whole, true), frame.clone()),
        ("brr", brr(false), paired.clone()),
        ("brrm", brr(true), paired.clone()),
        ("fay", fay, paired),
    ]
}

#[track_caller]
fn compare(found: &Test, item: &Value, what: &str) {
    same(found.statistic, numbers(&item["statistic"])[0], 0.0, &format!("{what}: statistic"));
    for (df, expected) in found.df.iter().zip(numbers(&item["parameter"])) {
        same(*df, expected, 0.0, &format!("{what}: degrees of freedom"));
    }
    same(found.p, numbers(&item["p_value"])[0], 0.0, &format!("{what}: probability"));
}

#[test]
fn quantiles_and_variances() {
    let case = Case::read("apiclus1_calib");
    let values = case.frame.numbers("api00");
    for (name, sample) in schools(&case) {
        let request = Quantiles {
            probabilities: vec![0.25, 0.5],
            rule: QuantileRule::Math,
            interval: QuantileInterval::Symmetric,
            level: 0.95,
            df: sample.degrees_of_freedom(),
        };
        let found = request.estimate(&sample, &all(&sample), &values).unwrap();
        let expected = &case.result(&format!("{name}_quantile"))["values"]["api00"]["values"];
        for (found, expected) in found.iter().zip(expected.as_array().unwrap()) {
            let expected = numbers(expected);
            let what = format!("{name} quantile {}", found.probability);
            same(found.value.unwrap(), expected[0], 0.0, &what);
            same(found.lower.unwrap(), expected[1], 0.0, &what);
            same(found.upper.unwrap(), expected[2], 0.0, &what);
            same(found.standard_error.unwrap(), expected[3], 0.0, &what);
        }
        let statistic = Covariances { columns: vec![values.clone()] };
        let found = sample.estimate(&statistic, &all(&sample)).unwrap();
        let item = case.result(&format!("{name}_var"));
        same(found.values[0], numbers(&item["est"])[0], 0.0, &format!("{name} variance"));
        same(
            found.variance(0).unwrap(),
            numbers(&item["vcov"]["values"][0])[0],
            0.0,
            &format!("{name} variance"),
        );
    }
}

#[test]
fn association() {
    let case = Case::read("apiclus1_calib");
    let [wide, stype] = ["sch.wide", "stype"].map(|name| case.frame.keys(name));
    for (name, sample) in schools(&case) {
        let domain = all(&sample);
        let table = TwoWayTable::new(&wide, &stype).unwrap();
        let df = sample.domain_degrees_of_freedom(&domain);
        let found = table.test(&sample, &domain, AssociationStatistic::F, df).unwrap();
        compare(&found.test, case.result(&format!("{name}_chisq")), name);
    }
    let case = Case::read("nhanes");
    for (name, sample, frame) in health(&case) {
        let known = frame.numbers("HI_CHOL");
        let domain = sample.domain(|row| known[row].is_finite());
        let [high, race] = ["HI_CHOL", "race"].map(|name| domain.gather(&frame.keys(name)));
        let table = TwoWayTable::new(&high, &race).unwrap();
        let df = sample.domain_degrees_of_freedom(&domain);
        let found = table.test(&sample, &domain, AssociationStatistic::F, df).unwrap();
        compare(&found.test, case.result(&format!("{name}_chisq")), name);
    }
}

#[test]
fn differences() {
    let case = Case::read("apiclus1_calib");
    let sample = jackknife(&design(&case, "d"), false);
    let difference = Difference::new(case.frame.numbers("api00"), &case.frame.keys("sch.wide")).unwrap();
    let found = difference.test(&sample, &all(&sample), sample.degrees_of_freedom()).unwrap();
    compare(&found.test, case.result("jk1_ttest"), "jk1_ttest");
}

/// Of R's `survey` 4.1-1: `svyranktest(api00 ~ sch.wide, jk1)`.
#[test]
fn ranks() {
    let case = Case::read("apiclus1_calib");
    let sample = jackknife(&design(&case, "d"), false);
    let (values, groups) = (case.frame.numbers("api00"), case.frame.keys("sch.wide"));
    for (score, t, p, difference) in [
        (RankScore::Wilcoxon, 2.2298186678889818, 0.0440157023946792, 0.1118206521739128),
        (RankScore::VanDerWaerden, 2.219234106237571, 0.0448820218273208, 0.4159046188175288),
        (RankScore::Median, 1.8381239425497962, 0.0889971098222416, 0.1709239130434806),
    ] {
        let test = RankTest::new(&values, &groups, sample.weights(), score).unwrap();
        let found = test.test(&sample, &all(&sample), 14.0).unwrap();
        same(found.test.statistic, t, 0.0, "statistic");
        same(found.test.p, p, 0.0, "probability");
        same(found.difference.unwrap(), difference, 0.0, "difference");
    }
}

/// Of R's `survey` 4.1-1: `svychisq(~sch.wide + stype, jk1)`, `svykappa(~sch.wide + comp.imp, jk1)`, `svyttest(api00 ~ 0, jk1)` and
/// `svyquantile(~api00, jk1, c(0.25, 0.5), interval.type = "quantile")`.
#[test]
fn other_tests_kappa_and_quantiles_of_replicates() {
    let case = Case::read("apiclus1_calib");
    let sample = jackknife(&design(&case, "d"), false);
    let domain = all(&sample);
    let [wide, stype, improved] = ["sch.wide", "stype", "comp.imp"].map(|name| case.frame.keys(name));
    let table = TwoWayTable::new(&wide, &stype).unwrap();
    for (statistic, value, p, digits) in [
        (AssociationStatistic::Wald, 2.40105860060268, 0.12689630060235, 1e-9),
        (AssociationStatistic::AdjustedWald, 2.229554414845349, 0.147057886901248, 1e-9),
        (AssociationStatistic::ChiSquared, 11.94089208074534, 0.0115172959027779, 1e-9),
        (AssociationStatistic::Saddlepoint, 11.94089208074534, 0.0236525648397439, 1e-7),
    ] {
        let found = table.test(&sample, &domain, statistic, 14.0).unwrap().test;
        same(found.statistic, value, 0.0, "statistic");
        assert!((found.p / p - 1.0).abs() < digits, "{statistic:?}: {}", found.p);
    }
    let kappa = Kappa::new(&wide, &improved, 2, &AgreementWeights::Identity).unwrap();
    let found = kappa.estimate(&sample, &domain).unwrap();
    assert!((found.values[0] - 0.55321).abs() < 1e-5);
    same(found.standard_error(0).unwrap(), 0.0401651647248085, 0.0, "standard error");
    let anew = sample.estimate(&kappa, &domain).unwrap();
    assert!((anew.standard_error(0).unwrap() / 0.0401651647248085 - 1.0).abs() < 0.05);
    let api00 = case.frame.numbers("api00");
    let found = OneMean { outcome: api00.clone() }.test(&sample, &domain, 14.0).unwrap();
    same(found.test.statistic, 24.4658200762885, 0.0, "statistic");
    let mut request = Quantiles {
        probabilities: vec![0.25, 0.5],
        rule: QuantileRule::Math,
        interval: QuantileInterval::Replicates,
        level: 0.95,
        df: 14.0,
    };
    let found = request.estimate(&sample, &domain, &api00).unwrap();
    for (found, lower, upper, error) in [
        (found[0], 452.392608262, 651.607391738, 46.4416309087),
        (found[1], 558.891331337, 745.108668663, 43.4116218584),
    ] {
        same(found.lower.unwrap(), lower, 0.0, "lower limit");
        same(found.upper.unwrap(), upper, 0.0, "upper limit");
        same(found.standard_error.unwrap(), error, 0.0, "standard error");
    }
    request.interval = QuantileInterval::Replicates;
    let refused = request.estimate(&design(&case, "d"), &domain, &api00).unwrap_err();
    assert!(refused.to_string().contains("no replicates"));
}
