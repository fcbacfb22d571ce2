//! Answers against R, to nine significant digits.

use super::case::{Case, analysis, numbers};
use serde_json::Value;

/// Fails where two numbers differ in the ninth significant digit, unless both are zero at that scale.
#[track_caller]
pub(super) fn same(found: f64, expected: f64, scale: f64, what: &str) {
    let difference = (found - expected).abs();
    let close = difference <= 1e-9 * expected.abs() || difference <= 1e-14 * scale.abs();
    assert!(close, "{what}: {found:e}, in R {expected:e}");
}

/// A column of an answer's rows.
fn column(analysis: &Value, name: &str) -> Vec<f64> {
    let rows = analysis["rows"].as_array().unwrap();
    rows.iter().map(|row| row[name].as_f64().unwrap_or(f64::NAN)).collect()
}

/// Limits of the intervals: all lower, then all upper.
fn limits(analysis: &Value) -> Vec<f64> {
    let rows = analysis["rows"].as_array().unwrap();
    let side = |side: usize| rows.iter().map(move |row| row["ci"][side].as_f64().unwrap_or(f64::NAN));
    side(0).chain(side(1)).collect()
}

/// Compares an analysis with R's result of the same id: estimates, standard errors, intervals, design effects, covariance,
/// those of them that both have.
#[track_caller]
pub(super) fn compare(case: &Case, answer: &Value, id: &str) {
    compare_with(answer, id, case.result(id));
}

/// The same with a result given.
#[track_caller]
pub(super) fn compare_with(answer: &Value, id: &str, result: &Value) {
    let found = analysis(answer, id);
    let first = |keys: &[&str]| keys.iter().map(|key| &result[*key]).find(|value| !value.is_null());
    let estimates = column(found, "estimate");
    let expected = numbers(first(&["est", "coef", "ratio"]).expect("R gives estimates"));
    columns_same(&estimates, &expected, &|_| 0.0, &format!("{id}: estimate"));
    if let Some(expected) = first(&["se"]) {
        // A standard error of zero is one of rounding.
        let scale = |row: usize| 10.0 * estimates[row];
        columns_same(&column(found, "se"), &numbers(expected), &scale, &format!("{id}: se"));
    }
    let deff = first(&["deff"]).cloned().or_else(|| design_effects(result));
    if let Some(expected) = deff.filter(|_| found["rows"][0].get("deff").is_some()) {
        columns_same(&column(found, "deff"), &numbers(&expected), &|_| 1.0, &format!("{id}: deff"));
    }
    if result["class"] == "svyciprop" {
        columns_same(&limits(found), &numbers(&result["ci"]), &|_| 0.0, &format!("{id}: interval"));
    } else if let Some(interval) = first(&["ci95_t_df"]) {
        let expected = [numbers(&interval["lower"]), numbers(&interval["upper"])].concat();
        intervals_same(&limits(found), &expected, id);
    }
    if let (Some(found), Some(expected)) =
        (found["covariance"].as_array(), result["vcov"]["values"].as_array())
    {
        covariance_same(found, expected, id);
    }
}

/// Design effects in the table of `svyby`.
fn design_effects(result: &Value) -> Option<Value> {
    let table = result["table"].as_object()?;
    let columns: Vec<&Value> =
        table.iter().filter(|(name, _)| name.starts_with("DEff.")).map(|(_, values)| values).collect();
    (!columns.is_empty()).then(|| columns.into_iter().cloned().collect())
}

#[track_caller]
fn columns_same(found: &[f64], expected: &[f64], scale: &dyn Fn(usize) -> f64, what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}: number of rows");
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        same(*found, *expected, scale(row), &format!("{what}, row {row}"));
    }
}

/// Where R's interval has no width, there must be none.
#[track_caller]
fn intervals_same(found: &[f64], expected: &[f64], id: &str) {
    assert_eq!(found.len(), expected.len(), "{id}: number of limits");
    let rows = found.len() / 2;
    for row in 0..rows {
        let (lower, upper) = (expected[row], expected[rows + row]);
        if upper - lower <= 1e-12 * lower.abs() {
            assert!(found[row].is_nan() && found[rows + row].is_nan(), "{id}, row {row}: a width of zero");
        } else {
            same(found[row], lower, 0.0, &format!("{id}: lower limit, row {row}"));
            same(found[rows + row], upper, 0.0, &format!("{id}: upper limit, row {row}"));
        }
    }
}

#[track_caller]
fn covariance_same(found: &[Value], expected: &[Value], id: &str) {
    assert_eq!(found.len(), expected.len(), "{id}: order of the covariance");
    let found: Vec<Vec<f64>> = found.iter().map(numbers).collect();
    for (i, row) in expected.iter().enumerate() {
        for (j, expected) in numbers(row).into_iter().enumerate() {
            let scale = 1e4 * (found[i][i] * found[j][j]).sqrt() + 1e-12;
            same(found[i][j], expected, scale, &format!("{id}: covariance, row {i}, column {j}"));
        }
    }
}
