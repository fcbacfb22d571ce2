//! The model matrix: predictors, and the columns that their terms make of them.

use super::{ModelError, Term, Terms};
use std::ops::Range;

/// A variable of the model, over the rows of its domain.
#[derive(Debug, Clone, PartialEq)]
pub enum Predictor {
    /// A number.
    Numbers {
        /// Its name.
        name: String,
        /// A value a row.
        values: Vec<f64>,
    },
    /// A category.
    Categories {
        /// Its name, before that of a level in the name of a coefficient.
        name: String,
        /// The names of its levels, in order; the first is the reference.
        levels: Vec<String>,
        /// The level of each row.
        codes: Vec<u32>,
    },
}

impl Predictor {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Numbers { name, .. } | Self::Categories { name, .. } => name,
        }
    }

    fn rows(&self) -> usize {
        match self {
            Self::Numbers { values, .. } => values.len(),
            Self::Categories { codes, .. } => codes.len(),
        }
    }

    fn check(&self, rows: usize) -> Result<(), ModelError> {
        if self.rows() != rows {
            return Err(ModelError::Length { what: "predictor", expected: rows, found: self.rows() });
        }
        let wrong = match self {
            Self::Numbers { values, .. } => values.iter().position(|value| !value.is_finite()),
            Self::Categories { codes, levels, .. } => {
                codes.iter().position(|code| *code as usize >= levels.len())
            }
        };
        wrong.map_or(Ok(()), |row| Err(ModelError::NotFinite { what: "predictor", row }))
    }
}

/// One factor of a column: a number, or the indicator of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Factor {
    Number(usize),
    Level(usize, u32),
}

/// A column of the matrix, to which a coefficient belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The coefficient's name: `(Intercept)`, `age`, `stypeH`, `stypeH:sch.wideYes`.
    pub name: String,
    /// The position of its term among the model's terms; none for the intercept.
    pub term: Option<usize>,
    factors: Vec<Factor>,
}

/// A value of each variable, at which to predict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PredictorValue {
    /// Of a number.
    Number(f64),
    /// The position of a level, of a category.
    Level(u32),
}

/// Predictors and the columns that terms make of them. A column is made where it is needed, a block of rows at a time, so that only
/// the predictors are held.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelMatrix {
    rows: usize,
    predictors: Vec<Predictor>,
    terms: Terms,
    columns: Vec<Column>,
}

impl ModelMatrix {
    /// The most columns that a matrix may have.
    pub const MOST_COLUMNS: usize = 1000;

    /// The matrix of `terms` over `predictors`, for that number of rows. Category variables are coded as in R: by contrasts to the
    /// first level where the margin is in the model, else by an indicator of each level.
    ///
    /// # Errors
    /// When a predictor has another number of rows or a value that is not finite, or there are no columns or too many.
    pub fn new(rows: usize, predictors: Vec<Predictor>, terms: Terms) -> Result<Self, ModelError> {
        predictors.iter().try_for_each(|predictor| predictor.check(rows))?;
        let mut columns = Vec::new();
        if terms.intercept() {
            columns.push(Column { name: "(Intercept)".to_owned(), term: None, factors: Vec::new() });
        }
        for (position, term) in terms.terms().iter().enumerate() {
            let found = columns.len() + size(&predictors, &terms, term);
            if found > Self::MOST_COLUMNS {
                return Err(ModelError::TooManyCoefficients { found, limit: Self::MOST_COLUMNS });
            }
            columns.extend(columns_of(&predictors, &terms, position, term));
        }
        if columns.is_empty() {
            return Err(ModelError::NoCoefficients);
        }
        Ok(Self { rows, predictors, terms, columns })
    }

