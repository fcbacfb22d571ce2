//! Answers a request.

use super::columns::Columns;
use super::progress::Progress;
use super::rows::{Answer, AnsweredAnalysis, DesignSummary};
use super::simultaneous::simultaneously;
use super::streamed::Streamed;
use crate::held::{HeldAnalysis, HeldPlan};
use crate::kinds::linear::Linear;
use crate::request::{Analysis, Estimand, Request};
use cairn_data::{DataError, Scan, ScanOptions};
use cairn_definition::{Diagnostic, Diagnostics};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The request is wrong.
    #[error("the request is refused")]
    Request(Vec<Diagnostic>),
    /// Who was told of the progress broke it off.
    #[error("the work was broken off")]
    BrokenOff,
    /// The data cannot be read.
    #[error(transparent)]
    Data(#[from] DataError),
}

impl From<Box<Diagnostic>> for AnswerError {
    fn from(problem: Box<Diagnostic>) -> Self {
        Self::Request(vec![*problem])
    }
}

/// Answers a request: what cluster totals can answer with one pass over its file, and one more over the columns that are categories;
/// what needs its rows again from the columns that it names, held in memory.
///
/// `progress` is told how far it has come, and may break it off.
///
/// # Errors
/// When the request does not fit the file, the file cannot be read, or the design is refused; nothing is answered then.
pub fn answer(request: &Request, progress: Progress<'_>) -> Result<Answer, AnswerError> {
    let streams = request.design.is_plain() && request.imputations.is_none();
    let linear = if streams { Vec::new() } else { held_linear(request) };
    answer_holding(request, &linear, progress)
}

/// Answers a request, and those of its means, totals, ratios and proportions that are given from held rows.
fn answer_holding(
    request: &Request,
    linear: &[(usize, Linear)],
    progress: Progress<'_>,
) -> Result<Answer, AnswerError> {
    let scan = open(request)?;
    let problems = Diagnostics::new();
    let mut held_columns = Columns::new(request, scan.fields(), &problems);
    let held = HeldPlan::find(request, held_analyses(request, linear), &mut held_columns, &problems);
    let mut columns = Columns::new(request, scan.fields(), &Diagnostics::new());
    let streamed = Streamed::find(request, linear, &mut columns, &problems);
    if problems.has_errors() {
        return Err(AnswerError::Request(problems.into_sorted()));
    }
    let mut design = None;
    let mut answered: Vec<(usize, AnsweredAnalysis)> = Vec::new();
    let mut weights = None;
    if !streamed.is_empty() {
        let (summary, answers) = streamed.answer(request, &scan, columns, progress)?;
        design = Some(summary);
        answered.extend(answers);
    }
    if !held.is_empty() || design.is_none() || request.return_weights {
        let frames = held_columns.frames()?;
        let ((summary, answers), sample) = held.answer(request, &scan, &frames, progress)?;
        design = Some(summary);
        answered.extend(answers);
        weights = request.return_weights.then(|| sample.weights().to_vec());
    }
    let design =
        design.unwrap_or(DesignSummary { n: 0, weighted_n: 0.0, strata: 0, clusters: 0, df: f64::NAN });
    Ok(Answer { design, analyses: with_contrasts(request, answered)?, weights })
}

/// Opens the data of a request.
pub(super) fn open(request: &Request) -> Result<Scan, AnswerError> {
    let options = match &request.missing {
        Some(missing) => ScanOptions { missing: missing.clone(), ..ScanOptions::default() },
        None => ScanOptions::default(),
    };
    Ok(Scan::open(&request.data_path(), &options)?)
}

/// All answers in the order of the request, with the contrasts that are made of them.
pub(super) fn with_contrasts(
    request: &Request,
    mut answered: Vec<(usize, AnsweredAnalysis)>,
) -> Result<Vec<AnsweredAnalysis>, AnswerError> {
    answered.sort_by_key(|(position, _)| *position);
    let mut answered = answered.into_iter().map(|(_, answer)| answer);
    let mut analyses: Vec<AnsweredAnalysis> = Vec::with_capacity(request.analyses.len());
    for analysis in &request.analyses {
        if let Estimand::Contrast(contrast) = &analysis.estimand {
            let contrast = simultaneously(analysis, |analysis| contrast.answer(analysis, &analyses))?;
            analyses.push(contrast);
        } else {
            analyses.extend(answered.next());
        }
    }
    Ok(analyses)
}

