//! A table in a file, read a batch at a time.

mod batches;
mod csv_text;
mod infer;
mod normalise;
mod parquet_file;
mod row_file;

pub use batches::{Batch, Batches};
pub(crate) use csv_text::{Cells, CsvCells, read_csv};
pub(crate) use infer::{boolean, integer, number, text_column};
pub(crate) use normalise::{normalise, without_nan};
pub(crate) use parquet_file::ParquetFile;

use crate::error::RowFormat;
use crate::{DataError, Field, Kind, RecordPlace};
use batches::MemoryBatches;
use bytes::Bytes;
use infer::typed_column;
use rayon::prelude::*;
use row_file::RowFile;
use std::path::{Path, PathBuf};

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanOptions {
    /// The cells of a CSV that stand for a missing value.
    pub missing: Vec<String>,
    /// What the columns of a CSV hold.
    pub csv_types: CsvTypes,
}

/// What the columns of a CSV hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CsvTypes {
    /// The narrowest type that all cells of a column allow.
    #[default]
    Inferred,
    /// Texts: `007` stays `007`, as names and codes want.
    Text,
}

impl Default for ScanOptions {
    /// The empty cell and `NA` are missing, types are inferred.
    fn default() -> Self {
        Self { missing: vec![String::new(), "NA".to_owned()], csv_types: CsvTypes::Inferred }
    }
}

impl ScanOptions {
    /// Every cell of a CSV as it is written; only an empty one is missing.
    pub fn as_written() -> Self {
        Self { missing: vec![String::new()], csv_types: CsvTypes::Text }
    }
}

/// A file of records, open for reading.
///
/// Columns come as these Arrow arrays, whatever their width in the file: `Boolean`, `Int64`, `Float64`, `Date32`, and text
/// as `Dictionary(Int32, Utf8)` whose dictionary may differ between batches. NaN is a missing value, so it comes as null.
///
/// Parquet, SPSS and Stata files are streamed: memory does not grow with their rows. A CSV is read whole when it is opened,
/// because its types are those that all its rows allow: whole numbers, numbers, `true` and `false` (or `TRUE` and `FALSE`),
/// else text.
///
/// From SPSS and Stata come values as they are stored: labels are not applied, codes stay codes. What the system misses is
/// null, and so are values that the user of SPSS declared missing, Stata's `.` and `.a` to `.z`, and empty text. A column of
/// numbers that are all whole is a column of whole numbers, as in a CSV; for this the rows are read through when the file is
/// opened. Dates are those of SPSS's date formats (a quarter or month by its first day) and Stata's `%td`. Dates with a time
/// of day, and Stata's `strL`, are not read. Bytes that are no text in the encoding of the file come as U+FFFD.
#[derive(Debug)]
pub struct Scan {
    path: PathBuf,
    table: Table,
}

#[derive(Debug)]
enum Table {
    Parquet(ParquetFile),
    Rows(RowFile),
    Memory { fields: Vec<Field>, batches: MemoryBatches, lines: Vec<u64> },
}

impl Scan {
    /// Opens a `.csv`, `.parquet`, `.sav`, `.zsav` or `.dta` file.
    ///
    /// # Errors
    /// When the file cannot be read, is not what its extension says, or has two columns of one name.
    pub fn open(path: &Path, options: &ScanOptions) -> Result<Self, DataError> {
        let table = match file_format(path)? {
            FileFormat::Parquet => Table::Parquet(ParquetFile::open(path)?),
            FileFormat::Rows(format) => Table::Rows(RowFile::open(path, format)?),
            FileFormat::Csv => {
                let bytes = read_whole(path)?;
                let cells = read_csv(path, &bytes)?;
                drop(bytes);
                csv_table(cells, options)
            }
        };
        Ok(Self { path: path.to_owned(), table })
    }

    /// The CSV or Parquet file that holds `bytes`; the ending of `path`, its name in messages, says which.
    ///
    /// # Errors
    /// As [`Scan::open`]; SPSS and Stata files are not read so.
    pub fn of_bytes(path: &Path, bytes: Vec<u8>, options: &ScanOptions) -> Result<Self, DataError> {
        let table = match file_format(path)? {
            FileFormat::Parquet => Table::Parquet(ParquetFile::in_memory(path, Bytes::from(bytes))?),
            FileFormat::Csv => csv_table(read_csv(path, &bytes)?, options),
            FileFormat::Rows(_) => return Err(unsupported(path, ".csv and .parquet")),
        };
        Ok(Self { path: path.to_owned(), table })
    }

