//! Records: a file read against the codebook of its instrument.

mod cell;
mod missing;
mod reading;

pub use missing::MissingKinds;

use crate::scan::{CsvCells, FileFormat, ParquetFile, file_format, read_csv, read_whole, unsupported};
use crate::{AbsentColumn, DataError, EvaluationError, Expression, Field, RecordPlace, instrument_fields};
use arrow_array::ArrayRef;
use bytes::Bytes;
use cairn_definition::nearest;
use cairn_study::{Clearance, Instrument, MissingKind};
use cell::{Cell, array_cells, text_cells};
use rayon::prelude::*;
use reading::{ColumnReading, read_column, report};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The values of one column, and why those that are missing are.
#[derive(Clone)]
pub struct RecordColumn {
    /// The values in the Arrow types of [`Scan`](crate::Scan); a missing answer is null.
    pub values: ArrayRef,
    /// Why an answer is missing; every null has its kind.
    pub missing: MissingKinds,
}

/// The records of one instrument, checked against its codebook.
#[derive(Clone)]
pub struct Records {
    fields: Vec<Field>,
    columns: Vec<RecordColumn>,
    rows: usize,
    unused: Vec<String>,
    digest: [u8; 32],
    path: PathBuf,
}

/// Says which records these are, and nothing that anybody answered.
impl fmt::Debug for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records").field("path", &self.path).field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl fmt::Debug for RecordColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordColumn").field("type", self.values.data_type()).finish_non_exhaustive()
    }
}

impl Records {
    /// Reads a `.csv` or `.parquet` file of the instrument's records. Nobody reads them without a clearance.
    ///
    /// An empty cell is missing, of the kind that the codebook gives for it, else not recorded. A column that the codebook
    /// does not have is left out and listed by [`Records::unused_columns`].
    ///
    /// # Errors
    /// When the file cannot be read, lacks columns of the codebook, or has cells that contradict it: all lacking columns are
    /// named, and the first twenty cells.
    pub fn read(path: &Path, instrument: &Instrument, _clearance: &Clearance) -> Result<Self, DataError> {
        let format = file_format(path)?;
        let bytes = read_whole(path)?;
        let digest = Sha256::digest(&bytes).into();
        let (table, rows, unused) = match format {
            FileFormat::Csv => {
                let cells = read_csv(path, &bytes)?;
                let unused = check_columns(path, instrument, cells.names(), &[])?;
                (csv_columns(instrument, &cells), cells.rows(), unused)
            }
            FileFormat::Parquet => {
                let file = ParquetFile::in_memory(path, Bytes::from(bytes))?;
                let names: Vec<String> = file.fields().iter().map(|field| field.name.clone()).collect();
                let unused = check_columns(path, instrument, &names, file.unreadable_columns())?;
                let rows = usize::try_from(file.rows()).unwrap_or(usize::MAX);
                (parquet_columns(instrument, &file, &names)?, rows, unused)
            }
            // What a user of SPSS declared missing would have lost its kind.
            FileFormat::Rows(_) => {
                return Err(unsupported(path, ".csv and .parquet for the records of a study"));
            }
        };
        let columns = report(path, table)?;
        Ok(Self {
            fields: instrument_fields(instrument),
            columns,
            rows,
            unused,
            digest,
            path: path.to_owned(),
        })
    }

