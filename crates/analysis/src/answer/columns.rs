//! Which columns of the file a request needs, and the new ones computed from them.

use crate::pass::Frame;
use crate::request::Request;
use cairn_data::{
    Batch, DerivationPlan, Derivations, EvaluationError, Expression, ExpressionError, Field, Kind,
};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, nearest};
use std::collections::BTreeMap;

/// The columns of a request, while its keys are being looked up.
#[derive(Debug)]
pub(crate) struct Columns<'a> {
    fields: &'a [Field],
    derivations: Derivations,
    /// Names and expressions of the columns derived without a mistake.
    sound: Vec<(&'a str, &'a str)>,
    /// Derived columns with a mistake, which is reported once and not where they are used.
    broken: Vec<&'a str>,
    places: BTreeMap<String, Place>,
    /// The fields used, in order: the first columns of the frame.
    used: Vec<usize>,
    /// Conditions and other expressions, each once: the columns of the frame after those used.
    computed: Vec<Placed<String>>,
}

/// A condition or other expression of a request: its number among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Computed(pub(crate) usize);

impl<'a> Columns<'a> {
    /// Checks the derived columns of a request against the file.
    pub(crate) fn new(request: &'a Request, fields: &'a [Field], problems: &Diagnostics) -> Self {
        let mut sound: Vec<(&str, &str)> =
            request.derive.iter().map(|(name, text)| (name.value.as_str(), text.value.as_str())).collect();
        let mut broken = Vec::new();
        let mut first = true;
        let derivations = loop {
            match Derivations::compile(fields, sound.iter().copied()) {
                Ok(derivations) => break derivations,
                Err(errors) => {
                    for error in errors {
                        let found = request.derive.iter().find(|(name, _)| name.value == error.name);
                        if let Some((name, text)) = found {
                            // What follows from a mistake reported before is not another one.
                            if first {
                                report(&error.errors, text, problems);
                            }
                            broken.push(name.value.as_str());
                        }
                    }
                    first = false;
                    let before = sound.len();
                    sound.retain(|(name, _)| !broken.contains(name));
                    if sound.len() == before {
                        sound.clear();
                    }
                }
            }
        };
        let places =
            request.derive.iter().map(|(name, text)| (name.value.clone(), text.place.clone())).collect();
        Self { fields, derivations, sound, broken, places, used: Vec::new(), computed: Vec::new() }
    }

    /// The column of the frame that holds the named field.
    pub(crate) fn find(&mut self, name: &Placed<String>, problems: &Diagnostics) -> Option<(usize, Kind)> {
        let fields = self.derivations.fields();
        let Some(field) = fields.iter().position(|field| field.name == name.value) else {
            if !self.broken.contains(&name.value.as_str()) {
                let problem = Diagnostic::error(&name.place, format!("there is no column `{}`", name.value));
                let names = fields.iter().map(|field| field.name.as_str());
                problems.push(problem.did_you_mean(nearest(&name.value, names)));
            }
            return None;
        };
        let column = self.used.iter().position(|used| *used == field).unwrap_or_else(|| {
            self.used.push(field);
            self.used.len() - 1
        });
        Some((column, self.derivations.fields()[field].kind))
    }

