//! Expressions over the names of estimates.

use super::dual::Dual;
use super::parse::{self, ExpressionError};

/// An expression of numbers, names, `+ - * / ^`, parentheses, `log`, `exp` and `sqrt`.
///
/// A name of other characters than letters, digits, `.` and `_` stands in back quotes, or in single or double quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    names: Vec<String>,
    root: Node,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Number(f64),
    /// The name at that position.
    Name(usize),
    Negative(Box<Node>),
    Pair(Operation, Box<(Node, Node)>),
    Function(Function, Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Log,
    Exp,
    Sqrt,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let mut names = Vec::new();
        let root = parse::parse(text, &mut names)?;
        Ok(Self { names, root })
    }

    /// The names in it, in the order of their first use.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The value where the names have these values, and its partial derivative with respect to each. `None` where there are not as many
    /// values as names.
    pub fn evaluate(&self, values: &[f64]) -> Option<(f64, Vec<f64>)> {
        if values.len() != self.names.len() {
            return None;
        }
        let Dual { value, gradient } = self.root.evaluate(values);
        Some((value, gradient))
    }
}

impl Node {
    pub(super) fn pair(operation: Operation, left: Self, right: Self) -> Self {
        Self::Pair(operation, Box::new((left, right)))
    }

    fn evaluate(&self, values: &[f64]) -> Dual {
        match self {
            Self::Number(number) => Dual::constant(*number, values.len()),
            Self::Name(position) => match values.get(*position) {
                Some(value) => Dual::variable(*value, *position, values.len()),
                None => Dual::constant(f64::NAN, values.len()),
            },
            Self::Negative(node) => {
                let inner = node.evaluate(values);
                let value = -inner.value;
                inner.through(value, -1.0)
            }
            Self::Pair(operation, pair) => {
                let (left, right) = (pair.0.evaluate(values), pair.1.evaluate(values));
                operation.of(left, &right)
            }
            Self::Function(function, node) => function.of(node.evaluate(values)),
        }
    }
}

impl Operation {
    fn of(self, left: Dual, right: &Dual) -> Dual {
        let (a, b) = (left.value, right.value);
        match self {
            Self::Add => left.join(right, a + b, 1.0, 1.0),
            Self::Subtract => left.join(right, a - b, 1.0, -1.0),
            Self::Multiply => left.join(right, a * b, b, a),
            Self::Divide => left.join(right, a / b, 1.0 / b, -a / (b * b)),
            Self::Power => left.power(right),
        }
    }
}

impl Function {
    fn of(self, inner: Dual) -> Dual {
        let at = inner.value;
        match self {
            Self::Log => inner.through(libm::log(at), 1.0 / at),
            Self::Exp => {
                let value = libm::exp(at);
                inner.through(value, value)
            }
            Self::Sqrt => {
                let value = at.sqrt();
                inner.through(value, 0.5 / value)
            }
        }
    }
}
