//! Standardized rates beside R's `survey` 4.5.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[path = "support/held.rs"]
mod held;
mod support;

use cairn_survey::precision::{effective_size, weighting_effect};
use cairn_survey::standardization::{DirectStandardization, StandardizationError};
use cairn_survey::{Statistic, symmetric_interval};
use held::design;
use support::{Case, numbers, same};

const STANDARD: [f64; 4] = [55901.0, 77670.0, 72816.0, 45364.0];

#[test]
fn rates_by_race_and_sex_are_those_of_r() {
    let case = Case::read("nhanes");
    let sample = design(&case, "d");
    let (high, ages) = (case.frame.numbers("HI_CHOL"), case.frame.keys("agecat"));
    let (race, sex) = (case.frame.text("race"), case.frame.text("RIAGENDR"));
    let item = case.result("std_direct");
    let table = &item["table"];
    for row in 0..8 {
        let [of_race, of_sex] = ["race", "RIAGENDR"].map(|name| numbers(&table[name])[row].to_string());
        let domain = sample.domain(|row| race[row] == of_race && sex[row] == of_sex && !high[row].is_nan());
        let statistic =
            DirectStandardization::new(domain.gather(&high), domain.gather(&ages), &STANDARD).unwrap();
        let found = sample.estimate(&statistic, &domain).unwrap();
        same(found.values[0], numbers(&table["HI_CHOL"])[row], 0.0, "rate");
        same(found.standard_error(0).unwrap(), numbers(&table["se"])[row], 0.0, "standard error");
        let interval = symmetric_interval(found.values[0], found.variance(0).unwrap(), 16.0, 0.95).unwrap();
        same(interval.lower, numbers(&item["ci95_t_df"]["lower"])[row], 0.0, "lower limit");
        same(interval.upper, numbers(&item["ci95_t_df"]["upper"])[row], 0.0, "upper limit");
    }
}

#[test]
fn an_empty_category_leaves_no_rate() {
    let statistic = DirectStandardization::new(vec![1.0, 0.0], vec![0, 2], &[5.0, 3.0, 2.0]).unwrap();
    assert_eq!(statistic.empty(), [1]);
    assert!(statistic.values(&[1.0, 1.0]).unwrap()[0].is_nan());
    let without = DirectStandardization::new(vec![1.0, 0.0], vec![0, 2], &[6.0, 0.0, 2.0]).unwrap();
    assert_eq!(without.values(&[1.0, 1.0]).unwrap(), [0.75]);
}

#[test]
fn what_is_no_population_is_refused() {
    let new = |population: &[f64]| DirectStandardization::new(vec![1.0], vec![1], population);
    assert_eq!(new(&[1.0]), Err(StandardizationError::Code { row: 0, code: 1, categories: 1 }));
    assert_eq!(new(&[1.0, -2.0]), Err(StandardizationError::Population { category: 1, size: -2.0 }));
    assert!(new(&[0.0, 0.0]).is_err() && new(&[f64::NAN, 1.0]).is_err());
}

#[test]
fn effects_of_unequal_weights() {
    let case = Case::read("apistrat");
    let expected = &case.result("weights_deff_kish")["v"];
    let weights = case.frame.numbers("pw");
    same(weighting_effect(&weights), expected["kish"].as_f64().unwrap(), 0.0, "design effect");
    same(effective_size(&weights), expected["neff"].as_f64().unwrap(), 0.0, "effective size");
}