/// Means, totals, ratios and proportions of a design that cannot be answered while the file streams by.
fn held_linear(request: &Request) -> Vec<(usize, Linear)> {
    let linear = |analysis: &Analysis| match &analysis.estimand {
        Estimand::Held(_) | Estimand::Contrast(_) => None,
        estimand => Some(Linear(estimand.clone())),
    };
    let analyses = request.analyses.iter().enumerate();
    analyses.filter_map(|(position, analysis)| Some((position, linear(analysis)?))).collect()
}

/// The analyses that are answered from held rows.
fn held_analyses<'a>(
    request: &'a Request,
    linear: &'a [(usize, Linear)],
) -> Vec<(usize, &'a Analysis, &'a dyn HeldAnalysis)> {
    let mut held: Vec<(usize, &Analysis, &dyn HeldAnalysis)> = Vec::new();
    for (position, analysis) in request.analyses.iter().enumerate() {
        if let Estimand::Held(kind) = &analysis.estimand {
            held.push((position, analysis, kind.0.as_ref()));
        } else if let Some((_, kind)) = linear.iter().find(|(found, _)| *found == position) {
            held.push((position, analysis, kind));
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::to_json;
    use cairn_definition::SourceFile;
    use serde_json::Value;

    /// Whether two answers are the same to rounding.
    fn same(left: &Value, right: &Value, path: &str) {
        match (left, right) {
            (Value::Array(a), Value::Array(b)) => {
                assert_eq!(a.len(), b.len(), "{path}");
                a.iter().zip(b).enumerate().for_each(|(i, (a, b))| same(a, b, &format!("{path}[{i}]")));
            }
            (Value::Object(a), Value::Object(b)) => {
                assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "{path}");
                a.iter().for_each(|(key, value)| same(value, &b[key], &format!("{path}.{key}")));
            }
            (Value::Number(a), Value::Number(b)) => {
                let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
                assert!((a - b).abs() <= 1e-11 * a.abs().max(1e-9), "{path}: {a} {b}");
            }
            _ => assert_eq!(left, right, "{path}"),
        }
    }

    #[test]
    fn held_rows_give_the_answer_that_cluster_totals_give() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../survey/tests/oracles");
        let text = format!(
            r#"{{"data": "{folder}/nhanes/data.csv", "categorical": ["race"], "derive": {{"one": "1"}},
            "design": {{"strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR"}},
            "analyses": [
             {{"id": "a", "kind": "mean", "variables": ["HI_CHOL", "race"], "by": ["agecat", "RIAGENDR"],
               "deff": true, "covariance": true}},
             {{"id": "b", "kind": "total", "variables": ["HI_CHOL"], "where": "race > 1", "deff": "replace"}},
             {{"id": "c", "kind": "proportion", "variables": ["HI_CHOL"], "interval": "beta", "by": ["race"]}},
             {{"id": "d", "kind": "ratio", "numerator": ["HI_CHOL", "one"], "denominator": ["RIAGENDR"], "deff": true}},
             {{"id": "e", "kind": "mean", "variables": ["HI_CHOL"], "where": "race > 9"}}]}}"#
        );
        let request = Request::read(&SourceFile::new("request.json", text)).unwrap();
        let streamed = answer(&request, Progress::NONE).unwrap();
        let held = answer_holding(&request, &held_linear(&request), Progress::NONE).unwrap();
        same(&to_json(&streamed), &to_json(&held), "");
    }

    #[test]
    fn work_that_is_broken_off_answers_nothing() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../survey/tests/oracles");
        let text = format!(
            r#"{{"data": "{folder}/nhanes/data.csv", "design": {{"weights": "WTMEC2YR"}},
            "analyses": [{{"id": "a", "kind": "mean", "variables": ["HI_CHOL"]}}]}}"#
        );
        let request = Request::read(&SourceFile::new("request.json", text)).unwrap();
        let stop = |_: crate::answer::Step<'_>| std::ops::ControlFlow::Break(());
        assert!(matches!(answer(&request, Progress::told_to(&stop)), Err(AnswerError::BrokenOff)));
        let held = answer_holding(&request, &held_linear(&request), Progress::told_to(&stop));
        assert!(matches!(held, Err(AnswerError::BrokenOff)));
    }
}
