//! From the syntax tree to typed nodes; every mistake is collected, not only the first.

mod codes;
mod functions;
mod literals;
mod operators;
mod unify;

use super::node::{Connective, Literal, Node};
use super::problem::{ExpressionError, Span};
use super::syntax::{Positions, SUPPORTED};
use crate::{Field, Kind};
use cairn_definition::nearest;
use sqlparser::ast::{BinaryOperator, CastKind, Expr, Ident, Spanned, UnaryOperator};
use std::collections::BTreeMap;

/// Levels that operators may pile up: `a + b + c` has two. Each takes a piece of the stack.
const MOST_LEVELS: usize = 200;

/// A node with its type and the text it comes from. The type is absent for a bare NULL, which takes any.
#[derive(Debug, Clone)]
struct Typed {
    node: Node,
    kind: Option<Kind>,
    span: Span,
}

/// A mistake was found, and noted.
type Checked<T> = Option<T>;

pub(super) struct Typing<'a> {
    fields: &'a [Field],
    names: BTreeMap<&'a str, usize>,
    positions: &'a Positions<'a>,
    used: BTreeMap<usize, Field>,
    errors: Vec<ExpressionError>,
    warnings: Vec<ExpressionError>,
    level: usize,
}

impl<'a> Typing<'a> {
    pub(super) fn new(fields: &'a [Field], positions: &'a Positions<'a>) -> Self {
        let names = fields.iter().enumerate().map(|(index, field)| (field.name.as_str(), index)).collect();
        let (used, errors, warnings) = Default::default();
        Self { fields, names, positions, used, errors, warnings, level: 0 }
    }

    /// The fields used, the errors and the warnings, each in the order of the text.
    pub(super) fn finish(mut self) -> (BTreeMap<usize, Field>, Vec<ExpressionError>, Vec<ExpressionError>) {
        self.errors.sort_by_key(|error| error.offset);
        self.warnings.sort_by_key(|warning| warning.offset);
        (self.used, self.errors, self.warnings)
    }

    /// An expression of any type.
    pub(super) fn value(&mut self, tree: &Expr) -> Checked<(Node, Kind)> {
        let typed = self.typed(tree)?;
        match typed.kind {
            Some(kind) => Some((typed.node, kind)),
            None => self.fail(
                ExpressionError::new(typed.span, "the expression is always NULL, which has no type")
                    .help("write CAST(NULL AS INTEGER), for example"),
            ),
        }
    }

    /// An expression that is true or false.
    pub(super) fn condition(&mut self, tree: &Expr) -> Checked<(Node, Kind)> {
        let typed = self.typed(tree)?;
        Some((self.truth(typed, "the condition")?, Kind::Boolean))
    }

    fn fail<T>(&mut self, error: ExpressionError) -> Checked<T> {
        self.errors.push(error);
        None
    }

    /// The text of a span as messages show it.
    fn quoted(&self, span: Span) -> String {
        const MOST_CHARACTERS: usize = 40;
        let text = self.positions.text(span);
        if text.chars().count() > MOST_CHARACTERS {
            let beginning: String = text.chars().take(MOST_CHARACTERS - 1).collect();
            format!("`{beginning}…`")
        } else if text.starts_with('\'') {
            text.to_owned()
        } else {
            format!("`{text}`")
        }
    }

    fn typed(&mut self, tree: &Expr) -> Checked<Typed> {
        if self.level >= MOST_LEVELS {
            let message = format!("the expression piles up more than {MOST_LEVELS} operators");
            return self.fail(
                ExpressionError::new(self.positions.whole(), message)
                    .help("define parts of it as columns of their own"),
            );
        }
        self.level += 1;
        let typed = self.typed_within(tree);
        self.level -= 1;
        typed
    }

