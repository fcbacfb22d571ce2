//! Calculations with numbers.

use super::node::{Arithmetic, Extreme, Function};
use super::problem::{EvaluationError, Span};
use crate::Kind;
use crate::scan::without_nan;
use arrow_arith::arity::{binary, try_binary};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Float64Array, Int64Array};
use arrow_ord::cmp;
use arrow_schema::ArrowError;
use arrow_select::nullif::nullif;
use arrow_select::zip::zip;
use std::sync::Arc;

pub(super) fn arithmetic(
    operator: Arithmetic,
    kind: Kind,
    left: &ArrayRef,
    right: &ArrayRef,
    span: Span,
) -> Result<ArrayRef, EvaluationError> {
    if kind == Kind::Integer {
        return whole_arithmetic(operator, left.as_primitive(), right.as_primitive(), span);
    }
    let (left, right): (&Float64Array, &Float64Array) = (left.as_primitive(), right.as_primitive());
    let result: Float64Array = match operator {
        Arithmetic::Add => binary(left, right, |a, b| a + b),
        Arithmetic::Subtract => binary(left, right, |a, b| a - b),
        Arithmetic::Multiply => binary(left, right, |a, b| a * b),
        Arithmetic::Divide => binary(left, right, |a, b| if b == 0.0 { f64::NAN } else { a / b }),
        Arithmetic::Remainder => binary(left, right, |a, b| a % b),
    }?;
    Ok(without_nan(Arc::new(result)))
}

fn whole_arithmetic(
    operator: Arithmetic,
    left: &Int64Array,
    right: &Int64Array,
    span: Span,
) -> Result<ArrayRef, EvaluationError> {
    let operation = match operator {
        Arithmetic::Add => i64::checked_add,
        Arithmetic::Subtract => i64::checked_sub,
        Arithmetic::Multiply => i64::checked_mul,
        // Division gives a number, so only the remainder is left.
        Arithmetic::Divide | Arithmetic::Remainder => return whole_remainder(left, right),
    };
    let result: Result<Int64Array, ArrowError> =
        try_binary(left, right, |a, b| operation(a, b).ok_or(ArrowError::DivideByZero));
    result.map(|array| Arc::new(array) as ArrayRef).map_err(|_| span.overflow())
}

fn whole_remainder(left: &Int64Array, right: &Int64Array) -> Result<ArrayRef, EvaluationError> {
    let by_zero = BooleanArray::from_unary(right, |divisor| divisor == 0);
    // The wrapping remainder is defined where the quotient overflows: i64::MIN % -1 is 0.
    let result: Int64Array = binary(left, right, |a, b| if b == 0 { 0 } else { a.wrapping_rem(b) })?;
    Ok(nullif(&result, &by_zero)?)
}

pub(super) fn function(
    function: Function,
    kind: Kind,
    operand: &ArrayRef,
    span: Span,
) -> Result<ArrayRef, EvaluationError> {
    if kind == Kind::Integer {
        let operation = match function {
            Function::Abs => i64::checked_abs,
            Function::Negate => i64::checked_neg,
            // What else there is leaves a whole number as it is.
            _ => return Ok(Arc::clone(operand)),
        };
        let result = operand
            .as_primitive::<Int64Type>()
            .try_unary::<_, Int64Type, _>(|value| operation(value).ok_or_else(|| span.overflow()));
        return Ok(Arc::new(result?));
    }
    let numbers = operand.as_primitive::<Float64Type>();
    let result: Float64Array = match function {
        Function::Abs => numbers.unary(f64::abs),
        Function::Negate => numbers.unary(|value| -value),
        Function::Ln => numbers.unary(libm::log),
        Function::Exp => numbers.unary(libm::exp),
        Function::Sqrt => numbers.unary(f64::sqrt),
        Function::Floor => numbers.unary(f64::floor),
        Function::Ceiling => numbers.unary(f64::ceil),
        Function::Round(decimals) => numbers.unary(|value| round(value, decimals)),
    };
    Ok(without_nan(Arc::new(result)))
}

/// Rounded to so many decimals, halves away from zero; numbers too large to have decimals stay as they are.
fn round(value: f64, decimals: u8) -> f64 {
    let scale = (0..decimals).fold(1.0, |scale, _| scale * 10.0);
    let scaled = value * scale;
    if scaled.is_finite() && scaled.abs() < 4_503_599_627_370_496.0 { scaled.round() / scale } else { value }
}

/// The greater or the smaller of two values in each row; NULL where one is.
pub(super) fn extreme(
    extreme: Extreme,
    left: &ArrayRef,
    right: &ArrayRef,
) -> Result<ArrayRef, EvaluationError> {
    let left_wins = match extreme {
        Extreme::Greatest => cmp::gt_eq(left, right)?,
        Extreme::Least => cmp::lt_eq(left, right)?,
    };
    let comparable = left_wins.nulls().map(|nulls| BooleanArray::new(nulls.inner().clone(), None));
    let winner = zip(&left_wins, left, right)?;
    match comparable {
        None => Ok(winner),
        Some(comparable) => Ok(nullif(&winner, &arrow_arith::boolean::not(&comparable)?)?),
    }
}
