//! Quantiles, variances and distribution functions beside R's `survey` 4.5.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[path = "support/held.rs"]
mod held;
mod support;

use cairn_survey::quantile::{
    Covariances, QuantileEstimate, QuantileInterval as By, QuantileRule as Rule, Quantiles, Shares,
};
use cairn_survey::{Domain, Sample, symmetric_interval};
use held::{all, design, where_is};
use serde_json::Value;
use support::{Case, numbers, same};

fn sought(probabilities: &[f64], rule: Rule, interval: By, df: f64) -> Quantiles {
    Quantiles { probabilities: probabilities.to_vec(), rule, interval, level: 0.95, df }
}

fn number(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

/// As `same`; what R has not, we have not.
#[track_caller]
fn alike(found: Option<f64>, expected: f64, what: &str) {
    if expected.is_nan() {
        assert_eq!(found, None, "{what}");
    } else {
        same(number(found), expected, 0.0, what);
    }
}

#[track_caller]
fn compare(found: &[QuantileEstimate], rows: &Value, what: &str) {
    let rows = rows.as_array().unwrap();
    assert_eq!(found.len(), rows.len());
    for (found, row) in found.iter().zip(rows) {
        let row = numbers(row);
        let what = format!("{what} at {}", found.probability);
        alike(found.value, row[0], &what);
        alike(found.lower, row[1], &format!("{what}: lower limit"));
        alike(found.upper, row[2], &format!("{what}: upper limit"));
        alike(found.standard_error, row[3], &format!("{what}: standard error"));
    }
}

const FIVE: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];
const FOUR: [f64; 4] = [0.05, 0.25, 0.5, 0.9];
const QUARTILES: [f64; 3] = [0.25, 0.5, 0.75];

struct Item {
    case: &'static str,
    id: String,
    design: &'static str,
    variables: &'static [&'static str],
    request: Quantiles,
}

#[test]
fn quantiles_are_those_of_r() {
    let mut items = Vec::new();
    let mut add = |case, id: String, design, variables, request| {
        items.push(Item { case, id, design, variables, request });
    };
    for (name, rule) in [
        ("math", Rule::Math),
        ("school", Rule::School),
        ("hf1", Rule::HyndmanFan1),
        ("hf2", Rule::HyndmanFan2),
        ("hf3", Rule::HyndmanFan3),
        ("hf4", Rule::HyndmanFan4),
        ("hf5", Rule::HyndmanFan5),
        ("hf6", Rule::HyndmanFan6),
        ("hf7", Rule::HyndmanFan7),
        ("hf8", Rule::HyndmanFan8),
        ("hf9", Rule::HyndmanFan9),
    ] {
        let request = sought(&FIVE, rule, By::Symmetric, 197.0);
        add("apistrat", format!("quantile_{name}"), "d", &["api00", "enroll"], request);
    }
    for (name, by) in [
        ("mean", By::Symmetric),
        ("beta", By::KornGraubard),
        ("xlogit", By::Logit),
        ("asin", By::Arcsine),
        ("score", By::Score),
    ] {
        let request = sought(&FOUR, Rule::Math, by, 197.0);
        add("apistrat", format!("quantile_nofpc_int_{name}"), "dn", &["api00"], request);
    }
    let symmetric = |probabilities, df| sought(probabilities, Rule::Math, By::Symmetric, df);
    let median = |df| symmetric(&[0.5], df);
    add("apistrat", "quantile_score_df_inf".into(), "d", &["api00"], median(f64::INFINITY));
    add("apiclus1_calib", "quantile".into(), "d", &["api00"], symmetric(&QUARTILES, 14.0));
    let beta = sought(&QUARTILES, Rule::Math, By::KornGraubard, 14.0);
    add("apiclus1_calib", "quantile_beta_nofpc".into(), "dn", &["api00"], beta);
    add("nhanes", "quantile_wt".into(), "d", &["WTMEC2YR"], symmetric(&[0.1, 0.5, 0.9], 16.0));
    for name in ["a", "b", "f", "s"] {
        add("fpc_small", format!("{name}_quantile"), name, &["x"], symmetric(&QUARTILES, 6.0));
    }
    for name in ["d", "d1", "d0"] {
        add("mu284_twostage", format!("{name}_quantile"), name, &["y1"], median(4.0));
    }
    for item in items {
        let case = Case::read(item.case);
        let sample = design(&case, item.design);
        for variable in item.variables {
            let values = case.frame.numbers(variable);
            let found = item.request.estimate(&sample, &all(&sample), &values).unwrap();
            let expected = &case.result(&item.id)["values"][variable]["values"];
            compare(&found, expected, &format!("{} {} {variable}", item.case, item.id));
        }
    }
}

