//! Agreement with R's `survey` 4.5 to nine significant digits.
//!
//! Each test names the item of `tests/oracles/*/oracle.json` that it reproduces; the item holds the R call.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use cairn_survey::{
    DesignEffectReference, Estimate, LonelyPsu, Mean, ProportionInterval, ProportionMethod, Ratio, Scores,
    SurveyError, Taylor, Values, symmetric_interval,
};
use serde_json::Value;
use support::{Case, Columns, everybody, means, numbers, ratio, same, sums, totals};

const TAYLOR: Taylor = Taylor { lonely_psu: LonelyPsu::Fail, domain_lonely_psu: false };

/// Compares estimates with an item that holds `est`, `se` and, where it has them, `vcov`, `deff` and intervals.
#[track_caller]
fn compare(
    columns: &Columns,
    domains: &[u32],
    values: &[Values<'_>],
    total: bool,
    taylor: &Taylor,
    reference: DesignEffectReference,
    item: &Value,
) {
    let table = totals(columns, domains, values).unwrap();
    let (found, scores) = if total {
        support::estimates(&table, taylor, &sums(values.len())).unwrap()
    } else {
        support::estimates(&table, taylor, &means(values.len())).unwrap()
    };
    compare_estimates(&found, item, table.design().degrees_of_freedom(), reference);
    if let Some(rows) = item["vcov"]["values"].as_array() {
        let matrix = support::covariance(&table, taylor, &scores);
        for (i, row) in rows.iter().enumerate() {
            for (j, expected) in numbers(row).into_iter().enumerate() {
                let scale = (matrix.at(i, i) * matrix.at(j, j)).sqrt();
                same(matrix.at(i, j), expected, 1e4 * scale + 1e-12, "covariance");
            }
        }
    }
}

#[track_caller]
fn compare_estimates(found: &[Estimate], item: &Value, df: f64, reference: DesignEffectReference) {
    let get = |keys: &[&str]| {
        keys.iter().map(|key| &item[*key]).find(|value| !value.is_null()).map(numbers).unwrap_or_default()
    };
    let expected = get(&["est", "coef", "ratio"]);
    assert_eq!(found.len(), expected.len());
    for (estimate, expected) in found.iter().zip(&expected) {
        same(estimate.value.unwrap(), *expected, 0.0, "estimate");
    }
    for (estimate, expected) in found.iter().zip(get(&["se"])) {
        // A standard error of zero is one of rounding.
        same(estimate.standard_error().unwrap(), expected, estimate.value.unwrap() * 10.0, "standard error");
    }
    for (estimate, expected) in found.iter().zip(get(&["deff"])) {
        same(estimate.design_effect(reference).unwrap(), expected, 1.0, "design effect");
    }
    let (lower, upper) = (numbers(&item["ci95_t_df"]["lower"]), numbers(&item["ci95_t_df"]["upper"]));
    for ((estimate, lower), upper) in found.iter().zip(lower).zip(upper) {
        let Ok(interval) = symmetric_interval(estimate.value.unwrap(), estimate.variance.unwrap(), df, 0.95)
        else {
            assert_eq!(lower, upper, "R's interval has a width");
            continue;
        };
        if lower < upper {
            same(interval.lower, lower, 0.0, "lower limit");
            same(interval.upper, upper, 0.0, "upper limit");
        }
    }
}

fn apistrat(frame: &support::Frame) -> [Columns; 3] {
    let stratified = Columns {
        strata: vec![Some(frame.keys("stype"))],
        weights: Some(frame.numbers("pw")),
        nest: true,
        ..Columns::default()
    };
    let with_fpc = Columns { population: vec![Some(frame.numbers("fpc"))], ..stratified.clone() };
    let unstratified = Columns { strata: vec![None], ..stratified.clone() };
    [with_fpc, stratified, unstratified]
}

#[test]
fn means_and_totals_of_a_stratified_sample() {
    use DesignEffectReference::{WithReplacement, WithoutReplacement};
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let [d, dn, du] = apistrat(frame);
    for (id, design, names, total, reference) in [
        ("mean_api00_fpc", &d, &["api00"][..], false, WithoutReplacement),
        ("mean_api00_nofpc", &dn, &["api00"], false, WithoutReplacement),
        ("mean_api00_nostrata", &du, &["api00"], false, WithoutReplacement),
        ("mean_api00_deff_replace", &d, &["api00"], false, WithReplacement),
        ("mean_nofpc_deff_replace", &dn, &["api00", "enroll"], false, WithReplacement),
        ("mean_multi", &d, &["api00", "api99", "meals", "ell"], false, WithReplacement),
        ("mean_narm_enroll", &d, &["enroll"], false, WithReplacement),
        ("mean_narm_mobility_avged", &dn, &["avg.ed"], false, WithReplacement),
        ("total_enroll_fpc", &d, &["enroll"], true, WithoutReplacement),
        ("total_enroll_nofpc", &dn, &["enroll"], true, WithReplacement),
    ] {
        println!("{id}");
        let columns: Vec<Vec<f64>> = names.iter().map(|name| frame.numbers(name)).collect();
        let values: Vec<Values<'_>> = columns.iter().map(|column| Values::Numbers(column)).collect();
        compare(design, &everybody(frame.rows), &values, total, &TAYLOR, reference, case.result(id));
    }
}

#[test]
fn shares_of_categories() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let [d, dn, _] = apistrat(frame);
    let (stype, sch_wide, comp_imp, awards) = (
        frame.codes("stype").0,
        frame.codes("sch.wide").0,
        frame.codes("comp.imp").0,
        frame.codes("awards").0,
    );
    let levels =
        |codes, count| (0..count).map(move |level| Values::Level { codes, level }).collect::<Vec<_>>();
    let crossed: Vec<u32> = comp_imp.iter().zip(&sch_wide).map(|(c, s)| c * 2 + s).collect();
    let reference = DesignEffectReference::WithoutReplacement;
    let all = everybody(frame.rows);
    let stype_and_wide = [levels(&stype, 3), levels(&sch_wide, 2)].concat();
    let stype_and_awards = [levels(&stype, 3), levels(&awards, 2)].concat();
    compare(&dn, &all, &stype_and_wide, false, &TAYLOR, reference, case.result("mean_factor"));
    compare(&d, &all, &levels(&crossed, 4), false, &TAYLOR, reference, case.result("mean_interaction"));
    compare(&dn, &all, &stype_and_awards, true, &TAYLOR, reference, case.result("total_factor"));
    compare(&dn, &stype, &levels(&awards, 2), false, &TAYLOR, reference, case.result("by_factor_prop"));
}