    /// The names of all columns, the derived ones too.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.derivations.fields().iter().map(|field| field.name.as_str())
    }

    /// Checks a condition.
    pub(crate) fn condition(&mut self, text: &Placed<String>, problems: &Diagnostics) -> Option<Computed> {
        let checked = Expression::condition(&text.value, self.derivations.fields());
        self.compute(text, checked.map(|_| ()), problems)
    }

    /// Checks an expression of numbers.
    pub(crate) fn expression(&mut self, text: &Placed<String>, problems: &Diagnostics) -> Option<Computed> {
        let checked = Expression::compile(&text.value, self.derivations.fields());
        if let Some(kind) = checked.as_ref().ok().map(Expression::kind).filter(|kind| !kind.is_numeric()) {
            let problem = Diagnostic::error(&text.place, format!("`{}` is {kind}", text.value));
            problems.push(problem.expected("a column or expression of numbers"));
            return None;
        }
        self.compute(text, checked.map(|_| ()), problems)
    }

    fn compute(
        &mut self,
        text: &Placed<String>,
        checked: Result<(), Vec<ExpressionError>>,
        problems: &Diagnostics,
    ) -> Option<Computed> {
        if let Err(errors) = checked {
            report(&errors, text, problems);
            return None;
        }
        let known = self.computed.iter().position(|known| known.value == text.value);
        Some(Computed(known.unwrap_or_else(|| {
            self.computed.push(text.clone());
            self.computed.len() - 1
        })))
    }

    /// The frames that hold the columns found and then the conditions.
    ///
    /// # Errors
    /// When a condition is refused that was accepted before.
    pub(crate) fn frames(self) -> Result<Frames, Box<Diagnostic>> {
        let names: Vec<String> = (0..self.computed.len()).map(condition_name).collect();
        let conditions =
            names.iter().map(String::as_str).zip(self.computed.iter().map(|text| text.value.as_str()));
        let definitions = self.sound.iter().copied().chain(conditions);
        let derivations = Derivations::compile(self.fields, definitions).map_err(|errors| {
            Box::new(Diagnostic::elsewhere(errors.first().map(ToString::to_string).unwrap_or_default()))
        })?;
        let mut places = self.places;
        places.extend(names.into_iter().zip(self.computed.iter().map(|text| text.place.clone())));
        let first_condition = derivations.fields().len() - self.computed.len();
        let mut wanted = self.used;
        let used = wanted.len();
        wanted.extend(first_condition..derivations.fields().len());
        let names = wanted.iter().map(|&field| derivations.fields()[field].name.clone()).collect();
        Ok(Frames { plan: derivations.plan(&wanted), names, used, places })
    }
}

/// A name that no column can have: an analysis names no column after its condition.
fn condition_name(number: usize) -> String {
    format!("condition {}", number + 1)
}

/// How the frames of a request are made.
#[derive(Debug)]
pub(crate) struct Frames {
    plan: DerivationPlan,
    names: Vec<String>,
    used: usize,
    places: BTreeMap<String, Place>,
}

impl Frames {
    /// The column of the frame that holds a condition.
    pub(crate) fn condition_column(&self, condition: Computed) -> usize {
        self.used + condition.0
    }

    /// The first column of the frame that holds a condition or other expression.
    pub(crate) fn first_computed(&self) -> usize {
        self.used
    }

    /// The columns to read from the file.
    pub(crate) fn file_columns(&self) -> &[usize] {
        self.plan.columns()
    }

    /// The name of a column of the frame.
    pub(crate) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The frame of a batch of [`file_columns`](Self::file_columns).
    ///
    /// # Errors
    /// When an expression has no value for a row.
    pub(crate) fn frame(&self, batch: &Batch) -> Result<Frame, Box<Diagnostic>> {
        match self.plan.evaluate(batch) {
            Ok(columns) => Ok(Frame { columns, rows: batch.rows }),
            Err(failure) => Err(Box::new(match self.places.get(&failure.name) {
                Some(place) => evaluation_diagnostic(&failure.source, place),
                None => Diagnostic::elsewhere(failure.to_string()),
            })),
        }
    }
}

fn report(errors: &[ExpressionError], text: &Placed<String>, problems: &Diagnostics) {
    problems.extend(errors.iter().map(|error| expression_diagnostic(error, &text.place)));
}

/// The diagnostic of a mistake in the expression that stands at `place`.
pub fn expression_diagnostic(error: &ExpressionError, place: &Place) -> Diagnostic {
    let mut problem = Diagnostic::error(&place.within(error.offset, error.length), error.message.clone());
    problem.expected.clone_from(&error.expected);
    problem.help.clone_from(&error.help);
    problem
}

/// The diagnostic of an expression at `place` that could not be calculated.
pub fn evaluation_diagnostic(error: &EvaluationError, place: &Place) -> Diagnostic {
    let place = match error {
        EvaluationError::Overflow { offset, length } | EvaluationError::Cast { offset, length, .. } => {
            place.within(*offset, *length)
        }
        _ => place.clone(),
    };
    Diagnostic::error(&place, error.to_string())
}
