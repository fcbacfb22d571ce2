//! Where in a row each value lies, and how it is written.

use super::bytes::{ByteOrder, Failure, PlacedReader};
use super::zlib_blocks::ZlibBlock;
use encoding_rs::Encoding;
use std::ops::Range;

/// What the dictionary of a file says of its rows.
#[derive(Debug)]
pub(super) struct RowLayout {
    /// The byte at which the rows begin.
    pub(super) data_start: u64,
    /// Bytes of a row, unpacked.
    pub(super) row_length: usize,
    /// How many rows are announced, where the file says so.
    pub(super) rows: Option<u64>,
    pub(super) packing: Packing,
    pub(super) columns: Vec<StoredColumn>,
    pub(super) unreadable: Vec<UnreadableColumn>,
}

/// Name and type of a column whose values are of no kind that is calculated with.
pub(super) type UnreadableColumn = (String, String);

/// How rows are written.
#[derive(Debug, Clone)]
pub(super) enum Packing {
    /// As they are.
    Plain,
    /// In the codes of SPSS, see [`bytecode`](super::bytecode).
    Bytecode(Bytecode),
    /// In those codes, and they in blocks of zlib.
    Zlib(Bytecode, Vec<ZlibBlock>),
}

/// What the codes of SPSS stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bytecode {
    /// What is taken from a code to have its number.
    pub(super) bias: f64,
    /// The bytes of the system-missing value.
    pub(super) system_missing: [u8; 8],
    pub(super) order: ByteOrder,
}

/// A column of the file.
#[derive(Debug, Clone)]
pub(super) struct StoredColumn {
    pub(super) name: String,
    pub(super) storage: Storage,
}

/// How a column's values are written in a row.
#[derive(Debug, Clone)]
pub(super) enum Storage {
    Number(StoredNumber),
    Text(StoredText),
}

/// A number in a row.
#[derive(Debug, Clone)]
pub(super) struct StoredNumber {
    /// Its first byte.
    pub(super) at: usize,
    pub(super) width: NumberWidth,
    pub(super) order: ByteOrder,
    /// From and to, both included: the values that stand for a missing one. NaN always does.
    pub(super) missing: Vec<(f64, f64)>,
    /// Where it counts time up to a date.
    pub(super) calendar: Option<Calendar>,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberWidth {
    Int8,
    Int16,
    Int32,
    Float32,
    Float64,
}

impl NumberWidth {
    pub(super) fn bytes(self) -> usize {
        match self {
            Self::Int8 => 1,
            Self::Int16 => 2,
            Self::Int32 | Self::Float32 => 4,
            Self::Float64 => 8,
        }
    }

    pub(super) fn is_whole(self) -> bool {
        matches!(self, Self::Int8 | Self::Int16 | Self::Int32)
    }
}

/// The calendar in which a number is a date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Calendar {
    /// Units in a day.
    pub(super) day: f64,
    /// Days from its day 0 to 1 January 1970.
    pub(super) before_1970: f64,
}

/// Text in a row.
#[derive(Debug, Clone)]
pub(super) struct StoredText {
    /// Its bytes, in pieces where it is long.
    pub(super) pieces: Vec<Range<usize>>,
    pub(super) padding: Padding,
    pub(super) encoding: &'static Encoding,
    /// The texts that stand for a missing one, without their padding. The empty text always does.
    pub(super) missing: Vec<Vec<u8>>,
}

/// What fills the room that a text leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Padding {
    /// Blanks, which are no part of the text wherever it ends with them.
    Blanks,
    /// A zero byte, at which the text ends.
    Zero,
}

impl RowLayout {
    /// The rows that the dictionary announces, or that there is room for; `None` where only unpacking can tell.
    pub(super) fn announced_rows(&self, reader: &PlacedReader) -> Result<Option<u64>, Failure> {
        if self.columns.is_empty() && self.unreadable.is_empty() || self.row_length == 0 {
            return Err(Failure::at(self.data_start, "the file has no variables"));
        }
        if !matches!(self.packing, Packing::Plain) {
            return Ok(self.rows);
        }
        let room = reader.length().saturating_sub(self.data_start);
        let row = self.row_length as u64;
        match self.rows {
            Some(rows) if rows.checked_mul(row).is_none_or(|needed| needed > room) => {
                let reason = format!(
                    "the file ends here: {rows} rows are announced, {} are there; it may not have been copied whole",
                    room / row
                );
                Err(Failure::in_row(room / row, reason))
            }
            Some(rows) => Ok(Some(rows)),
            None if !room.is_multiple_of(row) => Err(Failure::in_row(
                room / row,
                "the file ends within this row; it may not have been copied whole",
            )),
            None => Ok(Some(room / row)),
        }
    }
}
