//! The codes in which SPSS packs rows.
//!
//! Eight codes of a byte each, then the values that they leave to be written in full, eight bytes each: 0 nothing; 1 to 251
//! the number that is left when the bias is taken from the code; 252 the end; 253 a value written in full; 254 eight blanks;
//! 255 the system-missing value. Source: PSPP's description of system files, “Data Record”.

use super::bytes::{ByteOrder, Failure};
use super::layout::Bytecode;
use std::io::{ErrorKind, Read};

const NOTHING: u8 = 0;
const END: u8 = 252;
const IN_FULL: u8 = 253;
const BLANKS: u8 = 254;
const SYSTEM_MISSING: u8 = 255;

/// Bytes taken from the source at once.
const BUFFER_BYTES: usize = 1 << 16;

/// Unpacks rows from a source of codes.
#[derive(Debug)]
pub(super) struct Unpacking<R> {
    source: R,
    codes: Bytecode,
    /// The numbers of the codes, in the bytes of the file.
    numbers: Vec<[u8; 8]>,
    /// Bytes of the source; those from `at` to `filled` are still to be used.
    buffer: Vec<u8>,
    at: usize,
    filled: usize,
    /// The codes that have been read, and how many of them are used.
    group: [u8; 8],
    used: usize,
    ended: bool,
}

impl<R: Read> Unpacking<R> {
    pub(super) fn new(source: R, codes: Bytecode) -> Self {
        let number = |code: u8| {
            let number = f64::from(code) - codes.bias;
            match codes.order {
                ByteOrder::Little => number.to_le_bytes(),
                ByteOrder::Big => number.to_be_bytes(),
            }
        };
        let numbers = (0..=u8::MAX).map(number).collect();
        Self {
            source,
            codes,
            numbers,
            buffer: vec![0; BUFFER_BYTES],
            at: 0,
            filled: 0,
            group: [0; 8],
            used: 8,
            ended: false,
        }
    }

    /// Puts up to `rows` rows in place of what is in `into`; fewer where the rows end.
    pub(super) fn unpack(
        &mut self,
        into: &mut Vec<u8>,
        rows: usize,
        row_length: usize,
        first_row: u64,
    ) -> Result<(), Failure> {
        into.resize(rows * row_length, 0);
        let mut filled = 0;
        for place in into.as_chunks_mut().0 {
            let failed = |failure: std::io::Error| {
                let row = first_row + (filled / row_length) as u64;
                match failure.kind() {
                    ErrorKind::InvalidData | ErrorKind::UnexpectedEof => {
                        Failure::in_row(row, failure.to_string())
                    }
                    _ => Failure::Io(failure),
                }
            };
            match self.value().map_err(failed)? {
                Some(value) => *place = value,
                None => break,
            }
            filled += place.len();
        }
        into.truncate(filled);
        if !filled.is_multiple_of(row_length) {
            let row = first_row + (filled / row_length) as u64;
            return Err(Failure::in_row(
                row,
                "the file ends within this row; it may not have been copied whole",
            ));
        }
        Ok(())
    }

    /// The next value; `None` at the end.
    fn value(&mut self) -> std::io::Result<Option<[u8; 8]>> {
        while !self.ended {
            let Some(&code) = self.group.get(self.used) else {
                match self.octet()? {
                    Some(group) => self.group = group,
                    None => self.ended = true,
                }
                self.used = 0;
                continue;
            };
            self.used += 1;
            return match code {
                NOTHING => continue,
                END => break,
                IN_FULL => match self.octet()? {
                    Some(value) => Ok(Some(value)),
                    None => Err(cut_short()),
                },
                BLANKS => Ok(Some([b' '; 8])),
                SYSTEM_MISSING => Ok(Some(self.codes.system_missing)),
                number => Ok(self.numbers.get(usize::from(number)).copied()),
            };
        }
        self.ended = true;
        Ok(None)
    }

    /// The next eight bytes; `None` where the source ends.
    fn octet(&mut self) -> std::io::Result<Option<[u8; 8]>> {
        while self.filled - self.at < 8 {
            self.buffer.copy_within(self.at..self.filled, 0);
            self.filled -= self.at;
            self.at = 0;
            let read = self.source.read(self.buffer.get_mut(self.filled..).unwrap_or_default())?;
            match (read, self.filled) {
                (0, 0) => return Ok(None),
                (0, _) => return Err(cut_short()),
                (read, _) => self.filled += read,
            }
        }
        let octet = self.buffer.get(self.at..).and_then(<[u8]>::first_chunk).copied();
        self.at += 8;
        Ok(octet)
    }
}

fn cut_short() -> std::io::Error {
    let reason = "the file ends within a value; it may not have been copied whole";
    std::io::Error::new(ErrorKind::UnexpectedEof, reason)
}
