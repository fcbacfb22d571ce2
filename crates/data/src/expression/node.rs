//! A typed expression: every operand already has the type its operator works on.

use super::problem::Span;
use crate::Kind;

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Null(Kind),
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    /// Days since 1 January 1970.
    Date(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// Functions of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    Abs,
    Negate,
    Ln,
    Exp,
    Sqrt,
    Floor,
    Ceiling,
    /// To this many decimals, halves away from zero.
    Round(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extreme {
    Greatest,
    Least,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Connective {
    And,
    Or,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Literal(Literal),
    /// The number of a field.
    Column(usize),
    Not(Box<Node>),
    Connected {
        connective: Connective,
        operands: Vec<Node>,
    },
    Compare {
        comparison: Comparison,
        left: Box<Node>,
        right: Box<Node>,
    },
    InList {
        operand: Box<Node>,
        list: Vec<Node>,
        negated: bool,
    },
    Between {
        operand: Box<Node>,
        low: Box<Node>,
        high: Box<Node>,
        negated: bool,
    },
    Like {
        operand: Box<Node>,
        pattern: Box<Node>,
        negated: bool,
    },
    IsNull {
        operand: Box<Node>,
        negated: bool,
    },
    IsTruth {
        operand: Box<Node>,
        truth: bool,
        negated: bool,
    },
    Case {
        /// Present in `CASE x WHEN 1 …`: what each branch's first part is compared with.
        operand: Option<Box<Node>>,
        branches: Vec<(Node, Node)>,
        otherwise: Box<Node>,
        kind: Kind,
    },
    Coalesce {
        operands: Vec<Node>,
        kind: Kind,
    },
    Arithmetic {
        operator: Arithmetic,
        left: Box<Node>,
        right: Box<Node>,
        kind: Kind,
        span: Span,
    },
    Function {
        function: Function,
        operand: Box<Node>,
        kind: Kind,
        span: Span,
    },
    Extreme {
        extreme: Extreme,
        operands: Vec<Node>,
        kind: Kind,
    },
    Concatenate(Vec<Node>),
    Cast {
        operand: Box<Node>,
        from: Kind,
        to: Kind,
        /// Gives NULL where the value cannot be cast.
        lenient: bool,
        span: Span,
    },
}

impl Node {
    /// Whether some value of its columns is an error rather than NULL.
    ///
    /// Such a part of a CASE, AND, OR or COALESCE is calculated only for the rows that need it.
    pub(super) fn can_fail(&self) -> bool {
        match self {
            Self::Literal(_) | Self::Column(_) => false,
            Self::Not(operand) | Self::IsNull { operand, .. } | Self::IsTruth { operand, .. } => {
                operand.can_fail()
            }
            Self::Connected { operands, .. }
            | Self::Coalesce { operands, .. }
            | Self::Extreme { operands, .. }
            | Self::Concatenate(operands) => operands.iter().any(Self::can_fail),
            Self::Compare { left, right, .. } => left.can_fail() || right.can_fail(),
            Self::InList { operand, list, .. } => operand.can_fail() || list.iter().any(Self::can_fail),
            Self::Between { operand, low, high, .. } => {
                operand.can_fail() || low.can_fail() || high.can_fail()
            }
            Self::Like { operand, pattern, .. } => operand.can_fail() || pattern.can_fail(),
            Self::Case { operand, branches, otherwise, .. } => {
                operand.as_ref().is_some_and(|operand| operand.can_fail())
                    || branches.iter().any(|(when, then)| when.can_fail() || then.can_fail())
                    || otherwise.can_fail()
            }
            Self::Arithmetic { left, right, kind, .. } => {
                *kind == Kind::Integer || left.can_fail() || right.can_fail()
            }
            Self::Function { operand, kind, .. } => *kind == Kind::Integer || operand.can_fail(),
            Self::Cast { operand, from, to, lenient, .. } => {
                operand.can_fail()
                    || (!lenient && matches!((from, to), (Kind::Text, _) | (Kind::Number, Kind::Integer)))
            }
        }
    }
}
