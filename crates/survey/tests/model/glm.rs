//! Generalized linear models.

use crate::setting::{TAYLOR, apistrat, matrix, nhanes, sample, summary};
use crate::support::{Case, Columns, RULES, numbers, same};
use cairn_survey::model::{Family, Glm, Link, PredictiveMargins, PredictorValue, Scale, TermTestMethod};
use cairn_survey::{Domain, Sample, SurveyError, Taylor, symmetric_interval};
use serde_json::Value;

/// A model as an item has it.
struct Fitted<'a> {
    sample: &'a Sample,
    /// The rows of the design, as R has it: those with missing values among them.
    rows: Domain,
    domain: Domain,
    model: Glm,
}

impl Fitted<'_> {
    #[track_caller]
    fn compare(&self, item: &Value) {
        let weights = self.domain.gather(self.sample.weights());
        let fit = self.model.fit(&weights, self.mean_weight()).unwrap();
        let found = self.sample.estimate_from(&fit, &self.domain, fit.coefficients().to_vec()).unwrap();
        let (names, estimates) = summary(item, 0);
        let (_, errors) = summary(item, 1);
        let kept: Vec<&str> =
            fit.kept().iter().map(|column| self.model.matrix().columns()[*column].name.as_str()).collect();
        assert_eq!(kept, names);
        let df = self.sample.domain_degrees_of_freedom(&self.domain) + 1.0 - names.len() as f64;
        assert_eq!(df, item["df_residual"].as_f64().unwrap());
        let limits = item["ci95_wald_t"]["values"].as_array().unwrap();
        for (place, name) in names.iter().enumerate() {
            same(found.values[place], estimates[place], 0.0, name);
            same(found.standard_error(place).unwrap(), errors[place], 0.0, name);
            let interval =
                symmetric_interval(found.values[place], found.variance(place).unwrap(), df, 0.95).unwrap();
            let limits = numbers(&limits[place]);
            same(interval.lower, limits[0], errors[place] * 1e5, name);
            same(interval.upper, limits[1], errors[place] * 1e5, name);
        }
        let covariance = found.covariance.unwrap();
        for (row, values) in item["vcov"]["values"].as_array().unwrap().iter().enumerate() {
            for (column, expected) in numbers(values).into_iter().enumerate() {
                same(covariance.at(row, column), expected, 1e5 * errors[row] * errors[column], "covariance");
            }
        }
        same(fit.deviance(), item["deviance"].as_f64().unwrap(), 0.0, "deviance");
        same(
            fit.null_deviance(&weights).unwrap(),
            item["null_deviance"].as_f64().unwrap(),
            0.0,
            "null deviance",
        );
        same(fit.dispersion(&weights), item["dispersion"][0].as_f64().unwrap(), 0.0, "dispersion");
    }

    fn mean_weight(&self) -> f64 {
        let weights = self.rows.gather(self.sample.weights());
        weights.iter().sum::<f64>() / weights.len() as f64
    }
}

fn indicator(frame: &crate::support::Frame, name: &str, value: &str) -> Vec<f64> {
    frame.text(name).iter().map(|cell| f64::from(u8::from(cell == value))).collect()
}

