//! Batches: some columns of some successive rows.

use super::parquet_file::ParquetBatches;
use super::row_file::RowBatches;
use crate::DataError;
use arrow_array::ArrayRef;

/// Some successive rows of a table.
#[derive(Debug, Clone)]
pub struct Batch {
    /// The columns asked for, in the order asked for.
    pub columns: Vec<ArrayRef>,
    /// How many rows there are; never 0.
    pub rows: usize,
}

/// The batches of a scan, in the order of the file.
#[derive(Debug)]
pub struct Batches(Inner);

#[derive(Debug)]
enum Inner {
    Parquet(ParquetBatches),
    Rows(Box<RowBatches>),
    Memory(MemoryBatches),
}

impl Batches {
    pub(super) fn parquet(batches: ParquetBatches) -> Self {
        Self(Inner::Parquet(batches))
    }

    pub(super) fn rows(batches: RowBatches) -> Self {
        Self(Inner::Rows(Box::new(batches)))
    }

    pub(super) fn memory(batches: MemoryBatches) -> Self {
        Self(Inner::Memory(batches))
    }
}

impl Iterator for Batches {
    type Item = Result<Batch, DataError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Inner::Parquet(batches) => batches.next(),
            Inner::Rows(batches) => batches.next(),
            Inner::Memory(batches) => batches.next().map(Ok),
        }
    }
}

/// Rows of a batch: enough that a batch costs little beside its rows, few enough that its columns stay in the cache.
pub(super) const BATCH_ROWS: usize = 16_384;

/// Columns held in memory, handed out in slices.
#[derive(Debug, Clone)]
pub(super) struct MemoryBatches {
    columns: Vec<ArrayRef>,
    rows: usize,
    next_row: usize,
}

impl MemoryBatches {
    pub(super) fn new(columns: Vec<ArrayRef>, rows: usize) -> Self {
        Self { columns, rows, next_row: 0 }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// From the first row, with these columns only.
    pub(super) fn select(&self, columns: &[usize]) -> Self {
        let columns = columns.iter().filter_map(|&index| self.columns.get(index).cloned()).collect();
        Self { columns, rows: self.rows, next_row: 0 }
    }
}

impl Iterator for MemoryBatches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let rows = BATCH_ROWS.min(self.rows - self.next_row);
        if rows == 0 {
            return None;
        }
        let columns = self.columns.iter().map(|column| column.slice(self.next_row, rows)).collect();
        self.next_row += rows;
        Some(Batch { columns, rows })
    }
}
