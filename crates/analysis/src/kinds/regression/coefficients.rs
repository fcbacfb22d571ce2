//! The rows of a model's coefficients.

use crate::answer::{AnswerError, Coefficient, Exponential, Row, Subject};
use crate::held::{HeldDomain, Part};
use cairn_definition::{Diagnostic, Place};
use cairn_survey::distribution::student_upper_tail;
use cairn_survey::model::{ModelError, ModelWarning};
use cairn_survey::{Estimates, Interval, Variation};

/// The coefficients of a model, to be told.
pub(crate) struct Coefficients<'a> {
    /// All names, in order.
    pub(crate) names: Vec<String>,
    /// Which of them are estimated, in the order of the estimates.
    pub(crate) kept: Vec<usize>,
    /// The estimates.
    pub(crate) estimates: &'a Estimates,
    /// Which of the estimates are not finite.
    pub(crate) infinite: &'a [bool],
    /// Degrees of freedom of *t*.
    pub(crate) df: f64,
    /// How many of the names, from the first, have an exponential with a meaning.
    pub(crate) exponentials: usize,
    /// What is to be known of the fit.
    pub(crate) warnings: &'a [ModelWarning],
}

impl Coefficients<'_> {
    /// Their rows, variation and warnings.
    pub(crate) fn part(&self, domain: &HeldDomain<'_>) -> Part {
        let mut part = Part::default();
        let place = describe_domain(domain);
        part.warnings.extend(self.warnings.iter().map(|warning| format!("{place}{warning}")));
        for (number, name) in self.names.iter().enumerate() {
            let position = self.kept.iter().position(|kept| *kept == number);
            let position = position.filter(|position| self.infinite.get(*position) != Some(&true));
            let exponential = number < self.exponentials;
            part.rows.push(match position {
                Some(position) => self.row(domain, name, position, exponential, &mut part.warnings),
                None => empty(domain, name, self.df, exponential),
            });
        }
        if self.kept.len() == self.names.len() && !self.infinite.contains(&true) {
            part.variation = Some(self.estimates.variation.clone());
        }
        part
    }

    fn row(
        &self,
        domain: &HeldDomain<'_>,
        name: &str,
        position: usize,
        exponential: bool,
        warnings: &mut Vec<String>,
    ) -> Row {
        let subject = Subject::Term(name.to_owned());
        let mut row = domain.row(subject, self.estimates, position, self.df, warnings);
        let t = match (row.estimate, row.se) {
            (Some(estimate), Some(se)) if row.ci.is_some() => Some(estimate / se),
            _ => None,
        };
        let p = t.map(|t| 2.0 * student_upper_tail(t.abs(), self.df)).filter(|p| p.is_finite());
        let finite = |value: f64| Some(libm::exp(value)).filter(|value| value.is_finite());
        let exp = exponential.then(|| Exponential {
            estimate: row.estimate.and_then(finite),
            ci: row.ci.and_then(|ci| Some(Interval { lower: finite(ci.lower)?, upper: finite(ci.upper)? })),
        });
        row.coefficient = Some(Coefficient { t, p, exp });
        row
    }
}

fn empty(domain: &HeldDomain<'_>, name: &str, df: f64, exponential: bool) -> Row {
    let mut row = Row::new(Subject::Term(name.to_owned()), domain.rows.len() as u64, None, None, df);
    let exp = exponential.then_some(Exponential { estimate: None, ci: None });
    row.coefficient = Some(Coefficient { t: None, p: None, exp });
    row
}

/// The levels of a domain before a warning: "girls, urban: ".
fn describe_domain(domain: &HeldDomain<'_>) -> String {
    let levels: Vec<String> = domain.levels.iter().map(ToString::to_string).collect();
    if levels.is_empty() { String::new() } else { format!("{}: ", levels.join(", ")) }
}

/// Rows without estimates, of a model that cannot be fitted in this domain.
pub(crate) fn unfitted(
    domain: &HeldDomain<'_>,
    names: &[String],
    exponentials: usize,
    error: &ModelError,
) -> Part {
    let rows = names.iter().enumerate();
    Part {
        rows: rows.map(|(place, name)| empty(domain, name, domain.df(), place < exponentials)).collect(),
        warnings: vec![format!("{}the model is not estimated: {error}", describe_domain(domain))],
        ..Part::default()
    }
}

/// Refuses an outcome that the model cannot have; other errors are returned, for they are of one domain.
pub(crate) fn refuse_outcome(error: ModelError, place: &Place) -> Result<ModelError, AnswerError> {
    match error {
        ModelError::Outcome { .. } | ModelError::Link { .. } => {
            Err(AnswerError::Request(vec![Diagnostic::error(place, error.to_string())]))
        }
        error => Ok(error),
    }
}

/// Puts the estimates of one part after those of another; their joint variation is known where that of both is.
pub(crate) fn append(part: &mut Part, rows: Vec<Row>, variation: Option<&Variation>) {
    part.rows.extend(rows);
    part.variation = match (part.variation.take(), variation) {
        (Some(own), Some(more)) => Variation::join(&[own, more.clone()]),
        _ => None,
    };
}
