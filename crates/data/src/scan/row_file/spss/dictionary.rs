//! Columns from the records of a dictionary.

use super::ELEMENT;
use super::extensions::Extensions;
use super::variable::{UserMissing, Variable};
use crate::scan::row_file::bytes::{ByteOrder, Failure};
use crate::scan::row_file::layout::{
    Calendar, NumberWidth, Padding, Storage, StoredColumn, StoredNumber, StoredText, UnreadableColumn,
};
use std::ops::Range;

/// Bytes of a very long text that a piece of it adds to its width, and that it holds of the text.
const PIECE_WIDTH: usize = 252;
const PIECE_BYTES: usize = 255;

/// Seconds since the beginning of 14 October 1582.
const CALENDAR: Calendar = Calendar { day: 86_400.0, before_1970: 141_428.0 };

/// The columns, and those that are not read.
pub(super) fn columns(
    variables: Vec<Variable>,
    extensions: &Extensions,
    order: ByteOrder,
) -> Result<(Vec<StoredColumn>, Vec<UnreadableColumn>), Failure> {
    let encoding = extensions.text_encoding()?;
    let (mut columns, mut unreadable) = (Vec::new(), Vec::new());
    let mut variables = variables.into_iter();
    while let Some(variable) = variables.next() {
        let key = variable.short_name.to_ascii_uppercase();
        let raw_name = extensions.long_names.get(&key).unwrap_or(&variable.short_name);
        let name = encoding.decode_without_bom_handling(raw_name).0.into_owned();
        if variable.width == 0 {
            if is_date_and_time(variable.format) {
                unreadable.push((name, "date and time".to_owned()));
                continue;
            }
            let number = StoredNumber {
                at: variable.at,
                width: NumberWidth::Float64,
                order,
                missing: missing_numbers(&variable.missing, extensions.system_missing(), order),
                calendar: is_date(variable.format).then_some(CALENDAR),
            };
            columns.push(StoredColumn { name, storage: Storage::Number(number) });
            continue;
        }
        let width = extensions.widths.get(&key).copied().filter(|&width| width > PIECE_BYTES);
        let pieces = match width {
            Some(width) => {
                let more = variables.by_ref().take(width.div_ceil(PIECE_WIDTH) - 1);
                let pieces: Vec<Variable> = more.collect();
                long_text(&variable, &pieces, width, &name)?
            }
            None => vec![piece(&variable, variable.width, &name)?],
        };
        let long_missing = extensions.missing_texts.get(raw_name);
        let missing = long_missing.or_else(|| extensions.missing_texts.get(&variable.short_name));
        let missing = missing.unwrap_or(&variable.missing);
        let missing = missing.values.iter().map(|value| {
            let length = Padding::Blanks.length_before(value);
            value.iter().copied().take(length).collect()
        });
        let text = StoredText { pieces, padding: Padding::Blanks, encoding, missing: missing.collect() };
        columns.push(StoredColumn { name, storage: Storage::Text(text) });
    }
    Ok((columns, unreadable))
}

/// The bytes of a very long text: 255 of each piece, and in the last what is left.
fn long_text(
    first: &Variable,
    more: &[Variable],
    width: usize,
    name: &str,
) -> Result<Vec<Range<usize>>, Failure> {
    let count = width.div_ceil(PIECE_WIDTH);
    if more.len() + 1 < count {
        let reason =
            format!("the text `{name}` of {width} bytes has {} of its {count} pieces", more.len() + 1);
        return Err(Failure::at(first.place, reason));
    }
    let pieces = std::iter::once(first).chain(more).enumerate();
    pieces
        .map(|(number, variable)| {
            let bytes = width.saturating_sub(number * PIECE_BYTES).min(PIECE_BYTES);
            piece(variable, bytes, name)
        })
        .collect()
}

fn piece(variable: &Variable, bytes: usize, name: &str) -> Result<Range<usize>, Failure> {
    let room = variable.elements * ELEMENT;
    if variable.width == 0 || bytes > room {
        let reason = format!("the text `{name}` needs {bytes} bytes here and has room for {room}");
        return Err(Failure::at(variable.place, reason));
    }
    Ok(variable.at..variable.at + bytes)
}

fn missing_numbers(missing: &UserMissing, system_missing: f64, order: ByteOrder) -> Vec<(f64, f64)> {
    let range = missing.range.map(|(from, to)| (order.f64(from), order.f64(to)));
    let values = missing.values.iter().map(|&value| (order.f64(value), order.f64(value)));
    std::iter::once((system_missing, system_missing)).chain(range).chain(values).collect()
}

/// DATE, ADATE, JDATE, MOYR, QYR, WKYR, EDATE and SDATE: the last days of a format may name only its week or month.
fn is_date(format: u8) -> bool {
    matches!(format, 20 | 23 | 24 | 28..=30 | 38 | 39)
}

/// DATETIME and YMDHMS. A time of day or a duration (TIME, DTIME, MTIME) is a number of seconds.
fn is_date_and_time(format: u8) -> bool {
    matches!(format, 22 | 41)
}
