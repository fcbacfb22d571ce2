//! Contrasts: the language of expressions, and R's `survey` 4.5.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[path = "support/held.rs"]
mod held;
mod support;

use cairn_survey::contrast::{Contrast, Expression, Mistake};
use cairn_survey::{Estimates, Mean, OfTotals, Sample, Total, Variation};
use held::{all, design, where_is};
use proptest::prelude::*;
use serde_json::Value;
use support::{Case, numbers, same};

fn value(text: &str, values: &[f64]) -> f64 {
    Expression::parse(text).unwrap().evaluate(values).unwrap().0
}

#[test]
fn signs_bind_as_in_r() {
    for (text, expected) in [
        ("-2^2", -4.0),
        ("2^-1", 0.5),
        ("2^3^2", 512.0),
        ("2**3", 8.0),
        ("-2*-3", 6.0),
        ("8/4/2", 1.0),
        ("1 - 2 - 3", -4.0),
        ("1e-3 * 1.5E+3 + .5", 2.0),
        ("(1 + 2) * 3", 9.0),
        ("sqrt(exp(log(16)))", 4.0),
        ("--3", 3.0),
    ] {
        assert!((value(text, &[]) - expected).abs() < 1e-12, "{text}");
    }
}

#[test]
fn names_may_be_quoted() {
    let expression =
        Expression::parse("`(Intercept)` + 'stypeH:sch.wideYes' / api.00 - \"a b\" * log").unwrap();
    assert_eq!(expression.names(), ["(Intercept)", "stypeH:sch.wideYes", "api.00", "a b", "log"]);
    let found = Expression::parse("é_1^2 * é_1").unwrap();
    assert_eq!(found.evaluate(&[3.0]), Some((27.0, vec![27.0])));
}

#[test]
fn mistakes_say_where_they_are() {
    for (text, at, mistake) in [
        ("", 1, Mistake::Ends),
        ("a +", 4, Mistake::Ends),
        ("a b", 3, Mistake::Unexpected("b".into())),
        ("(a + b", 1, Mistake::Parenthesis),
        ("a)", 2, Mistake::Unexpected(")".into())),
        ("a + `b", 5, Mistake::Quote),
        ("é % 2", 3, Mistake::Character('%')),
        ("1.2.3", 1, Mistake::Number),
        ("1e999", 1, Mistake::Number),
        ("sin(a)", 1, Mistake::Function("sin".into())),
    ] {
        let error = Expression::parse(text).unwrap_err();
        assert_eq!((error.at, &error.mistake), (at, &mistake), "{text}");
    }
    let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
    assert_eq!(Expression::parse(&deep).unwrap_err().mistake, Mistake::TooLarge);
    assert_eq!(Expression::parse(&"2^".repeat(5000)).unwrap_err().mistake, Mistake::TooLarge);
    assert_eq!(Expression::parse(&"1+".repeat(50_000)).unwrap_err().mistake, Mistake::TooLarge);
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,60}", expression in "[-+*/^() a.0-9e`'\"]{0,40}") {
        for text in [text, expression] {
            if let Ok(expression) = Expression::parse(&text) {
                let values = vec![1.5; expression.names().len()];
                let (_, gradient) = expression.evaluate(&values).unwrap();
                prop_assert_eq!(gradient.len(), values.len());
            }
        }
    }

    #[test]
    fn derivatives_are_slopes(a in 0.2_f64..5.0, b in 0.2_f64..5.0) {
        for text in ["a/b", "log(a/b) - sqrt(a*b)", "exp(-a) ^ b", "a^b + b^-2 - (a - b)^3", "-a*(b + 2)/(a + b)"] {
            let expression = Expression::parse(text).unwrap();
            let (_, gradient) = expression.evaluate(&[a, b]).unwrap();
            for variable in 0..2 {
                let step = 1e-6;
                let at = |change: f64| {
                    let mut values = [a, b];
                    values[variable] += change;
                    expression.evaluate(&values).unwrap().0
                };
                let numeric = (at(step) - at(-step)) / (2.0 * step);
                prop_assert!((gradient[variable] - numeric).abs() < 1e-5 * (1.0 + numeric.abs()), "{}", text);
            }
        }
    }
}

fn compare(sample: &Sample, values: &[f64], variation: &Variation, contrasts: &[Contrast], item: &Value) {
    let (found, slopes): (Vec<f64>, Vec<Vec<f64>>) =
        contrasts.iter().map(|contrast| contrast.evaluate(values).unwrap()).unzip();
    let matrix = sample.covariance(&variation.transform(&slopes)).unwrap().unwrap();
    for (found, expected) in found.iter().zip(numbers(&item["est"])) {
        same(*found, expected, 0.0, "contrast");
    }
    for (index, expected) in numbers(&item["se"]).into_iter().enumerate() {
        same(matrix.at(index, index).sqrt(), expected, 0.0, "standard error");
    }
    if let Some(rows) = item["vcov"]["values"].as_array() {
        for (row, line) in rows.iter().enumerate() {
            for (column, expected) in numbers(line).into_iter().enumerate() {
                same(matrix.at(row, column), expected, 0.0, "covariance");
            }
        }
    }
}

/// Of several estimates side by side: their values, and how they vary.
fn join(parts: &[Estimates]) -> (Vec<f64>, Variation) {
    let values = parts.iter().flat_map(|part| part.values.clone()).collect();
    let variations: Vec<Variation> = parts.iter().map(|part| part.variation.clone()).collect();
    (values, Variation::join(&variations).unwrap())
}

#[test]
fn contrasts_are_those_of_r() {
    let case = Case::read("apistrat");
    let expression = |text: &str, places: &[usize]| {
        Contrast::Expression(Expression::parse(text).unwrap(), places.to_vec())
    };

    let d = design(&case, "d");
    let means: Vec<Estimates> = ["E", "H", "M"]
        .iter()
        .map(|stype| {
            let domain = where_is(&d, &case.frame, "stype", stype);
            let columns = vec![domain.gather(&case.frame.numbers("api00"))];
            d.estimate(&OfTotals { estimator: Mean { variable: 0 }, columns }, &domain).unwrap()
        })
        .collect();
    let (values, variation) = join(&means);
    let third = 1.0 / 3.0;
    let linear = [Contrast::Linear(vec![1.0, -1.0, 0.0]), Contrast::Linear(vec![third; 3])];
    compare(&d, &values, &variation, &linear, case.result("contrast_by_diff"));

    let estimate = |sample: &Sample, name: &str, total: bool| {
        let columns = vec![case.frame.numbers(name)];
        let domain = all(sample);
        if total {
            sample.estimate(&OfTotals { estimator: Total { variable: 0 }, columns }, &domain).unwrap()
        } else {
            sample.estimate(&OfTotals { estimator: Mean { variable: 0 }, columns }, &domain).unwrap()
        }
    };
    let totals = ["api00", "api99", "enroll"].map(|name| estimate(&d, name, true));
    let (values, variation) = join(&totals);
    let ratio = [expression("api00/api99", &[0, 1])];
    compare(&d, &values, &variation, &ratio, case.result("contrast_nonlinear"));

    let dn = design(&case, "dn");
    let (values, variation) = join(&["api00", "api99"].map(|name| estimate(&dn, name, false)));
    let both = [expression("log(api00/api99)", &[0, 1]), expression("api00 - api99", &[0, 1])];
    compare(&dn, &values, &variation, &both, case.result("contrast_log_ratio"));
}
