//! Replicates: agreement with R's `survey` 4.5, and the laws they obey.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use cairn_survey::replicates::{
    Draws, GivenReplicates, HalfSamples, ReplicateKind, Replicates, ReplicatesError,
};
use cairn_survey::{
    Domain, Estimator, LonelyPsu, Matrix, Mean, OfTotals, Ratio, Sample, Statistic, SurveyError, Taylor,
    Total, Values, VarianceMethod, Variation,
};
use serde_json::Value;
use std::sync::Arc;
use support::{Case, Columns, Frame, numbers, same};

const TAYLOR: Taylor = Taylor { lonely_psu: LonelyPsu::Fail, domain_lonely_psu: false };

fn sample(columns: &Columns, rows: usize) -> Sample {
    Sample::new(columns.shape(), &columns.rows(rows), TAYLOR).unwrap()
}

fn replicated(sample: Sample, replicates: Replicates) -> Sample {
    let replicates = replicates.for_rows(sample.units());
    sample.with_variance(VarianceMethod::Replicates(Arc::new(replicates)))
}

fn jackknife(columns: &Columns, rows: usize) -> Sample {
    let sample = sample(columns, rows);
    let stratified = columns.strata.first().is_some_and(Option::is_some);
    let made = if stratified {
        Replicates::jkn(sample.design(), LonelyPsu::Fail)
    } else {
        Replicates::jk1(sample.design())
    };
    replicated(sample, made.unwrap())
}

fn about_full_sample(sample: &Sample) -> Sample {
    let VarianceMethod::Replicates(replicates) = sample.variance_method() else { panic!("not replicates") };
    let replicates = replicates.as_ref().clone().with_squares_about_full_sample(true);
    sample.clone().with_variance(VarianceMethod::Replicates(Arc::new(replicates)))
}

fn of(estimator: impl Estimator + Sync + 'static, columns: &[&[f64]], domain: &Domain) -> Box<dyn Statistic> {
    let columns = columns.iter().map(|column| domain.gather(column)).collect();
    Box::new(OfTotals { estimator, columns })
}

const MEAN: Mean = Mean { variable: 0 };
const TOTAL: Total = Total { variable: 0 };
const RATIO: Ratio = Ratio { numerator: 0, denominator: 1, product: None };

/// Estimates, each over its domain, and their joint covariance, against an item.
#[track_caller]
fn compare(sample: &Sample, statistics: &[(Box<dyn Statistic>, &Domain)], item: &Value) {
    let (values, covariance) = joint(sample, statistics);
    let get = |keys: &[&str]| {
        let found = keys.iter().map(|key| &item[*key]).find(|value| !value.is_null());
        found.map(numbers).unwrap_or_default()
    };
    let expected = get(&["est", "coef", "ratio"]);
    assert_eq!(values.len(), expected.len());
    for (value, expected) in values.iter().zip(&expected) {
        same(*value, *expected, 0.0, "estimate");
    }
    for (position, expected) in get(&["se"]).into_iter().enumerate() {
        same(covariance.at(position, position).sqrt(), expected, values[position] * 10.0, "standard error");
    }
    let rows = [&item["vcov"]["values"], &item["var"]["values"]];
    for (i, row) in rows.iter().find_map(|rows| rows.as_array()).into_iter().flatten().enumerate() {
        for (j, expected) in numbers(row).into_iter().enumerate() {
            let scale = (covariance.at(i, i) * covariance.at(j, j)).sqrt();
            same(covariance.at(i, j), expected, 1e4 * scale, "covariance");
        }
    }
    let df = &item["ci95_t_df"]["df"];
    if df.is_number() {
        assert_eq!(sample.degrees_of_freedom(), df.as_f64().unwrap(), "degrees of freedom");
    }
}

fn joint(sample: &Sample, statistics: &[(Box<dyn Statistic>, &Domain)]) -> (Vec<f64>, Matrix) {
    let (mut values, mut variations) = (Vec::new(), Vec::new());
    for (statistic, domain) in statistics {
        let estimates = sample.estimate(statistic.as_ref(), domain).unwrap();
        values.extend(estimates.values);
        variations.push(estimates.variation);
    }
    let covariance = sample.covariance(&Variation::join(&variations).unwrap()).unwrap().unwrap();
    (values, covariance)
}

