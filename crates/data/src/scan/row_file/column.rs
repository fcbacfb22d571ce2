//! Picks the values of a column from rows.

use super::layout::{Calendar, NumberWidth, Padding, Storage, StoredColumn, StoredNumber, StoredText};
use super::rows::Chunk;
use crate::Kind;
use arrow_array::ArrayRef;
use arrow_array::builder::{Date32Builder, Float64Builder, Int64Builder, StringDictionaryBuilder};
use arrow_array::types::Int32Type;
use std::borrow::Cow;
use std::sync::Arc;

impl StoredNumber {
    /// The value in a row; `None` where it is missing.
    pub(super) fn value(&self, row: &[u8]) -> Option<f64> {
        let bytes = row.get(self.at..)?;
        let order = self.order;
        let value = match self.width {
            NumberWidth::Int8 => f64::from(order.i8(*bytes.first_chunk()?)),
            NumberWidth::Int16 => f64::from(order.i16(*bytes.first_chunk()?)),
            NumberWidth::Int32 => f64::from(order.i32(*bytes.first_chunk()?)),
            NumberWidth::Float32 => f64::from(order.f32(*bytes.first_chunk()?)),
            NumberWidth::Float64 => order.f64(*bytes.first_chunk()?),
        };
        let is_missing =
            value.is_nan() || self.missing.iter().any(|&(from, to)| from <= value && value <= to);
        (!is_missing).then_some(value)
    }
}

impl StoredText {
    /// The text in a row; `None` where it is missing or empty.
    fn value<'a>(&self, row: &'a [u8]) -> Option<Cow<'a, str>> {
        let bytes = match self.pieces.as_slice() {
            [only] => Cow::Borrowed(row.get(only.clone())?),
            pieces => {
                let pieces = pieces.iter().map(|piece| row.get(piece.clone()));
                Cow::Owned(pieces.collect::<Option<Vec<&[u8]>>>()?.concat())
            }
        };
        let length = self.padding.length_before(&bytes);
        let bytes = match bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(..length)?),
            Cow::Owned(mut bytes) => {
                bytes.truncate(length);
                Cow::Owned(bytes)
            }
        };
        if bytes.is_empty() || self.missing.iter().any(|missing| **missing == *bytes) {
            return None;
        }
        Some(match bytes {
            Cow::Borrowed(bytes) => self.encoding.decode_without_bom_handling(bytes).0,
            Cow::Owned(bytes) => Cow::Owned(self.encoding.decode_without_bom_handling(&bytes).0.into_owned()),
        })
    }
}

impl Padding {
    /// How many bytes stand before the padding.
    pub(super) fn length_before(self, bytes: &[u8]) -> usize {
        match self {
            Self::Blanks => {
                bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |last| last + 1)
            }
            Self::Zero => bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len()),
        }
    }
}

impl Calendar {
    /// Days since 1 January 1970; `None` where no calendar goes so far.
    fn date(self, value: f64) -> Option<i32> {
        let days = (value / self.day).floor() - self.before_1970;
        (days >= f64::from(i32::MIN) && days <= f64::from(i32::MAX)).then_some(days as i32)
    }
}

/// An array in the making.
enum Values {
    Integer(Int64Builder),
    Number(Float64Builder),
    Date(Date32Builder),
    Text(StringDictionaryBuilder<Int32Type>),
}

/// A column whose values are picked from one chunk of rows after another.
pub(super) struct Filling<'a> {
    column: &'a StoredColumn,
    values: Values,
}

impl<'a> Filling<'a> {
    pub(super) fn new(column: &'a StoredColumn, kind: Kind, rows: usize) -> Self {
        let values = match kind {
            Kind::Integer => Values::Integer(Int64Builder::with_capacity(rows)),
            Kind::Date => Values::Date(Date32Builder::with_capacity(rows)),
            Kind::Text => Values::Text(StringDictionaryBuilder::with_capacity(rows, 16, 256)),
            Kind::Number | Kind::Boolean => Values::Number(Float64Builder::with_capacity(rows)),
        };
        Self { column, values }
    }

    /// Adds the values of these rows, of which `first_row` is the number of the first, from 0.
    ///
    /// # Errors
    /// The column's name, and what is wrong with a value.
    pub(super) fn append(&mut self, rows: &Chunk<'_>, first_row: u64) -> Result<(), (String, String)> {
        match (&self.column.storage, &mut self.values) {
            (Storage::Text(text), Values::Text(values)) => {
                rows.iter().for_each(|row| values.append_option(text.value(row)));
            }
            (Storage::Number(number), Values::Number(values)) => {
                rows.iter().for_each(|row| values.append_option(number.value(row)));
            }
            (Storage::Number(number), Values::Integer(values)) => {
                rows.iter().for_each(|row| values.append_option(number.value(row).map(|value| value as i64)));
            }
            (Storage::Number(number), Values::Date(values)) => {
                for (at, row) in rows.iter().enumerate() {
                    let value = number.value(row).zip(number.calendar);
                    let date = value.map(|(value, calendar)| calendar.date(value).ok_or(value));
                    let date = date.transpose().map_err(|value| {
                        let row = first_row + at as u64 + 1;
                        (self.column.name.clone(), format!("row {row}: no date is as far away as {value:e}"))
                    })?;
                    values.append_option(date);
                }
            }
            // Never: the kind of a column is made from its storage.
            (Storage::Text(_), Values::Integer(_) | Values::Number(_) | Values::Date(_))
            | (Storage::Number(_), Values::Text(_)) => {}
        }
        Ok(())
    }

    pub(super) fn finish(self) -> ArrayRef {
        match self.values {
            Values::Integer(mut values) => Arc::new(values.finish()),
            Values::Number(mut values) => Arc::new(values.finish()),
            Values::Date(mut values) => Arc::new(values.finish()),
            Values::Text(mut values) => Arc::new(values.finish()),
        }
    }
}