#[test]
fn ratios() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let [d, dn, _] = apistrat(frame);
    let (stu, enroll) = (frame.numbers("api.stu"), frame.numbers("enroll"));
    let product: Vec<f64> = stu.iter().zip(&enroll).map(|(y, x)| y * x).collect();
    let values = [Values::Numbers(&stu), Values::Numbers(&enroll), Values::Numbers(&product)];
    let reference = DesignEffectReference::WithoutReplacement;

    let table = totals(&d, &everybody(frame.rows), &values).unwrap();
    let (found, _) = support::estimates(&table, &TAYLOR, &ratio()).unwrap();
    compare_estimates(&found, case.result("ratio_fpc"), 197.0, reference);

    let (sch_wide, _) = frame.codes("sch.wide");
    let table = totals(&d, &sch_wide, &values).unwrap();
    let (found, _) = support::estimates(&table, &TAYLOR, &ratio()).unwrap();
    compare_estimates(&found, case.result("by_ratio"), 197.0, reference);

    let (api00, api99) = (frame.numbers("api00"), frame.numbers("api99"));
    let four = [&stu, &api00, &enroll, &api99].map(|column| Values::Numbers(column));
    let pairs = [(0, 2), (1, 2), (0, 3), (1, 3)].map(|(numerator, denominator)| Ratio {
        numerator,
        denominator,
        product: None,
    });
    let table = totals(&dn, &everybody(frame.rows), &four).unwrap();
    let (found, scores) = support::estimates(&table, &TAYLOR, &pairs).unwrap();
    compare_estimates(&found, case.result("ratio_nofpc_2x2"), 197.0, reference);
    assert_eq!(support::covariance(&table, &TAYLOR, &scores).order(), 4);
}

