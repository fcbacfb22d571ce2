//! The kind `contrast`: linear combinations and functions of an earlier analysis' estimates.

use crate::answer::{AnswerError, AnsweredAnalysis, Row, Subject};
use crate::request::{Analysis, DegreesOfFreedom, Estimand};
use cairn_definition::kind::{Kind, List, Number, Text};
use cairn_definition::{Diagnostic, Diagnostics, Node, Place, Placed, TableReader, Value, nearest};
use cairn_survey::algebra::Dense;
use cairn_survey::contrast::{Contrast as Function, Expression};
use cairn_survey::symmetric_interval;

/// What is contrasted.
#[derive(Debug, Clone)]
pub struct Contrast {
    /// The analysis whose estimates are contrasted.
    of: Placed<String>,
    contrasts: Vec<NamedContrast>,
}

/// A contrast, its name and where it stands.
#[derive(Debug, Clone)]
struct NamedContrast {
    name: String,
    place: Place,
    formula: Formula,
}

#[derive(Debug, Clone)]
enum Formula {
    Linear(Vec<f64>),
    Expression(Expression),
}

impl Contrast {
    /// Reads the keys of the kind.
    pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Self> {
        let of = reader.required("of", &Text);
        let place = reader.node("contrasts").map(|node| node.place.clone());
        let mut table = reader.required_table("contrasts", "list of contrasts")?;
        let problems = table.problems();
        let entries = table.rest();
        if let (true, Some(place)) = (entries.is_empty(), place) {
            let problem = Diagnostic::error(&place, "`contrasts` is empty");
            problems.push(problem.expected("a name for each contrast, with its numbers or expression"));
        }
        let mut contrasts = Vec::with_capacity(entries.len());
        for entry in entries {
            let name = entry.key.name.clone();
            let formula = Formula::read(&entry.node, &name, problems);
            contrasts.extend(formula.map(|formula| NamedContrast {
                name,
                place: entry.node.place.clone(),
                formula,
            }));
        }
        Some(Self { of: of?, contrasts })
    }

    /// Answers from the earlier analyses, which hold their covariances.
    ///
    /// # Errors
    /// When the analysis named has no such estimates.
    pub(crate) fn answer(
        &self,
        analysis: &Analysis,
        earlier: &[AnsweredAnalysis],
    ) -> Result<AnsweredAnalysis, AnswerError> {
        let Some(of) = earlier.iter().find(|earlier| earlier.id == self.of.value) else {
            return Ok(AnsweredAnalysis::new(analysis, f64::NAN, &[]));
        };
        let df = match analysis.df {
            DegreesOfFreedom::Design => of.df,
            DegreesOfFreedom::Fixed(df) => df,
        };
        let mut answered = AnsweredAnalysis::new(analysis, df, &[]);
        answered.n = of.n;
        let estimates: Vec<f64> = of.rows.iter().map(|row| row.estimate.unwrap_or(f64::NAN)).collect();
        let (mut values, mut slopes) = (Vec::new(), Vec::new());
        let mut problems = Vec::new();
        for contrast in &self.contrasts {
            match contrast.function(of).map(|function| function.evaluate(&estimates)) {
                Ok(Some((value, slope))) => {
                    values.push(value);
                    slopes.push(slope);
                }
                Ok(None) => {}
                Err(problem) => problems.push(*problem),
            }
        }
        if !problems.is_empty() {
            return Err(AnswerError::Request(problems));
        }
        let used: Vec<usize> =
            (0..estimates.len()).filter(|row| slopes.iter().any(|slope| slope[*row] != 0.0)).collect();
        let covariance = of.covariance.as_ref().and_then(|covariance| {
            // What no contrast uses may have no variance.
            let part = covariance.submatrix(&used)?;
            let slopes: Vec<Vec<f64>> =
                slopes.iter().map(|slope| used.iter().map(|row| slope[*row]).collect()).collect();
            part.transform(&Dense::from_rows(&slopes)?)
        });
        for (position, (contrast, value)) in self.contrasts.iter().zip(&values).enumerate() {
            let variance = covariance.as_ref().map(|covariance| covariance.at(position, position));
            let row = contrast.row(&answered, *value, variance, df);
            answered.rows.push(row.0);
            answered.warnings.extend(row.1);
        }
        answered.covariance = covariance;
        if answered.covariance.is_none() && analysis.covariance {
            answered.warnings.push("the covariance cannot be estimated".to_owned());
        }
        Ok(answered)
    }
}

impl Formula {
    fn read(node: &Node, name: &str, problems: &Diagnostics) -> Option<Self> {
        match &node.value {
            Value::String(text) => match Expression::parse(text) {
                Ok(expression) => Some(Self::Expression(expression)),
                Err(error) => {
                    let before: usize = text.chars().take(error.at - 1).map(char::len_utf8).sum();
                    let length = text[before..].chars().next().map_or(0, char::len_utf8);
                    let place = node.place.within(before, length);
                    problems.push(Diagnostic::error(&place, format!("contrast “{name}”: {}", error.mistake)));
                    None
                }
            },
            Value::Array(_) => {
                let numbers = List(Number::ANY).read(node, &format!("contrast “{name}”"), problems)?;
                Some(Self::Linear(numbers.into_iter().map(|number| number.value).collect()))
            }
            other => {
                let message = format!("contrast “{name}” is {}", other.describe());
                problems.push(Diagnostic::error(&node.place, message).expected(
                    "a list with a number for each row of the analysis, or an expression over the names of its rows",
                ));
                None
            }
        }
    }
}

