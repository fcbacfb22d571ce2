//! Two phases: agreement with R's `survey`, and the laws of the variance.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use cairn_survey::phases::{PhaseRows, PhasesError, SecondPhase, TwoPhase};
use cairn_survey::{
    Domain, Estimator, LonelyPsu, Mean, OfTotals, Ratio, Sample, Statistic, SurveyError, Total, Variation,
};
use serde_json::Value;
use support::{Case, Columns, Frame, numbers, same};

fn of(estimator: impl Estimator + Sync + 'static, columns: &[&[f64]], domain: &Domain) -> Box<dyn Statistic> {
    let columns = columns.iter().map(|column| domain.gather(column)).collect();
    Box::new(OfTotals { estimator, columns })
}

const MEAN: Mean = Mean { variable: 0 };
const TOTAL: Total = Total { variable: 0 };
const RATIO: Ratio = Ratio { numerator: 0, denominator: 1, product: None };

#[track_caller]
fn compare(sample: &Sample, statistics: &[(Box<dyn Statistic>, &Domain)], item: &Value) {
    let (mut values, mut variations) = (Vec::new(), Vec::new());
    for (statistic, domain) in statistics {
        let estimates = sample.estimate(statistic.as_ref(), domain).unwrap();
        values.extend(estimates.values);
        variations.push(estimates.variation);
    }
    let covariance = sample.covariance(&Variation::join(&variations).unwrap()).unwrap().unwrap();
    for (value, expected) in values.iter().zip(numbers(&item["est"])) {
        same(*value, expected, 0.0, "estimate");
    }
    for (i, row) in item["vcov"]["values"].as_array().unwrap().iter().enumerate() {
        for (j, expected) in numbers(row).into_iter().enumerate() {
            let scale = (covariance.at(i, i) * covariance.at(j, j)).sqrt();
            same(covariance.at(i, j), expected, 1e4 * scale, "covariance");
        }
    }
    let domain = statistics[0].1;
    assert_eq!(sample.domain_degrees_of_freedom(domain), item["ci95_t_df"]["df"].as_f64().unwrap());
}

fn truth(frame: &Frame, name: &str) -> Vec<bool> {
    frame.text(name).iter().map(|cell| cell == "TRUE").collect()
}

/// The columns of a phase, by their names.
#[derive(Default)]
struct Names<'a> {
    clusters: &'a [&'a str],
    strata: &'a [&'a str],
    sizes: Option<&'a str>,
    weights: Option<Vec<f64>>,
}

impl Names<'_> {
    fn columns(&self, frame: &Frame) -> Columns {
        Columns {
            clusters: self.clusters.iter().map(|name| frame.keys(name)).collect(),
            strata: self.strata.iter().map(|name| Some(frame.keys(name))).collect(),
            population: self.sizes.iter().map(|name| Some(frame.numbers(name))).collect(),
            weights: self.weights.clone(),
            nest: true,
        }
    }
}

fn phase(columns: &Columns, rows: usize) -> PhaseRows<'_> {
    PhaseRows {
        rows,
        strata: columns.strata.iter().map(Option::as_deref).collect(),
        clusters: columns.clusters.iter().map(Vec::as_slice).collect(),
        population: columns.population.iter().map(Option::as_deref).collect(),
        weights: columns.weights.as_deref(),
        nest: columns.nest,
    }
}

fn two_phases(frame: &Frame, first: &Names<'_>, second: &Names<'_>, drawn: &[bool]) -> Sample {
    let (first, second) = (first.columns(frame), second.columns(frame));
    let second = SecondPhase { columns: phase(&second, frame.rows), drawn };
    TwoPhase::sample(&phase(&first, frame.rows), &second, LonelyPsu::Fail).unwrap()
}

