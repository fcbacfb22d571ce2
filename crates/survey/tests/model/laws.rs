//! What must hold of every model, and what none may do with hostile data.

use crate::setting::{apistrat, matrix};
use crate::support::{Case, same};
use cairn_survey::model::{
    Cox, Family, Glm, Link, ModelError, ModelMatrix, ModelWarning, Multinomial, NegativeBinomial, Ordinal,
    OrdinalLink, Predictor, Term, Terms,
};
use cairn_survey::{Domain, Mean, OfTotals};
use proptest::prelude::*;

const FAMILIES: [Family; 5] = [
    Family::Gaussian,
    Family::Binomial,
    Family::Poisson,
    Family::Gamma,
    Family::NegativeBinomial { theta: 2.0 },
];

fn numbers(columns: &[Vec<f64>]) -> ModelMatrix {
    let rows = columns.first().map_or(0, Vec::len);
    let predictors = columns
        .iter()
        .enumerate()
        .map(|(number, values)| Predictor::Numbers { name: format!("x{number}"), values: values.clone() })
        .collect();
    let terms = (0..columns.len()).map(|number| Term::new(vec![number])).collect();
    ModelMatrix::new(rows, predictors, Terms::new(true, terms)).unwrap()
}

fn logistic(x: &[f64], y: &[f64]) -> Glm {
    Glm::new(numbers(&[x.to_vec()]), y.to_vec(), None, Family::Binomial, Link::Logit).unwrap()
}

#[test]
fn an_intercept_alone_is_a_mean() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let sample = apistrat(frame, true);
    let domain = sample.domain(|row| frame.text("awards")[row] == "Yes");
    let outcome = domain.gather(&frame.numbers("api00"));
    let weights = domain.gather(sample.weights());
    let mean = OfTotals { estimator: Mean { variable: 0 }, columns: vec![outcome.clone()] };
    let expected = sample.estimate(&mean, &domain).unwrap();
    for (family, link) in [
        (Family::Gaussian, Link::Identity),
        (Family::Poisson, Link::Identity),
        (Family::Gamma, Link::Identity),
    ] {
        let model =
            Glm::new(ModelMatrix::intercept(domain.len()), outcome.clone(), None, family, link).unwrap();
        let fit = model.fit(&weights, 30.0).unwrap();
        let found = sample.estimate_from(&fit, &domain, fit.coefficients().to_vec()).unwrap();
        same(found.values[0], expected.values[0], 0.0, "mean");
        same(found.standard_error(0).unwrap(), expected.standard_error(0).unwrap(), 0.0, "standard error");
    }
}

#[test]
fn neither_order_nor_scale_nor_parting_of_weights_matters() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let rows = frame.rows;
    let all = Domain::of(rows, |_| true);
    let wide: Vec<f64> = frame.keys("sch.wide").iter().map(|code| f64::from(*code)).collect();
    let weights = frame.numbers("pw");
    let (ell, meals) = (frame.numbers("ell"), frame.numbers("meals"));
    let fit = |ell: &[f64], meals: &[f64], outcome: &[f64], weights: &[f64]| {
        let matrix = numbers(&[ell.to_vec(), meals.to_vec()]);
        let model = Glm::new(matrix, outcome.to_vec(), None, Family::Binomial, Link::Logit).unwrap();
        let mean = weights.iter().sum::<f64>() / weights.len() as f64;
        model.fit(weights, mean).unwrap().coefficients().to_vec()
    };
    let expected = fit(&ell, &meals, &wide, &weights);
    let turned = |column: &[f64]| column.iter().rev().copied().collect::<Vec<f64>>();
    let scaled: Vec<f64> = weights.iter().map(|weight| weight * 1e-6).collect();
    let half: Vec<f64> = weights.iter().map(|weight| weight / 2.0).collect();
    let twice = |column: &[f64]| [column, column].concat();
    for found in [
        fit(&turned(&ell), &turned(&meals), &turned(&wide), &turned(&weights)),
        fit(&ell, &meals, &wide, &scaled),
        fit(&twice(&ell), &twice(&meals), &twice(&wide), &twice(&half)),
    ] {
        found.iter().zip(&expected).for_each(|(found, expected)| same(*found, *expected, 0.0, "coefficient"));
    }
    assert_eq!(all.len(), rows);
}

