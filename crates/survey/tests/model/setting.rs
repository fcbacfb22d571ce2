//! Designs and model matrices of the oracle cases.

use crate::support::{Columns, Frame};
use cairn_survey::model::{ModelMatrix, Predictor, Term, Terms};
use cairn_survey::{Domain, LonelyPsu, Sample, Taylor};
use serde_json::Value;

pub(crate) const TAYLOR: Taylor = Taylor { lonely_psu: LonelyPsu::Fail, domain_lonely_psu: false };

pub(crate) fn sample(columns: &Columns, rows: usize, taylor: Taylor) -> Sample {
    Sample::new(columns.shape(), &columns.rows(rows), taylor).unwrap()
}

pub(crate) fn apistrat(frame: &Frame, population: bool) -> Sample {
    let columns = Columns {
        strata: vec![Some(frame.keys("stype"))],
        weights: Some(frame.numbers("pw")),
        population: vec![population.then(|| frame.numbers("fpc"))],
        nest: true,
        ..Columns::default()
    };
    sample(&columns, frame.rows, TAYLOR)
}

pub(crate) fn nhanes(frame: &Frame) -> Sample {
    let columns = Columns {
        strata: vec![Some(frame.keys("SDMVSTRA"))],
        clusters: vec![frame.keys("SDMVPSU")],
        weights: Some(frame.numbers("WTMEC2YR")),
        nest: true,
        ..Columns::default()
    };
    sample(&columns, frame.rows, TAYLOR)
}

/// Terms as R writes them: `factor(race)` is a category, as is a column that holds text.
pub(crate) fn matrix(frame: &Frame, domain: &Domain, written: &[&str]) -> ModelMatrix {
    let mut names: Vec<&str> = Vec::new();
    let mut terms = Vec::new();
    let mut intercept = true;
    for term in written {
        if *term == "-1" {
            intercept = false;
            continue;
        }
        let mut variables = Vec::new();
        for name in term.split(['*', ':']) {
            let place = names.iter().position(|other| *other == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            variables.push(place);
        }
        if term.contains('*') {
            terms.extend(variables.iter().map(|variable| Term::new(vec![*variable])));
        }
        terms.push(Term::new(variables));
    }
    let predictors = names.iter().map(|name| predictor(frame, domain, name)).collect();
    ModelMatrix::new(domain.len(), predictors, Terms::new(intercept, terms)).unwrap()
}

pub(crate) fn predictor(frame: &Frame, domain: &Domain, name: &str) -> Predictor {
    let column = name.strip_prefix("factor(").map_or(name, |rest| rest.trim_end_matches(')'));
    let numbers = domain.gather(&frame.numbers(column));
    if column == name && numbers.iter().all(|value| !value.is_nan()) {
        return Predictor::Numbers { name: name.to_owned(), values: numbers };
    }
    let labels: Vec<&String> = domain.rows().iter().map(|row| &frame.text(column)[*row as usize]).collect();
    let mut levels: Vec<String> = labels.iter().map(|label| (*label).clone()).collect();
    levels.sort();
    levels.dedup();
    let codes = labels.iter().map(|label| levels.binary_search(label).unwrap() as u32).collect();
    Predictor::Categories { name: name.to_owned(), levels, codes }
}

/// The names of an item's coefficients, and a column of its summary.
pub(crate) fn summary(item: &Value, column: usize) -> (Vec<String>, Vec<f64>) {
    let names = item["summary"]["rows"].as_array().unwrap();
    let values = item["summary"]["values"].as_array().unwrap();
    (
        names.iter().map(|name| name.as_str().unwrap().to_owned()).collect(),
        values.iter().map(|row| row[column].as_f64().unwrap()).collect(),
    )
}
