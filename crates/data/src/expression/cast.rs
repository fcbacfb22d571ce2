//! CAST: from one type to another.

use super::problem::{EvaluationError, Span};
use super::value::plain_type;
use crate::Kind;
use crate::scan::without_nan;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{ArrayRef, ArrowPrimitiveType, BooleanArray, PrimitiveArray, StringArray};
use arrow_cast::cast;
use arrow_cast::parse::Parser;
use std::sync::Arc;

/// Casts an array, text in plain form; what cannot be cast is an error, or NULL where `lenient`.
pub(super) fn cast_value(
    array: &ArrayRef,
    from: Kind,
    to: Kind,
    lenient: bool,
    span: Span,
) -> Result<ArrayRef, EvaluationError> {
    let casting = Casting { to, lenient, span };
    match (from, to) {
        (Kind::Text, Kind::Integer) => casting.parse::<Int64Type>(array, |text| text.parse().ok()),
        (Kind::Text, Kind::Number) => {
            Ok(without_nan(casting.parse::<Float64Type>(array, |text| text.parse().ok())?))
        }
        (Kind::Text, Kind::Date) => casting.parse::<Date32Type>(array, date_from_text),
        (Kind::Text, Kind::Boolean) => {
            let values = array.as_string::<i32>().iter();
            let values = values
                .map(|text| text.map(|text| casting.checked(boolean_from_text(text), text)).transpose());
            Ok(Arc::new(values.map(|value| value.map(Option::flatten)).collect::<Result<BooleanArray, _>>()?))
        }
        (Kind::Number, Kind::Integer) => {
            let values = array.as_primitive::<Float64Type>().iter();
            let values =
                values.map(|value| value.map(|value| casting.checked(whole(value), &value)).transpose());
            let values = values.map(|value| value.map(Option::flatten));
            Ok(Arc::new(values.collect::<Result<PrimitiveArray<Int64Type>, _>>()?))
        }
        (Kind::Number, Kind::Text) => {
            // The shortest text that reads back as the same number; 1 for 1.0.
            let values = array.as_primitive::<Float64Type>().iter();
            Ok(Arc::new(values.map(|value| value.map(|value| value.to_string())).collect::<StringArray>()))
        }
        _ => Ok(cast(array, &plain_type(to))?),
    }
}

/// The days from 1 January 1970 to a date written `2020-12-31`.
pub(crate) fn date_from_text(text: &str) -> Option<i32> {
    let text = text.trim();
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if plain { Date32Type::parse(text) } else { None }
}

fn boolean_from_text(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The number without its decimals; `None` beyond 64 bits.
fn whole(value: f64) -> Option<i64> {
    let value = value.trunc();
    // 2^63 is a double, 2^63 − 1 is not.
    (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value).then_some(value as i64)
}

struct Casting {
    to: Kind,
    lenient: bool,
    span: Span,
}

impl Casting {
    fn checked<T>(
        &self,
        result: Option<T>,
        value: &(impl ToString + ?Sized),
    ) -> Result<Option<T>, EvaluationError> {
        if result.is_some() || self.lenient {
            return Ok(result);
        }
        let Span { start, end } = self.span;
        let value = value.to_string().chars().take(40).collect();
        Err(EvaluationError::Cast { value, kind: self.to, offset: start, length: end.saturating_sub(start) })
    }

    fn parse<T: ArrowPrimitiveType>(
        &self,
        array: &ArrayRef,
        parse: impl Fn(&str) -> Option<T::Native>,
    ) -> Result<ArrayRef, EvaluationError> {
        let texts = array.as_string::<i32>().iter();
        let values = texts.map(|text| match text {
            None => Ok(None),
            Some(text) => self.checked(parse(text.trim()), text),
        });
        Ok(Arc::new(values.collect::<Result<PrimitiveArray<T>, _>>()?))
    }
}
