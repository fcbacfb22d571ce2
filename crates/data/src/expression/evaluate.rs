//! Nodes evaluated over rows with Arrow's kernels.

use super::calculate::{arithmetic, extreme, function};
use super::cast::cast_value;
use super::like::like;
use super::node::{Comparison, Connective, Node};
use super::problem::EvaluationError;
use super::value::{Value, plain_type};
use crate::Kind;
use arrow_arith::boolean::{and_kleene, is_not_null, is_null, not, or_kleene};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, StringArray, UInt64Array, new_null_array};
use arrow_buffer::BooleanBuffer;
use arrow_ord::cmp;
use arrow_schema::ArrowError;
use arrow_select::filter::filter;
use arrow_select::take::take;
use arrow_select::zip::zip;
use std::sync::Arc;

/// The columns of some rows.
pub(super) struct Rows {
    /// Numbers of fields and their arrays, by increasing number.
    columns: Vec<(usize, ArrayRef)>,
    count: usize,
}

impl Rows {
    pub(super) fn new(columns: Vec<(usize, ArrayRef)>, count: usize) -> Self {
        Self { columns, count }
    }

    fn column(&self, index: usize) -> Result<ArrayRef, EvaluationError> {
        let position = self.columns.binary_search_by_key(&index, |(index, _)| *index);
        let array =
            position.ok().and_then(|position| self.columns.get(position)).map(|(_, array)| Arc::clone(array));
        array.ok_or_else(|| EvaluationError::Arrow(format!("column {index} was not given")))
    }

    fn only(&self, selected: &BooleanArray) -> Result<Self, ArrowError> {
        let columns = self.columns.iter().map(|(index, array)| Ok((*index, filter(array, selected)?)));
        Ok(Self { columns: columns.collect::<Result<_, ArrowError>>()?, count: selected.true_count() })
    }
}

/// The values of a node.
pub(super) fn evaluate(node: &Node, rows: &Rows) -> Result<Value, EvaluationError> {
    match node {
        Node::Literal(literal) => Ok(literal.into()),
        Node::Column(index) => Ok(Value::Rows(rows.column(*index)?)),
        Node::Not(operand) => evaluate(operand, rows)?.map(|array| boolean(not(array.as_boolean()))),
        Node::Connected { connective, operands } => connected(*connective, operands, rows),
        Node::Compare { comparison, left, right } => {
            compare(*comparison, &evaluate(left, rows)?, &evaluate(right, rows)?)
        }
        Node::InList { operand, list, negated } => in_list(operand, list, *negated, rows),
        Node::Between { operand, low, high, negated } => between(operand, low, high, *negated, rows),
        Node::Like { operand, pattern, negated } => {
            let (operand, pattern) = (evaluate(operand, rows)?, evaluate(pattern, rows)?);
            let matched = like(&operand, &pattern, rows.count, *negated)?;
            wrap(matched, operand.is_constant() && pattern.is_constant())
        }
        Node::IsNull { operand, negated } => evaluate(operand, rows)?
            .map(|array| boolean(if *negated { is_not_null(array) } else { is_null(array) })),
        Node::IsTruth { operand, truth, negated } => {
            evaluate(operand, rows)?.map(|array| Ok(Arc::new(is_truth(array.as_boolean(), *truth, *negated))))
        }
        Node::Case { operand, branches, otherwise, kind } => {
            case(operand.as_deref(), branches, otherwise, *kind, rows).map(Value::Rows)
        }
        Node::Coalesce { operands, kind } => coalesce(operands, *kind, rows).map(Value::Rows),
        Node::Arithmetic { operator, left, right, kind, span } => {
            evaluate(left, rows)?.zip(evaluate(right, rows)?, rows.count, |left, right| {
                arithmetic(*operator, *kind, left, right, *span)
            })
        }
        Node::Function { function: which, operand, kind, span } => {
            evaluate(operand, rows)?.map(|array| function(*which, *kind, array, *span))
        }
        Node::Extreme { extreme: which, operands, kind } => {
            fold(operands, *kind, rows, |left, right| extreme(*which, left, right))
        }
        Node::Concatenate(parts) => fold(parts, Kind::Text, rows, |left, right| {
            let parts = left.as_string::<i32>().iter().zip(right.as_string::<i32>());
            let joined = parts.map(|(left, right)| Some(format!("{}{}", left?, right?)));
            Ok(Arc::new(joined.collect::<StringArray>()))
        }),
        Node::Cast { operand, from, to, lenient, span } => {
            evaluate(operand, rows)?.plain_text()?.map(|array| cast_value(array, *from, *to, *lenient, *span))
        }
    }
}