impl NamedContrast {
    /// The contrast as a function of the estimates of an analysis.
    fn function(&self, of: &AnsweredAnalysis) -> Result<Function, Box<Diagnostic>> {
        let problem = |message: String| Diagnostic::error(&self.place, message);
        match &self.formula {
            Formula::Linear(numbers) => {
                let (found, rows) = (numbers.len(), of.rows.len());
                if found == rows {
                    return Ok(Function::Linear(numbers.clone()));
                }
                let message =
                    format!("contrast “{}” has {found} numbers, and `{}` has {rows} rows", self.name, of.id);
                Err(Box::new(problem(message).help(format!("its rows are {}", listed(&of.rows)))))
            }
            Formula::Expression(expression) => {
                let mut places = Vec::new();
                for name in expression.names() {
                    let having = |row: &&Row| names(row).iter().any(|known| known == name);
                    let rows = of.rows.iter();
                    match rows.clone().filter(having).count() {
                        1 => places.extend(of.rows.iter().position(|row| having(&row))),
                        0 => {
                            let message = format!("`{}` has no row “{name}”", of.id);
                            let known: Vec<String> = rows.flat_map(names).collect();
                            let near = nearest(name, known.iter().map(String::as_str));
                            return Err(Box::new(match near {
                                Some(_) => problem(message).did_you_mean(near),
                                None => problem(message).help(format!("its rows are {}", listed(&of.rows))),
                            }));
                        }
                        _ => {
                            let message = format!("`{}` has more than one row “{name}”", of.id);
                            return Err(Box::new(
                                problem(message).help(format!("its rows are {}", listed(&of.rows))),
                            ));
                        }
                    }
                }
                Ok(Function::Expression(expression.clone(), places))
            }
        }
    }

    fn row(
        &self,
        answered: &AnsweredAnalysis,
        value: f64,
        variance: Option<f64>,
        df: f64,
    ) -> (Row, Option<String>) {
        let name = &self.name;
        let subject = Subject::Contrast(name.clone());
        if !value.is_finite() {
            let reason = "it is not defined, or one of its estimates is not";
            return (Row::new(subject, answered.n, None, None, df), Some(format!("{name}: {reason}")));
        }
        let variance = variance.filter(|variance| variance.is_finite() && *variance >= 0.0);
        let mut row = Row::new(subject, answered.n, Some(value), variance.map(f64::sqrt), df);
        let Some(variance) = variance else {
            return (row, Some(format!("{name}: the variance cannot be estimated")));
        };
        match symmetric_interval(value, variance, df, answered.level) {
            Ok(interval) => {
                row.ci = Some(interval);
                (row, None)
            }
            Err(reason) => (row, Some(format!("{name}: no interval: {reason}"))),
        }
    }
}

/// The names by which a row may be called: the one that tells it from all others first.
///
/// They are those of R's `survey`: `api00`, `stypeE`, `api.stu/enroll`; of a domain `E:api00`, the levels of several columns joined by a
/// point, and the levels alone where they tell enough.
fn names(row: &Row) -> Vec<String> {
    let own = match &row.subject {
        Subject::Variable { variable, level: Some(level) } => format!("{variable}{level}"),
        Subject::Pair { variable, other } => format!("{variable}:{other}"),
        Subject::Quantile { variable, probability } => format!("{variable}.{probability}"),
        Subject::Distribution { variable, at } => format!("{variable}.{at}"),
        Subject::Prediction(row) => row.to_string(),
        other => other.to_string(),
    };
    if row.by.is_empty() {
        return vec![own];
    }
    let levels: Vec<String> = row.by.iter().map(ToString::to_string).collect();
    let levels = levels.join(".");
    vec![format!("{levels}:{own}"), levels]
}

/// The names of rows for a message, the first of them where they are many.
fn listed(rows: &[Row]) -> String {
    const MOST: usize = 12;
    let first: Vec<String> = rows
        .iter()
        .take(MOST)
        .filter_map(|row| names(row).into_iter().next())
        .map(|name| format!("`{name}`"))
        .collect();
    if rows.len() > MOST { format!("{} …", first.join(", ")) } else { first.join(", ") }
}

/// Marks the analyses that a later contrast is of, and reports contrasts of analyses that do not come before them.
pub(crate) fn mark(analyses: &mut [Analysis], problems: &Diagnostics) {
    for position in 0..analyses.len() {
        let (before, rest) = analyses.split_at_mut(position);
        let Some(Estimand::Contrast(contrast)) = rest.first().map(|analysis| &analysis.estimand) else {
            continue;
        };
        match before.iter_mut().find(|earlier| earlier.id.value == contrast.of.value) {
            Some(earlier) => earlier.contrasted = true,
            None => {
                let message = format!("no analysis before this one has the id “{}”", contrast.of.value);
                let names = before.iter().map(|earlier| earlier.id.value.as_str());
                problems.push(
                    Diagnostic::error(&contrast.of.place, message)
                        .did_you_mean(nearest(&contrast.of.value, names)),
                );
            }
        }
    }
}