#[test]
fn schools() {
    use Family::{Binomial, Gamma, Gaussian, Poisson};
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let (with_fpc, without) = (apistrat(frame, true), apistrat(frame, false));
    let logs: Vec<f64> = frame.numbers("enroll").into_iter().map(libm::log).collect();
    let wide = indicator(frame, "sch.wide", "Yes");
    let awards = indicator(frame, "awards", "Yes");
    let api = frame.numbers("api00");
    let stu = frame.numbers("api.stu");
    let enroll = frame.numbers("enroll");
    for (id, sample, outcome, terms, family, link, offset) in [
        ("glm_gaussian", &with_fpc, &api, &["ell", "meals", "mobility"][..], Gaussian, Link::Identity, None),
        (
            "glm_gaussian_nofpc_factor",
            &without,
            &api,
            &["ell", "meals", "stype*sch.wide"],
            Gaussian,
            Link::Identity,
            None,
        ),
        ("glm_logit", &with_fpc, &wide, &["ell", "meals", "mobility"], Binomial, Link::Logit, None),
        ("glm_logit_nofpc", &without, &awards, &["ell", "api99", "stype"], Binomial, Link::Logit, None),
        ("glm_probit", &without, &wide, &["ell", "meals"], Binomial, Link::Probit, None),
        ("glm_cloglog", &without, &wide, &["ell", "meals"], Binomial, Link::ComplementaryLogLog, None),
        ("glm_poisson_offset", &with_fpc, &stu, &["meals", "stype"], Poisson, Link::Log, Some(&logs)),
        ("glm_gamma_log", &with_fpc, &enroll, &["meals", "stype"], Gamma, Link::Log, None),
    ] {
        println!("{id}");
        let domain = sample.domain(|row| {
            !outcome[row].is_nan() && offset.is_none_or(|offset: &Vec<f64>| !offset[row].is_nan())
        });
        let model = Glm::new(
            matrix(frame, &domain, terms),
            domain.gather(outcome),
            offset.map(|offset| domain.gather(offset)),
            family,
            link,
        );
        let rows = sample.domain(|_| true);
        Fitted { sample, rows, domain, model: model.unwrap() }.compare(case.result(id));
    }
}

#[test]
fn health() {
    let case = Case::read("nhanes");
    let frame = &case.frame;
    let sample = nhanes(frame);
    let outcome = frame.numbers("HI_CHOL");
    let race = frame.text("race");
    let all = |_: usize| true;
    let black = |row: usize| race[row] == "3";
    let within: [&dyn Fn(usize) -> bool; 2] = [&all, &black];
    for (id, terms, family, link, within) in [
        ("glm_logit", &["factor(race)", "agecat", "RIAGENDR"][..], Family::Binomial, Link::Logit, within[0]),
        (
            "glm_logit_inter",
            &["factor(race)*factor(RIAGENDR)", "agecat"],
            Family::Binomial,
            Link::Logit,
            within[0],
        ),
        ("glm_gaussian_lpm", &["factor(race)", "agecat"], Family::Gaussian, Link::Identity, within[0]),
        ("glm_poisson_rr", &["agecat", "factor(RIAGENDR)"], Family::Poisson, Link::Log, within[0]),
        ("glm_domain_black", &["agecat"], Family::Binomial, Link::Logit, within[1]),
    ] {
        println!("{id}");
        let rows = sample.domain(within);
        let domain = sample.domain(|row| within(row) && !outcome[row].is_nan());
        let model =
            Glm::new(matrix(frame, &domain, terms), domain.gather(&outcome), None, family, link).unwrap();
        Fitted { sample: &sample, rows, domain, model }.compare(case.result(id));
    }
}

#[test]
fn a_domain() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let sample = apistrat(frame, true);
    let domain = sample.domain(|row| frame.text("stype")[row] == "E");
    let outcome = domain.gather(&frame.numbers("api00"));
    let matrix = matrix(frame, &domain, &["ell", "meals"]);
    let model = Glm::new(matrix, outcome, None, Family::Gaussian, Link::Identity).unwrap();
    let rows = domain.clone();
    Fitted { sample: &sample, rows, domain, model }.compare(case.result("glm_domain"));
}

