//! New columns, defined in order by expressions; each may use those before it.

use crate::{Batch, EvaluationError, Expression, ExpressionError, Field};
use arrow_array::ArrayRef;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// The mistakes in the definition of one new column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivationError {
    /// The new column.
    pub name: String,
    /// What is wrong, with places in the text of its expression.
    pub errors: Vec<ExpressionError>,
}

impl fmt::Display for DerivationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors: Vec<String> = self.errors.iter().map(ToString::to_string).collect();
        write!(f, "`{}`: {}", self.name, errors.join("; "))
    }
}

impl std::error::Error for DerivationError {}

/// A new column that has no value for some rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}`: {source}")]
pub struct DerivationFailure {
    /// The new column.
    pub name: String,
    /// Why.
    pub source: EvaluationError,
}

/// The columns of a table and new ones derived from them.
#[derive(Debug, Clone)]
pub struct Derivations {
    fields: Vec<Field>,
    given: usize,
    expressions: Vec<Expression>,
}

impl Derivations {
    /// Checks definitions, name and expression each, over `fields`.
    ///
    /// # Errors
    /// The mistakes of every definition. What follows from a mistake in an earlier one is not repeated.
    pub fn compile<'a>(
        fields: &[Field],
        definitions: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<DerivationError>> {
        let mut derivations = Self { fields: fields.to_vec(), given: fields.len(), expressions: Vec::new() };
        let mut failed = BTreeSet::new();
        let mut errors = Vec::new();
        for (name, text) in definitions {
            match derivations.add(name, text) {
                Ok(()) => {}
                Err(mut mistakes) => {
                    mistakes.retain(|error| !failed.contains(name_at(text, error)));
                    failed.insert(name);
                    if !mistakes.is_empty() {
                        errors.push(DerivationError { name: name.to_owned(), errors: mistakes });
                    }
                }
            }
        }
        if errors.is_empty() { Ok(derivations) } else { Err(errors) }
    }

    fn add(&mut self, name: &str, text: &str) -> Result<(), Vec<ExpressionError>> {
        if self.fields.iter().any(|field| field.name == name) {
            return Err(vec![ExpressionError {
                message: format!("there is already a column `{name}`"),
                offset: 0,
                length: text.len(),
                expected: Some("a new name".to_owned()),
                help: None,
            }]);
        }
        let expression = Expression::compile(text, &self.fields)?;
        self.fields.push(Field::new(name, expression.kind()));
        self.expressions.push(expression);
        Ok(())
    }

    /// The fields given, then the new ones in the order of their definitions.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The warnings of each new column that has some.
    pub fn warnings(&self) -> impl Iterator<Item = (&str, &[ExpressionError])> {
        let new = self.fields.iter().skip(self.given).zip(&self.expressions);
        new.map(|(field, expression)| (field.name.as_str(), expression.warnings()))
            .filter(|(_, warnings)| !warnings.is_empty())
    }

    /// What is to be read and calculated for the columns `wanted`, given by their numbers in [`Derivations::fields`].
    pub fn plan(&self, wanted: &[usize]) -> DerivationPlan {
        let mut needed: BTreeSet<usize> = wanted.iter().copied().collect();
        // A new column uses earlier ones only, so one walk from the last to the first finds all.
        for (position, expression) in self.expressions.iter().enumerate().rev() {
            if needed.contains(&(self.given + position)) {
                needed.extend(expression.columns());
            }
        }
        let columns = needed.range(..self.given).copied().collect();
        let steps = needed.range(self.given..).filter_map(|&index| {
            let expression = self.expressions.get(index - self.given)?.clone();
            let name = self.fields.get(index)?.name.clone();
            Some(Step { index, name, expression })
        });
        DerivationPlan { columns, steps: steps.collect(), wanted: wanted.to_vec() }
    }
}

/// The name that an error points at.
fn name_at<'a>(text: &'a str, error: &ExpressionError) -> &'a str {
    text.get(error.offset..error.offset + error.length).unwrap_or_default().trim_matches('"')
}

#[derive(Debug, Clone)]
struct Step {
    index: usize,
    name: String,
    expression: Expression,
}

/// The columns to read, and the calculations that make the columns wanted.
#[derive(Debug, Clone)]
pub struct DerivationPlan {
    columns: Vec<usize>,
    steps: Vec<Step>,
    wanted: Vec<usize>,
}

impl DerivationPlan {
    /// The given columns that a batch must have, in this order, as numbers of the fields given.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// The columns wanted, in the order wanted, from a batch of [`DerivationPlan::columns`].
    ///
    /// # Errors
    /// When a new column cannot be calculated for some row.
    pub fn evaluate(&self, batch: &Batch) -> Result<Vec<ArrayRef>, DerivationFailure> {
        let mut arrays: BTreeMap<usize, ArrayRef> =
            self.columns.iter().copied().zip(batch.columns.iter().cloned()).collect();
        for Step { index, name, expression } in &self.steps {
            let failure = |source| DerivationFailure { name: name.clone(), source };
            let columns = select(&arrays, expression.columns()).map_err(failure)?;
            let array = expression.evaluate(&columns, batch.rows).map_err(failure)?;
            arrays.insert(*index, array);
        }
        select(&arrays, &self.wanted)
            .map_err(|source| DerivationFailure { name: "the columns wanted".to_owned(), source })
    }
}

fn select(arrays: &BTreeMap<usize, ArrayRef>, wanted: &[usize]) -> Result<Vec<ArrayRef>, EvaluationError> {
    let array = |index| {
        arrays.get(index).map(Arc::clone).ok_or_else(|| EvaluationError::Columns {
            found: format!("no column number {index}"),
            expected: "the columns of its plan".to_owned(),
        })
    };
    wanted.iter().map(array).collect()
}