#[track_caller]
fn compare_scales(sample: &Sample, item: &Value) {
    let VarianceMethod::Replicates(replicates) = sample.variance_method() else { panic!("not replicates") };
    let expected = numbers(&item["v"]);
    let (scales, df) = (&expected[1..expected.len() - 1], expected[expected.len() - 1]);
    same(replicates.scale(), expected[0], 0.0, "scale");
    // R's replicates stand in another order.
    let sorted = |scales: &[f64]| {
        let mut scales = scales.to_vec();
        scales.sort_by(f64::total_cmp);
        scales
    };
    let own = sorted(replicates.replicate_scales());
    let scales = if scales.len() == 1 { vec![scales[0]; own.len()] } else { sorted(scales) };
    assert_eq!(own.len(), scales.len());
    own.iter().zip(&scales).for_each(|(own, scale)| same(*own, *scale, 0.0, "rscales"));
    assert_eq!(sample.degrees_of_freedom(), df);
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

fn given(kind: ReplicateKind, columns: Vec<Vec<f64>>, combined: bool) -> GivenReplicates {
    GivenReplicates { kind, columns, combined }
}

fn clusters(frame: &Frame) -> [Columns; 2] {
    let without = Columns {
        clusters: vec![frame.keys("dnum")],
        weights: Some(frame.numbers("pw")),
        ..Columns::default()
    };
    [Columns { population: vec![Some(frame.numbers("fpc"))], ..without.clone() }, without]
}

#[test]
fn schools_by_jackknife_and_given_bootstraps() {
    let case = Case::read("apiclus1_calib");
    let frame = &case.frame;
    let [d, dn] = clusters(frame);
    let (jk1, jk1n) = (jackknife(&d, frame.rows), jackknife(&dn, frame.rows));
    let jk1m = about_full_sample(&jk1n);
    let bootstrap = |file: &str, scale: f64, rscale: f64| {
        let columns = table("apiclus1_calib", file);
        let scales = vec![rscale; columns.len()];
        let made = given(ReplicateKind::Bootstrap, columns, true);
        let made = Replicates::given(made, Some(scale), Some(scales)).unwrap();
        replicated(sample(&dn, frame.rows), made)
    };
    let bs = bootstrap("repweights_bs.csv", 0.0181598062954, 1.0);
    let sb = bootstrap("repweights_sb.csv", 0.01694915254237, 1.0);
    let mrb = bootstrap("repweights_mrb.csv", 1.0, 0.01694915254237);
    let all = Domain::of(frame.rows, |_| true);
    let (api00, enroll, stu) = (frame.numbers("api00"), frame.numbers("enroll"), frame.numbers("api.stu"));
    let stype = frame.keys("stype");
    let level =
        |level: u32| stype.iter().map(|code| f64::from(u8::from(*code == level))).collect::<Vec<f64>>();
    let (e, h, m) = (level(0), level(1), level(2));
    let domains: Vec<Domain> = (0..3).map(|code| Domain::of(frame.rows, |row| stype[row] == code)).collect();
    for (name, sample) in
        [("jk1", &jk1), ("jk1n", &jk1n), ("jk1m", &jk1m), ("bs", &bs), ("sb", &sb), ("mrb", &mrb)]
    {
        let item = |what: &str| case.result(&format!("{name}_{what}"));
        let columns = [&api00, &enroll, &e, &h, &m];
        let means: Vec<_> = columns.iter().map(|column| (of(MEAN, &[column], &all), &all)).collect();
        compare(sample, &means, item("mean"));
        compare(sample, &[(of(TOTAL, &[&enroll], &all), &all)], item("total"));
        compare(sample, &[(of(RATIO, &[&stu, &enroll], &all), &all)], item("ratio"));
        let by: Vec<_> = domains.iter().map(|domain| (of(MEAN, &[&api00], domain), domain)).collect();
        compare(sample, &by, item("by"));
        compare_scales(sample, item("scales"));
    }
    let api99 = frame.numbers("api99");
    compare(&jk1, &[(of(RATIO, &[&api00, &api99], &all), &all)], case.result("jk1_withReplicates"));

    // The jackknife given as weights, and as factors, is the jackknife made.
    let weights = table("apiclus1_calib", "repweights_jk1.csv");
    let VarianceMethod::Replicates(made) = jk1.variance_method() else { panic!("not replicates") };
    let own: Vec<Vec<f64>> =
        (0..made.count()).map(|replicate| made.weights(replicate, &all, jk1.weights()).unwrap()).collect();
    let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-14 * b.abs());
    assert!(weights.iter().all(|column| own.iter().any(|own| close(own, column))));
    let factors: Vec<Vec<f64>> =
        weights.iter().map(|column| column.iter().zip(jk1.weights()).map(|(r, w)| r / w).collect()).collect();
    for (columns, combined) in [(weights, true), (factors, false)] {
        let made = Replicates::given(given(ReplicateKind::Jk1, columns, combined), None, None).unwrap();
        let sample = replicated(sample(&dn, frame.rows), made);
        compare(&sample, &[(of(TOTAL, &[&enroll], &all), &all)], case.result("jk1n_total"));
    }
}

