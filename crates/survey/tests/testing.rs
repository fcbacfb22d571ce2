//! Tests of association and of differences beside R's `survey` 4.5.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[path = "support/held.rs"]
mod held;
mod support;

use cairn_survey::testing::{
    AssociationStatistic as Statistic, Difference, OneMean, RankScore, RankTest, Test, TwoWayTable,
};
use cairn_survey::{Domain, Sample, symmetric_interval};
use held::{all, design};
use serde_json::Value;
use support::{Case, numbers, same};

#[track_caller]
fn compare(found: &Test, item: &Value, what: &str) {
    println!("{what}");
    let probability = numbers(&item["p_value"])[0];
    if what.contains("saddlepoint") {
        // R finds the saddlepoint to eight digits.
        assert!((found.p / probability - 1.0).abs() < 1e-7);
    } else {
        same(found.p, probability, 0.0, "probability");
    }
    same(found.statistic, numbers(&item["statistic"])[0], 0.0, "statistic");
    assert_eq!(Some(found.name), item["statistic"].as_object().unwrap().keys().next().map(String::as_str));
    for (df, expected) in found.df.iter().zip(numbers(&item["parameter"])) {
        same(*df, expected, 0.0, "degrees of freedom");
    }
}

/// The rows where none of the columns is missing.
fn complete(sample: &Sample, case: &Case, columns: &[&str]) -> Domain {
    let columns: Vec<&[String]> = columns.iter().map(|name| case.frame.text(name)).collect();
    sample.domain(|row| columns.iter().all(|column| !column[row].is_empty() && column[row] != "NA"))
}

const STATISTICS: [(&str, Statistic); 6] = [
    ("F", Statistic::F),
    ("Chisq", Statistic::ChiSquared),
    ("Wald", Statistic::Wald),
    ("adjWald", Statistic::AdjustedWald),
    ("lincom", Statistic::LinearCombination),
    ("saddlepoint", Statistic::Saddlepoint),
];

#[test]
fn tests_of_association_are_those_of_r() {
    for (name, design_name, variables, prefix, statistics) in [
        ("nhanes", "d", ["HI_CHOL", "race"], "chisq_", 6),
        ("apistrat", "d", ["sch.wide", "stype"], "chisq_schwide_stype_", 6),
        ("apistrat", "dn", ["comp.imp", "awards"], "chisq2x2_nofpc_", 4),
    ] {
        let case = Case::read(name);
        let sample = design(&case, design_name);
        let domain = complete(&sample, &case, &variables);
        let [rows, columns] = variables.map(|variable| domain.gather(&case.frame.keys(variable)));
        let table = TwoWayTable::new(&rows, &columns).unwrap().scaled_to(sample.rows());
        let df = sample.domain_degrees_of_freedom(&domain);
        for (suffix, statistic) in STATISTICS.iter().take(statistics) {
            let id = format!("{prefix}{suffix}");
            let item = case.result(&id);
            let found = table.test(&sample, &domain, *statistic, df).unwrap();
            if *statistic == Statistic::LinearCombination {
                // R had no package for the exact distribution and took the saddlepoint approximation.
                assert!((found.test.p / numbers(&item["p_value"])[0] - 1.0).abs() < 0.1);
                continue;
            }
            compare(&found.test, item, &id);
            for (key, table) in [("observed", &found.observed), ("expected", &found.expected)] {
                for (row, expected) in item[key]["values"].as_array().unwrap().iter().enumerate() {
                    for (found, expected) in table.row(row).iter().zip(numbers(expected)) {
                        same(*found, expected, 0.0, key);
                    }
                }
            }
        }
    }
}

#[test]
fn t_tests_are_those_of_r() {
    for (name, id, design_name, outcome, group) in [
        ("apistrat", "ttest_two_sample", "d", "api00", Some("sch.wide")),
        ("apistrat", "ttest_one_sample", "dn", "growth", None),
        ("nhanes", "ttest_sex", "d", "HI_CHOL", Some("RIAGENDR")),
    ] {
        let case = Case::read(name);
        let sample = design(&case, design_name);
        let domain = complete(&sample, &case, &[outcome]);
        let df = sample.domain_degrees_of_freedom(&domain);
        let values = domain.gather(&case.frame.numbers(outcome));
        let found = match group {
            Some(group) => Difference::new(values, &domain.gather(&case.frame.keys(group)))
                .unwrap()
                .test(&sample, &domain, df),
            None => OneMean { outcome: values }.test(&sample, &domain, df),
        }
        .unwrap();
        let item = case.result(id);
        compare(&found.test, item, id);
        same(found.value, numbers(&item["estimate"])[0], 0.0, "difference");
        let interval = symmetric_interval(found.value, found.variance, found.test.df[0], 0.95).unwrap();
        let expected = numbers(&item["conf_int"]);
        same(interval.lower, expected[0], 0.0, "lower limit");
        same(interval.upper, expected[1], 0.0, "upper limit");
        if id == "ttest_two_sample" {
            let expected = numbers(&case.result("ttest_confint")["m"]["values"][0]);
            same(interval.lower, expected[0], 0.0, "lower limit");
            same(interval.upper, expected[1], 0.0, "upper limit");
        }
    }
}

#[test]
fn a_paired_test_is_one_of_the_differences() {
    let case = Case::read("apistrat");
    let sample = design(&case, "d");
    let (after, before) = (case.frame.numbers("api00"), case.frame.numbers("api99"));
    let outcome = after.iter().zip(before).map(|(after, before)| after - before).collect();
    let found = OneMean { outcome }.test(&sample, &all(&sample), 197.0).unwrap();
    compare(&found.test, case.result("ttest_paired"), "ttest_paired");
}

#[test]
fn rank_tests_are_those_of_r() {
    for (name, id, design_name, outcome, group, score) in [
        ("apistrat", "ranktest2_wilcoxon", "d", "api00", "comp.imp", RankScore::Wilcoxon),
        ("apistrat", "ranktest2_vanderWaerden", "d", "api00", "comp.imp", RankScore::VanDerWaerden),
        ("apistrat", "ranktest2_median", "d", "api00", "comp.imp", RankScore::Median),
        ("apistrat", "ranktest2_KruskalWallis", "d", "api00", "comp.imp", RankScore::Wilcoxon),
        ("apistrat", "ranktest_k_kw", "dn", "enroll", "stype", RankScore::Wilcoxon),
        ("apistrat", "ranktest_k_median", "d", "api99", "stype", RankScore::Median),
        ("nhanes", "ranktest_age", "d", "WTMEC2YR", "race", RankScore::Wilcoxon),
    ] {
        println!("{id}");
        let case = Case::read(name);
        let sample = design(&case, design_name);
        let domain = all(&sample);
        let (values, groups) = (case.frame.numbers(outcome), case.frame.keys(group));
        let test = RankTest::new(&values, &groups, sample.weights(), score).unwrap();
        let found = test.test(&sample, &domain, sample.degrees_of_freedom()).unwrap();
        let item = case.result(id);
        let statistic = numbers(&item["statistic"])[0];
        if let Some(difference) = found.difference {
            compare(&found.test, item, id);
            same(difference, numbers(&item["estimate"])[0], 0.0, "difference");
        } else {
            // R exchanges the names of statistic and degrees of freedom.
            same(found.test.statistic, numbers(&item["parameter"])[0], 0.0, "statistic");
            same(found.test.df[0], statistic, 0.0, "degrees of freedom");
            same(found.test.p, numbers(&item["p_value"])[0], 0.0, "probability");
        }
    }
}