#[test]
fn lonely_clusters() {
    let case = Case::read("lonely_psu");
    let frame = &case.frame;
    let columns = Columns {
        strata: vec![Some(frame.keys("lst"))],
        weights: Some(frame.numbers("pw")),
        nest: true,
        ..Columns::default()
    };
    for (name, lonely_psu) in RULES {
        let sample = sample(&columns, frame.rows, Taylor { lonely_psu, domain_lonely_psu: false });
        let domain = sample.domain(|_| true);
        let model = Glm::new(
            matrix(frame, &domain, &["meals"]),
            frame.numbers("api00"),
            None,
            Family::Gaussian,
            Link::Identity,
        )
        .unwrap();
        let rows = domain.clone();
        Fitted { sample: &sample, rows, domain, model }.compare(case.result(&format!("{name}_glm")));
    }
    let sample = sample(&columns, frame.rows, TAYLOR);
    let domain = sample.domain(|_| true);
    let matrix = matrix(frame, &domain, &["meals"]);
    let model = Glm::new(matrix, frame.numbers("api00"), None, Family::Gaussian, Link::Identity).unwrap();
    let fit = model.fit(sample.weights(), 1.0).unwrap();
    assert_eq!(case.result("fail_glm")["class"], "error");
    let refused = sample.estimate_from(&fit, &domain, fit.coefficients().to_vec());
    assert!(matches!(refused, Err(SurveyError::LonelyPsu(_))));
}

/// A model of the schools case.
fn school_model(
    frame: &crate::support::Frame,
    domain: &Domain,
    outcome: &[f64],
    terms: &[&str],
    family: Family,
) -> Glm {
    Glm::new(matrix(frame, domain, terms), outcome.to_vec(), None, family, family.default_link()).unwrap()
}

fn mean(weights: &[f64]) -> f64 {
    weights.iter().sum::<f64>() / weights.len() as f64
}

#[test]
fn tests_of_terms() {
    use TermTestMethod::{LikelihoodRatio, Wald, WorkingWald};
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let (with_fpc, without) = (apistrat(frame, true), apistrat(frame, false));
    let api = frame.numbers("api00");
    let wide = indicator(frame, "sch.wide", "Yes");
    for (id, sample, outcome, family, tested, method, infinite) in [
        ("regterm_wald_glm", &with_fpc, &api, Family::Gaussian, &[3, 4][..], Wald, false),
        ("regterm_wald_logit", &without, &wide, Family::Binomial, &[1, 3, 4], Wald, false),
        ("regterm_lrt_logit", &with_fpc, &wide, Family::Binomial, &[3, 4], LikelihoodRatio, false),
        ("regterm_wwald", &with_fpc, &wide, Family::Binomial, &[3, 4], WorkingWald, false),
        ("regterm_dfnull", &with_fpc, &api, Family::Gaussian, &[1, 2], Wald, true),
    ] {
        println!("{id}");
        let domain = sample.domain(|_| true);
        let model = school_model(frame, &domain, outcome, &["ell", "meals", "stype"], family);
        compare_test(
            sample,
            &domain,
            &model,
            tested,
            method,
            infinite,
            mean(sample.weights()),
            case.result(id),
        );
    }
}

#[allow(clippy::too_many_arguments)]
#[track_caller]
fn compare_test(
    sample: &Sample,
    domain: &Domain,
    model: &Glm,
    tested: &[usize],
    method: TermTestMethod,
    infinite: bool,
    mean_weight: f64,
    item: &Value,
) {
    let weights = domain.gather(sample.weights());
    let fit = model.fit(&weights, mean_weight).unwrap();
    let found = sample.estimate_from(&fit, domain, fit.coefficients().to_vec()).unwrap();
    let df = sample.domain_degrees_of_freedom(domain) + 1.0 - fit.kept().len() as f64;
    let df = if infinite { f64::INFINITY } else { df };
    let test =
        fit.working_test(&weights, found.covariance.as_ref().unwrap(), tested, method, df).unwrap().unwrap();
    let item = if item["items"].is_null() { item } else { &item["items"] };
    let get = |name: &str| match &item[name] {
        Value::Object(map) => map.get("v").or(map.get("m").map(|m| &m["values"][0])).map(numbers),
        Value::Null => None,
        other => Some(numbers(other)),
    };
    same(test.statistic, get("Ftest").or(get("chisq")).unwrap()[0], 0.0, "statistic");
    assert_eq!(test.numerator, get("df").unwrap()[0]);
    if let Some(ddf) = get("ddf") {
        assert_eq!(test.denominator, ddf[0]);
    }
    for (factor, expected) in test.scale_factors.iter().zip(get("lambda").unwrap_or_default()) {
        same(*factor, expected, 0.0, "lambda");
    }
    // R's root finder leaves the saddlepoint at seven digits or so.
    let digits = if method == TermTestMethod::Wald { 1e-9 } else { 1e-6 };
    let expected = get("p").unwrap()[0];
    assert!((test.p / expected - 1.0).abs() < digits, "p: {}, R says {expected}", test.p);
}

