//! Multiply imputed data: each completed table is analysed by itself, and the estimates are combined by Rubin's rules.

use super::columns::{Held, HeldCategory, HeldColumns};
use super::run::HeldAnswers;
use crate::answer::{AnswerError, AnsweredAnalysis, Coefficient, Exponential, Row};
use cairn_definition::{Diagnostic, Placed};
use cairn_survey::distribution::student_upper_tail;
use cairn_survey::imputation::{Combined, Completed, combine};
use cairn_survey::{Interval, Matrix, symmetric_interval};

/// The completed tables, in the order of the levels of the column that tells them apart.
pub(super) fn split(name: &Placed<String>, columns: &HeldColumns) -> Result<Vec<HeldColumns>, AnswerError> {
    let refuse = |message: String| AnswerError::Request(vec![Diagnostic::error(&name.place, message)]);
    let Some(tables) = columns.category(&name.value) else {
        return Err(refuse(format!("column `{}` cannot tell the completed tables apart", name.value)));
    };
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); tables.levels.len()];
    for (row, code) in tables.codes.iter().enumerate() {
        match rows.get_mut(*code as usize) {
            Some(rows) => rows.push(row),
            None => {
                return Err(refuse(format!(
                    "row {} is of no table: `{}` is missing there",
                    row + 1,
                    name.value
                )));
            }
        }
    }
    if rows.len() < 2 {
        let message = format!("`{}` has {} level, so there is one table", name.value, rows.len());
        let problem = Diagnostic::error(&name.place, message);
        return Err(AnswerError::Request(vec![
            problem.expected("at least two completed tables, one below the other"),
        ]));
    }
    Ok(rows.iter().map(|rows| columns.of_rows(rows)).collect())
}

impl HeldColumns {
    /// The columns of these rows.
    fn of_rows(&self, rows: &[usize]) -> Self {
        let columns = self.columns.iter().map(|(key, held)| {
            let held = match held {
                Held::Numbers(numbers) => Held::Numbers(rows.iter().map(|row| numbers[*row]).collect()),
                Held::Category(category) => Held::Category(HeldCategory {
                    codes: rows.iter().map(|row| category.codes[*row]).collect(),
                    levels: category.levels.clone(),
                }),
            };
            (key.clone(), held)
        });
        Self { rows: rows.len(), columns: columns.collect() }
    }
}

/// The answers of all tables as one. What is said of the design is said of the first table.
pub(super) fn combined(tables: &[HeldAnswers]) -> Option<HeldAnswers> {
    let (summary, first) = tables.first()?.clone();
    let answers = first.iter().enumerate().map(|(place, (position, _))| {
        let of_table = |(_, answers): &HeldAnswers| answers.get(place).map(|(_, answer)| answer.clone());
        let all: Vec<AnsweredAnalysis> = tables.iter().filter_map(of_table).collect();
        Some((*position, one_answer(&all)?))
    });
    Some((summary, answers.collect::<Option<Vec<_>>>()?))
}

fn one_answer(tables: &[AnsweredAnalysis]) -> Option<AnsweredAnalysis> {
    let first = tables.first()?;
    let mut answer = first.clone();
    answer.tests.clear();
    answer.covariance = None;
    answer.warnings.clear();
    for warning in tables.iter().flat_map(|table| &table.warnings) {
        // Of the intervals those of the combined estimates count.
        if !warning.contains("no interval") && !answer.warnings.contains(warning) {
            answer.warnings.push(warning.clone());
        }
    }
    if !first.tests.is_empty() {
        answer.warnings.push("tests are not combined over the completed tables".to_owned());
    }
    for row in &mut answer.rows {
        let same = |table: &AnsweredAnalysis| {
            table.rows.iter().find(|other| other.subject == row.subject && other.by == row.by).cloned()
        };
        let rows: Vec<Row> = tables.iter().filter_map(same).collect();
        let found = one_row(&rows, tables.len());
        fill(row, found.as_ref(), first.level, &mut answer.warnings);
    }
    let completed = tables.iter().map(|table| {
        let alike = table.rows.len() == first.rows.len()
            && table.rows.iter().zip(&first.rows).all(|(a, b)| a.subject == b.subject && a.by == b.by);
        let values = table.rows.iter().map(|row| row.estimate.unwrap_or(f64::NAN)).collect();
        alike.then(|| Some(Completed { values, covariance: Some(table.covariance.clone()?) }))?
    });
    if let Some(completed) = completed.collect::<Option<Vec<Completed>>>() {
        answer.covariance = combine(&completed, f64::INFINITY).ok().and_then(|combined| combined.covariance);
    }
    Some(answer)
}

/// One estimate over all tables; absent where a table does not have it.
fn one_row(rows: &[Row], tables: usize) -> Option<Combined> {
    let completed: Vec<Completed> = rows
        .iter()
        .map(|row| {
            let variance = row.se.map(|se| Matrix::from_diagonal(&[se * se]));
            Completed { values: vec![row.estimate.unwrap_or(f64::NAN)], covariance: variance }
        })
        .collect();
    let df = rows.first().map_or(f64::INFINITY, |row| row.df);
    if completed.len() < tables { None } else { combine(&completed, df).ok() }
}

fn fill(row: &mut Row, combined: Option<&Combined>, level: f64, warnings: &mut Vec<String>) {
    let finite = |values: &[f64]| values.first().copied().filter(|value| value.is_finite());
    let levels: Vec<String> = row.by.iter().map(ToString::to_string).collect();
    let of = if levels.is_empty() {
        row.subject.to_string()
    } else {
        format!("{} ({})", row.subject, levels.join(", "))
    };
    row.estimate = combined.and_then(|combined| finite(&combined.values));
    let variance = combined.and_then(|combined| combined.covariance.as_ref()).map(|matrix| matrix.at(0, 0));
    let variance = row.estimate.and(variance).filter(|variance| variance.is_finite());
    row.se = variance.map(f64::sqrt);
    row.df = combined.and_then(|combined| combined.degrees_of_freedom.first()).copied().unwrap_or(f64::NAN);
    row.missing_information =
        Some(combined.and_then(|combined| finite(&combined.missing_information)).unwrap_or(f64::NAN));
    row.ci = match (row.estimate, variance) {
        (Some(value), Some(variance)) => match symmetric_interval(value, variance, row.df, level) {
            Ok(interval) => Some(interval),
            Err(reason) => {
                warnings.push(format!("{of}: no interval: {reason}"));
                None
            }
        },
        _ => {
            warnings.push(format!("{of}: not estimated in every completed table"));
            None
        }
    };
    row.deff = None;
    row.precision = None;
    if let Some(coefficient) = &mut row.coefficient {
        let t = match (row.estimate, row.se) {
            (Some(estimate), Some(se)) if row.ci.is_some() => Some(estimate / se),
            _ => None,
        };
        let p = t.map(|t| 2.0 * student_upper_tail(t.abs(), row.df)).filter(|p| p.is_finite());
        let exponential = |value: f64| Some(libm::exp(value)).filter(|value| value.is_finite());
        let exp = coefficient.exp.map(|_| Exponential {
            estimate: row.estimate.and_then(exponential),
            ci: row.ci.and_then(|ci| {
                Some(Interval { lower: exponential(ci.lower)?, upper: exponential(ci.upper)? })
            }),
        });
        *coefficient = Coefficient { t, p, exp };
    }
}