fn boolean(result: Result<BooleanArray, ArrowError>) -> Result<ArrayRef, EvaluationError> {
    Ok(Arc::new(result?))
}

fn wrap(result: BooleanArray, constant: bool) -> Result<Value, EvaluationError> {
    let array: ArrayRef = Arc::new(result);
    Ok(if constant { Value::Constant(array) } else { Value::Rows(array) })
}

/// Combines the operands from the first to the last, text in plain form.
fn fold(
    operands: &[Node],
    kind: Kind,
    rows: &Rows,
    combine: impl Fn(&ArrayRef, &ArrayRef) -> Result<ArrayRef, EvaluationError>,
) -> Result<Value, EvaluationError> {
    let mut result: Option<Value> = None;
    for operand in operands {
        let value = evaluate(operand, rows)?.plain_text()?;
        result = Some(match result {
            None => value,
            Some(before) => before.zip(value, rows.count, &combine)?,
        });
    }
    Ok(result.unwrap_or_else(|| Value::Constant(new_null_array(&plain_type(kind), 1))))
}

fn connected(connective: Connective, operands: &[Node], rows: &Rows) -> Result<Value, EvaluationError> {
    let mut result: Option<BooleanArray> = None;
    for operand in operands {
        result = Some(match result {
            None => evaluate(operand, rows)?.into_booleans(rows.count)?,
            Some(before) => {
                // False AND anything is false, true OR anything is true: such rows need no more.
                let open = is_truth(&before, connective == Connective::Or, true);
                let next = evaluate_where(operand, &open, rows)?.into_booleans(rows.count)?;
                match connective {
                    Connective::And => and_kleene(&before, &next)?,
                    Connective::Or => or_kleene(&before, &next)?,
                }
            }
        });
    }
    let none = || BooleanArray::from(vec![connective == Connective::And; rows.count]);
    Ok(Value::Rows(Arc::new(result.unwrap_or_else(none))))
}

fn compare(comparison: Comparison, left: &Value, right: &Value) -> Result<Value, EvaluationError> {
    let kernel = match comparison {
        Comparison::Equal => cmp::eq,
        Comparison::NotEqual => cmp::neq,
        Comparison::Less => cmp::lt,
        Comparison::LessOrEqual => cmp::lt_eq,
        Comparison::Greater => cmp::gt,
        Comparison::GreaterOrEqual => cmp::gt_eq,
    };
    // Arrow orders −0 before 0; to SQL they are equal.
    wrap(
        kernel(&without_negative_zero(left), &without_negative_zero(right))?,
        left.is_constant() && right.is_constant(),
    )
}

fn without_negative_zero(value: &Value) -> Value {
    use arrow_array::types::Float64Type;
    let positive = |array: &ArrayRef| -> Option<ArrayRef> {
        let numbers = array.as_primitive_opt::<Float64Type>()?;
        let negative_zero = |value: &f64| *value == 0.0 && value.is_sign_negative();
        if !numbers.values().iter().any(negative_zero) {
            return None;
        }
        Some(Arc::new(numbers.unary::<_, Float64Type>(|value| value + 0.0)))
    };
    match value {
        Value::Rows(array) => Value::Rows(positive(array).unwrap_or_else(|| Arc::clone(array))),
        Value::Constant(array) => Value::Constant(positive(array).unwrap_or_else(|| Arc::clone(array))),
    }
}