#[test]
fn every_sort_of_two_phases() {
    let case = Case::read("two_phases");
    let frame = &case.frame;
    let (sub, subc, two) = (truth(frame, "sub"), truth(frame, "subc"), truth(frame, "two"));
    let pc = frame.numbers("pc").into_iter().map(|p| 1.0 / p).collect();
    let pv = frame.numbers("pv").into_iter().map(|p| 1.0 / p).collect();
    let s1 = || Names { strata: &["s1"], sizes: Some("N1"), ..Names::default() };
    let s2 = || Names { strata: &["s2"], ..Names::default() };
    let rows = Names::default;
    for (name, first, second, drawn) in [
        ("plain", rows(), rows(), &sub),
        ("strata", rows(), s2(), &sub),
        ("sizes", s1(), s2(), &sub),
        ("clusters", Names { clusters: &["c1"], sizes: Some("NC"), ..s1() }, s2(), &sub),
        ("clusters_probs", Names { clusters: &["c1"], weights: Some(pc), ..rows() }, s2(), &sub),
        ("second_clusters", s1(), Names { clusters: &["c2"], strata: &["s1"], ..rows() }, &subc),
        ("weights", Names { weights: Some(frame.numbers("w1")), ..rows() }, s2(), &sub),
        ("second_fractions", s1(), Names { sizes: Some("p2"), ..s2() }, &sub),
        ("second_probs", s1(), Names { weights: Some(pv), ..s2() }, &sub),
        ("two_stages", s1(), Names { clusters: &["c1", "row"], strata: &["s1"], ..rows() }, &two),
    ] {
        println!("{name}");
        let sample = two_phases(frame, &first, &second, drawn);
        let all = sample.domain(|_| true);
        let some = sample.domain(|row| frame.text("g")[row] == "a");
        let (y, x) = (frame.numbers("y"), frame.numbers("x"));
        let item = |what: &str| case.result(&format!("{name}_{what}"));
        let columns = if name == "second_probs" { vec![&y] } else { vec![&y, &x] };
        let totals: Vec<_> = columns.iter().map(|column| (of(TOTAL, &[column], &all), &all)).collect();
        compare(&sample, &totals, item("total"));
        let means: Vec<_> = columns.iter().map(|column| (of(MEAN, &[column], &all), &all)).collect();
        compare(&sample, &means, item("mean"));
        compare(&sample, &[(of(RATIO, &[&y, &x], &all), &all)], item("ratio"));
        compare(&sample, &[(of(MEAN, &[&y], &some), &some)], item("domain"));
    }
}

#[test]
fn a_case_cohort_study() {
    let case = Case::read("nwtco");
    let frame = &case.frame;
    let [age, rel, histol] = ["age", "rel", "histol"].map(|name| frame.numbers(name));
    let second = Names { strata: &["rel"], ..Names::default() };
    let cohort = two_phases(frame, &Names::default(), &second, &truth(frame, "incc"));
    let all = cohort.domain(|_| true);
    let level =
        |level: f64| histol.iter().map(|value| f64::from(u8::from(*value == level))).collect::<Vec<f64>>();
    let means = [&age, &level(1.0), &level(2.0)].map(|column| (of(MEAN, &[column], &all), &all));
    compare(&cohort, &means, case.result("mean"));
    compare(&cohort, &[(of(RATIO, &[&rel, &age], &all), &all)], case.result("ratio"));

    let mut frame = frame.clone();
    let crossed =
        (0..frame.rows).map(|row| format!("{}.{}", frame.text("rel")[row], frame.text("instit")[row]));
    let crossed = crossed.collect();
    frame.columns.insert("crossed".to_owned(), crossed);
    let second = Names { strata: &["crossed"], ..Names::default() };
    let cases = two_phases(&frame, &Names::default(), &second, &truth(&frame, "incc2"));
    let all = cases.domain(|_| true);
    let means = [&age, &rel].map(|column| (of(MEAN, &[column], &all), &all));
    compare(&cases, &means, case.result("mean2"));
    let unfavourable = cases.domain(|row| histol[row] == 2.0);
    compare(&cases, &[(of(MEAN, &[&rel], &unfavourable), &unfavourable)], case.result("domain"));
}

