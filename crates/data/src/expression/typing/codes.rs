//! Constants compared with a column of codes: is there such a code?

use super::{Typed, Typing};
use crate::expression::node::{Literal, Node};
use crate::expression::problem::ExpressionError;
use cairn_study::{Code, ValueLabel};

/// Codes that a message lists.
const MOST_CODES: usize = 10;

impl Typing<'_> {
    /// Notes a warning where one side is a column with codes and the other a constant that is none of them.
    pub(super) fn check_code(&mut self, left: &Typed, right: &Typed) {
        let (index, constant) = match (&left.node, &right.node) {
            (Node::Column(index), Node::Literal(literal)) => (*index, (literal, right.span)),
            (Node::Literal(literal), Node::Column(index)) => (*index, (literal, left.span)),
            _ => return,
        };
        let (literal, span) = constant;
        let Some(field) = self.fields.get(index) else { return };
        let (Some(codes), Some(code)) = (&field.codes, code_of(literal)) else { return };
        if let Some((_, kind)) = codes.missing.iter().find(|(missing, _)| *missing == code) {
            let message =
                format!("{code} is a code of missing in `{}` ({kind}), which is NULL here", field.name);
            self.warnings
                .push(ExpressionError::new(span, message).help(format!("write {} IS NULL", field.name)));
        } else if !codes.values.is_empty() && !codes.values.iter().any(|value| value.code == code) {
            let message = format!("no such code: `{}` has {}", field.name, listed(&codes.values));
            self.warnings.push(ExpressionError::new(span, message));
        }
    }
}

fn code_of(literal: &Literal) -> Option<Code> {
    match literal {
        Literal::Integer(value) => Some(Code::Integer(*value)),
        Literal::Text(text) => Some(Code::Text(text.clone())),
        _ => None,
    }
}

fn listed(values: &[ValueLabel]) -> String {
    let shown: Vec<String> =
        values.iter().take(MOST_CODES).map(|value| format!("{} {}", value.code, value.label)).collect();
    match values.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
