//! Constants.

use super::{Checked, Typed, Typing};
use crate::Kind;
use crate::expression::cast::date_from_text;
use crate::expression::node::{Literal, Node};
use crate::expression::problem::{ExpressionError, Span};
use sqlparser::ast::{DataType, TypedString, Value};

impl Typing<'_> {
    pub(super) fn literal(&mut self, value: &Value, span: Span) -> Checked<Typed> {
        let (literal, kind) = match value {
            Value::Null => return Some(Typed::null(span)),
            Value::Boolean(value) => (Literal::Boolean(*value), Kind::Boolean),
            Value::SingleQuotedString(text) => (Literal::Text(text.clone()), Kind::Text),
            Value::Number(digits, false) => return self.number(digits, span),
            other => {
                let message = format!("`{other}` is not supported");
                let expected = "a number such as 12 or 0.5, a text such as 'yes', TRUE, FALSE or NULL";
                return self.fail(ExpressionError::new(span, message).expected(expected));
            }
        };
        Some(Typed { node: Node::Literal(literal), kind: Some(kind), span })
    }

    fn number(&mut self, digits: &str, span: Span) -> Checked<Typed> {
        let (literal, kind) = if digits.bytes().all(|byte| byte.is_ascii_digit()) {
            match digits.parse() {
                Ok(value) => (Literal::Integer(value), Kind::Integer),
                Err(_) => {
                    let message = format!("{digits} is larger than the largest whole number, {}", i64::MAX);
                    return self.fail(
                        ExpressionError::new(span, message).help(format!("write {digits}.0 for a number")),
                    );
                }
            }
        } else {
            match digits.parse::<f64>() {
                Ok(value) if value.is_finite() => (Literal::Number(value), Kind::Number),
                _ => {
                    return self.fail(ExpressionError::new(
                        span,
                        format!("{digits} is not a number of double precision"),
                    ));
                }
            }
        };
        Some(Typed { node: Node::Literal(literal), kind: Some(kind), span })
    }

    /// `DATE '2020-12-31'`.
    pub(super) fn typed_string(&mut self, constant: &TypedString) -> Checked<Typed> {
        let span = self.positions.span(constant.value.span);
        let Value::SingleQuotedString(text) = &constant.value.value else {
            return self.literal(&constant.value.value, span);
        };
        if constant.data_type != DataType::Date {
            let message = format!("constants of type {} are not supported", constant.data_type);
            return self.fail(ExpressionError::new(span, message).expected("DATE '2020-12-31'"));
        }
        match date_from_text(text) {
            Some(days) => {
                Some(Typed { node: Node::Literal(Literal::Date(days)), kind: Some(Kind::Date), span })
            }
            None => {
                let message = format!("'{text}' is not a date");
                self.fail(
                    ExpressionError::new(span, message).expected("year-month-day, as in DATE '2020-12-31'"),
                )
            }
        }
    }
}