#[test]
fn columns_that_others_explain_are_left_out() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let (ell, meals) = (frame.numbers("ell"), frame.numbers("meals"));
    let both = ell.iter().zip(&meals).map(|(ell, meals)| 2.0 * ell + meals).collect();
    let matrix = numbers(&[ell, meals, both, vec![7.0; frame.rows], vec![0.0; frame.rows]]);
    let outcome = frame.numbers("api00");
    let model = Glm::new(matrix, outcome, None, Family::Gaussian, Link::Identity).unwrap();
    let fit = model.fit(&frame.numbers("pw"), 31.0).unwrap();
    assert_eq!(fit.kept(), [0, 1, 2]);
    let aliased = ["x2", "x3", "x4"].map(|name| ModelWarning::Aliased(name.to_owned()));
    assert_eq!(fit.warnings(), aliased);
}

/// Years beside an intercept: cross products would lose half the digits.
#[test]
fn columns_close_to_one_another_keep_their_digits() {
    let rows = 400;
    let years: Vec<f64> = (0..rows).map(|row| 2_020.0 + f64::from(row % 7) * 1e-3).collect();
    let outcome: Vec<f64> =
        years.iter().enumerate().map(|(row, year)| 3.0 * (year - 2_020.0) + [0.25, -0.25][row % 2]).collect();
    let centred: Vec<f64> = years.iter().map(|year| year - 2_020.003).collect();
    let slope = |x: &[f64]| {
        let model = Glm::new(numbers(&[x.to_vec()]), outcome.clone(), None, Family::Gaussian, Link::Identity);
        model.unwrap().fit(&vec![1.0; rows as usize], 1.0).unwrap().coefficients()[1]
    };
    assert!((slope(&years) / slope(&centred) - 1.0).abs() < 1e-7);
}