#[test]
fn health_by_jackknife_and_half_samples() {
    let case = Case::read("nhanes");
    let frame = &case.frame;
    let whole = Columns {
        strata: vec![Some(frame.keys("SDMVSTRA"))],
        clusters: vec![frame.keys("SDMVPSU")],
        weights: Some(frame.numbers("WTMEC2YR")),
        nest: true,
        ..Columns::default()
    };
    let jkn = jackknife(&whole, frame.rows);

    // Half-samples are made of the strata with two clusters.
    let strata = frame.keys("SDMVSTRA");
    let crowded: Vec<u32> =
        (0..frame.rows).filter(|row| frame.text("SDMVPSU")[*row] == "3").map(|row| strata[row]).collect();
    let paired = Frame {
        columns: frame
            .columns
            .iter()
            .map(|(name, column)| {
                let kept = (0..frame.rows).filter(|row| !crowded.contains(&strata[*row]));
                (name.clone(), kept.map(|row| column[row].clone()).collect())
            })
            .collect(),
        rows: strata.iter().filter(|stratum| !crowded.contains(stratum)).count(),
    };
    let pairs = Columns {
        strata: vec![Some(paired.keys("SDMVSTRA"))],
        clusters: vec![paired.keys("SDMVPSU")],
        weights: Some(paired.numbers("WTMEC2YR")),
        nest: true,
        ..Columns::default()
    };
    let base = sample(&pairs, paired.rows);
    let strata = HalfSamples::in_design_order(base.design()).strata;
    let order = HalfSamples::in_row_order(base.design(), strata, base.units());
    let brr = replicated(base.clone(), Replicates::brr(base.design(), LonelyPsu::Fail, &order).unwrap());
    let fay = replicated(base.clone(), Replicates::fay(base.design(), 0.3, LonelyPsu::Fail, &order).unwrap());

    for (file, sample) in [("brr", &brr), ("fay", &fay)] {
        let columns = table("nhanes", &format!("repfactors_{file}.csv"));
        let VarianceMethod::Replicates(made) = sample.variance_method() else { panic!("not replicates") };
        let all = Domain::of(paired.rows, |_| true);
        let (stratum, psu) = (paired.numbers("SDMVSTRA"), paired.numbers("SDMVPSU"));
        for replicate in 0..made.count() {
            let own = made.weights(replicate, &all, sample.weights()).unwrap();
            for (line, stratum_of_line) in columns[0].iter().enumerate() {
                let row = (0..paired.rows)
                    .find(|row| stratum[*row] == *stratum_of_line && psu[*row] == columns[1][line]);
                let row = row.unwrap();
                same(own[row] / sample.weights()[row], columns[2 + replicate][line], 0.0, "factor");
            }
        }
    }

    let mean_square = [about_full_sample(&jkn), about_full_sample(&brr)];
    for (name, sample, frame) in [
        ("jkn", &jkn, frame),
        ("jknm", &mean_square[0], frame),
        ("brr", &brr, &paired),
        ("fay", &fay, &paired),
        ("brrm", &mean_square[1], &paired),
    ] {
        let item = |what: &str| case.result(&format!("{name}_{what}"));
        let chol = frame.numbers("HI_CHOL");
        let race = frame.numbers("race");
        let known = Domain::of(frame.rows, |row| chol[row].is_finite());
        compare(sample, &[(of(MEAN, &[&chol], &known), &known)], item("mean"));
        compare(sample, &[(of(TOTAL, &[&chol], &known), &known)], item("total"));
        let domains: Vec<Domain> = (1..5)
            .map(|code| Domain::of(frame.rows, |row| chol[row].is_finite() && race[row] == f64::from(code)))
            .collect();
        let by: Vec<_> = domains.iter().map(|domain| (of(MEAN, &[&chol], domain), domain)).collect();
        compare(sample, &by, item("by"));
        compare_scales(sample, item("scales"));
    }
    let (stratum, psu) = (frame.numbers("SDMVSTRA"), frame.numbers("SDMVPSU"));
    let everybody = Domain::of(frame.rows, |_| true);
    assert_eq!(counted_and_ranked(&jkn, &everybody), 16.0);
    let some = Domain::of(frame.rows, |row| stratum[row] < 80.0 && psu[row] == 1.0 || stratum[row] == 83.0);
    assert_eq!(counted_and_ranked(&jkn, &some), 6.0);
    let halves = Domain::of(frame.rows, |row| psu[row] == 1.0);
    assert_eq!(counted_and_ranked(&jkn, &halves), 14.0);
}

