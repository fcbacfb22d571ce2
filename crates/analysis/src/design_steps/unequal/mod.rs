//! Unequal probabilities at the first stage: the key `pps`, and with it `variance`.

mod joint;

use crate::answer::AnswerError;
use crate::held::{self, ColumnUse, DesignStep, HeldColumns};
use crate::request::{LONELY_PSU, Request};
use cairn_definition::kind::{Kind, OneOf, Text, one_of, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Node, Place, Placed, TableReader, Value, nearest};
use cairn_survey::unequal::{Method, PairVariance, Pairs, UnequalError, UnequalProbabilities};
use cairn_survey::{LonelyPsu, Sample, SurveyError, VarianceMethod};
use std::sync::Arc;

/// How the variance is made, by name.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Name {
    Brewer,
    Overton,
    HartleyRao,
    Poisson,
}

const NAMES: &[(&str, Name)] = &[
    ("brewer", Name::Brewer),
    ("overton", Name::Overton),
    ("hartley-rao", Name::HartleyRao),
    ("poisson", Name::Poisson),
];

const VARIANCES: &[(&str, PairVariance)] =
    &[("horvitz-thompson", PairVariance::HorvitzThompson), ("yates-grundy", PairVariance::YatesGrundy)];

/// Where the probabilities of pairs come from.
#[derive(Debug)]
enum Source {
    Name(Name),
    /// A file, relative to the request.
    File(Placed<String>),
}

#[derive(Debug)]
struct Step {
    source: Source,
    variance: PairVariance,
    lonely_psu: LonelyPsu,
    place: Place,
}

/// Reads the key; the reader is that of the design.
pub(super) fn read(reader: &mut TableReader<'_>) -> Vec<Arc<dyn DesignStep>> {
    let Some(node) = reader.node("pps").filter(|node| node.value != Value::Null) else { return Vec::new() };
    let lonely_psu = reader
        .node("lonely_psu")
        .and_then(|node| OneOf(LONELY_PSU).read(node, "`lonely_psu`", &Diagnostics::new()))
        .unwrap_or_default();
    let mut variance = reader.optional("variance", &OneOf(VARIANCES));
    let source = match &node.value {
        Value::Table(_) => {
            let Some(mut table) = reader.optional_table("pps", "description of the probabilities") else {
                return Vec::new();
            };
            variance = table.optional("variance", &OneOf(VARIANCES)).or(variance);
            let source = match table.optional("method", &OneOf(NAMES)) {
                Some(name) => Some(Source::Name(name.value)),
                None if table.has("method") => {
                    table.rest();
                    None
                }
                None => table.required("file", &Text).map(Source::File),
            };
            table.finish();
            source
        }
        Value::String(text) => read_text(node, text, reader.problems()),
        _ => {
            reader.problems().push(wrong_type(node, "`pps`", expected()));
            None
        }
    };
    if let Some(Source::Name(name @ (Name::Brewer | Name::Poisson))) = &source
        && let Some(variance) = &variance
    {
        let name = NAMES.iter().find(|(_, known)| known == name).map_or("", |(text, _)| text);
        let problem = Diagnostic::error(&variance.place, format!("`variance` has no meaning with `{name}`"));
        reader.problems().push(problem.help("it goes with `overton`, `hartley-rao` and joint probabilities"));
    }
    let variance = variance.map(|placed| placed.value).unwrap_or_default();
    let step = source.map(|source| Step { source, variance, lonely_psu, place: node.place.clone() });
    step.into_iter().map(|step| Arc::new(step) as Arc<dyn DesignStep>).collect()
}

fn expected() -> String {
    format!("{}, or a file of joint probabilities", one_of(NAMES.iter().map(|(name, _)| *name)))
}

