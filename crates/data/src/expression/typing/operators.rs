//! Operators: logic, comparison, arithmetic, CASE.

use super::unify::in_kind;
use super::{Checked, Typed, Typing};
use crate::Kind;
use crate::expression::node::{Arithmetic, Comparison, Connective, Function, Literal, Node};
use crate::expression::problem::{ExpressionError, Span};
use crate::expression::syntax::SUPPORTED;
use sqlparser::ast::{BinaryOperator, CaseWhen, Expr};

impl Typing<'_> {
    pub(super) fn not(&mut self, operand: &Expr) -> Checked<Typed> {
        let operand = self.typed(operand)?;
        let span = operand.span;
        let node = self.truth(operand, "NOT")?;
        Some(Typed::boolean(Node::Not(Box::new(node)), span))
    }

    /// A chain of AND or of OR, which may be long, as one node.
    pub(super) fn connected(&mut self, tree: &Expr, connective: Connective) -> Checked<Typed> {
        let (operator, name) = match connective {
            Connective::And => (BinaryOperator::And, "AND"),
            Connective::Or => (BinaryOperator::Or, "OR"),
        };
        let operands: Vec<Checked<Typed>> =
            chain(tree, &operator).into_iter().map(|part| self.typed(part)).collect();
        let mut span: Option<Span> = None;
        let nodes: Vec<Checked<Node>> = operands
            .into_iter()
            .map(|operand| {
                let operand = operand?;
                span = Some(span.map_or(operand.span, |span| span.union(operand.span)));
                self.truth(operand, name)
            })
            .collect();
        let operands = nodes.into_iter().collect::<Option<Vec<Node>>>()?;
        Some(Typed::boolean(Node::Connected { connective, operands }, span?))
    }

    pub(super) fn concatenation(&mut self, tree: &Expr) -> Checked<Typed> {
        let parts: Vec<Checked<Typed>> =
            chain(tree, &BinaryOperator::StringConcat).into_iter().map(|part| self.typed(part)).collect();
        let parts = parts.into_iter().collect::<Option<Vec<Typed>>>()?;
        let span = Self::span_of(&parts, self.positions.whole());
        let mut nodes = Vec::with_capacity(parts.len());
        for part in parts {
            if let Some(kind) = part.kind.filter(|kind| *kind != Kind::Text) {
                let text = self.positions.text(part.span);
                let message = format!("{} is {kind}, and || needs text", self.quoted(part.span));
                return self.fail(
                    ExpressionError::new(part.span, message).help(format!("write CAST({text} AS TEXT)")),
                );
            }
            nodes.push(in_kind(part, Kind::Text));
        }
        Some(Typed { node: Node::Concatenate(nodes), kind: Some(Kind::Text), span })
    }

    pub(super) fn binary(&mut self, left: &Expr, operator: &BinaryOperator, right: &Expr) -> Checked<Typed> {
        let (left, right) = (self.typed(left), self.typed(right));
        let (left, right) = (left?, right?);
        let comparison = match operator {
            BinaryOperator::Eq => Comparison::Equal,
            BinaryOperator::NotEq => Comparison::NotEqual,
            BinaryOperator::Lt => Comparison::Less,
            BinaryOperator::LtEq => Comparison::LessOrEqual,
            BinaryOperator::Gt => Comparison::Greater,
            BinaryOperator::GtEq => Comparison::GreaterOrEqual,
            BinaryOperator::Plus => return self.arithmetic(left, Arithmetic::Add, right, "+"),
            BinaryOperator::Minus => return self.arithmetic(left, Arithmetic::Subtract, right, "-"),
            BinaryOperator::Multiply => return self.arithmetic(left, Arithmetic::Multiply, right, "*"),
            BinaryOperator::Divide => return self.arithmetic(left, Arithmetic::Divide, right, "/"),
            BinaryOperator::Modulo => return self.arithmetic(left, Arithmetic::Remainder, right, "%"),
            other => {
                let message = format!("the operator `{other}` is not supported");
                return self
                    .fail(ExpressionError::new(left.span.union(right.span), message).expected(SUPPORTED));
            }
        };
        if matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
            self.check_code(&left, &right);
        }
        let span = left.span.union(right.span);
        if left.kind.is_none() || right.kind.is_none() {
            self.warnings.push(
                ExpressionError::new(span, "a comparison with NULL is never true")
                    .help("write IS NULL or IS NOT NULL"),
            );
        }
        let ([left, right], _) = self.unified_array([left, right])?;
        Some(Typed::boolean(Node::Compare { comparison, left: Box::new(left), right: Box::new(right) }, span))
    }

    fn arithmetic(&mut self, left: Typed, operator: Arithmetic, right: Typed, sign: &str) -> Checked<Typed> {
        let span = left.span.union(right.span);
        let (left, right) = (self.numeric(left, sign), self.numeric(right, sign));
        let (left, right) = (left?, right?);
        let both_whole = ![left.kind, right.kind].contains(&Some(Kind::Number));
        let kind = if both_whole && operator != Arithmetic::Divide { Kind::Integer } else { Kind::Number };
        let (left, right) = (Box::new(in_kind(left, kind)), Box::new(in_kind(right, kind)));
        Some(Typed { node: Node::Arithmetic { operator, left, right, kind, span }, kind: Some(kind), span })
    }

    pub(super) fn negate(&mut self, operand: &Expr) -> Checked<Typed> {
        let operand = self.typed(operand)?;
        let operand = self.numeric(operand, "-")?;
        let before = self.positions.text(Span { start: 0, end: operand.span.start });
        let span = Span { start: before.rfind('-').unwrap_or(operand.span.start), end: operand.span.end };
        let kind = operand.kind.unwrap_or(Kind::Integer);
        let node = match operand.node {
            Node::Literal(Literal::Integer(value)) => Node::Literal(Literal::Integer(-value)),
            Node::Literal(Literal::Number(value)) => Node::Literal(Literal::Number(-value)),
            node => Node::Function {
                function: Function::Negate,
                operand: Box::new(in_kind(Typed { node, ..operand }, kind)),
                kind,
                span,
            },
        };
        Some(Typed { node, kind: Some(kind), span })
    }

    pub(super) fn plus(&mut self, operand: &Expr) -> Checked<Typed> {
        let operand = self.typed(operand)?;
        self.numeric(operand, "+")
    }

    pub(super) fn in_list(&mut self, operand: &Expr, list: &[Expr], negated: bool) -> Checked<Typed> {
        let operand = self.typed(operand);
        let list: Vec<Checked<Typed>> = list.iter().map(|item| self.typed(item)).collect();
        let (operand, list) = (operand?, list.into_iter().collect::<Option<Vec<Typed>>>()?);
        if list.is_empty() {
            let message = format!("the list of values for {} is empty", self.quoted(operand.span));
            return self
                .fail(ExpressionError::new(operand.span, message).expected("values, such as IN (1, 2)"));
        }
        for item in &list {
            self.check_code(&operand, item);
        }
        let span = Self::span_of(&list, operand.span).union(operand.span);
        if negated && list.iter().any(|item| item.kind.is_none()) {
            self.warnings.push(ExpressionError::new(span, "NOT IN a list with NULL is never true"));
        }
        let mut nodes = self.unified(std::iter::once(operand).chain(list).collect())?.0.into_iter();
        let operand = Box::new(nodes.next()?);
        Some(Typed::boolean(Node::InList { operand, list: nodes.collect(), negated }, span))
    }

    pub(super) fn between(
        &mut self,
        operand: &Expr,
        low: &Expr,
        high: &Expr,
        negated: bool,
    ) -> Checked<Typed> {
        let operands = [self.typed(operand), self.typed(low), self.typed(high)];
        let [Some(operand), Some(low), Some(high)] = operands else { return None };
        let span = operand.span.union(high.span);
        let ([operand, low, high], kind) = self.unified_array([operand, low, high])?;
        if kind == Some(Kind::Boolean) {
            return self.fail(
                ExpressionError::new(span, "BETWEEN needs values that have an order")
                    .expected("numbers, text or dates"),
            );
        }
        let node =
            Node::Between { operand: Box::new(operand), low: Box::new(low), high: Box::new(high), negated };
        Some(Typed::boolean(node, span))
    }

    pub(super) fn like(&mut self, operand: &Expr, pattern: &Expr, negated: bool) -> Checked<Typed> {
        let (operand, pattern) = (self.typed(operand), self.typed(pattern));
        let (operand, pattern) = (operand?, pattern?);
        let span = operand.span.union(pattern.span);
        for part in [&operand, &pattern] {
            if let Some(kind) = part.kind.filter(|kind| *kind != Kind::Text) {
                let message = format!("{} is {kind}, and LIKE needs text", self.quoted(part.span));
                return self.fail(ExpressionError::new(part.span, message));
            }
        }
        let (operand, pattern) =
            (Box::new(in_kind(operand, Kind::Text)), Box::new(in_kind(pattern, Kind::Text)));
        Some(Typed::boolean(Node::Like { operand, pattern, negated }, span))
    }

    pub(super) fn is_null(&mut self, operand: &Expr, negated: bool) -> Checked<Typed> {
        let operand = self.typed(operand)?;
        let span = operand.span;
        Some(Typed::boolean(Node::IsNull { operand: Box::new(operand.node), negated }, span))
    }

    pub(super) fn is_truth(&mut self, operand: &Expr, truth: bool, negated: bool) -> Checked<Typed> {
        let operand = self.typed(operand)?;
        let span = operand.span;
        let operand = Box::new(self.truth(operand, if truth { "IS TRUE" } else { "IS FALSE" })?);
        Some(Typed::boolean(Node::IsTruth { operand, truth, negated }, span))
    }

    pub(super) fn case(
        &mut self,
        operand: Option<&Expr>,
        conditions: &[CaseWhen],
        otherwise: Option<&Expr>,
        span: Span,
    ) -> Checked<Typed> {
        let operand = operand.map(|operand| self.typed(operand));
        let whens: Vec<Checked<Typed>> =
            conditions.iter().map(|branch| self.typed(&branch.condition)).collect();
        let results: Vec<Checked<Typed>> = conditions
            .iter()
            .map(|branch| &branch.result)
            .chain(otherwise)
            .map(|result| self.typed(result))
            .collect();

        let (operand, whens) = self.case_conditions(operand, whens)?;
        let mut results = results.into_iter().collect::<Option<Vec<Typed>>>()?;
        if otherwise.is_none() {
            results.push(Typed::null(span));
        }
        let (mut results, kind) = self.unified(results)?;
        let Some(kind) = kind else { return Some(Typed::null(span)) };
        let otherwise = Box::new(results.pop()?);
        let branches = whens.into_iter().zip(results).collect();
        Some(Typed { node: Node::Case { operand, branches, otherwise, kind }, kind: Some(kind), span })
    }

    fn case_conditions(
        &mut self,
        operand: Option<Checked<Typed>>,
        whens: Vec<Checked<Typed>>,
    ) -> Checked<(Option<Box<Node>>, Vec<Node>)> {
        let Some(operand) = operand else {
            let conditions: Vec<Checked<Node>> =
                whens.into_iter().map(|when| self.truth(when?, "WHEN")).collect();
            return Some((None, conditions.into_iter().collect::<Option<_>>()?));
        };
        let (operand, whens) = (operand?, whens.into_iter().collect::<Option<Vec<Typed>>>()?);
        for when in &whens {
            self.check_code(&operand, when);
        }
        let mut nodes = self.unified(std::iter::once(operand).chain(whens).collect())?.0.into_iter();
        let operand = Box::new(nodes.next()?);
        Some((Some(operand), nodes.collect()))
    }
}

/// The parts of `a AND b AND c`, without recursion: the syntax tree of a long chain is as deep as the chain is long.
fn chain<'e>(tree: &'e Expr, operator: &BinaryOperator) -> Vec<&'e Expr> {
    let mut parts = Vec::new();
    let mut rest = tree;
    while let Expr::BinaryOp { left, op, right } = rest {
        if op != operator {
            break;
        }
        parts.push(right.as_ref());
        rest = left;
    }
    parts.push(rest);
    parts.reverse();
    parts
}