#[test]
fn groups_with_their_covariance() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let [d, dn, _] = apistrat(frame);
    let (stype, _) = frame.codes("stype");
    let (sch_wide, _) = frame.codes("sch.wide");
    let (api00, enroll) = (frame.numbers("api00"), frame.numbers("enroll"));
    let reference = DesignEffectReference::WithoutReplacement;
    let both = [Values::Numbers(&api00), Values::Numbers(&enroll)];
    compare(&d, &stype, &both, false, &TAYLOR, reference, case.result("by_stype_mean"));

    let crossed: Vec<u32> = stype.iter().zip(&sch_wide).map(|(s, w)| w * 3 + s).collect();
    let mut item = case.result("by_stype_total_deff").clone();
    item["deff"] = item["table"]["DEff.enroll"].clone();
    compare(&dn, &crossed, &both[1..], true, &TAYLOR, reference, &item);

    let meals = frame.numbers("meals");
    let domain = frame.filter(|row| frame.text("sch.wide")[row] == "Yes" && meals[row] > 30.0);
    compare(&d, &domain, &both[..1], false, &TAYLOR, reference, case.result("domain_subset_mean"));
    let domain = frame.filter(|row| frame.text("comp.imp")[row] == "No");
    compare(&dn, &domain, &both[1..], true, &TAYLOR, reference, case.result("domain_subset_total"));
}

#[track_caller]
fn compare_proportion(
    columns: &Columns,
    domains: &[u32],
    values: &[f64],
    method: ProportionMethod,
    (df, level): (Option<f64>, f64),
    item: &Value,
) {
    let table = totals(columns, domains, &[Values::Numbers(values)]).unwrap();
    let (estimate, _) = Estimate::taylor(&table.of(0, 0), &Mean { variable: 0 }, &TAYLOR).unwrap();
    let rows = domains.iter().filter(|domain| **domain == 0).count() as u64;
    let interval = ProportionInterval {
        proportion: estimate.value.unwrap(),
        variance: estimate.variance.unwrap(),
        rows,
        df: df.unwrap_or(estimate.degrees_of_freedom),
        level,
    };
    let found = interval.by(method).unwrap();
    same(estimate.value.unwrap(), item["est"].as_f64().unwrap(), 0.0, "proportion");
    same(estimate.standard_error().unwrap(), numbers(&item["se"])[0], 0.0, "standard error");
    let expected = numbers(&item["ci"]);
    // R fits the logit interval by iteration and stops at a relative change of 1e-8 of the deviance.
    same(found.lower, expected[0], 0.0, &format!("{method:?} lower"));
    same(found.upper, expected[1], 0.0, &format!("{method:?} upper"));
}

const METHODS: [(&str, ProportionMethod); 6] = [
    ("logit", ProportionMethod::Logit),
    ("xlogit", ProportionMethod::Logit),
    ("asin", ProportionMethod::Arcsine),
    ("beta", ProportionMethod::KornGraubard),
    ("mean", ProportionMethod::Symmetric),
    ("wilson", ProportionMethod::Wilson),
];

#[test]
fn intervals_of_proportions_in_a_stratified_sample() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let [d, dn, _] = apistrat(frame);
    let truth = |condition: &dyn Fn(usize) -> bool| -> Vec<f64> {
        (0..frame.rows).map(|row| f64::from(u8::from(condition(row)))).collect()
    };
    let wide = truth(&|row| frame.text("sch.wide")[row] == "Yes");
    let rare = truth(&|row| frame.text("awards")[row] == "No" && frame.text("stype")[row] == "H");
    let all = everybody(frame.rows);
    for (name, method) in METHODS {
        if name != "wilson" {
            let item = case.result(&format!("ciprop_schwide_{name}"));
            compare_proportion(&d, &all, &wide, method, (None, 0.95), item);
            let item = case.result(&format!("ciprop_rare_90_{name}"));
            compare_proportion(&dn, &all, &rare, method, (None, 0.90), item);
        }
    }
    let infinite = (Some(f64::INFINITY), 0.95);
    compare_proportion(&d, &all, &wide, ProportionMethod::Logit, infinite, case.result("ciprop_logit_dfInf"));
    let improved = truth(&|row| frame.text("comp.imp")[row] == "Yes");
    let middle = frame.filter(|row| frame.text("stype")[row] == "M");
    let item = case.result("ciprop_domain_beta");
    compare_proportion(&dn, &middle, &improved, ProportionMethod::KornGraubard, (None, 0.95), item);

    let awards = truth(&|row| frame.text("awards")[row] == "Yes");
    let by = case.result("by_ciprop");
    for (position, stype) in ["E", "H", "M"].into_iter().enumerate() {
        let domain = frame.filter(|row| frame.text("stype")[row] == stype);
        let table = totals(&dn, &domain, &[Values::Numbers(&awards)]).unwrap();
        let (estimate, _) = Estimate::taylor(&table.of(0, 0), &Mean { variable: 0 }, &TAYLOR).unwrap();
        let interval = ProportionInterval {
            proportion: estimate.value.unwrap(),
            variance: estimate.variance.unwrap(),
            rows: estimate.rows,
            df: estimate.degrees_of_freedom,
            level: 0.95,
        }
        .by(ProportionMethod::KornGraubard)
        .unwrap();
        same(interval.lower, numbers(&by["table"]["ci_l"])[position], 0.0, "lower");
        same(interval.upper, numbers(&by["table"]["ci_u"])[position], 0.0, "upper");
    }
}