    fn typed_within(&mut self, tree: &Expr) -> Checked<Typed> {
        match tree {
            Expr::Identifier(name) => self.column(name),
            Expr::CompoundIdentifier(names) => self.compound(names),
            Expr::Nested(inner) => self.typed(inner),
            Expr::Value(value) => self.literal(&value.value, self.positions.span(value.span)),
            Expr::TypedString(constant) => self.typed_string(constant),
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => self.not(expr),
            Expr::UnaryOp { op: UnaryOperator::Minus, expr } => self.negate(expr),
            Expr::UnaryOp { op: UnaryOperator::Plus, expr } => self.plus(expr),
            Expr::BinaryOp { op: BinaryOperator::And, .. } => self.connected(tree, Connective::And),
            Expr::BinaryOp { op: BinaryOperator::Or, .. } => self.connected(tree, Connective::Or),
            Expr::BinaryOp { op: BinaryOperator::StringConcat, .. } => self.concatenation(tree),
            Expr::BinaryOp { left, op, right } => self.binary(left, op, right),
            Expr::InList { expr, list, negated } => self.in_list(expr, list, *negated),
            Expr::Between { expr, negated, low, high } => self.between(expr, low, high, *negated),
            Expr::Like { negated, any: false, expr, pattern, escape_char: None } => {
                self.like(expr, pattern, *negated)
            }
            Expr::IsNull(expr) | Expr::IsUnknown(expr) => self.is_null(expr, false),
            Expr::IsNotNull(expr) | Expr::IsNotUnknown(expr) => self.is_null(expr, true),
            Expr::IsTrue(expr) => self.is_truth(expr, true, false),
            Expr::IsNotTrue(expr) => self.is_truth(expr, true, true),
            Expr::IsFalse(expr) => self.is_truth(expr, false, false),
            Expr::IsNotFalse(expr) => self.is_truth(expr, false, true),
            Expr::Case { case_token, end_token, operand, conditions, else_result } => {
                let span =
                    self.positions.span(case_token.0.span).union(self.positions.span(end_token.0.span));
                self.case(operand.as_deref(), conditions, else_result.as_deref(), span)
            }
            Expr::Cast { kind, expr, data_type, format: None, .. } => {
                let lenient = matches!(kind, CastKind::TryCast | CastKind::SafeCast);
                self.cast(expr, data_type, lenient)
            }
            Expr::Floor { expr, field } => self.floor_or_ceiling(expr, field, super::node::Function::Floor),
            Expr::Ceil { expr, field } => self.floor_or_ceiling(expr, field, super::node::Function::Ceiling),
            Expr::Function(function) => self.function(function),
            _ => self.unsupported(tree),
        }
    }

    fn column(&mut self, name: &Ident) -> Checked<Typed> {
        let span = self.positions.span(name.span);
        let known =
            self.names.get(name.value.as_str()).and_then(|&index| Some((index, self.fields.get(index)?)));
        if let Some((index, field)) = known {
            self.used.entry(index).or_insert_with(|| field.clone());
            return Some(Typed { node: Node::Column(index), kind: Some(field.kind), span });
        }
        let error = ExpressionError::new(span, format!("there is no column `{}`", name.value));
        self.fail(match nearest(&name.value, self.fields.iter().map(|field| field.name.as_str())) {
            _ if name.quote_style == Some('"') && !name.value.contains('\'') => {
                error.help(format!("if it is text, write '{}' with single quotation marks", name.value))
            }
            Some(nearest) => error.help(format!("did you mean `{}`?", as_written(nearest))),
            None => error.help(self.some_names()),
        })
    }

    /// `a.b`: no tables here, but names with dots in them.
    fn compound(&mut self, names: &[Ident]) -> Checked<Typed> {
        let parts: Vec<&str> = names.iter().map(|name| name.value.as_str()).collect();
        let name = parts.join(".");
        let span = names
            .iter()
            .map(|name| self.positions.span(name.span))
            .reduce(Span::union)
            .unwrap_or(self.positions.whole());
        let error = ExpressionError::new(
            span,
            format!("`{name}` would be a column of a table, and there are no tables"),
        );
        let nearest = nearest(&name, self.fields.iter().map(|field| field.name.as_str())).unwrap_or(&name);
        self.fail(
            error.help(format!("a name with a dot is written in double quotation marks: \"{nearest}\"")),
        )
    }

    fn some_names(&self) -> String {
        const MOST_NAMES: usize = 12;
        let names: Vec<String> =
            self.fields.iter().take(MOST_NAMES).map(|field| format!("`{}`", field.name)).collect();
        match (names.len(), self.fields.len() - names.len()) {
            (0, _) => "there are no columns".to_owned(),
            (_, 0) => format!("the columns are {}", names.join(", ")),
            (_, more) => format!("the columns are {} and {more} more", names.join(", ")),
        }
    }

    fn unsupported<T>(&mut self, tree: &Expr) -> Checked<T> {
        let span = self.positions.span(tree.span());
        let shown: String = tree.to_string().chars().take(60).collect();
        let error = ExpressionError::new(span, format!("`{shown}` is not supported"));
        self.fail(error.expected(SUPPORTED))
    }
}

/// A name as an expression has to write it.
fn as_written(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

impl Typed {
    fn null(span: Span) -> Self {
        Self { node: Node::Literal(Literal::Null(Kind::Boolean)), kind: None, span }
    }

    fn boolean(node: Node, span: Span) -> Self {
        Self { node, kind: Some(Kind::Boolean), span }
    }

    fn is_numeric(&self) -> bool {
        self.kind.is_none_or(Kind::is_numeric)
    }
}