#[test]
fn separation_is_told() {
    let x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let refused = logistic(&x, &[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]).fit(&[1.0; 6], 1.0).map(|_| ());
    assert_eq!(refused, Err(ModelError::Separation));
    // The second group never has the outcome, the first does at times.
    let group = [0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
    let model = logistic(&group, &[0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    let fit = model.fit(&[1.0; 6], 1.0).unwrap();
    assert_eq!(fit.infinite(), [false, true]);
    assert!(fit.warnings().contains(&ModelWarning::Infinite("x0".to_owned())));
    assert!((fit.coefficients()[0] - std::f64::consts::LN_2).abs() < 1e-9);
}

#[test]
fn outcomes_that_no_model_has_are_refused() {
    let x = numbers(&[vec![1.0, 2.0, 3.0]]);
    for (family, outcome) in [
        (Family::Binomial, [0.0, 1.0, 2.0]),
        (Family::Poisson, [1.0, -1.0, 2.0]),
        (Family::Gamma, [1.0, 0.0, 2.0]),
        (Family::Gaussian, [1.0, f64::NAN, 2.0]),
        (Family::Gaussian, [1.0, f64::INFINITY, 2.0]),
    ] {
        let refused = Glm::new(x.clone(), outcome.to_vec(), None, family, family.default_link());
        assert!(matches!(refused, Err(ModelError::Outcome { .. })), "{family}");
    }
    for (family, outcome) in [(Family::Binomial, 0.0), (Family::Binomial, 1.0), (Family::Poisson, 0.0)] {
        let model = Glm::new(x.clone(), vec![outcome; 3], None, family, family.default_link()).unwrap();
        let refused = model.fit(&[1.0; 3], 1.0).map(|_| ());
        assert_eq!(refused, Err(ModelError::ConstantOutcome(outcome, family)));
    }
    let refused = Glm::new(x.clone(), vec![1.0; 3], None, Family::Gamma, Link::Logit).map(|_| ());
    assert_eq!(refused, Err(ModelError::Link { family: Family::Gamma, link: Link::Logit }));
    let model = Glm::new(x.clone(), vec![1.0; 3], None, Family::Gaussian, Link::Identity).unwrap();
    assert_eq!(model.fit(&[0.0; 3], 1.0).map(|_| ()), Err(ModelError::NoRows));
    assert!(Ordinal::new(x.clone(), vec![0; 3], 1, OrdinalLink::Logistic).is_err());
    assert!(Multinomial::new(x.clone(), vec![0, 5, 1], 3).is_err());
    assert_eq!(Cox::new(x, &[1.0; 3], &[false; 3]).map(|_| ()), Err(ModelError::NoEvents));
}

#[test]
fn ten_thousand_categories_are_too_many() {
    let levels: Vec<String> = (0..10_000).map(|level| level.to_string()).collect();
    let codes = (0..10_000).collect();
    let area = Predictor::Categories { name: "area".to_owned(), levels, codes };
    let refused =
        ModelMatrix::new(10_000, vec![area], Terms::new(true, vec![Term::new(vec![0])])).map(|_| ());
    assert_eq!(refused, Err(ModelError::TooManyCoefficients { found: 10_000, limit: 1000 }));
}

#[test]
fn one_row_and_none() {
    for rows in [0, 1] {
        let matrix = numbers(&[vec![3.0; rows]]);
        for family in FAMILIES {
            let model =
                Glm::new(matrix.clone(), vec![1.0; rows], None, family, family.default_link()).unwrap();
            let fit = model.fit(&vec![2.0; rows], 2.0);
            assert!(rows == 1 || fit.is_err());
        }
    }
}

/// No interval about a constant: what is left of it is rounding.
#[test]
fn a_constant_outcome_has_no_spread() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let sample = apistrat(frame, true);
    let domain = sample.domain(|_| true);
    let matrix = matrix(frame, &domain, &["ell", "meals"]);
    let model = Glm::new(matrix, vec![7.0; frame.rows], None, Family::Gaussian, Link::Identity).unwrap();
    let fit = model.fit(sample.weights(), 31.0).unwrap();
    let found = sample.estimate_from(&fit, &domain, fit.coefficients().to_vec()).unwrap();
    assert!((found.values[0] - 7.0).abs() < 1e-12);
    let interval = cairn_survey::symmetric_interval(found.values[0], found.variance(0).unwrap(), 9.0, 0.95);
    assert!(interval.is_err());
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -3.0..3.0_f64,
        2 => (0..3_i32).prop_map(f64::from),
        1 => Just(1e300),
        1 => Just(-1e-300),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// An answer or a refusal, whatever the data.
    #[test]
    fn no_data_make_a_model_fail(
        rows in prop::collection::vec((value(), value(), 0..4_u32, 0.0..3.0_f64, any::<bool>()), 0..14),
    ) {
        let x: Vec<Vec<f64>> = vec![rows.iter().map(|row| row.0).collect(), rows.iter().map(|row| row.1).collect()];
        let weights: Vec<f64> = rows.iter().map(|row| if row.3 < 0.5 { 0.0 } else { row.3 }).collect();
        let counts: Vec<f64> = rows.iter().map(|row| f64::from(row.2)).collect();
        let codes: Vec<u32> = rows.iter().map(|row| row.2).collect();
        let events: Vec<bool> = rows.iter().map(|row| row.4).collect();
        let matrix = numbers(&x);
        for family in FAMILIES {
            for link in family.links() {
                let outcome = match family {
                    Family::Binomial => counts.iter().map(|count| f64::from(u8::from(*count > 1.0))).collect(),
                    Family::Gamma => counts.iter().map(|count| count + 0.5).collect(),
                    _ => counts.clone(),
                };
                let model = Glm::new(matrix.clone(), outcome, None, family, *link).unwrap();
                if let Ok(fit) = model.fit(&weights, 1.0) {
                    prop_assert!(fit.coefficients().iter().all(|value| value.is_finite()));
                    prop_assert!(!fit.kept().is_empty());
                }
            }
        }
        if let Ok(model) = Ordinal::new(matrix.clone(), codes.clone(), 4, OrdinalLink::Probit) {
            let _ = model.fit(&weights);
        }
        if let Ok(model) = Multinomial::new(matrix.clone(), codes, 4) {
            let _ = model.fit(&weights);
        }
        if let Ok(model) = NegativeBinomial::new(matrix.clone(), counts.clone(), None) {
            let _ = model.fit(&weights);
        }
        if let Ok(model) = Cox::new(matrix, &counts, &events) {
            let _ = model.fit(&weights);
        }
    }
}

/// As R's `model.matrix` names them.
#[test]
fn columns_are_coded_as_in_r() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let all = Domain::of(frame.rows, |_| true);
    for (terms, expected) in [
        (&["stype", "sch.wide", "-1"][..], "stypeE stypeH stypeM sch.wideYes"),
        (&["ell", "stype", "ell:stype", "-1"], "ell stypeE stypeH stypeM ell:stypeH ell:stypeM"),
        (&["stype:ell", "sch.wide", "-1"], "sch.wideNo sch.wideYes stypeE:ell stypeH:ell stypeM:ell"),
        (&["ell:stype", "-1"], "ell:stypeE ell:stypeH ell:stypeM"),
        (
            &["stype:sch.wide", "stype", "-1"],
            "stypeE stypeH stypeM stypeE:sch.wideYes stypeH:sch.wideYes stypeM:sch.wideYes",
        ),
        (
            &["ell", "stype:sch.wide", "-1"],
            "ell stypeE:sch.wideNo stypeH:sch.wideNo stypeM:sch.wideNo stypeE:sch.wideYes stypeH:sch.wideYes stypeM:sch.wideYes",
        ),
        (&["stype:ell"], "(Intercept) stypeE:ell stypeH:ell stypeM:ell"),
    ] {
        let matrix = matrix(frame, &all, terms);
        let names: Vec<&str> = matrix.columns().iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names.join(" "), expected);
    }
}