#[test]
fn ambulances_by_given_half_samples() {
    let case = Case::read("scd_given_brr");
    let frame = &case.frame;
    let design = Columns {
        strata: vec![Some(frame.keys("ESA"))],
        clusters: vec![frame.keys("ambulance")],
        weights: Some(vec![1.0; frame.rows]),
        nest: true,
        ..Columns::default()
    };
    let columns = table("scd_given_brr", "repweights.csv");
    let fay = columns.iter().map(|column| column.iter().map(|f| 0.25 + 0.75 * f).collect()).collect();
    let base = sample(&design, frame.rows);
    let r = Replicates::given(given(ReplicateKind::Brr, columns, false), None, None).unwrap();
    let rf = Replicates::given(given(ReplicateKind::Fay { rho: 0.25 }, fay, false), None, None).unwrap();
    let r = replicated(base.clone(), r);
    let (j, rf) = (jackknife(&design, frame.rows), replicated(base.clone(), rf));
    let (alive, arrests) = (frame.numbers("alive"), frame.numbers("arrests"));
    let all = Domain::of(frame.rows, |_| true);
    for (name, sample) in [("r", &r), ("j", &j), ("l", &base), ("rf", &rf)] {
        let item = |what: &str| case.result(&format!("{name}_{what}"));
        compare(sample, &[(of(RATIO, &[&alive, &arrests], &all), &all)], item("ratio"));
        compare(sample, &[(of(MEAN, &[&alive], &all), &all)], item("mean"));
        let totals = [&alive, &arrests].map(|column| (of(TOTAL, &[column], &all), &all));
        compare(sample, &totals, item("total"));
    }
    compare(&r, &[(of(RATIO, &[&alive, &arrests], &all), &all)], case.result("r_withReplicates"));
    let df = &case.result("degf")["v"];
    for (name, sample) in [("r", &r), ("j", &j), ("l", &base)] {
        assert_eq!(sample.degrees_of_freedom(), df[name].as_f64().unwrap());
    }
}

