//! Whether different programs say the same.

use crate::BenchError;
use crate::survey_plan::DOMAIN_COLUMNS;
use serde_json::Value;
use std::collections::BTreeMap;

/// Largest relative difference that counts as the same.
const TOLERANCE: f64 = 1e-9;

/// A domain and an indicator.
pub(crate) type Cell = (Vec<String>, String);

/// Estimates of a program.
#[derive(Debug, Clone, Default)]
pub(crate) struct Results {
    pub(crate) means: BTreeMap<Cell, f64>,
    pub(crate) errors: BTreeMap<Cell, f64>,
}

fn unexpected(program: &str, reason: impl Into<String>) -> BenchError {
    BenchError::Output { program: program.to_owned(), reason: reason.into() }
}

fn domain(by: &Value) -> Vec<String> {
    DOMAIN_COLUMNS.iter().filter_map(|column| by[*column].as_str()).map(str::to_owned).collect()
}

/// The answer of `cairn estimate`.
pub(crate) fn of_cairn(printed: &[u8]) -> Result<Results, BenchError> {
    let answer: Value =
        serde_json::from_slice(printed).map_err(|error| unexpected("cairn", error.to_string()))?;
    let mut results = Results::default();
    for row in
        answer["analyses"].as_array().into_iter().flatten().flat_map(|one| one["rows"].as_array()).flatten()
    {
        let variable =
            row["variable"].as_str().ok_or_else(|| unexpected("cairn", "a row names no variable"))?;
        let cell = (domain(&row["by"]), variable.to_owned());
        let number =
            |key: &str| row[key].as_f64().ok_or_else(|| unexpected("cairn", format!("no {key}: {row}")));
        results.means.insert(cell.clone(), number("estimate")?);
        results.errors.insert(cell, number("se")?);
    }
    Ok(results)
}

/// What the scripts in Python print, and the version of the library.
pub(crate) fn of_python(program: &str, printed: &[u8]) -> Result<(Results, String), BenchError> {
    let answer: Value =
        serde_json::from_slice(printed).map_err(|error| unexpected(program, error.to_string()))?;
    let mut results = Results::default();
    for row in answer["rows"].as_array().into_iter().flatten() {
        for (name, mean) in row["means"].as_object().into_iter().flatten() {
            let mean = mean.as_f64().ok_or_else(|| unexpected(program, format!("{mean} is no mean")))?;
            results.means.insert((domain(&row["by"]), name.clone()), mean);
        }
    }
    Ok((results, answer["version"].as_str().unwrap_or_default().to_owned()))
}

/// What the script in R prints, and the version of its package.
pub(crate) fn of_r(printed: &[u8]) -> Result<(Results, String), BenchError> {
    let text = String::from_utf8_lossy(printed);
    let mut lines = text.lines();
    let version = lines.next().unwrap_or_default().trim_start_matches("# R survey ").to_owned();
    let mut results = Results::default();
    for line in lines {
        let &[country, age, sex, name, mean, error] = line.split(',').collect::<Vec<_>>().as_slice() else {
            return Err(unexpected("R", line));
        };
        let cell = ([country, age, sex].map(str::to_owned).to_vec(), name.to_owned());
        let number = |text: &str| text.parse::<f64>().map_err(|error| unexpected("R", error.to_string()));
        results.means.insert(cell.clone(), number(mean)?);
        results.errors.insert(cell, number(error)?);
    }
    Ok((results, version))
}

/// Numbers by name.
pub(crate) type Named = BTreeMap<String, f64>;

/// The estimates and standard errors of the only analysis of an answer, or the statistic and probability of its test.
pub(crate) fn of_cairn_rows(printed: &[u8]) -> Result<Named, BenchError> {
    let answer: Value =
        serde_json::from_slice(printed).map_err(|error| unexpected("cairn", error.to_string()))?;
    let analysis = &answer["analyses"][0];
    let mut found = Named::new();
    let mut insert = |name: &str, first: &Value, second: &Value| {
        found.insert(name.to_owned(), first.as_f64().unwrap_or(f64::NAN));
        found.insert(format!("{name}, error"), second.as_f64().unwrap_or(f64::NAN));
    };
    for row in analysis["rows"].as_array().into_iter().flatten() {
        let name = row["variable"].as_str().or_else(|| row["term"].as_str());
        insert(name.unwrap_or_default(), &row["estimate"], &row["se"]);
    }
    if analysis["test"].is_object() {
        insert("test", &analysis["test"]["statistic"], &analysis["test"]["p"]);
    }
    Ok(found)
}

/// The same of what the script in R prints, and the version of its package.
pub(crate) fn of_r_rows(printed: &[u8]) -> Result<(Named, String), BenchError> {
    let text = String::from_utf8_lossy(printed);
    let mut lines = text.lines();
    let version = lines.next().unwrap_or_default().trim_start_matches("# R survey ").to_owned();
    let mut found = Named::new();
    for line in lines {
        let &[name, first, second] = line.split(',').collect::<Vec<_>>().as_slice() else {
            return Err(unexpected("R", line));
        };
        let number = |text: &str| text.parse::<f64>().map_err(|error| unexpected("R", error.to_string()));
        found.insert(name.to_owned(), number(first)?);
        found.insert(format!("{name}, error"), number(second)?);
    }
    Ok((found, version))
}

/// The largest relative difference between numbers of the same names.
///
/// # Errors
/// As [`compare`].
pub(crate) fn compare_named(what: &str, ours: &Named, theirs: &Named) -> Result<f64, BenchError> {
    let cells =
        |named: &Named| named.iter().map(|(name, value)| ((Vec::new(), name.clone()), *value)).collect();
    compare(what, &cells(ours), &cells(theirs))
}

/// The largest relative difference between two programs' numbers for the same cells.
///
/// # Errors
/// When it is above 1e-9, or one has cells that the other has not.
pub(crate) fn compare(
    what: &str,
    ours: &BTreeMap<Cell, f64>,
    theirs: &BTreeMap<Cell, f64>,
) -> Result<f64, BenchError> {
    if !ours.keys().eq(theirs.keys()) {
        let counts = format!("{} cells of cairn, {} of the other", ours.len(), theirs.len());
        return Err(BenchError::Disagreement(format!("{what}: not the same cells: {counts}")));
    }
    let mut largest = 0.0;
    for ((cell, ours), theirs) in ours.iter().zip(theirs.values()) {
        let difference = (ours - theirs).abs() / theirs.abs().max(f64::MIN_POSITIVE);
        if !(difference <= TOLERANCE) {
            return Err(BenchError::Disagreement(format!("{what}, {cell:?}: {ours} and {theirs}")));
        }
        largest = f64::max(largest, difference);
    }
    println!("{what}: {} numbers agree, largest relative difference {largest:.1e}", ours.len());
    Ok(largest)
}

#[cfg(test)]
mod tests {
    use super::compare;
    use std::collections::BTreeMap;

    fn cells(values: &[f64]) -> BTreeMap<super::Cell, f64> {
        values.iter().enumerate().map(|(number, value)| ((Vec::new(), number.to_string()), *value)).collect()
    }

    #[test]
    fn what_differs_or_is_absent_does_not_agree() {
        assert!(compare("same", &cells(&[0.25, 3.0]), &cells(&[0.25, 3.0 + 1e-12])).is_ok());
        assert!(compare("other", &cells(&[0.25]), &cells(&[0.250_001])).is_err());
        assert!(compare("not a number", &cells(&[f64::NAN]), &cells(&[0.25])).is_err());
        assert!(compare("fewer", &cells(&[0.25]), &cells(&[0.25, 0.5])).is_err());
    }
}
