//! What a node evaluates to: a value for each row, or one value for all.

use super::problem::EvaluationError;
use crate::scan::normalise;
use crate::{Field, Kind};
use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Datum, Float64Array, Int64Array, StringArray, UInt32Array,
    new_null_array,
};
use arrow_cast::cast;
use arrow_schema::DataType;
use arrow_select::take::take;
use std::sync::Arc;

use super::node::Literal;

/// The values of a node.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// One for each row.
    Rows(ArrayRef),
    /// One for all rows: an array of length 1.
    Constant(ArrayRef),
}

impl Value {
    /// One value for each of `rows` rows.
    pub(super) fn into_array(self, rows: usize) -> Result<ArrayRef, EvaluationError> {
        match self {
            Self::Rows(array) => Ok(array),
            Self::Constant(array) if rows == 1 => Ok(array),
            Self::Constant(array) => Ok(take(&array, &UInt32Array::from(vec![0; rows]), None)?),
        }
    }

    /// The same in the form of `Utf8` where it is text in dictionary form.
    pub(super) fn plain_text(self) -> Result<Self, EvaluationError> {
        let plain = |array: ArrayRef| match array.data_type() {
            DataType::Dictionary(_, _) => cast(&array, &DataType::Utf8),
            _ => Ok(array),
        };
        Ok(match self {
            Self::Rows(array) => Self::Rows(plain(array)?),
            Self::Constant(array) => Self::Constant(plain(array)?),
        })
    }

    /// Applies a function to the array, whether it stands for the rows or for all of them.
    pub(super) fn map(
        self,
        function: impl FnOnce(&ArrayRef) -> Result<ArrayRef, EvaluationError>,
    ) -> Result<Self, EvaluationError> {
        Ok(match self {
            Self::Rows(array) => Self::Rows(function(&array)?),
            Self::Constant(array) => Self::Constant(function(&array)?),
        })
    }

    /// Combines two values: a constant only where both are, as arrays of one length.
    pub(super) fn zip(
        self,
        other: Self,
        rows: usize,
        function: impl FnOnce(&ArrayRef, &ArrayRef) -> Result<ArrayRef, EvaluationError>,
    ) -> Result<Self, EvaluationError> {
        match (self, other) {
            (Self::Constant(left), Self::Constant(right)) => Ok(Self::Constant(function(&left, &right)?)),
            (left, right) => Ok(Self::Rows(function(&left.into_array(rows)?, &right.into_array(rows)?)?)),
        }
    }

    /// The truth values of `rows` rows.
    pub(super) fn into_booleans(self, rows: usize) -> Result<BooleanArray, EvaluationError> {
        let array = self.into_array(rows)?;
        let booleans = array.as_boolean_opt().cloned();
        booleans.ok_or_else(|| {
            EvaluationError::Arrow(format!("truth values expected, {} found", array.data_type()))
        })
    }

    pub(super) fn is_constant(&self) -> bool {
        matches!(self, Self::Constant(_))
    }
}

/// Arrow's comparisons take a constant beside an array of any length.
impl Datum for Value {
    fn get(&self) -> (&dyn Array, bool) {
        match self {
            Self::Rows(array) => (array.as_ref(), false),
            Self::Constant(array) => (array.as_ref(), true),
        }
    }
}

impl From<&Literal> for Value {
    fn from(literal: &Literal) -> Self {
        Self::Constant(match literal {
            Literal::Null(kind) => new_null_array(&plain_type(*kind), 1),
            Literal::Boolean(value) => Arc::new(BooleanArray::from(vec![*value])),
            Literal::Integer(value) => Arc::new(Int64Array::from(vec![*value])),
            Literal::Number(value) => Arc::new(Float64Array::from(vec![*value])),
            Literal::Text(text) => Arc::new(StringArray::from(vec![text.as_str()])),
            Literal::Date(days) => Arc::new(Date32Array::from(vec![*days])),
        })
    }
}

/// The Arrow type that calculations give for a kind; text is `Utf8`.
pub(super) fn plain_type(kind: Kind) -> DataType {
    match kind {
        Kind::Boolean => DataType::Boolean,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Text => DataType::Utf8,
        Kind::Date => DataType::Date32,
    }
}

/// A column as given, in a type that the nodes work on.
pub(super) fn input(array: &ArrayRef, field: &Field) -> Result<ArrayRef, EvaluationError> {
    let mismatch = || EvaluationError::Columns {
        found: format!("{} for `{}`", array.data_type(), field.name),
        expected: field.kind.to_string(),
    };
    let data_type = array.data_type();
    let fits = match field.kind {
        Kind::Boolean => *data_type == DataType::Boolean,
        Kind::Integer => data_type.is_integer(),
        Kind::Number => data_type.is_numeric(),
        Kind::Date => *data_type == DataType::Date32,
        Kind::Text => match data_type {
            DataType::Utf8 => return Ok(Arc::clone(array)),
            DataType::LargeUtf8 | DataType::Utf8View => true,
            DataType::Dictionary(_, values) => **values == DataType::Utf8,
            _ => false,
        },
    };
    if !fits {
        return Err(mismatch());
    }
    Ok(normalise(Arc::clone(array), field.kind)?)
}