#[test]
fn small_samples_with_population_sizes() {
    let case = Case::read("fpc_small");
    let frame = &case.frame;
    let a = Columns {
        strata: vec![Some(frame.keys("stratid"))],
        clusters: vec![frame.keys("psuid")],
        weights: Some(frame.numbers("weight")),
        nest: true,
        ..Columns::default()
    };
    let sizes = frame.numbers("Nh");
    let fractions = frame.numbers("nh").iter().zip(&sizes).map(|(n, total)| n / total).collect();
    let b = Columns { population: vec![Some(sizes)], ..a.clone() };
    let f = Columns { population: vec![Some(fractions)], ..a.clone() };
    let s = Columns { clusters: Vec::new(), weights: None, ..b.clone() };
    let (x, all) = (frame.numbers("x"), Domain::of(frame.rows, |_| true));
    for (name, columns) in [("a", &a), ("b", &b), ("f", &f), ("s", &s)] {
        let sample = jackknife(columns, frame.rows);
        compare(&sample, &[(of(TOTAL, &[&x], &all), &all)], case.result(&format!("{name}_jkn_total")));
    }
}

/// apistrat, its first school alone in a stratum of its own: R 4.2.2, survey 4.1-1, `as.svrepdesign(type = "JKn")`.
#[test]
fn jackknife_of_a_lonely_unit() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let mut strata = frame.keys("stype");
    strata[0] = 9;
    let columns = Columns {
        strata: vec![Some(strata)],
        weights: Some(frame.numbers("pw")),
        nest: true,
        ..Columns::default()
    };
    let with_sizes = Columns { population: vec![Some(frame.numbers("fpc"))], ..columns.clone() };
    let all = Domain::of(frame.rows, |_| true);
    let (api00, enroll) = (frame.numbers("api00"), frame.numbers("enroll"));
    for (rule, columns, df, expected) in [
        (LonelyPsu::Certainty, &columns, 196.0, [89.52090536736, -42.07881087543, 357.7365651339]),
        (LonelyPsu::Remove, &with_sizes, 196.0, [87.16105947479, -40.90173375009, 341.6035633602]),
        (LonelyPsu::Adjust, &columns, 197.0, [90.74079644791, -44.27049199724, 361.6741840052]),
        (LonelyPsu::Adjust, &with_sizes, 197.0, [88.38063040158, -43.09283967715, 345.5401488249]),
        (LonelyPsu::Average, &columns, 196.0, [89.97075916318, -42.29026218636, 359.5342363155]),
        (LonelyPsu::Average, &with_sizes, 196.0, [87.59905474853, -41.10727010059, 343.3201641812]),
    ] {
        let sample = sample(columns, frame.rows);
        let made = Replicates::jkn(sample.design(), rule).unwrap();
        let sample = replicated(sample, made);
        let means = [&api00, &enroll].map(|column| (of(MEAN, &[column], &all), &all));
        let (_, found) = joint(&sample, &means);
        for (found, expected) in [found.at(0, 0), found.at(0, 1), found.at(1, 1)].into_iter().zip(expected) {
            same(found, expected, 0.0, "covariance");
        }
        assert_eq!(counted_and_ranked(&sample, &all), df);
    }
    let design = sample(&columns, frame.rows);
    let refused = Replicates::jkn(design.design(), LonelyPsu::Fail).unwrap_err();
    assert!(matches!(refused, ReplicatesError::LonelyPsu(_)), "{refused}");
}

/// Degrees of freedom as the jackknife counts them, and as the rank of its weights by row.
#[track_caller]
fn counted_and_ranked(sample: &Sample, domain: &Domain) -> f64 {
    let VarianceMethod::Replicates(replicates) = sample.variance_method() else { panic!("not replicates") };
    let counted = replicates.degrees_of_freedom(sample.weights(), Some(domain));
    let by_row =
        replicates.map_weights(sample.weights(), |weights| Ok::<_, SurveyError>(weights.to_vec())).unwrap();
    assert_eq!(by_row.degrees_of_freedom(sample.weights(), Some(domain)), counted);
    counted
}

