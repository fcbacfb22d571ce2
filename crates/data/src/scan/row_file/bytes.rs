//! Bytes of a file in their order, none of them taken on trust.

use crate::DataError;
use crate::error::{FilePlace, RowFormat};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Why a file could not be read further.
#[derive(Debug)]
pub(super) enum Failure {
    /// The operating system could not read it.
    Io(std::io::Error),
    /// It is damaged, or of a kind that is not read here.
    File { place: FilePlace, reason: String },
}

impl Failure {
    /// What is wrong at a byte, counted from 0.
    pub(super) fn at(byte: u64, reason: impl Into<String>) -> Self {
        Self::File { place: FilePlace::Byte(byte), reason: reason.into() }
    }

    /// What is wrong in a row, counted from 0.
    pub(super) fn in_row(row: u64, reason: impl Into<String>) -> Self {
        Self::File { place: FilePlace::Row(row.saturating_add(1)), reason: reason.into() }
    }

    /// The error of the file.
    pub(super) fn in_file(self, path: &Path, format: RowFormat) -> DataError {
        let path = path.to_owned();
        match self {
            Self::Io(source) => DataError::Unreadable { path, source },
            Self::File { place, reason } => DataError::RowFile { path, format, place, reason },
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByteOrder {
    /// The least significant.
    Little,
    /// The most significant.
    Big,
}

macro_rules! numbers_of_bytes {
    ($($number:ident of $size:literal),*) => {
        impl ByteOrder {
            $(
                #[doc = concat!("The `", stringify!($number), "` in these bytes.")]
                pub(super) fn $number(self, bytes: [u8; $size]) -> $number {
                    match self {
                        Self::Little => $number::from_le_bytes(bytes),
                        Self::Big => $number::from_be_bytes(bytes),
                    }
                }
            )*
        }
    };
}

macro_rules! numbers_of_a_file {
    ($($number:ident),*) => {
        impl PlacedReader {
            $(
                #[doc = concat!("The next `", stringify!($number), "`; `what` it is part of, for messages.")]
                pub(super) fn $number(&mut self, order: ByteOrder, what: &str) -> Result<$number, Failure> {
                    Ok(order.$number(self.array(what)?))
                }
            )*
        }
    };
}

numbers_of_bytes!(i8 of 1, u16 of 2, i16 of 2, u32 of 4, i32 of 4, u64 of 8, f32 of 4, f64 of 8);
numbers_of_a_file!(u16, u32, i32, u64, f64);

/// Reads a file whose length it knows, so that no length in the file can ask for more memory than the file has bytes.
#[derive(Debug)]
pub(super) struct PlacedReader {
    reader: BufReader<File>,
    place: u64,
    length: u64,
}

impl PlacedReader {
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self { reader: BufReader::with_capacity(1 << 16, file), place: 0, length })
    }

    /// The number of the next byte, from 0.
    pub(super) fn place(&self) -> u64 {
        self.place
    }

    /// How many bytes the file has.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// How many bytes follow.
    pub(super) fn remaining(&self) -> u64 {
        self.length.saturating_sub(self.place)
    }

    fn check(&self, count: u64, what: &str) -> Result<(), Failure> {
        let left = self.remaining();
        if count <= left {
            return Ok(());
        }
        let reason = format!("the file ends within {what}: {count} bytes are announced, {left} are left");
        Err(Failure::at(self.place, reason))
    }

    /// The next `N` bytes; `what` they are part of, for messages.
    pub(super) fn array<const N: usize>(&mut self, what: &str) -> Result<[u8; N], Failure> {
        let mut bytes = [0; N];
        self.fill(&mut bytes, what)?;
        Ok(bytes)
    }

    /// The next bytes, as many as the place for them has.
    pub(super) fn fill(&mut self, bytes: &mut [u8], what: &str) -> Result<(), Failure> {
        self.check(bytes.len() as u64, what)?;
        self.reader.read_exact(bytes)?;
        self.place += bytes.len() as u64;
        Ok(())
    }

    /// The next `count` bytes.
    pub(super) fn bytes(&mut self, count: u64, what: &str) -> Result<Vec<u8>, Failure> {
        self.check(count, what)?;
        let mut bytes = vec![0; usize::try_from(count).unwrap_or(usize::MAX)];
        self.fill(&mut bytes, what)?;
        Ok(bytes)
    }

    /// Passes over the next `count` bytes.
    pub(super) fn skip(&mut self, count: u64, what: &str) -> Result<(), Failure> {
        self.check(count, what)?;
        match i64::try_from(count) {
            Ok(count) => self.reader.seek_relative(count)?,
            Err(_) => return Err(Failure::at(self.place, format!("{what} is longer than any file"))),
        }
        self.place += count;
        Ok(())
    }

    /// Goes on at a byte of the file.
    pub(super) fn go_to(&mut self, byte: u64, what: &str) -> Result<(), Failure> {
        if byte > self.length {
            let reason = format!("{what} is said to begin at byte {byte}; the file has {}", self.length);
            return Err(Failure::at(self.place, reason));
        }
        self.reader.seek(SeekFrom::Start(byte))?;
        self.place = byte;
        Ok(())
    }
}

impl Read for PlacedReader {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(bytes)?;
        self.place += read as u64;
        Ok(read)
    }
}

impl BufRead for PlacedReader {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.place += count as u64;
        self.reader.consume(count);
    }
}
