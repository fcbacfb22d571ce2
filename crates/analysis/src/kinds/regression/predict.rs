//! Predictions at rows of values that a request gives.

use super::Formula;
use crate::answer::{AnswerError, Row, Subject};
use crate::held::HeldDomain;
use crate::pass::Level;
use cairn_definition::kind::OneOf;
use cairn_definition::{Diagnostic, Node, Place, TableReader, Value, nearest};
use cairn_survey::model::{GlmFit, PredictorValue, Scale};
use cairn_survey::{Estimates, Variation};

/// The rows to predict at.
#[derive(Debug, Clone)]
pub(crate) struct Predictions {
    rows: Vec<GivenRow>,
    scale: Scale,
}

#[derive(Debug, Clone)]
struct GivenRow {
    /// The value of each variable, in the order of the formula.
    values: Vec<(Given, Place)>,
    offset: f64,
}

#[derive(Debug, Clone)]
enum Given {
    Number(f64),
    Text(String),
    Truth(bool),
}

impl Given {
    fn read(node: &Node) -> Option<Self> {
        match &node.value {
            Value::Integer(value) => Some(Self::Number(*value as f64)),
            Value::Float(value) => Some(Self::Number(*value)),
            Value::String(text) => Some(Self::Text(text.clone())),
            Value::Boolean(value) => Some(Self::Truth(*value)),
            _ => None,
        }
    }

    fn is(&self, level: &Level) -> bool {
        match (self, level) {
            (Self::Number(value), Level::Integer(level)) => *value == *level as f64,
            (Self::Number(value), Level::Number(bits)) => *value == f64::from_bits(*bits),
            (Self::Number(value), Level::Boolean(level)) => *value == f64::from(u8::from(*level)),
            (Self::Truth(value), Level::Boolean(level)) => value == level,
            (Self::Text(text), level) => *text == level.to_string(),
            _ => false,
        }
    }
}

const SCALES: &[(&str, Scale)] = &[("response", Scale::Response), ("link", Scale::Link)];

impl Predictions {
    /// Reads the keys `predict` and `scale`.
    pub(crate) fn read(reader: &mut TableReader<'_>, formula: Option<&Formula>) -> Option<Self> {
        let scale = reader.optional("scale", &OneOf(SCALES)).map_or(Scale::Response, |placed| placed.value);
        let mut rows = Vec::new();
        let mut whole = true;
        for mut row in reader.tables("predict", "row") {
            let (place, problems) = (row.place(), row.problems());
            let entries = row.rest();
            let Some(formula) = formula else {
                whole = false;
                continue;
            };
            let columns: Vec<&str> =
                formula.variables.iter().map(|found| found.column.value.as_str()).collect();
            for entry in &entries {
                let name = entry.key.name.as_str();
                if !columns.contains(&name) && name != "offset" {
                    let problem =
                        Diagnostic::error(&entry.key.place, format!("`{name}` is no variable of the model"));
                    let meant = nearest(name, columns.iter().copied());
                    problems.push(match meant {
                        Some(_) => problem.did_you_mean(meant),
                        None => problem.expected(cairn_definition::kind::one_of(columns.iter().copied())),
                    });
                    whole = false;
                }
            }
            let get =
                |name: &str| entries.iter().find(|entry| entry.key.name == name).map(|entry| &entry.node);
            let mut values = Vec::new();
            for column in &columns {
                match get(column).map(|node| (Given::read(node), node)) {
                    Some((Some(value), node)) => values.push((value, node.place.clone())),
                    Some((None, node)) => {
                        let problem =
                            cairn_definition::kind::wrong_type(node, &format!("`{column}`"), "a value");
                        problems.push(problem);
                        whole = false;
                    }
                    None => {
                        let message = format!("this row has no `{column}`, a variable of the model");
                        problems.push(Diagnostic::error(place, message));
                        whole = false;
                    }
                }
            }
            let offset = match get("offset").map(Given::read) {
                Some(Some(Given::Number(offset))) => offset,
                _ => 0.0,
            };
            rows.push(GivenRow { values, offset });
        }
        whole.then_some(Self { rows, scale })
    }

    /// Whether none is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows of the predictions, and how they vary.
    ///
    /// # Errors
    /// When a value is of another type than its column.
    pub(crate) fn answer(
        &self,
        domain: &HeldDomain<'_>,
        levels: &[Option<Vec<Level>>],
        fit: &GlmFit<'_>,
        estimates: &Estimates,
        warnings: &mut Vec<String>,
    ) -> Result<(Vec<Row>, Option<Variation>), AnswerError> {
        let mut rows = Vec::new();
        let mut slopes = Vec::new();
        for (number, given) in self.rows.iter().enumerate() {
            let subject = Subject::Prediction(number + 1);
            let values = self.values(given, domain, levels)?;
            let Some(values) = values else {
                let of = domain.describe(&subject);
                warnings.push(format!("{of}: no prediction: a level has no case"));
                rows.push(Row::new(subject, domain.rows.len() as u64, None, None, domain.df()));
                continue;
            };
            let Ok(values) = fit.model().matrix().row(&values) else { continue };
            let predicted = fit.predict(&values, given.offset, self.scale);
            let variation = estimates.variation.transform(std::slice::from_ref(&predicted.slopes));
            let covariance =
                domain.sample.covariance(&variation).map_err(|error| domain.refuse_survey(&error))?;
            let one = Estimates { values: vec![predicted.value], variation, covariance };
            rows.push(domain.row(subject, &one, 0, domain.df(), warnings));
            slopes.push(predicted.slopes);
        }
        let variation =
            (slopes.len() == rows.len() && !rows.is_empty()).then(|| estimates.variation.transform(&slopes));
        Ok((rows, variation))
    }

    /// The values of the variables; nothing where a level has no case in the domain.
    fn values(
        &self,
        row: &GivenRow,
        domain: &HeldDomain<'_>,
        levels: &[Option<Vec<Level>>],
    ) -> Result<Option<Vec<PredictorValue>>, AnswerError> {
        let mut values = Vec::new();
        for ((given, place), levels) in row.values.iter().zip(levels) {
            match (levels, given) {
                (None, Given::Number(value)) => values.push(PredictorValue::Number(*value)),
                (None, Given::Truth(value)) => {
                    values.push(PredictorValue::Number(f64::from(u8::from(*value))));
                }
                (None, Given::Text(text)) => {
                    return Err(domain.refuse(place, format!("“{text}” stands where the model has a number")));
                }
                (Some(levels), given) => match levels.iter().position(|level| given.is(level)) {
                    Some(level) => values.push(PredictorValue::Level(level as u32)),
                    None => return Ok(None),
                },
            }
        }
        Ok(Some(values))
    }
}