/// Schools in strata, with fewer than twenty of each, so that everything is there: clusters, population sizes.
fn strata_of_schools(frame: &Frame) -> (Columns, usize) {
    let rows = 42;
    let sizes = |row: usize| if row < 24 { 50.0 } else { 16.0 };
    let columns = Columns {
        strata: vec![Some((0..rows).map(|row| u32::from(row >= 24)).collect())],
        clusters: vec![(0..rows as u32).map(|row| row / 3 + 100).collect()],
        population: vec![Some((0..rows).map(sizes).collect())],
        weights: Some(frame.numbers("pw")[..rows].to_vec()),
        nest: true,
    };
    (columns, rows)
}

fn all_kinds(sample: &Sample) -> Vec<Replicates> {
    let draws = Draws { replicates: 40, seed: 7 };
    let design = sample.design();
    let lonely = LonelyPsu::Fail;
    vec![
        Replicates::jkn(design, lonely).unwrap(),
        Replicates::bootstrap(design, draws, lonely).unwrap(),
        Replicates::rao_wu(design, draws, lonely).unwrap(),
        Replicates::rescaled_bootstrap(design, draws, lonely).unwrap(),
    ]
}

#[test]
fn cluster_totals_give_what_rows_give() {
    let case = Case::read("apistrat");
    let (columns, rows) = strata_of_schools(&case.frame);
    let sample = sample(&columns, rows);
    let (y, x) = (&case.frame.numbers("api00")[..rows], &case.frame.numbers("enroll")[..rows]);
    let domains: Vec<u32> = (0..rows as u32).map(|row| if row == 7 { 2 } else { row % 2 }).collect();
    let totals = support::totals(&columns, &domains, &[Values::Numbers(y), Values::Numbers(x)]).unwrap();
    for made in all_kinds(&sample) {
        let by_row = replicated(sample.clone(), made.clone());
        for code in 0..3 {
            let domain = Domain::of(rows, |row| domains[row] == code);
            let statistic = of(RATIO, &[y, x], &domain);
            let Variation::Replicated(expected) =
                by_row.estimate(statistic.as_ref(), &domain).unwrap().variation
            else {
                panic!("not replicated")
            };
            let found = made.of_totals(&totals.of(0, code as usize), &RATIO).unwrap();
            for (found, expected) in found.iter().zip(&expected.replicates) {
                let left_out = found.is_nan() && expected[0].is_nan();
                assert!(
                    left_out || (found - expected[0]).abs() < 1e-11 * found.abs(),
                    "{found} {expected:?}"
                );
            }
        }
    }
    let by_row =
        Replicates::given(given(ReplicateKind::Other, vec![vec![1.0; rows]; 2], true), None, None).unwrap();
    assert_eq!(by_row.of_totals(&totals.of(0, 0), &RATIO), Err(ReplicatesError::NotByUnit));
}

#[test]
fn seeds_decide_the_draws() {
    let case = Case::read("apistrat");
    let (columns, rows) = strata_of_schools(&case.frame);
    let sample = sample(&columns, rows);
    let draw = |replicates, seed| {
        Replicates::bootstrap(sample.design(), Draws { replicates, seed }, LonelyPsu::Fail)
            .unwrap()
            .for_rows(sample.units())
    };
    let all = Domain::of(rows, |_| true);
    let weights = |made: &Replicates, replicate| made.weights(replicate, &all, sample.weights()).unwrap();
    let (few, many, other) = (draw(20, 1), draw(30, 1), draw(20, 2));
    assert_eq!(few, draw(20, 1));
    assert!((0..20).all(|replicate| weights(&few, replicate) == weights(&many, replicate)));
    assert!((0..20).any(|replicate| weights(&few, replicate) != weights(&other, replicate)));
}