fn in_list(operand: &Node, list: &[Node], negated: bool, rows: &Rows) -> Result<Value, EvaluationError> {
    let operand = evaluate(operand, rows)?;
    let mut found: Option<BooleanArray> = None;
    for item in list {
        let equal =
            compare(Comparison::Equal, &operand, &evaluate(item, rows)?)?.into_booleans(rows.count)?;
        found = Some(match found {
            None => equal,
            Some(before) => or_kleene(&before, &equal)?,
        });
    }
    let found = found.unwrap_or_else(|| BooleanArray::from(vec![false; rows.count]));
    Ok(Value::Rows(boolean(if negated { not(&found) } else { Ok(found) })?))
}

fn between(
    operand: &Node,
    low: &Node,
    high: &Node,
    negated: bool,
    rows: &Rows,
) -> Result<Value, EvaluationError> {
    let operand = evaluate(operand, rows)?;
    let reaches =
        compare(Comparison::GreaterOrEqual, &operand, &evaluate(low, rows)?)?.into_booleans(rows.count)?;
    let stays =
        compare(Comparison::LessOrEqual, &operand, &evaluate(high, rows)?)?.into_booleans(rows.count)?;
    let within = and_kleene(&reaches, &stays)?;
    Ok(Value::Rows(boolean(if negated { not(&within) } else { Ok(within) })?))
}

/// IS TRUE, IS FALSE and their negations, which are never NULL.
fn is_truth(booleans: &BooleanArray, truth: bool, negated: bool) -> BooleanArray {
    let values = if truth { booleans.values().clone() } else { !booleans.values() };
    let known = match booleans.nulls() {
        Some(nulls) => &values & nulls.inner(),
        None => values,
    };
    BooleanArray::new(if negated { !&known } else { known }, None)
}

fn case(
    operand: Option<&Node>,
    branches: &[(Node, Node)],
    otherwise: &Node,
    kind: Kind,
    rows: &Rows,
) -> Result<ArrayRef, EvaluationError> {
    let operand = operand.map(|operand| evaluate(operand, rows)).transpose()?;
    let mut open = BooleanArray::new(BooleanBuffer::new_set(rows.count), None);
    let mut chosen = Vec::with_capacity(branches.len());
    for (when, then) in branches {
        let when = evaluate_where(when, &open, rows)?;
        let holds = match &operand {
            Some(operand) => compare(Comparison::Equal, operand, &when)?,
            None => when,
        };
        let holds = is_truth(&holds.into_booleans(rows.count)?, true, false);
        let here = BooleanArray::new(open.values() & holds.values(), None);
        open = BooleanArray::new(open.values() & &!holds.values(), None);
        chosen.push((evaluate_where(then, &here, rows)?.plain_text()?, here));
    }
    let mut result = evaluate_where(otherwise, &open, rows)?.plain_text()?;
    for (value, here) in chosen.into_iter().rev() {
        result = Value::Rows(zip(&here, &value, &result)?);
    }
    let result = result.into_array(rows.count)?;
    debug_assert_eq!(*result.data_type(), plain_type(kind));
    Ok(result)
}

fn coalesce(operands: &[Node], kind: Kind, rows: &Rows) -> Result<ArrayRef, EvaluationError> {
    let mut result = new_null_array(&plain_type(kind), rows.count);
    for operand in operands {
        let present = is_not_null(&result)?;
        if present.true_count() == rows.count {
            break;
        }
        let next = evaluate_where(operand, &not(&present)?, rows)?.plain_text()?;
        result = zip(&present, &result, &next)?;
    }
    Ok(result)
}

/// The values of a node that count only for the rows `needed`; for the others they may be NULL.
///
/// A part that can be an error must not see the rows that another part excludes; all else is faster without filtering.
fn evaluate_where(node: &Node, needed: &BooleanArray, rows: &Rows) -> Result<Value, EvaluationError> {
    if !node.can_fail() || needed.true_count() == rows.count {
        return evaluate(node, rows);
    }
    let some = rows.only(needed)?;
    let array = evaluate(node, &some)?.into_array(some.count)?;
    let mut position = 0_u64;
    let positions: UInt64Array = needed
        .values()
        .iter()
        .map(|needed| {
            needed.then(|| {
                position += 1;
                position - 1
            })
        })
        .collect();
    Ok(Value::Rows(take(&array, &positions, None)?))
}