fn nhanes(frame: &support::Frame) -> Columns {
    Columns {
        strata: vec![Some(frame.keys("SDMVSTRA"))],
        clusters: vec![frame.keys("SDMVPSU")],
        weights: Some(frame.numbers("WTMEC2YR")),
        nest: true,
        ..Columns::default()
    }
}

#[test]
fn a_clustered_sample_with_missing_values() {
    let case = Case::read("nhanes");
    let frame = &case.frame;
    let d = nhanes(frame);
    let cholesterol = frame.numbers("HI_CHOL");
    let values = [Values::Numbers(&cholesterol)];
    let reference = DesignEffectReference::WithoutReplacement;
    let all = everybody(frame.rows);
    compare(&d, &all, &values, false, &TAYLOR, reference, case.result("mean_hichol"));
    compare(&d, &all, &values, true, &TAYLOR, reference, case.result("total_hichol"));

    let (race, _) = frame.codes("race");
    let levels: Vec<Values<'_>> = (0..4).map(|level| Values::Level { codes: &race, level }).collect();
    compare(&d, &all, &levels, false, &TAYLOR, reference, case.result("mean_race"));

    let (sex, _) = frame.codes("RIAGENDR");
    let crossed: Vec<u32> = race.iter().zip(&sex).map(|(race, sex)| sex * 4 + race).collect();
    compare(&d, &crossed, &values, false, &TAYLOR, reference, case.result("by_race_sex"));
    let (age, _) = frame.codes("agecat");
    compare(&d, &age, &values, false, &TAYLOR, reference, case.result("by_age_cov"));
    let mut item = case.result("by_na_drop").clone();
    item["deff"] = item["table"]["DEff.HI_CHOL"].clone();
    compare(&d, &age, &values, false, &TAYLOR, reference, &item);

    let youngest: Vec<u32> = frame.filter(|row| frame.text("agecat")[row] == "(0,19]");
    for (name, method) in METHODS {
        let item = case.result(&format!("ciprop_{name}"));
        compare_proportion(&d, &all, &cholesterol, method, (None, 0.95), item);
        if name != "wilson" {
            let item = case.result(&format!("ciprop_rare_domain_{name}"));
            compare_proportion(&d, &youngest, &cholesterol, method, (None, 0.95), item);
        }
    }
}

#[test]
fn degrees_of_freedom() {
    let case = Case::read("nhanes");
    let frame = &case.frame;
    let ones = vec![1.0; frame.rows];
    let df = |columns: &Columns, frame: &support::Frame, domain: &[u32]| {
        let ones = vec![1.0; frame.rows];
        totals(columns, domain, &[Values::Numbers(&ones)]).unwrap().of(0, 0).degrees_of_freedom()
    };
    let expected = |case: &Case, name: &str| numbers(&case.result("degf")["items"][name]["v"])[0];
    let d = nhanes(frame);
    let black = frame.filter(|row| frame.text("race")[row] == "4");
    let without = frame.filter(|row| frame.text("SDMVSTRA")[row] != "86");
    assert_eq!(df(&d, frame, &everybody(frame.rows)), expected(&case, "d"));
    assert_eq!(df(&d, frame, &black), expected(&case, "sub"));
    assert_eq!(df(&d, frame, &without), expected(&case, "db"));
    let table = totals(&d, &black, &[Values::Numbers(&ones)]).unwrap();
    assert_eq!(table.design().degrees_of_freedom(), expected(&case, "d"));

    let case = Case::read("apistrat");
    let frame = &case.frame;
    let [d, dn, du] = apistrat(frame);
    let all = everybody(frame.rows);
    let not_high = frame.filter(|row| frame.text("stype")[row] != "H");
    assert_eq!(df(&d, frame, &all), expected(&case, "d"));
    assert_eq!(df(&dn, frame, &all), expected(&case, "dn"));
    assert_eq!(df(&du, frame, &all), expected(&case, "du"));
    assert_eq!(df(&d, frame, &not_high), expected(&case, "sub"));
}