    /// Where a row, counted from 0, stands in the file.
    pub fn place(&self, row: u64) -> RecordPlace {
        match &self.table {
            Table::Memory { lines, .. } => {
                let line = usize::try_from(row).ok().and_then(|row| lines.get(row));
                RecordPlace::Line(line.copied().unwrap_or_default())
            }
            Table::Parquet(_) | Table::Rows(_) => RecordPlace::Row(row.saturating_add(1)),
        }
    }

    /// The columns, in the order of the file.
    pub fn fields(&self) -> &[Field] {
        match &self.table {
            Table::Parquet(file) => file.fields(),
            Table::Rows(file) => file.fields(),
            Table::Memory { fields, .. } => fields,
        }
    }

    /// Columns that the file has and that cannot be read, with their type in the file: lists, times of day and the like.
    pub fn unreadable_columns(&self) -> &[(String, String)] {
        match &self.table {
            Table::Parquet(file) => file.unreadable_columns(),
            Table::Rows(file) => file.unreadable_columns(),
            Table::Memory { .. } => &[],
        }
    }

    /// How many rows there are.
    pub fn rows(&self) -> u64 {
        match &self.table {
            Table::Parquet(file) => file.rows(),
            Table::Rows(file) => file.rows(),
            Table::Memory { batches, .. } => batches.rows() as u64,
        }
    }

    /// The rows in the order of the file, with the columns given by their numbers in [`Scan::fields`].
    ///
    /// The columns of a batch are decoded in parallel, in rayon's current pool.
    ///
    /// # Errors
    /// When a number is not one of a column, or the file has gone. Each batch can fail in turn, when the file is damaged.
    pub fn batches(&self, columns: &[usize]) -> Result<Batches, DataError> {
        let count = self.fields().len();
        if let Some(&index) = columns.iter().find(|&&index| index >= count) {
            return Err(DataError::NoSuchColumn { path: self.path.clone(), index, columns: count });
        }
        match &self.table {
            Table::Parquet(file) => Ok(Batches::parquet(file.batches(columns)?)),
            Table::Rows(file) => Ok(Batches::rows(file.batches(columns)?)),
            Table::Memory { batches, .. } => Ok(Batches::memory(batches.select(columns))),
        }
    }
}

/// The formats read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileFormat {
    Csv,
    Parquet,
    Rows(RowFormat),
}

/// The format that a file's extension names.
pub(crate) fn file_format(path: &Path) -> Result<FileFormat, DataError> {
    match extension(path).as_deref() {
        Some("csv") => Ok(FileFormat::Csv),
        Some("parquet") => Ok(FileFormat::Parquet),
        Some("sav" | "zsav") => Ok(FileFormat::Rows(RowFormat::Spss)),
        Some("dta") => Ok(FileFormat::Rows(RowFormat::Stata)),
        _ => Err(unsupported(path, ".csv, .parquet, .sav, .zsav and .dta")),
    }
}

/// The error of a file whose extension is not among those supported.
pub(crate) fn unsupported(path: &Path, supported: &'static str) -> DataError {
    DataError::Unsupported { path: path.to_owned(), extension: extension(path), supported }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

/// The bytes of a file.
pub(crate) fn read_whole(path: &Path) -> Result<Vec<u8>, DataError> {
    std::fs::read(path).map_err(|source| DataError::Unreadable { path: path.to_owned(), source })
}

fn csv_table(cells: CsvCells, options: &ScanOptions) -> Table {
    let rows = cells.rows();
    let (columns, lines) = cells.into_columns();
    let (fields, columns) = columns
        .into_par_iter()
        .map(|(name, cells)| {
            let (kind, array) = match options.csv_types {
                CsvTypes::Inferred => typed_column(&cells, &options.missing),
                CsvTypes::Text => {
                    let present = |cell| (!options.missing.iter().any(|m| m == cell)).then_some(cell);
                    (Kind::Text, text_column(cells.iter().map(present), cells.len()))
                }
            };
            (Field::new(name, kind), array)
        })
        .unzip();
    Table::Memory { fields, batches: MemoryBatches::new(columns, rows), lines }
}