/// Clusters, and rows within: two stages and two phases are the same.
#[test]
fn two_stages_are_two_phases() {
    let case = Case::read("mu284_twostage");
    let frame = &case.frame;
    let (id1, id2) = (frame.keys("id1"), frame.keys("id2"));
    let (n1, n2, y) = (frame.numbers("n1"), frame.numbers("n2"), frame.numbers("y1"));
    let staged = Columns {
        clusters: vec![id1.clone(), id2],
        population: vec![Some(n1.clone()), Some(n2.clone())],
        nest: true,
        ..Columns::default()
    };
    let all = Domain::of(frame.rows, |_| true);
    let staged =
        Sample::new(staged.shape(), &staged.rows(frame.rows), cairn_survey::Taylor::default()).unwrap();
    let expected = staged.estimate(of(TOTAL, &[&y], &all).as_ref(), &all).unwrap();

    // The first phase holds all rows of the clusters drawn.
    let mut clusters = id1.clone();
    let mut sizes = n1.clone();
    for (row, cluster) in id1.iter().enumerate() {
        if id1[..row].contains(cluster) {
            continue;
        }
        let sampled = id1.iter().filter(|other| *other == cluster).count();
        let missing = n2[row] as usize - sampled;
        clusters.extend(std::iter::repeat_n(*cluster, missing));
        sizes.extend(std::iter::repeat_n(n1[row], missing));
    }
    let rows = clusters.len();
    let drawn: Vec<bool> = (0..rows).map(|row| row < frame.rows).collect();
    let first = PhaseRows {
        rows,
        clusters: vec![&clusters],
        population: vec![Some(&sizes)],
        nest: true,
        ..PhaseRows::default()
    };
    let columns = PhaseRows { rows, strata: vec![Some(&clusters)], nest: true, ..PhaseRows::default() };
    let second = SecondPhase { columns, drawn: &drawn };
    let phased = TwoPhase::sample(&first, &second, LonelyPsu::Fail).unwrap();
    let found = phased.estimate(of(TOTAL, &[&y], &all).as_ref(), &all).unwrap();
    same(found.values[0], expected.values[0], 0.0, "total");
    same(found.variance(0).unwrap(), expected.variance(0).unwrap(), 0.0, "variance");
}

#[test]
fn what_is_no_second_phase_is_refused() {
    let strata = [1, 1, 1, 2, 2, 2];
    let weights = [1.0, 2.0, 2.0, 0.5, 2.0, 2.0];
    let make = |drawn: [bool; 6], weights: Option<&[f64]>, rule| {
        let first = PhaseRows { rows: 6, nest: true, ..PhaseRows::default() };
        let columns = PhaseRows { strata: vec![Some(&strata)], weights, ..first.clone() };
        TwoPhase::sample(&first, &SecondPhase { columns, drawn: &drawn }, rule)
    };
    let phases = |result: Result<Sample, SurveyError>| match result {
        Err(SurveyError::Phases(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(phases(make([false; 6], None, LonelyPsu::Fail)), PhasesError::NobodyDrawn);
    let alone = [true, true, false, true, false, false];
    let lonely = PhasesError::LonelyPsu { phase: 2, stage: 1, stratum: 2 };
    assert_eq!(phases(make(alone, None, LonelyPsu::Fail)), lonely);
    let all = Domain::of(6, |row| alone[row]);
    for rule in [LonelyPsu::Certainty, LonelyPsu::Adjust] {
        let sample = make(alone, None, rule).unwrap();
        let total = of(TOTAL, &[&[1.0, 4.0, 2.0, 3.0, 5.0, 1.0]], &all);
        assert!(sample.estimate(total.as_ref(), &all).unwrap().variance(0).unwrap() > 0.0);
    }
    let refused = phases(make([true; 6], Some(&weights), LonelyPsu::Fail));
    assert_eq!(refused, PhasesError::Weight { phase: 2, row: 3, weight: 0.5 });
    assert!(make([true; 6], Some(&weights[..2]), LonelyPsu::Fail).is_err());
}
