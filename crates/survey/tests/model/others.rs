//! Models beyond R's `survey`, beside unweighted fits of R and formulas written out there.

use crate::setting::{apistrat, matrix, sample};
use crate::support::{Case, Columns};
use cairn_survey::model::{Family, Glm, Link, Multinomial, NegativeBinomial};
use cairn_survey::{Domain, Statistic};

fn close(found: &[f64], expected: &[f64], digits: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found / expected - 1.0).abs() < digits, "{found} is not {expected}");
    }
}

#[test]
fn negative_binomial_without_weights() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let domain = Domain::of(frame.rows, |_| true);
    let model =
        NegativeBinomial::new(matrix(frame, &domain, &["meals", "stype"]), frame.numbers("api.stu"), None)
            .unwrap();
    let fit = model.fit(&vec![1.0; frame.rows]).unwrap();
    // MASS::glm.nb(api.stu ~ meals + stype)
    let expected = [5.66636457963010, 0.00385029435522069, 1.18683004425728, 0.696625147928685];
    close(&fit.parameters()[..4], &expected, 1e-8);
    close(&[fit.theta(), fit.log_likelihood()], &[4.71359833828041, -1376.7677875467], 1e-8);
}

#[test]
fn counts_without_excess_are_refused() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let domain = Domain::of(frame.rows, |_| true);
    let outcome = frame.numbers("ell").iter().map(|value| 10.0 + (value % 2.0)).collect();
    let model = NegativeBinomial::new(matrix(frame, &domain, &["meals"]), outcome, None).unwrap();
    assert!(model.fit(&vec![1.0; frame.rows]).is_err());
}

#[test]
fn multinomial_without_weights() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let domain = Domain::of(frame.rows, |_| true);
    let model = Multinomial::new(matrix(frame, &domain, &["meals", "ell"]), frame.keys("stype"), 3).unwrap();
    let fit = model.fit(&vec![1.0; frame.rows]).unwrap();
    // nnet::multinom(stype ~ meals + ell)
    let expected = [
        0.485010146198312,
        -0.027507317468067,
        -0.00359688355969007,
        -0.381170206600105,
        -0.000180150902241443,
        -0.0136004550326326,
    ];
    for (found, expected) in fit.coefficients().iter().zip(expected) {
        assert!((found - expected).abs() < 1e-6 * (expected.abs() + 5e-3), "{found} is not {expected}");
    }
    assert!((fit.log_likelihood() + 197.474878521735).abs() < 1e-8);
}

#[test]
fn two_categories_are_a_logistic_regression() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let sample = apistrat(frame, true);
    let domain = sample.domain(|_| true);
    let predictors = || matrix(frame, &domain, &["meals", "stype"]);
    let wide = frame.keys("sch.wide");
    let numbers = wide.iter().map(|code| f64::from(*code)).collect();
    let logistic = Glm::new(predictors(), numbers, None, Family::Binomial, Link::Logit).unwrap();
    let logistic = logistic.fit(sample.weights(), 1.0).unwrap();
    let model = Multinomial::new(predictors(), wide, 2).unwrap();
    let fit = model.fit(sample.weights()).unwrap();
    close(fit.coefficients(), logistic.coefficients(), 1e-9);
    let of = |statistic: &dyn Statistic, values: &[f64]| {
        let found = sample.estimate_from(statistic, &domain, values.to_vec()).unwrap();
        (0..values.len()).map(|place| found.standard_error(place).unwrap()).collect::<Vec<f64>>()
    };
    close(&of(&fit, fit.coefficients()), &of(&logistic, logistic.coefficients()), 1e-8);
}

#[test]
fn few_clusters() {
    let case = Case::read("apiclus1_calib");
    let frame = &case.frame;
    let columns = Columns {
        clusters: vec![frame.keys("dnum")],
        weights: Some(frame.numbers("pw")),
        nest: true,
        ..Columns::default()
    };
    let sample = sample(&columns, frame.rows, crate::setting::TAYLOR);
    let domain = sample.domain(|_| true);
    let model = Glm::new(
        matrix(frame, &domain, &["ell", "meals"]),
        frame.numbers("api00"),
        None,
        Family::Gaussian,
        Link::Identity,
    )
    .unwrap();
    // The formulas of Pustejovsky and Tipton written out with whole matrices in R; standard errors and degrees of freedom.
    for (weights, expected) in [
        (
            frame.numbers("pw"),
            [
                (19.4472913213511, 8.43817251194338),
                (0.339002738474794, 7.32726873177097),
                (0.314713678150945, 4.80674043864254),
            ],
        ),
        (
            frame.numbers("enroll"),
            [
                (31.6233560436887, 6.89809590308412),
                (0.36070133391723, 5.00093876700754),
                (0.417479282635845, 4.61344744085442),
            ],
        ),
    ] {
        let fit = model.fit(&weights, 1.0).unwrap();
        let found = fit.bell_mccaffrey(&weights, sample.units()).unwrap();
        for (found, (error, df)) in found.iter().zip(expected) {
            close(&[found.variance.sqrt(), found.df], &[error, df], 1e-9);
        }
    }
}
