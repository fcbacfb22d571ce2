//! Which columns of the file a request needs, and the new ones computed from them.

use crate::pass::Frame;
use crate::request::Request;
use cairn_data::{Batch, EvaluationError, Expression, ExpressionError, Field, Kind, Scan};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, nearest};

/// The columns of a request: those of the file, those derived, and conditions.
#[derive(Debug)]
pub(super) struct Columns {
    /// All fields that expressions and keys can name: first the file's, then the derived.
    fields: Vec<Field>,
    file_fields: usize,
    /// How each field beyond the file's is computed.
    derived: Vec<Computed>,
    /// Conditions that have no name.
    conditions: Vec<Computed>,
    /// Fields that are used, as numbers of [`fields`](Self::fields), in order: the first columns of the frame.
    used: Vec<usize>,
}

#[derive(Debug)]
struct Computed {
    expression: Expression,
    place: Place,
}

impl Columns {
    /// Checks the derived columns of a request against the file.
    pub(super) fn new(request: &Request, scan: &Scan, problems: &Diagnostics) -> Self {
        let fields = scan.fields().to_vec();
        let mut columns = Self {
            file_fields: fields.len(),
            fields,
            derived: Vec::new(),
            conditions: Vec::new(),
            used: Vec::new(),
        };
        for (name, text) in &request.derive {
            if columns.fields.iter().any(|field| field.name == name.value) {
                let message = format!("there is a column `{}` already", name.value);
                problems.push(
                    Diagnostic::error(&name.place, message).help("give the derived column another name"),
                );
                continue;
            }
            match Expression::compile(&text.value, &columns.fields) {
                Ok(expression) => {
                    columns.fields.push(Field::new(&name.value, expression.kind()));
                    columns.derived.push(Computed { expression, place: text.place.clone() });
                }
                Err(errors) => report(&errors, text, problems),
            }
        }
        columns
    }

    /// The column of the frame that holds the named field.
    pub(super) fn find(&mut self, name: &Placed<String>, problems: &Diagnostics) -> Option<(usize, Kind)> {
        let Some(field) = self.fields.iter().position(|field| field.name == name.value) else {
            let problem = Diagnostic::error(&name.place, format!("there is no column `{}`", name.value));
            let names = self.fields.iter().map(|field| field.name.as_str());
            problems.push(problem.did_you_mean(nearest(&name.value, names)));
            return None;
        };
        Some((self.use_field(field), self.fields[field].kind))
    }

    /// The column of the frame that will hold a condition; numbered after all fields, see [`Columns::frame`].
    pub(super) fn condition(&mut self, text: &Placed<String>, problems: &Diagnostics) -> Option<Condition> {
        match Expression::condition(&text.value, &self.fields) {
            Ok(expression) => {
                for &field in expression.columns() {
                    self.use_field(field);
                }
                let known = self.conditions.iter().position(|known| known.expression.text() == text.value);
                Some(Condition(known.unwrap_or_else(|| {
                    self.conditions.push(Computed { expression, place: text.place.clone() });
                    self.conditions.len() - 1
                })))
            }
            Err(errors) => {
                report(&errors, text, problems);
                None
            }
        }
    }

    /// Marks a field as used, with those it is computed from, and returns its column in the frame.
    fn use_field(&mut self, field: usize) -> usize {
        if let Some(position) = self.used.iter().position(|used| *used == field) {
            return position;
        }
        if field >= self.file_fields {
            let sources = self.derived[field - self.file_fields].expression.columns().to_vec();
            for source in sources {
                self.use_field(source);
            }
        }
        self.used.push(field);
        self.used.len() - 1
    }

    /// The column of the frame that holds a condition, once every field is known.
    pub(super) fn condition_column(&self, condition: Condition) -> usize {
        self.used.len() + condition.0
    }

    /// The columns to read from the file.
    pub(super) fn file_columns(&self) -> Vec<usize> {
        self.used.iter().copied().filter(|field| *field < self.file_fields).collect()
    }

    /// The name of a column of the frame.
    pub(super) fn name(&self, column: usize) -> &str {
        match self.used.get(column) {
            Some(field) => &self.fields[*field].name,
            None => self.conditions.get(column - self.used.len()).map_or("", |known| known.expression.text()),
        }
    }

    /// The frame of a batch that holds the columns [`file_columns`](Self::file_columns).
    ///
    /// # Errors
    /// When an expression has no value for a row.
    pub(super) fn frame(&self, batch: Batch) -> Result<Frame, Box<Diagnostic>> {
        let mut read = batch.columns.into_iter();
        let mut columns = Vec::with_capacity(self.used.len() + self.conditions.len());
        for &field in &self.used {
            if field < self.file_fields {
                columns.extend(read.next());
            } else {
                let computed = &self.derived[field - self.file_fields];
                columns.push(self.compute(computed, &columns, batch.rows)?);
            }
        }
        for computed in &self.conditions {
            columns.push(self.compute(computed, &columns, batch.rows)?);
        }
        Ok(Frame { columns, rows: batch.rows })
    }

    fn compute(
        &self,
        computed: &Computed,
        columns: &[arrow_array::ArrayRef],
        rows: usize,
    ) -> Result<arrow_array::ArrayRef, Box<Diagnostic>> {
        let position = |field: &usize| self.used.iter().position(|used| used == field);
        let arguments: Vec<_> = computed
            .expression
            .columns()
            .iter()
            .filter_map(position)
            .map(|column| columns[column].clone())
            .collect();
        computed
            .expression
            .evaluate(&arguments, rows)
            .map_err(|error| Box::new(evaluation_diagnostic(&error, &computed.place)))
    }
}

/// A condition of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition(usize);

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
