//! One type for several operands, and truth values where they are wanted.

use super::{Checked, Typed, Typing};
use crate::Kind;
use crate::expression::node::{Literal, Node};
use crate::expression::problem::{ExpressionError, Span};

impl Typing<'_> {
    /// The operands in their common type; `None` as type where all are NULL.
    pub(super) fn unified(&mut self, operands: Vec<Typed>) -> Checked<(Vec<Node>, Option<Kind>)> {
        let mut first: Option<&Typed> = None;
        let mut common: Option<Kind> = None;
        for operand in &operands {
            let Some(kind) = operand.kind else { continue };
            common = match common {
                None => Some(kind),
                Some(before) if before == kind => common,
                Some(before) if before.is_numeric() && kind.is_numeric() => Some(Kind::Number),
                Some(_) => {
                    let error = self.mismatch(first.unwrap_or(operand), operand);
                    return self.fail(error);
                }
            };
            first = first.or(Some(operand));
        }
        let nodes = operands.into_iter().map(|operand| in_kind(operand, common.unwrap_or(Kind::Boolean)));
        Some((nodes.collect(), common))
    }

    /// As [`Typing::unified`], for a fixed number of operands.
    pub(super) fn unified_array<const N: usize>(
        &mut self,
        operands: [Typed; N],
    ) -> Checked<([Node; N], Option<Kind>)> {
        let (nodes, kind) = self.unified(operands.into())?;
        Some((nodes.try_into().ok()?, kind))
    }

    fn mismatch(&self, left: &Typed, right: &Typed) -> ExpressionError {
        let describe = |typed: &Typed| {
            typed.kind.map_or("NULL".to_owned(), |kind| format!("{} is {kind}", self.quoted(typed.span)))
        };
        let message = format!("{}, {}", describe(left), describe(right));
        let error = ExpressionError::new(left.span.union(right.span), message).expected("values of one type");
        let (Some(left_kind), Some(right_kind)) = (left.kind, right.kind) else { return error };
        let text_constant = [left, right].into_iter().find_map(|typed| match &typed.node {
            Node::Literal(Literal::Text(text)) => Some(text),
            _ => None,
        });
        let kinds = [left_kind, right_kind];
        if let Some(text) = text_constant
            && kinds.iter().any(|kind| kind.is_numeric())
            && text.trim().parse::<f64>().is_ok()
        {
            return error.help(format!("write {} without quotation marks", text.trim()));
        }
        if let Some(Node::Literal(Literal::Integer(code))) =
            [left, right].map(|typed| &typed.node).into_iter().find(is_whole)
            && kinds.contains(&Kind::Text)
        {
            return error.help(format!("write '{code}' if it is a code in text"));
        }
        if text_constant.is_some() && kinds.contains(&Kind::Date) {
            return error.help("a date is written DATE '2020-12-31'");
        }
        if kinds.contains(&Kind::Boolean) && kinds.iter().any(|kind| kind.is_numeric()) {
            let flag = if left_kind == Kind::Boolean { left } else { right };
            let flag = self.positions.text(flag.span);
            return error.help(format!("write {flag} for true, NOT {flag} for false"));
        }
        error
    }

    /// A node that is true, false or NULL, for `what`.
    pub(super) fn truth(&mut self, typed: Typed, what: &str) -> Checked<Node> {
        match typed.kind {
            Some(Kind::Boolean) | None => Some(in_kind(typed, Kind::Boolean)),
            Some(kind) => {
                let message =
                    format!("{} is {kind}, and {what} needs true or false", self.quoted(typed.span));
                let error = ExpressionError::new(typed.span, message);
                let text = self.positions.text(typed.span);
                self.fail(match kind {
                    Kind::Integer | Kind::Number => error.help(format!("write {text} = 1, for example")),
                    _ => error.expected("a comparison"),
                })
            }
        }
    }

    /// A node that is a number or a whole number, for `what`.
    pub(super) fn numeric(&mut self, typed: Typed, what: &str) -> Checked<Typed> {
        if typed.is_numeric() {
            return Some(typed);
        }
        let error = self.not_numeric(&typed, what);
        self.fail(error)
    }

    pub(super) fn not_numeric(&self, typed: &Typed, what: &str) -> ExpressionError {
        let kind = typed.kind.unwrap_or(Kind::Number);
        let message = format!("{} is {kind}, and {what} needs numbers", self.quoted(typed.span));
        let error = ExpressionError::new(typed.span, message);
        let text = self.positions.text(typed.span);
        match kind {
            Kind::Boolean => {
                error.help(format!("CAST({text} AS INTEGER) is 1 where it is true, 0 where it is false"))
            }
            Kind::Text => error.help(format!("CAST({text} AS DOUBLE) reads a number from text")),
            Kind::Date | Kind::Integer | Kind::Number => error,
        }
    }

    pub(super) fn span_of(operands: &[Typed], otherwise: Span) -> Span {
        operands.iter().map(|operand| operand.span).reduce(Span::union).unwrap_or(otherwise)
    }
}

fn is_whole(node: &&Node) -> bool {
    matches!(node, Node::Literal(Literal::Integer(_)))
}

/// The node in a type that it fits: NULL takes any, a whole number becomes a number.
pub(super) fn in_kind(typed: Typed, kind: Kind) -> Node {
    match (typed.kind, typed.node) {
        (None, Node::Literal(Literal::Null(_))) => Node::Literal(Literal::Null(kind)),
        (Some(Kind::Integer), Node::Literal(Literal::Integer(value))) if kind == Kind::Number => {
            Node::Literal(Literal::Number(value as f64))
        }
        (Some(Kind::Integer), node) if kind == Kind::Number => Node::Cast {
            operand: Box::new(node),
            from: Kind::Integer,
            to: Kind::Number,
            lenient: false,
            span: typed.span,
        },
        (_, node) => node,
    }
}
