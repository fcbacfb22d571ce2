//! Ordinal models.

use crate::setting::{apistrat, matrix};
use crate::support::{Case, numbers, same};
use cairn_survey::model::{Ordinal, OrdinalLink};

/// `svyolr` stops its optimiser at a relative change of 1e-8 of the likelihood, so that its coefficients are within this share of a
/// standard error of the maximum.
const STOPPED: f64 = 1e-4;
/// It takes second derivatives by differences of 1e-3 in each coefficient, whatever the scale of its variable, which moves its standard
/// errors by this share.
const DIFFERENCES: f64 = 5e-4;

#[test]
fn meals_in_four_classes() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let meals = frame.numbers("meals");
    for (id, population, terms, link) in [
        ("olr_mealcat", true, &["avg.ed", "mobility", "stype"][..], OrdinalLink::Logistic),
        ("olr_probit", false, &["mobility", "stype"], OrdinalLink::Probit),
    ] {
        let sample = apistrat(frame, population);
        let education = frame.numbers("avg.ed");
        let domain = sample.domain(|row| terms.len() < 3 || !education[row].is_nan());
        let class = |meals: &f64| [25.0, 50.0, 75.0].iter().filter(|cut| meals > *cut).count() as u32;
        let outcome = domain.gather(&meals).iter().map(class).collect();
        let model = Ordinal::new(matrix(frame, &domain, terms), outcome, 4, link).unwrap();
        let weights = domain.gather(sample.weights());
        let fit = model.fit(&weights).unwrap();
        let found = sample.estimate_from(&fit, &domain, fit.parameters().to_vec()).unwrap();
        let item = case.result(id);
        let mean = sample.weights().iter().sum::<f64>() / frame.rows as f64;
        same(fit.deviance(mean), item["deviance"].as_f64().unwrap(), 0.0, "deviance");
        let df = sample.domain_degrees_of_freedom(&domain) - model.columns().len() as f64;
        assert_eq!(df, item["df_residual"].as_f64().unwrap());
        let (values, errors) = (numbers(&item["coef"]), numbers(&item["se"]));
        for (place, (value, error)) in values.into_iter().zip(errors).enumerate() {
            assert!((found.values[place] - value).abs() < STOPPED * error);
            assert!((found.standard_error(place).unwrap() / error - 1.0).abs() < DIFFERENCES);
        }
        if id == "olr_mealcat" {
            // The same likelihood maximised in R by Newton's method, its derivatives taken exactly.
            let exact = [-4.240140909003, 0.0118069377601, -2.054514355629, -0.636091248138];
            let errors = [0.502573162463, 0.0117106313168, 0.447087337154, 0.361330231850];
            for place in 0..4 {
                assert!((found.values[place] / exact[place] - 1.0).abs() < 1e-9);
                assert!((found.standard_error(place).unwrap() / errors[place] - 1.0).abs() < 1e-7);
            }
        }
    }
}
