//! Parquet: the metadata read once, the columns decoded side by side.

use super::batches::{BATCH_ROWS, Batch};
use super::normalise::normalise;
use crate::{DataError, Field, Kind};
use arrow_array::ArrayRef;
use arrow_schema::{DataType, Schema};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Readers, and so file handles, that one scan has open at most; more columns share them.
const MOST_READERS: usize = 64;

/// Where the bytes are.
#[derive(Debug, Clone)]
enum Source {
    File,
    Memory(Bytes),
}

/// A Parquet file whose metadata has been read.
#[derive(Debug, Clone)]
pub(crate) struct ParquetFile {
    path: PathBuf,
    source: Source,
    metadata: ArrowReaderMetadata,
    fields: Vec<Field>,
    /// The number, among the file's own columns, of each field.
    roots: Vec<usize>,
    unreadable: Vec<(String, String)>,
    rows: u64,
}

impl ParquetFile {
    /// Opens a file, which is read again by each column.
    pub(crate) fn open(path: &Path) -> Result<Self, DataError> {
        let file = open_file(path)?;
        Self::new(path, Source::File, &file)
    }

    /// A file already in memory, of which `path` is the name in messages.
    pub(crate) fn in_memory(path: &Path, bytes: Bytes) -> Result<Self, DataError> {
        let reader = bytes.clone();
        Self::new(path, Source::Memory(bytes), &reader)
    }

    fn new<R: ChunkReader>(path: &Path, source: Source, reader: &R) -> Result<Self, DataError> {
        let metadata = guarded(|| {
            // The Arrow schema that some writers embed adds nothing to the types used here, and can be damaged by itself.
            let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
            let metadata = ArrowReaderMetadata::load(reader, options.clone())?;
            let schema = with_text_as_dictionaries(metadata.schema());
            ArrowReaderMetadata::try_new(
                Arc::clone(metadata.metadata()),
                options.with_schema(Arc::new(schema)),
            )
        })
        .map_err(|reason| DataError::Parquet { path: path.to_owned(), reason })?;

        let rows = row_count(metadata.metadata()).ok_or_else(|| DataError::Parquet {
            path: path.to_owned(),
            reason: "the file and its parts disagree on the number of rows".to_owned(),
        })?;
        let (mut fields, mut roots, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
        let mut names = BTreeSet::new();
        for (root, field) in metadata.schema().fields().iter().enumerate() {
            let name = field.name().clone();
            if !names.insert(name.clone()) {
                return Err(DataError::DuplicateColumn { path: path.to_owned(), name });
            }
            match kind_of(field.data_type()) {
                Some(kind) => {
                    fields.push(Field::new(name, kind));
                    roots.push(root);
                }
                None => unreadable.push((name, field.data_type().to_string())),
            }
        }
        Ok(Self { path: path.to_owned(), source, metadata, fields, roots, unreadable, rows })
    }

    pub(crate) fn fields(&self) -> &[Field] {
        &self.fields
    }

    pub(crate) fn unreadable_columns(&self) -> &[(String, String)] {
        &self.unreadable
    }

    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// The rows in the order of the file, with the columns given by their numbers in [`ParquetFile::fields`].
    pub(crate) fn batches(&self, columns: &[usize]) -> Result<ParquetBatches, DataError> {
        let distinct: BTreeSet<usize> = columns.iter().copied().collect();
        let distinct: Vec<usize> = distinct.into_iter().collect();
        let readers = distinct.len().min(MOST_READERS);
        let shares: Vec<Vec<usize>> = (0..readers)
            .map(|reader| distinct.iter().copied().skip(reader).step_by(readers).collect())
            .collect();
        let readers = shares.into_iter().map(|share| self.reader(share)).collect::<Result<_, _>>()?;
        Ok(ParquetBatches { readers, columns: columns.to_vec(), rows_left: self.rows, failed: false })
    }

    fn reader(&self, columns: Vec<usize>) -> Result<ColumnsReader, DataError> {
        let roots = columns.iter().filter_map(|&column| self.roots.get(column).copied());
        let mask = ProjectionMask::roots(self.metadata.parquet_schema(), roots);
        let metadata = self.metadata.clone();
        let reader = match &self.source {
            // A handle of its own: handles that are clones share their position in the file.
            Source::File => {
                let file = open_file(&self.path)?;
                guarded(|| build(ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata), mask))
            }
            Source::Memory(bytes) => {
                let bytes = bytes.clone();
                guarded(|| build(ParquetRecordBatchReaderBuilder::new_with_metadata(bytes, metadata), mask))
            }
        }
        .map_err(|reason| DataError::Parquet { path: self.path.clone(), reason })?;
        let columns = columns
            .into_iter()
            .filter_map(|index| self.fields.get(index).map(|field| (index, field.clone())))
            .collect();
        Ok(ColumnsReader { path: self.path.clone(), reader, columns })
    }
}