/// Of a total, every kind agrees with linearization in the mean over draws, which without replacement and with sizes is not that of
/// Rao and Wu.
#[test]
fn bootstraps_agree_with_linearization() {
    let case = Case::read("apistrat");
    let (with_sizes, rows) = strata_of_schools(&case.frame);
    let without = Columns { population: vec![None], ..with_sizes.clone() };
    let two_stages = Columns {
        clusters: vec![with_sizes.clusters[0].clone(), (0..rows as u32).collect()],
        population: vec![with_sizes.population[0].clone(), Some(vec![5.0; rows])],
        ..with_sizes.clone()
    };
    let (y, all) = (&case.frame.numbers("api00")[..rows], Domain::of(rows, |_| true));
    let draws = Draws { replicates: 20_000, seed: 42 };
    type Make = fn(&cairn_survey::Design, Draws, LonelyPsu) -> Result<Replicates, ReplicatesError>;
    let makes: [(Make, &Columns); 6] = [
        (Replicates::bootstrap, &without),
        (Replicates::rao_wu, &without),
        (Replicates::rescaled_bootstrap, &without),
        (Replicates::rescaled_bootstrap, &with_sizes),
        (Replicates::rescaled_bootstrap, &two_stages),
        (Replicates::bootstrap, &with_sizes),
    ];
    for (number, (make, columns)) in makes.into_iter().enumerate() {
        // The scale of the bootstrap is exact for strata of one size only.
        let sample = sample(columns, rows);
        let statistic = of(TOTAL, &[y], &all);
        let variance =
            |sample: &Sample| sample.estimate(statistic.as_ref(), &all).unwrap().variance(0).unwrap();
        let expected = variance(&sample);
        let found =
            variance(&replicated(sample.clone(), make(sample.design(), draws, LonelyPsu::Remove).unwrap()));
        let ratio = found / expected;
        let margin = if number == 0 || number == 5 { 0.1 } else { 0.04 };
        assert!((ratio - 1.0).abs() < margin, "{number}: {ratio}");
    }
}

#[test]
fn calibration_reaches_every_replicate() {
    let case = Case::read("apiclus1_calib");
    let frame = &case.frame;
    let [d, _] = clusters(frame);
    let sample = jackknife(&d, frame.rows);
    let stype = frame.keys("stype");
    let known = [4421.0, 755.0, 1018.0];
    let adjust = |weights: &[f64]| -> Result<Vec<f64>, SurveyError> {
        let mut sums = [0.0; 3];
        weights.iter().zip(&stype).for_each(|(weight, code)| sums[*code as usize] += weight);
        Ok(weights
            .iter()
            .zip(&stype)
            .map(|(w, code)| w * known[*code as usize] / sums[*code as usize])
            .collect())
    };
    let VarianceMethod::Replicates(made) = sample.variance_method().clone() else { panic!("not replicates") };
    let mapped = Arc::new(made.map_weights(sample.weights(), adjust).unwrap());
    let weights = adjust(sample.weights()).unwrap();
    let sample = sample.with_calibration(weights, None).with_variance(VarianceMethod::Replicates(mapped));
    let (enroll, all) = (frame.numbers("enroll"), Domain::of(frame.rows, |_| true));
    compare(&sample, &[(of(TOTAL, &[&enroll], &all), &all)], case.result("jk1_postStratify_total"));
    let refused = made.map_weights(&[1.0], |weights| Ok::<_, SurveyError>(weights.to_vec())).unwrap_err();
    assert_eq!(refused, ReplicatesError::Rows { expected: 1, found: frame.rows }.into());
}

/// A statistic that cannot be had where the first row has no weight.
struct NeedsFirst;

impl Statistic for NeedsFirst {
    fn width(&self) -> usize {
        2
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        match weights[0] {
            0.0 => Err(SurveyError::NoWeight),
            first => Ok(vec![weights.iter().sum::<f64>() + 0.1 * first * first, f64::NAN]),
        }
    }

    fn influence(&self, _: &[f64], _: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        Err(SurveyError::NoRows)
    }
}