#[test]
fn small_samples_with_population_sizes() {
    let case = Case::read("fpc_small");
    let frame = &case.frame;
    let plain = Columns {
        strata: vec![Some(frame.keys("stratid"))],
        clusters: vec![frame.keys("psuid")],
        weights: Some(frame.numbers("weight")),
        nest: true,
        ..Columns::default()
    };
    let sizes = Columns { population: vec![Some(frame.numbers("Nh"))], ..plain.clone() };
    let shares = frame.numbers("nh").iter().zip(frame.numbers("Nh")).map(|(n, big)| n / big).collect();
    let fractions = Columns { population: vec![Some(shares)], ..plain.clone() };
    let elements = Columns { clusters: Vec::new(), weights: None, ..sizes.clone() };
    let x = frame.numbers("x");
    let values = [Values::Numbers(&x)];
    let all = everybody(frame.rows);
    for (name, design) in [("a", &plain), ("b", &sizes), ("f", &fractions), ("s", &elements)] {
        let reference = DesignEffectReference::WithoutReplacement;
        compare(design, &all, &values, false, &TAYLOR, reference, case.result(&format!("{name}_mean")));
        compare(design, &all, &values, true, &TAYLOR, reference, case.result(&format!("{name}_total")));
    }
    let table = totals(&elements, &all, &values).unwrap();
    let mut weights = table.design().weights_from_fractions();
    let mut expected = numbers(&case.result("weights_from_fpc")["v"]);
    weights.sort_by(f64::total_cmp);
    expected.sort_by(f64::total_cmp);
    for (weight, expected) in weights.iter().zip(expected) {
        same(*weight, expected, 0.0, "weight");
    }
    assert_eq!(table.design().weighted_rows(), weights.iter().sum::<f64>());
}

#[test]
fn two_stages() {
    let case = Case::read("mu284_twostage");
    let frame = &case.frame;
    let (n1, n2) = (frame.numbers("n1"), frame.numbers("n2"));
    let weights: Vec<f64> = n1.iter().zip(&n2).map(|(n1, n2)| (n1 / 5.0) * (n2 / 3.0)).collect();
    let d = Columns {
        clusters: vec![frame.keys("id1"), frame.keys("id2")],
        population: vec![Some(n1.clone()), Some(n2.clone())],
        nest: true,
        ..Columns::default()
    };
    let d0 = Columns {
        clusters: vec![frame.keys("id1")],
        weights: Some(weights.clone()),
        nest: true,
        ..Columns::default()
    };
    let d1 = Columns { population: vec![Some(n1)], ..d0.clone() };
    let y = frame.numbers("y1");
    let large = frame.filter(|row| y[row] > 40.0);
    let product: Vec<f64> = y.iter().zip(&n2).map(|(y, x)| y * x).collect();
    let reference = DesignEffectReference::WithoutReplacement;
    let all = everybody(frame.rows);
    for (name, design) in [("d", &d), ("d1", &d1), ("d0", &d0)] {
        let item = |what: &str| case.result(&format!("{name}_{what}"));
        compare(design, &all, &[Values::Numbers(&y)], false, &TAYLOR, reference, item("mean"));
        compare(design, &all, &[Values::Numbers(&y)], true, &TAYLOR, reference, item("total"));
        compare(design, &large, &[Values::Numbers(&y)], false, &TAYLOR, reference, item("domain"));
        let values = [Values::Numbers(&y), Values::Numbers(&n2), Values::Numbers(&product)];
        let table = totals(design, &all, &values).unwrap();
        let (found, _) = support::estimates(&table, &TAYLOR, &ratio()).unwrap();
        compare_estimates(&found, item("ratio"), 4.0, reference);
    }
    // The option "ultimate cluster" leaves the later stages out of the variance, as a design with one stage does.
    let first_stage = Columns { weights: Some(weights), clusters: vec![frame.keys("id1")], ..d.clone() };
    let first_stage = Columns { population: first_stage.population[..1].to_vec(), ..first_stage };
    let item = case.result("ultimate_cluster_option");
    compare(&first_stage, &all, &[Values::Numbers(&y)], true, &TAYLOR, reference, item);
    for (weight, expected) in totals(&d, &all, &[Values::Numbers(&y)])
        .unwrap()
        .design()
        .weights_from_fractions()
        .iter()
        .zip({
            let mut sorted: Vec<(u32, u32, f64)> = (0..frame.rows)
                .map(|row| {
                    (
                        frame.keys("id1")[row],
                        frame.keys("id2")[row],
                        numbers(&case.result("d_weights")["v"])[row],
                    )
                })
                .collect();
            sorted.sort_by_key(|(first, second, _)| (*first, *second));
            sorted
        })
        .map(|(weight, (_, _, expected))| (*weight, expected))
    {
        same(weight, expected, 0.0, "weight");
    }
}