/// The name of a method, or of a file, which has a point or a stroke in it.
fn read_text(node: &Node, text: &str, problems: &Diagnostics) -> Option<Source> {
    if let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == text) {
        return Some(Source::Name(*name));
    }
    if text.contains(['.', '/']) {
        return Some(Source::File(Placed { value: text.to_owned(), place: node.place.clone() }));
    }
    let problem = Diagnostic::error(&node.place, format!("`pps` is “{text}”")).expected(expected());
    problems.push(problem.did_you_mean(nearest(text, NAMES.iter().map(|(name, _)| *name))));
    None
}

impl Step {
    fn refuse(&self, error: &SurveyError, request: &Request, columns: &HeldColumns) -> AnswerError {
        match error {
            SurveyError::Unequal(error) => AnswerError::Request(vec![Diagnostic::error(
                &self.place,
                counted_from_one(error).to_string(),
            )]),
            other => held::explain_survey(other, request, columns, &self.place),
        }
    }

    fn method(&self) -> Result<Method, AnswerError> {
        let pairs = match &self.source {
            Source::Name(Name::Brewer) => return Ok(Method::Brewer),
            Source::Name(Name::Overton) => Pairs::Overton,
            Source::Name(Name::HartleyRao) => Pairs::HartleyRao { squares: None },
            Source::Name(Name::Poisson) => Pairs::Poisson,
            Source::File(file) => {
                Pairs::Joint(joint::read(file).map_err(|problem| AnswerError::Request(vec![problem]))?)
            }
        };
        Ok(Method::Pairs(pairs, self.variance))
    }
}

impl DesignStep for Step {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        Ok(Vec::new())
    }

    fn first_sample(&self, request: &Request, columns: &HeldColumns) -> Result<Option<Sample>, AnswerError> {
        let method = self.method()?;
        // Under fractions of 1 the later stages are seen, and the implied weights are theirs alone.
        let whole = vec![1.0; columns.rows()];
        let sample = held::sample(request, columns, Some(&whole))?;
        let probabilities = match (request.design.fpc.first(), &method) {
            (Some(name), _) => columns.numbers(&name.value).to_vec(),
            (None, Method::Pairs(Pairs::Joint(joint), _)) => joint.by_row(&sample).unwrap_or_default(),
            (None, _) => {
                let problem = Diagnostic::error(&self.place, "the selection probabilities are missing");
                return Err(AnswerError::Request(vec![
                    problem.expected("their column as the first of `fpc`"),
                ]));
            }
        };
        let sample = if request.design.weights.is_some() {
            sample
        } else {
            let weights = sample.weights().iter().zip(&probabilities).map(|(weight, p)| weight / p).collect();
            sample.with_calibration(weights, None)
        };
        let made = UnequalProbabilities::new(&sample, &probabilities, method, self.lonely_psu)
            .map_err(|error| self.refuse(&error, request, columns))?;
        Ok(Some(sample.with_variance(VarianceMethod::UnequalProbabilities(Arc::new(made)))))
    }

    fn apply(&self, sample: Sample, _columns: &HeldColumns) -> Result<Sample, AnswerError> {
        Ok(sample)
    }
}

/// The same with rows and columns counted from 1, as people do.
fn counted_from_one(error: &UnequalError) -> UnequalError {
    let mut error = error.clone();
    match &mut error {
        UnequalError::Probability { row, .. }
        | UnequalError::ProbabilityVaries { row, .. }
        | UnequalError::NotSquare { row, .. }
        | UnequalError::Diagonal { row, .. } => *row += 1,
        UnequalError::NotSymmetric { row, column, .. }
        | UnequalError::Bounds { row, column, .. }
        | UnequalError::JointVaries { row, column, .. } => {
            *row += 1;
            *column += 1;
        }
        UnequalError::LaterStages
        | UnequalError::PoissonSize
        | UnequalError::Squares { .. }
        | UnequalError::Order { .. } => {}
    }
    error
}

/// Says what of a matrix is refused.
fn refuse_matrix(error: &UnequalError, place: &Place) -> Diagnostic {
    Diagnostic::error(place, counted_from_one(error).to_string())
}