#[test]
fn the_level_and_domains() {
    let case = Case::read("apistrat");
    let sample = design(&case, "d");
    let values = case.frame.numbers("api00");
    let mut request = sought(&[0.5], Rule::Math, By::Symmetric, 197.0);
    request.level = 0.99;
    let found = request.estimate(&sample, &all(&sample), &values).unwrap();
    compare(&found, &case.result("quantile_alpha01")["values"]["api00"]["values"], "level 0.99");
    let table = &case.result("quantile_by_stype")["table"];
    for (row, stype) in ["E", "H", "M"].iter().enumerate() {
        let domain = where_is(&sample, &case.frame, "stype", stype);
        let df = sample.domain_degrees_of_freedom(&domain);
        let request = sought(&[0.25, 0.5], Rule::Math, By::Symmetric, df);
        let found = request.estimate(&sample, &domain, &domain.gather(&values)).unwrap();
        for (quantile, name) in found.iter().zip(["api00.0.25", "api00.0.5"]) {
            let cell = |what: &str| numbers(&table[&format!("{what}{name}")])[row];
            alike(quantile.value, cell(""), name);
            alike(quantile.lower, cell("ci_l."), name);
            alike(quantile.upper, cell("ci_u."), name);
            alike(quantile.standard_error, cell("se."), name);
        }
    }
}

fn covariances(case: &Case, sample: &Sample, domain: &Domain, names: &[&str], item: &Value) {
    let columns = names.iter().map(|name| domain.gather(&case.frame.numbers(name))).collect();
    let found = sample.estimate(&Covariances { columns }, domain).unwrap();
    let expected: Vec<f64> = match item["est"]["values"].as_array() {
        Some(rows) => rows.iter().flat_map(numbers).collect(),
        None => numbers(&item["est"]),
    };
    assert_eq!(found.values.len(), expected.len());
    for (value, expected) in found.values.iter().zip(expected) {
        same(*value, expected, 0.0, "variance");
    }
    let matrix = found.covariance.unwrap();
    for (row, line) in item["vcov"]["values"].as_array().unwrap().iter().enumerate() {
        for (column, expected) in numbers(line).into_iter().enumerate() {
            same(matrix.at(row, column), expected, 0.0, "covariance of variances");
        }
    }
}

#[test]
fn variances_are_those_of_r() {
    for (name, id, design_name, variables) in [
        ("apistrat", "var_api", "d", &["api00", "enroll"][..]),
        ("apistrat", "var_api_nofpc", "dn", &["api00"]),
        ("apistrat", "cor_api", "dn", &["api00", "api99"]),
        ("fpc_small", "a_var", "a", &["x"]),
        ("fpc_small", "b_var", "b", &["x"]),
        ("fpc_small", "f_var", "f", &["x"]),
        ("fpc_small", "s_var", "s", &["x"]),
        ("mu284_twostage", "d_var", "d", &["y1"]),
        ("mu284_twostage", "d1_var", "d1", &["y1"]),
        ("mu284_twostage", "d0_var", "d0", &["y1"]),
    ] {
        println!("{name} {id}");
        let case = Case::read(name);
        let sample = design(&case, design_name);
        covariances(&case, &sample, &all(&sample), variables, case.result(id));
    }
}

#[test]
fn variances_of_domains_and_deviations() {
    let case = Case::read("apistrat");
    let sample = design(&case, "d");
    let item = case.result("by_var");
    let values = case.frame.numbers("api00");
    let limits = (numbers(&item["ci95_t_df"]["lower"]), numbers(&item["ci95_t_df"]["upper"]));
    for (row, answer) in ["No", "Yes"].iter().enumerate() {
        let domain = where_is(&sample, &case.frame, "sch.wide", answer);
        let statistic = Covariances { columns: vec![domain.gather(&values)] };
        let found = sample.estimate(&statistic, &domain).unwrap();
        same(found.values[0], numbers(&item["coef"])[row], 0.0, "variance");
        same(found.standard_error(0).unwrap(), numbers(&item["se"])[row], 0.0, "standard error");
        let interval = symmetric_interval(found.values[0], found.variance(0).unwrap(), 197.0, 0.95).unwrap();
        same(interval.lower, limits.0[row], 0.0, "lower limit");
        same(interval.upper, limits.1[row], 0.0, "upper limit");
    }
    let statistic = Covariances { columns: vec![values] };
    let all = sample.estimate(&statistic, &all(&sample)).unwrap();
    same(all.values[0].sqrt(), numbers(&case.result("sd_by_hand")["v"])[0], 0.0, "standard deviation");
}

#[test]
fn the_distribution_function_is_that_of_r() {
    let case = Case::read("apistrat");
    let sample = design(&case, "d");
    let values = case.frame.numbers("api00");
    let at = vec![500.0, 600.0, 700.0, 800.0];
    let found = sample.estimate(&Shares { values: (&values).into(), at }, &all(&sample)).unwrap();
    for (share, expected) in found.values.iter().zip(numbers(&case.result("cdf_values")["v"])) {
        same(*share, expected, 0.0, "share");
    }
}