fn with_lonely_strata(frame: &support::Frame) -> Columns {
    Columns {
        strata: vec![Some(frame.keys("lst"))],
        weights: Some(frame.numbers("pw")),
        nest: true,
        ..Columns::default()
    }
}

#[test]
fn strata_with_one_cluster() {
    let case = Case::read("lonely_psu");
    let frame = &case.frame;
    let d = with_lonely_strata(frame);
    let fpc = Columns { population: vec![Some(frame.numbers("lfpc"))], ..d.clone() };
    let (api00, enroll, stu) = (frame.numbers("api00"), frame.numbers("enroll"), frame.numbers("api.stu"));
    let reference = DesignEffectReference::WithoutReplacement;
    let all = everybody(frame.rows);
    let awards = frame.filter(|row| frame.text("awards")[row] == "Yes");
    let (sch_wide, _) = frame.codes("sch.wide");
    let both = [Values::Numbers(&api00), Values::Numbers(&enroll)];
    let pair = [Values::Numbers(&stu), Values::Numbers(&enroll)];
    for (name, lonely_psu) in support::RULES {
        let taylor = Taylor { lonely_psu, domain_lonely_psu: false };
        let item = |what: &str| case.result(&format!("{name}_{what}"));
        println!("{name}");
        compare(&d, &all, &both, false, &taylor, reference, item("mean"));
        compare(&fpc, &all, &both[1..], true, &taylor, reference, item("total_fpc"));
        compare(&d, &awards, &both[..1], false, &taylor, reference, item("domain"));
        compare(&d, &sch_wide, &both[..1], false, &taylor, reference, item("by"));
        let table = totals(&d, &all, &pair).unwrap();
        let only = [Ratio { numerator: 0, denominator: 1, product: None }];
        let (found, _) = support::estimates(&table, &taylor, &only).unwrap();
        compare_estimates(&found, item("ratio"), 195.0, reference);
    }
    let meals = frame.numbers("meals");
    let few = frame.filter(|row| meals[row] > 96.0 || frame.text("lst")[row] == "X1");
    for (name, lonely_psu) in &support::RULES[..2] {
        let taylor = Taylor { lonely_psu: *lonely_psu, domain_lonely_psu: true };
        let item = case.result(&format!("{name}_domain_lonely_true"));
        compare(&d, &few, &both[..1], false, &taylor, reference, item);
    }
    assert_eq!(totals(&d, &all, &both).unwrap().design().degrees_of_freedom(), 195.0);
}

#[test]
fn refuses_a_stratum_with_one_cluster_unless_told() {
    let case = Case::read("lonely_psu");
    let frame = &case.frame;
    let d = with_lonely_strata(frame);
    let api00 = frame.numbers("api00");
    for item in ["fail_mean", "fail_ratio", "fail_total_fpc"] {
        assert_eq!(case.result(item)["class"], "error", "{item}");
    }
    let table = totals(&d, &everybody(frame.rows), &[Values::Numbers(&api00)]).unwrap();
    let refused = Estimate::taylor(&table.of(0, 0), &Mean { variable: 0 }, &TAYLOR);
    let Err(SurveyError::LonelyPsu(stratum)) = refused else { panic!("{refused:?}") };
    assert_eq!(frame.codes("lst").1[stratum.stratum as usize], "X1");
}

#[test]
fn a_domain_that_misses_the_lonely_stratum_is_estimated() {
    let case = Case::read("lonely_psu");
    let frame = &case.frame;
    let d = with_lonely_strata(frame);
    let api00 = frame.numbers("api00");
    let domain = frame.filter(|row| !frame.text("lst")[row].starts_with('X'));
    let table = totals(&d, &domain, &[Values::Numbers(&api00)]).unwrap();
    let (estimate, scores) = Estimate::taylor(&table.of(0, 0), &Mean { variable: 0 }, &TAYLOR).unwrap();
    assert!(estimate.variance.unwrap() > 0.0);
    assert_eq!(Scores::join(std::slice::from_ref(&scores)), scores);
}
