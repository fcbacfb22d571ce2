//! The rows of a file, some at a time, unpacked.

use super::CHUNK_BYTES;
use super::bytecode::Unpacking;
use super::bytes::{Failure, PlacedReader};
use super::layout::{Packing, RowLayout};
use super::zlib_blocks::ZlibBlocks;

/// Some successive rows.
#[derive(Debug)]
pub(super) struct Chunk<'a> {
    bytes: &'a [u8],
    row_length: usize,
}

impl<'a> Chunk<'a> {
    pub(super) fn rows(&self) -> usize {
        self.bytes.len() / self.row_length
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        self.bytes.chunks_exact(self.row_length)
    }
}

/// Reads rows in their order.
#[derive(Debug)]
pub(super) struct RowStream {
    source: Source,
    row_length: usize,
    next_row: u64,
    buffer: Vec<u8>,
}

#[derive(Debug)]
enum Source {
    Plain(PlacedReader),
    Bytecode(Unpacking<PlacedReader>),
    Zlib(Box<Unpacking<ZlibBlocks>>),
}

impl RowStream {
    /// From the first row.
    pub(super) fn new(mut reader: PlacedReader, layout: &RowLayout) -> Result<Self, Failure> {
        reader.go_to(layout.data_start, "the first row")?;
        let source = match &layout.packing {
            Packing::Plain => Source::Plain(reader),
            Packing::Bytecode(codes) => Source::Bytecode(Unpacking::new(reader, *codes)),
            Packing::Zlib(codes, blocks) => {
                Source::Zlib(Box::new(Unpacking::new(ZlibBlocks::new(reader, blocks.clone()), *codes)))
            }
        };
        Ok(Self { source, row_length: layout.row_length, next_row: 0, buffer: Vec::new() })
    }

    /// The next rows, at least one of the `most` that are expected.
    pub(super) fn next(&mut self, most: usize) -> Result<Chunk<'_>, Failure> {
        let row = self.next_row;
        let chunk = self.next_or_end(most)?;
        if chunk.rows() == 0 {
            return Err(Failure::in_row(row, "the file ends before this row, which it announces"));
        }
        Ok(chunk)
    }

    /// The next rows; none at the end of packed rows.
    pub(super) fn next_or_end(&mut self, most: usize) -> Result<Chunk<'_>, Failure> {
        let rows = (CHUNK_BYTES / self.row_length).clamp(1, most.max(1));
        match &mut self.source {
            Source::Plain(reader) => {
                self.buffer.resize(rows * self.row_length, 0);
                reader.fill(&mut self.buffer, "a row")?;
            }
            Source::Bytecode(packed) => {
                packed.unpack(&mut self.buffer, rows, self.row_length, self.next_row)?;
            }
            Source::Zlib(packed) => {
                packed.unpack(&mut self.buffer, rows, self.row_length, self.next_row)?;
            }
        }
        let chunk = Chunk { bytes: &self.buffer, row_length: self.row_length };
        self.next_row += chunk.rows() as u64;
        Ok(chunk)
    }
}
