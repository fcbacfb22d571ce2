//! What can be wrong with an expression, before data are read and while they are.

use crate::Kind;
use std::fmt;

/// A mistake, or something worth a look, in the text of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpressionError {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it begins, in bytes from the beginning of the text.
    pub offset: usize,
    /// How many bytes it covers.
    pub length: usize,
    /// What was expected there.
    pub expected: Option<String>,
    /// How to mend it, the nearest name for example.
    pub help: Option<String>,
}

impl ExpressionError {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        let length = span.end.saturating_sub(span.start);
        Self { message: message.into(), offset: span.start, length, expected: None, help: None }
    }

    pub(super) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(expected) = &self.expected {
            write!(f, "; expected {expected}")?;
        }
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}

impl std::error::Error for ExpressionError {}

/// Why an expression has no value for some rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationError {
    /// A calculation with whole numbers left the 64 bits they have.
    #[error("a whole number grows beyond 64 bits; CAST it AS DOUBLE to calculate with it")]
    Overflow {
        /// Where the calculation begins, in bytes from the beginning of the expression.
        offset: usize,
        /// How many bytes it covers.
        length: usize,
    },
    /// A value that CAST cannot turn into what was asked for.
    #[error("“{value}” is not {kind}; TRY_CAST gives NULL instead")]
    Cast {
        /// The value.
        value: String,
        /// What it should become.
        kind: Kind,
        /// Where the CAST begins, in bytes from the beginning of the expression.
        offset: usize,
        /// How many bytes it covers.
        length: usize,
    },
    /// The columns given are not those of the expression.
    #[error("the expression was given {found}; expected {expected}")]
    Columns {
        /// What was given.
        found: String,
        /// What it was compiled for.
        expected: String,
    },
    /// Arrow refused a calculation.
    #[error("{0}")]
    Arrow(String),
}

impl From<arrow_schema::ArrowError> for EvaluationError {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Arrow(error.to_string())
    }
}

/// A stretch of the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    pub(super) fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    pub(super) fn overflow(self) -> EvaluationError {
        EvaluationError::Overflow { offset: self.start, length: self.end.saturating_sub(self.start) }
    }
}
