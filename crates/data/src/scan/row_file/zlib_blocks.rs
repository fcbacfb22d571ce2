//! The blocks of zlib in which a `.zsav` file keeps its codes, one after another.

use super::bytes::{Failure, PlacedReader};
use flate2::bufread::ZlibDecoder;
use std::io::{Error, ErrorKind, Read, Take};

/// A block in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ZlibBlock {
    /// Its first byte.
    pub(super) at: u64,
    /// Its bytes in the file.
    pub(super) length: u64,
}

/// What the blocks hold, end to end.
#[derive(Debug)]
pub(super) struct ZlibBlocks {
    current: Current,
    blocks: std::vec::IntoIter<ZlibBlock>,
}

#[derive(Debug)]
enum Current {
    Between(PlacedReader),
    Within(ZlibDecoder<Take<PlacedReader>>),
    /// Only while one takes the place of the other.
    Neither,
}

impl ZlibBlocks {
    pub(super) fn new(reader: PlacedReader, blocks: Vec<ZlibBlock>) -> Self {
        Self { current: Current::Between(reader), blocks: blocks.into_iter() }
    }

    /// Begins the next block; false where there is none.
    fn begin(&mut self) -> std::io::Result<bool> {
        let mut reader = match std::mem::replace(&mut self.current, Current::Neither) {
            Current::Between(reader) => reader,
            Current::Within(decoder) => decoder.into_inner().into_inner(),
            Current::Neither => return Ok(false),
        };
        let Some(block) = self.blocks.next() else {
            self.current = Current::Between(reader);
            return Ok(false);
        };
        reader.go_to(block.at, "a block").map_err(|failure| match failure {
            Failure::Io(error) => error,
            Failure::File { reason, .. } => Error::new(ErrorKind::InvalidData, reason),
        })?;
        self.current = Current::Within(ZlibDecoder::new(reader.take(block.length)));
        Ok(true)
    }
}

impl Read for ZlibBlocks {
    fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if let Current::Within(decoder) = &mut self.current {
                let read = decoder.read(bytes).map_err(|error| match error.kind() {
                    ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::UnexpectedEof => {
                        Error::new(ErrorKind::InvalidData, "its zlib block is damaged or cut short")
                    }
                    _ => error,
                })?;
                if read > 0 {
                    return Ok(read);
                }
            }
            if !self.begin()? {
                return Ok(0);
            }
        }
    }
}