#[test]
fn predictions() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let sample = apistrat(frame, true);
    let domain = sample.domain(|_| true);
    let api = frame.numbers("api00");
    let wide = indicator(frame, "sch.wide", "Yes");
    for (id, outcome, family, scale, column) in [
        ("predict_glm", &api, Family::Gaussian, Scale::Link, "link"),
        ("predict_logit_response", &wide, Family::Binomial, Scale::Response, "response"),
    ] {
        let model = school_model(frame, &domain, outcome, &["ell", "meals"], family);
        let fit = model.fit(sample.weights(), mean(sample.weights())).unwrap();
        let found = sample.estimate_from(&fit, &domain, fit.coefficients().to_vec()).unwrap();
        let item = &case.result(id)["columns"];
        let (values, errors) = (numbers(&item[column]), numbers(&item["SE"]));
        for (place, (ell, meals)) in [(0.0, 0.0), (10.0, 20.0), (50.0, 80.0)].into_iter().enumerate() {
            let row = model.matrix().row(&[PredictorValue::Number(ell), PredictorValue::Number(meals)]);
            let predicted = fit.predict(&row.unwrap(), 0.0, scale);
            same(predicted.value, values[place], 0.0, "prediction");
            let variation = found.variation.transform(std::slice::from_ref(&predicted.slopes));
            let variance = sample.covariance(&variation).unwrap().unwrap().at(0, 0);
            same(variance.sqrt(), errors[place], 0.0, "standard error");
        }
    }
}

#[test]
fn margins_and_tests_of_health() {
    let case = Case::read("nhanes");
    let frame = &case.frame;
    let sample = nhanes(frame);
    let outcome = frame.numbers("HI_CHOL");
    let domain = sample.domain(|row| !outcome[row].is_nan());
    let weights = domain.gather(sample.weights());
    let model = |terms: &[&str]| {
        let matrix = matrix(frame, &domain, terms);
        Glm::new(matrix, domain.gather(&outcome), None, Family::Binomial, Link::Logit).unwrap()
    };
    let with_race = model(&["agecat", "RIAGENDR", "factor(race)"]);
    let fit = with_race.fit(&weights, mean(sample.weights())).unwrap();
    let margins = PredictiveMargins::new(&fit, 2).unwrap();
    let coefficients = sample.estimate_from(&fit, &domain, fit.coefficients().to_vec()).unwrap();
    let found = margins.estimate(&sample, &domain, &coefficients).unwrap();
    let covariance = found.covariance.unwrap();
    let item = case.result("predmarg");
    for (place, level) in ["1", "2", "3", "4"].into_iter().enumerate() {
        same(found.values[place], item["est"][level].as_f64().unwrap(), 0.0, "margin");
        same(covariance.at(place, place).sqrt(), item["se"][level].as_f64().unwrap(), 0.0, "standard error");
    }
    let tested = model(&["factor(race)", "agecat", "RIAGENDR"]);
    let weight = mean(sample.weights());
    let (wald, ratio) = (TermTestMethod::Wald, TermTestMethod::LikelihoodRatio);
    compare_test(&sample, &domain, &tested, &[1, 2, 3], wald, false, weight, case.result("regterm"));
    compare_test(&sample, &domain, &tested, &[4, 5, 6], ratio, false, weight, case.result("regterm_lrt"));
}