#[test]
fn replicates_without_a_value_are_left_out_and_counted() {
    let columns = Columns { weights: Some(vec![1.0, 2.0, 4.0, 3.0]), ..Columns::default() };
    let sample = jackknife(&columns, 4);
    let VarianceMethod::Replicates(made) = sample.variance_method() else { panic!("not replicates") };
    let all = Domain::of(4, |_| true);
    let estimates = sample.estimate(&NeedsFirst, &all).unwrap();
    let Variation::Replicated(replicates) = &estimates.variation else { panic!("not replicated") };
    assert_eq!(made.left_out(replicates), 1);
    assert!(estimates.variance(0).unwrap() > 0.0);
    assert_eq!(estimates.variance(1), None);

    // One unit with a case: nothing is left to compare.
    let alone = Domain::of(4, |row| row == 2);
    let mean = of(MEAN, &[&[1.0, 2.0, 3.0, 4.0]], &alone);
    let estimates = sample.estimate(mean.as_ref(), &alone).unwrap();
    assert_eq!(estimates.values, [3.0]);
    let empty = Domain::of(4, |_| false);
    let nothing = sample.estimate(of(MEAN, &[&[1.0; 4]], &empty).as_ref(), &empty).unwrap();
    assert!(nothing.values[0].is_nan() && nothing.covariance.is_none());
}

#[test]
fn what_cannot_be_replicated_is_refused() {
    let weights = || Some(vec![1.0; 6]);
    let strata = Columns {
        strata: vec![Some(vec![1, 1, 1, 2, 2, 2])],
        weights: weights(),
        nest: true,
        ..Columns::default()
    };
    let stratified = sample(&strata, 6);
    let design = stratified.design();
    let order = HalfSamples::in_design_order(design);
    let text = |error: ReplicatesError| error.to_string();
    assert_eq!(
        text(Replicates::jk1(design).unwrap_err()),
        "JK1 leaves out one cluster after the other of a sample without strata; this one has 2, for which there is JKn"
    );
    assert_eq!(
        text(Replicates::brr(design, LonelyPsu::Fail, &order).unwrap_err()),
        "the stratum with key 1 has 3 sampled clusters; balanced replicates need two, or an even number that falls into pairs"
    );
    for rho in [1.0, -0.1, f64::NAN] {
        assert!(matches!(
            Replicates::fay(design, rho, LonelyPsu::Fail, &order),
            Err(ReplicatesError::Rho(_))
        ));
    }
    let one = Draws { replicates: 1, seed: 0 };
    assert!(matches!(
        Replicates::bootstrap(design, one, LonelyPsu::Fail),
        Err(ReplicatesError::TooFew { .. })
    ));
    let lonely = Columns {
        strata: vec![Some(vec![1, 1, 1, 2, 2, 3])],
        weights: weights(),
        nest: true,
        ..Columns::default()
    };
    let lonely = sample(&lonely, 6);
    let draws = Draws { replicates: 10, seed: 0 };
    let refused = Replicates::rao_wu(lonely.design(), draws, LonelyPsu::Adjust).unwrap_err();
    assert!(matches!(refused, ReplicatesError::LonelyPsuRule(_)), "{refused}");
    let kept =
        Replicates::rao_wu(lonely.design(), draws, LonelyPsu::Certainty).unwrap().for_rows(lonely.units());
    let last = Domain::of(6, |row| row == 5);
    assert!((0..10).all(|replicate| kept.weights(replicate, &last, lonely.weights()).unwrap() == [1.0]));

    let columns = vec![vec![1.0, 2.0], vec![1.0, f64::NAN]];
    let refused = Replicates::given(given(ReplicateKind::Other, columns, true), None, None).unwrap_err();
    assert_eq!(text(refused), "in replicate 1 the weight of row 1 is NaN; it must be a finite number");
    let jkn = || given(ReplicateKind::Jkn, vec![vec![1.0, 2.0]; 3], true);
    assert_eq!(Replicates::given(jkn(), None, None), Err(ReplicatesError::ScalesNeeded));
    let scales = ReplicatesError::Scales { expected: 3, found: 1 };
    assert_eq!(Replicates::given(jkn(), None, Some(vec![0.5])), Err(scales));
    assert!(matches!(
        Replicates::given(jkn(), Some(f64::NAN), Some(vec![0.5; 3])),
        Err(ReplicatesError::Scale(_))
    ));
    let unjoined = Replicates::jkn(design, LonelyPsu::Fail).unwrap();
    assert_eq!(unjoined.weights(0, &Domain::of(6, |_| true), &[1.0; 6]), Err(ReplicatesError::NoRows));
}