    /// How many records there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns of the instrument, in its order.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&RecordColumn> {
        let index = self.fields.iter().position(|field| field.name == name)?;
        self.columns.get(index)
    }

    /// The column with that number among [`Records::fields`].
    pub fn column_at(&self, index: usize) -> Option<&RecordColumn> {
        self.columns.get(index)
    }

    /// Columns of the file that the codebook does not have.
    pub fn unused_columns(&self) -> &[String] {
        &self.unused
    }

    /// SHA-256 of the bytes of the file.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// The value of an expression for each record. It must have been compiled for this instrument.
    ///
    /// # Errors
    /// When the expression is not one of this instrument, or cannot be calculated for some record.
    pub fn evaluate(&self, expression: &Expression) -> Result<ArrayRef, EvaluationError> {
        let column = |&index: &usize| {
            self.columns.get(index).map(|column| Arc::clone(&column.values)).ok_or_else(|| {
                EvaluationError::Columns {
                    found: format!("{} columns", self.columns.len()),
                    expected: format!("a column number {index}, counted from 0"),
                }
            })
        };
        let columns = expression.columns().iter().map(column).collect::<Result<Vec<_>, _>>()?;
        expression.evaluate(&columns, self.rows)
    }

    /// Of the answers missing among some columns of a record, the kind that explains why a value of them all is missing.
    ///
    /// Where there are several, the first of: prefer not to say, refused, don’t know, not asked, not recorded.
    pub fn missing_kind(&self, row: usize, columns: &[usize]) -> Option<MissingKind> {
        let kinds = columns.iter().filter_map(|&index| self.columns.get(index)?.missing.get(row));
        kinds.min_by_key(|kind| missing::rank(*kind))
    }

    /// [`Records::missing_kind`] of every record.
    pub fn missing_kinds(&self, columns: &[usize]) -> Vec<Option<MissingKind>> {
        let columns =
            columns.iter().filter_map(|&index| self.columns.get(index)).map(|column| &column.missing);
        missing::combined(columns, self.rows)
    }
}

/// The columns of the file that the codebook does not have, when the file has all that the codebook has.
fn check_columns(
    path: &Path,
    instrument: &Instrument,
    names: &[String],
    unreadable: &[(String, String)],
) -> Result<Vec<String>, DataError> {
    let in_codebook: BTreeSet<&str> = instrument.columns.iter().map(|column| column.name.as_str()).collect();
    if let Some((name, data_type)) = unreadable.iter().find(|(name, _)| in_codebook.contains(name.as_str())) {
        let reason =
            format!("its type in the file, {data_type}, cannot be read; write it as text or as a number");
        return Err(DataError::Value { path: path.to_owned(), column: name.clone(), reason });
    }
    let in_file: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let unused: Vec<String> =
        names.iter().filter(|name| !in_codebook.contains(name.as_str())).cloned().collect();
    let absent: Vec<AbsentColumn> = instrument
        .columns
        .iter()
        .filter(|column| !in_file.contains(column.name.as_str()))
        .map(|column| AbsentColumn {
            name: column.name.clone(),
            nearest: nearest(&column.name, unused.iter().map(String::as_str)).map(str::to_owned),
        })
        .collect();
    if absent.is_empty() {
        Ok(unused)
    } else {
        Err(DataError::AbsentColumns { path: path.to_owned(), columns: absent })
    }
}

fn csv_columns(instrument: &Instrument, cells: &CsvCells) -> Vec<ColumnReading> {
    let columns = instrument.columns.par_iter().filter_map(|column| {
        let index = cells.names().iter().position(|name| *name == column.name)?;
        let place = |row| RecordPlace::Line(cells.line(row));
        Some(read_column(column, text_cells(cells.column(index)?), cells.rows(), place))
    });
    columns.collect()
}

fn parquet_columns(
    instrument: &Instrument,
    file: &ParquetFile,
    names: &[String],
) -> Result<Vec<ColumnReading>, DataError> {
    let wanted: Vec<usize> = instrument
        .columns
        .iter()
        .filter_map(|column| names.iter().position(|name| *name == column.name))
        .collect();
    let batches = file.batches(&wanted)?.collect::<Result<Vec<_>, _>>()?;
    let rows = batches.iter().map(|batch| batch.rows).sum();
    let columns = instrument.columns.par_iter().enumerate().map(|(position, column)| {
        let arrays = batches.iter().filter_map(|batch| batch.columns.get(position));
        let cells: Vec<Cell<'_>> = arrays.flat_map(array_cells).collect();
        read_column(column, cells.into_iter(), rows, |row| RecordPlace::Row(row as u64 + 1))
    });
    Ok(columns.collect())
}