    /// The matrix of an intercept alone.
    pub fn intercept(rows: usize) -> Self {
        let column = Column { name: "(Intercept)".to_owned(), term: None, factors: Vec::new() };
        Self { rows, predictors: Vec::new(), terms: Terms::new(true, Vec::new()), columns: vec![column] }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The predictors.
    pub fn predictors(&self) -> &[Predictor] {
        &self.predictors
    }

    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The columns that belong to a term.
    pub fn columns_of(&self, term: &Term) -> Vec<usize> {
        let position = self.terms.terms().iter().position(|other| other == term);
        let of_term = |column: &Column| position.is_some() && column.term == position;
        (0..self.columns.len()).filter(|&column| of_term(&self.columns[column])).collect()
    }

    /// The columns `which`, as another matrix over the same predictors.
    #[must_use]
    pub fn select(&self, which: &[usize]) -> Self {
        let columns = which.iter().filter_map(|&column| self.columns.get(column).cloned()).collect();
        Self { columns, ..self.clone() }
    }

    /// A row of the matrix for these values of the predictors, in their order.
    ///
    /// # Errors
    /// When there are not as many values as predictors, or one is of the other kind.
    pub fn row(&self, values: &[PredictorValue]) -> Result<Vec<f64>, ModelError> {
        let wrong = ModelError::Values { expected: self.predictors.len(), found: values.len() };
        let factor = |factor: &Factor| match *factor {
            Factor::Number(variable) => match values.get(variable) {
                Some(PredictorValue::Number(value)) => Some(*value),
                _ => None,
            },
            Factor::Level(variable, level) => match values.get(variable) {
                Some(PredictorValue::Level(found)) => Some(f64::from(u8::from(*found == level))),
                _ => None,
            },
        };
        if values.len() != self.predictors.len() {
            return Err(wrong);
        }
        let value = |column: &Column| column.factors.iter().map(factor).product::<Option<f64>>();
        self.columns.iter().map(|column| value(column).ok_or_else(|| wrong.clone())).collect()
    }

    /// The greatest size of each of these columns.
    pub(super) fn greatest(&self, columns: &[usize]) -> Vec<f64> {
        let mut values = Vec::new();
        let of = |column: &usize| {
            super::block::blocks(0..self.rows).fold(0.0_f64, |most, rows| {
                values.clear();
                values.resize(rows.len(), 0.0);
                self.fill(*column, &rows, None, &mut values);
                values.iter().fold(most, |most, value| most.max(value.abs()))
            })
        };
        columns.iter().map(of).collect()
    }

    /// Writes the values of a column in these rows. `fixed` sets a category variable to one of its levels in all rows.
    pub(super) fn fill(
        &self,
        column: usize,
        rows: &Range<usize>,
        fixed: Option<(usize, u32)>,
        target: &mut [f64],
    ) {
        let mut factors = self.columns.get(column).map_or(&[][..], |column| &column.factors);
        target.fill(1.0);
        if let Some((Factor::Number(variable), others)) = factors.split_first()
            && let Some(Predictor::Numbers { values, .. }) = self.predictors.get(*variable)
            && let Some(values) = values.get(rows.clone()).filter(|values| values.len() == target.len())
        {
            target.copy_from_slice(values);
            factors = others;
        }
        for factor in factors {
            match *factor {
                Factor::Number(variable) => {
                    if let Some(Predictor::Numbers { values, .. }) = self.predictors.get(variable) {
                        let values = values.get(rows.clone()).unwrap_or_default();
                        target.iter_mut().zip(values).for_each(|(value, x)| *value *= x);
                    }
                }
                Factor::Level(variable, level) => {
                    if let Some((_, at)) = fixed.filter(|(fixed, _)| *fixed == variable) {
                        if at != level {
                            target.fill(0.0);
                        }
                    } else if let Some(Predictor::Categories { codes, .. }) = self.predictors.get(variable) {
                        let codes = codes.get(rows.clone()).unwrap_or_default();
                        target
                            .iter_mut()
                            .zip(codes)
                            .for_each(|(value, code)| *value = if *code == level { *value } else { 0.0 });
                    }
                }
            }
        }
    }
}

/// The factors that a variable contributes to the columns of a term, with their names.
fn factors(predictors: &[Predictor], terms: &Terms, term: &Term, variable: usize) -> Vec<(Factor, String)> {
    match predictors.get(variable) {
        None => Vec::new(),
        Some(Predictor::Numbers { name, .. }) => vec![(Factor::Number(variable), name.clone())],
        Some(Predictor::Categories { name, levels, .. }) => {
            let first = usize::from(terms.contrasts(term, variable, |other| is_category(predictors, other)));
            let levels = levels.iter().enumerate().skip(first);
            levels
                .map(|(level, label)| (Factor::Level(variable, level as u32), format!("{name}{label}")))
                .collect()
        }
    }
}

fn is_category(predictors: &[Predictor], variable: usize) -> bool {
    matches!(predictors.get(variable), Some(Predictor::Categories { .. }))
}

/// How many columns a term has.
fn size(predictors: &[Predictor], terms: &Terms, term: &Term) -> usize {
    let of = |&variable: &usize| match predictors.get(variable) {
        None => 0,
        Some(Predictor::Numbers { .. }) => 1,
        Some(Predictor::Categories { levels, .. }) => levels.len().saturating_sub(usize::from(
            terms.contrasts(term, variable, |other| is_category(predictors, other)),
        )),
    };
    term.variables().iter().map(of).fold(1, usize::saturating_mul)
}

/// The columns of a term; the levels of its first variable change fastest.
fn columns_of(predictors: &[Predictor], terms: &Terms, position: usize, term: &Term) -> Vec<Column> {
    let mut columns =
        vec![Column { name: String::new(), term: Some(position), factors: Vec::with_capacity(1) }];
    for &variable in term.variables() {
        let mut longer = Vec::new();
        for (factor, name) in factors(predictors, terms, term, variable) {
            for column in &columns {
                let colon = if column.name.is_empty() { "" } else { ":" };
                let mut factors = column.factors.clone();
                factors.push(factor);
                let name = format!("{}{colon}{name}", column.name);
                longer.push(Column { name, term: column.term, factors });
            }
        }
        columns = longer;
    }
    columns
}
