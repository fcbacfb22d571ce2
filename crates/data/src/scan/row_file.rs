//! SPSS and Stata files: a dictionary, then the records one after another, each with all its values.
//!
//! Both formats are read into one description, [`RowLayout`], from which one piece of code streams the rows. What differs
//! between them is their dictionaries ([`spss`], [`stata`]) and how rows are packed ([`rows`]).

mod bytecode;
mod bytes;
mod column;
mod encoding;
mod layout;
mod rows;
mod spss;
mod stata;
mod whole;
mod zlib_blocks;

use super::batches::{BATCH_ROWS, Batch};
use crate::error::RowFormat;
use crate::{DataError, Field, Kind};
use arrow_array::ArrayRef;
use bytes::{Failure, PlacedReader};
use column::Filling;
use layout::RowLayout;
use rayon::prelude::*;
use rows::RowStream;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of rows that are taken from the file at once: few enough to stay in the cache while columns are picked from them.
const CHUNK_BYTES: usize = 1 << 21;

/// An SPSS or Stata file whose dictionary has been read.
#[derive(Debug)]
pub(super) struct RowFile {
    path: PathBuf,
    format: RowFormat,
    layout: Arc<RowLayout>,
    fields: Vec<Field>,
    rows: u64,
}

impl RowFile {
    /// Reads the dictionary, and once through the rows where they are packed or hold numbers that may all be whole.
    pub(super) fn open(path: &Path, format: RowFormat) -> Result<Self, DataError> {
        let failed = |failure: Failure| failure.in_file(path, format);
        let mut reader = PlacedReader::open(path).map_err(failed)?;
        let layout = match format {
            RowFormat::Spss => spss::read(&mut reader),
            RowFormat::Stata => stata::read(&mut reader),
        }
        .map_err(failed)?;
        check_names(path, &layout)?;
        let rows = layout.announced_rows(&reader).map_err(failed)?;
        let (rows, kinds) = whole::kinds(reader, &layout, rows).map_err(failed)?;
        let fields =
            layout.columns.iter().zip(kinds).map(|(column, kind)| Field::new(&column.name, kind)).collect();
        Ok(Self { path: path.to_owned(), format, layout: Arc::new(layout), fields, rows })
    }

    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    pub(super) fn unreadable_columns(&self) -> &[(String, String)] {
        &self.layout.unreadable
    }

    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    /// The rows in the order of the file, with the columns given by their numbers in [`RowFile::fields`].
    pub(super) fn batches(&self, columns: &[usize]) -> Result<RowBatches, DataError> {
        let failed = |failure: Failure| failure.in_file(&self.path, self.format);
        let distinct: Vec<(usize, Kind)> = columns
            .iter()
            .copied()
            .collect::<BTreeSet<usize>>()
            .into_iter()
            .filter_map(|index| self.fields.get(index).map(|field| (index, field.kind)))
            .collect();
        let reader = PlacedReader::open(&self.path).map_err(failed)?;
        let stream = RowStream::new(reader, &self.layout).map_err(failed)?;
        Ok(RowBatches {
            path: self.path.clone(),
            format: self.format,
            layout: Arc::clone(&self.layout),
            stream,
            distinct,
            columns: columns.to_vec(),
            next_row: 0,
            rows: self.rows,
            failed: false,
        })
    }
}

fn check_names(path: &Path, layout: &RowLayout) -> Result<(), DataError> {
    let unreadable = layout.unreadable.iter().map(|(name, _)| name);
    let mut seen = BTreeSet::new();
    match layout.columns.iter().map(|column| &column.name).chain(unreadable).find(|name| !seen.insert(*name))
    {
        Some(name) => Err(DataError::DuplicateColumn { path: path.to_owned(), name: name.clone() }),
        None => Ok(()),
    }
}

/// The batches of an SPSS or Stata file.
#[derive(Debug)]
pub(super) struct RowBatches {
    path: PathBuf,
    format: RowFormat,
    layout: Arc<RowLayout>,
    stream: RowStream,
    /// The columns to decode, each once, in ascending order.
    distinct: Vec<(usize, Kind)>,
    /// The columns asked for, in the order asked for.
    columns: Vec<usize>,
    next_row: u64,
    rows: u64,
    failed: bool,
}

impl RowBatches {
    fn read(&mut self, rows: usize) -> Result<Batch, DataError> {
        let layout = Arc::clone(&self.layout);
        let mut filling: Vec<Filling<'_>> = self
            .distinct
            .iter()
            .filter_map(|&(index, kind)| Some(Filling::new(layout.columns.get(index)?, kind, rows)))
            .collect();
        let mut read = 0;
        // Without columns the rows are only counted.
        while read < rows && !filling.is_empty() {
            let chunk =
                self.stream.next(rows - read).map_err(|failure| failure.in_file(&self.path, self.format))?;
            let first_row = self.next_row + read as u64;
            filling
                .par_iter_mut()
                .try_for_each(|column| column.append(&chunk, first_row))
                .map_err(|(column, reason)| DataError::Value { path: self.path.clone(), column, reason })?;
            read += chunk.rows();
        }
        let arrays: Vec<ArrayRef> = filling.into_iter().map(Filling::finish).collect();
        let columns = self.columns.iter().filter_map(|index| {
            let position = self.distinct.binary_search_by_key(index, |(index, _)| *index).ok()?;
            arrays.get(position).map(Arc::clone)
        });
        Ok(Batch { columns: columns.collect(), rows })
    }
}

impl Iterator for RowBatches {
    type Item = Result<Batch, DataError>;

    fn next(&mut self) -> Option<Self::Item> {
        let left = self.rows - self.next_row;
        if self.failed || left == 0 {
            return None;
        }
        let rows = usize::try_from(left).unwrap_or(usize::MAX).min(BATCH_ROWS);
        let batch = self.read(rows);
        self.failed = batch.is_err();
        self.next_row += rows as u64;
        Some(batch)
    }
}
