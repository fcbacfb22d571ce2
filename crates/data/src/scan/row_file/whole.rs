//! The kinds of columns: as in a CSV, numbers that are all whole are whole numbers.
//!
//! SPSS has no whole numbers, and Stata's usual type for a new variable is a float, so a code of a category most often
//! stands in a file as a number. What a display format says of decimals is not to be relied upon.

use super::bytes::{Failure, PlacedReader};
use super::layout::{Packing, RowLayout, Storage, StoredNumber};
use super::rows::RowStream;
use crate::Kind;
use crate::scan::batches::BATCH_ROWS;
use rayon::prelude::*;

/// Beyond it a double-precision number may stand for several whole ones.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A column of numbers, as far as it has been read.
#[derive(Debug)]
struct Undecided<'a> {
    column: usize,
    number: &'a StoredNumber,
    any: bool,
    whole: bool,
}

impl Undecided<'_> {
    fn kind(&self) -> Kind {
        if self.any && self.whole { Kind::Integer } else { Kind::Number }
    }
}

/// How many rows there are and of what kind each column is, from one reading of the rows where that is needed.
pub(super) fn kinds(
    reader: PlacedReader,
    layout: &RowLayout,
    announced: Option<u64>,
) -> Result<(u64, Vec<Kind>), Failure> {
    let mut kinds: Vec<Kind> = layout.columns.iter().map(|column| stored_kind(&column.storage)).collect();
    let mut undecided: Vec<Undecided<'_>> = layout
        .columns
        .iter()
        .enumerate()
        .filter_map(|(column, stored)| match &stored.storage {
            Storage::Number(number) if number.calendar.is_none() && !number.width.is_whole() => {
                Some(Undecided { column, number, any: false, whole: true })
            }
            _ => None,
        })
        .collect();
    let rows = match (announced, &layout.packing) {
        (Some(rows), Packing::Plain) if undecided.is_empty() => rows,
        _ => look_through(RowStream::new(reader, layout)?, announced, &mut undecided)?,
    };
    for column in undecided {
        if let Some(kind) = kinds.get_mut(column.column) {
            *kind = column.kind();
        }
    }
    Ok((rows, kinds))
}

fn stored_kind(storage: &Storage) -> Kind {
    match storage {
        Storage::Text(_) => Kind::Text,
        Storage::Number(number) if number.calendar.is_some() => Kind::Date,
        Storage::Number(number) if number.width.is_whole() => Kind::Integer,
        Storage::Number(_) => Kind::Number,
    }
}

/// Reads all rows; how many there were.
fn look_through(
    mut stream: RowStream,
    announced: Option<u64>,
    columns: &mut [Undecided<'_>],
) -> Result<u64, Failure> {
    let mut rows = 0;
    while announced.is_none_or(|announced| rows < announced) {
        let left = announced.map_or(u64::MAX, |announced| announced - rows);
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(BATCH_ROWS);
        let chunk = if announced.is_some() { stream.next(most)? } else { stream.next_or_end(most)? };
        if chunk.rows() == 0 {
            break;
        }
        rows += chunk.rows() as u64;
        columns.par_iter_mut().filter(|column| column.whole).for_each(|column| {
            for value in chunk.iter().filter_map(|row| column.number.value(row)) {
                column.any = true;
                column.whole &= value.trunc() == value && value.abs() <= LARGEST_EXACT;
            }
        });
    }
    Ok(rows)
}