fn build<R: ChunkReader + 'static>(
    builder: ParquetRecordBatchReaderBuilder<R>,
    mask: ProjectionMask,
) -> Result<ParquetRecordBatchReader, ParquetError> {
    builder.with_projection(mask).with_batch_size(BATCH_ROWS).build()
}

/// The batches of a Parquet file.
#[derive(Debug)]
pub(crate) struct ParquetBatches {
    readers: Vec<ColumnsReader>,
    columns: Vec<usize>,
    rows_left: u64,
    failed: bool,
}

impl ParquetBatches {
    fn read(&mut self, rows: usize) -> Result<Batch, DataError> {
        let decoded: Vec<Vec<(usize, ArrayRef)>> =
            self.readers.par_iter_mut().map(|reader| reader.read(rows)).collect::<Result<_, _>>()?;
        let mut decoded: Vec<(usize, ArrayRef)> = decoded.into_iter().flatten().collect();
        decoded.sort_by_key(|(index, _)| *index);
        let columns = self
            .columns
            .iter()
            .filter_map(|index| {
                let position = decoded.binary_search_by_key(index, |(index, _)| *index).ok()?;
                decoded.get(position).map(|(_, array)| Arc::clone(array))
            })
            .collect();
        Ok(Batch { columns, rows })
    }
}

impl Iterator for ParquetBatches {
    type Item = Result<Batch, DataError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed || self.rows_left == 0 {
            return None;
        }
        let rows = usize::try_from(self.rows_left).unwrap_or(usize::MAX).min(BATCH_ROWS);
        self.rows_left -= rows as u64;
        let batch = self.read(rows);
        self.failed = batch.is_err();
        Some(batch)
    }
}

/// Decodes some columns with one file handle.
struct ColumnsReader {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    columns: Vec<(usize, Field)>,
}

impl std::fmt::Debug for ColumnsReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ColumnsReader").field("columns", &self.columns).finish_non_exhaustive()
    }
}

impl ColumnsReader {
    fn read(&mut self, rows: usize) -> Result<Vec<(usize, ArrayRef)>, DataError> {
        let damaged = |reason: String| {
            let names: Vec<String> =
                self.columns.iter().map(|(_, field)| format!("`{}`", field.name)).collect();
            let names = names.join(", ");
            DataError::Parquet { path: self.path.clone(), reason: format!("column {names}: {reason}") }
        };
        let reader = &mut self.reader;
        let batch = guarded(|| reader.next().transpose())
            .map_err(&damaged)?
            .filter(|batch| batch.num_rows() == rows && batch.num_columns() == self.columns.len())
            .ok_or_else(|| damaged("it has fewer rows than the file announces".to_owned()))?;
        let columns = self.columns.iter().zip(batch.columns());
        columns
            .map(|((index, field), array)| {
                let array = guarded(|| normalise(Arc::clone(array), field.kind)).map_err(|reason| {
                    DataError::Value { path: self.path.clone(), column: field.name.clone(), reason }
                })?;
                Ok((*index, array))
            })
            .collect()
    }
}

/// Runs the decoder, which checks less than a damaged file can break: its panics become errors.
fn guarded<T, E: std::fmt::Display>(decode: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(_) => Err("the file contradicts itself".to_owned()),
    }
}

fn open_file(path: &Path) -> Result<File, DataError> {
    File::open(path).map_err(|source| DataError::Unreadable { path: path.to_owned(), source })
}

/// The rows that the file announces, where its row groups announce as many.
fn row_count(metadata: &ParquetMetaData) -> Option<u64> {
    let announced = u64::try_from(metadata.file_metadata().num_rows()).ok()?;
    let mut groups = metadata.row_groups().iter().map(|group| u64::try_from(group.num_rows()).ok());
    let total = groups.try_fold(0_u64, |total, rows| total.checked_add(rows?))?;
    (total == announced).then_some(announced)
}

/// Text is asked for in dictionary form: each of its few values is then compared once, not once a row.
fn with_text_as_dictionaries(schema: &Schema) -> Schema {
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        DataType::Utf8 => Arc::new(
            field
                .as_ref()
                .clone()
                .with_data_type(DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))),
        ),
        _ => Arc::clone(field),
    });
    Schema::new(fields.collect::<Vec<_>>())
}

/// The kind of a column in a file; `None` where it is none that Cairn calculates with.
fn kind_of(data_type: &DataType) -> Option<Kind> {
    match data_type {
        DataType::Boolean => Some(Kind::Boolean),
        integer if integer.is_integer() => Some(Kind::Integer),
        DataType::Decimal32(precision, scale)
        | DataType::Decimal64(precision, scale)
        | DataType::Decimal128(precision, scale)
        | DataType::Decimal256(precision, scale) => {
            Some(if *scale == 0 && *precision <= 18 { Kind::Integer } else { Kind::Number })
        }
        floating if floating.is_floating() => Some(Kind::Number),
        // A column of which the file says only that every value is null.
        DataType::Null => Some(Kind::Number),
        DataType::Utf8 | DataType::Dictionary(_, _) => Some(Kind::Text),
        DataType::Date32 => Some(Kind::Date),
        _ => None,
    }
}
