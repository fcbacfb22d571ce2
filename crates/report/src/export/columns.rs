//! A table by columns, which CSV and Parquet are both written from, so that they cannot differ.

use crate::export::ExportError;
use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt64Array};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::sync::Arc;

/// One column; an absent cell is empty in CSV and null in Parquet. Texts are borrowed where they can be: most stand in
/// many rows.
#[derive(Debug)]
pub(crate) enum Cells<'a> {
    Text(Vec<Option<Cow<'a, str>>>),
    Count(Vec<Option<u64>>),
    Number(Vec<Option<f64>>),
}

/// Named columns of equal length.
#[derive(Debug, Default)]
pub(crate) struct Columns<'a>(Vec<(String, Cells<'a>)>);

impl<'a> Columns<'a> {
    pub(crate) fn text(
        &mut self,
        name: impl Into<String>,
        cells: impl Iterator<Item = Option<impl Into<Cow<'a, str>>>>,
    ) {
        self.0.push((name.into(), Cells::Text(cells.map(|cell| cell.map(Into::into)).collect())));
    }

    pub(crate) fn count(&mut self, name: impl Into<String>, cells: impl Iterator<Item = Option<u64>>) {
        self.0.push((name.into(), Cells::Count(cells.collect())));
    }

    pub(crate) fn number(&mut self, name: impl Into<String>, cells: impl Iterator<Item = Option<f64>>) {
        self.0.push((name.into(), Cells::Number(cells.collect())));
    }

    /// The table as CSV: a header, then a line a row; numbers with as many digits as they need to be read back the same.
    pub(crate) fn csv(&self) -> Result<Vec<u8>, ExportError> {
        let rows = self.0.first().map_or(0, |(_, cells)| cells.len());
        let mut writer = csv::Writer::from_writer(Vec::with_capacity(rows * 1024));
        writer.write_record(self.0.iter().map(|(name, _)| name))?;
        let mut digits = String::new();
        for row in 0..rows {
            for (_, cells) in &self.0 {
                writer.write_field(cells.as_text(row, &mut digits))?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        written(writer)
    }

    /// The table as Parquet, without anything that changes from run to run.
    pub(crate) fn parquet(&self) -> Result<Vec<u8>, ExportError> {
        let fields: Vec<Field> =
            self.0.iter().map(|(name, cells)| Field::new(name, cells.data_type(), true)).collect();
        let schema = Arc::new(Schema::new(fields));
        let batch = RecordBatch::try_new(
            Arc::clone(&schema),
            self.0.iter().map(|(_, cells)| cells.array()).collect(),
        )?;
        let properties = WriterProperties::builder()
            .set_created_by("cairn".to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, schema, Some(properties))?;
        writer.write(&batch)?;
        writer.close()?;
        Ok(bytes)
    }
}

/// The bytes of a finished CSV file.
pub(crate) fn written(writer: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, ExportError> {
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()).into())
}

impl Cells<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Count(cells) => cells.len(),
            Self::Number(cells) => cells.len(),
        }
    }

    /// The cell of a row as text; `digits` is where numbers are written.
    fn as_text<'b>(&'b self, row: usize, digits: &'b mut String) -> &'b str {
        digits.clear();
        match self {
            Self::Text(cells) => return cells.get(row).and_then(Option::as_deref).unwrap_or_default(),
            Self::Count(cells) => write_cell(cells, row, digits),
            Self::Number(cells) => write_cell(cells, row, digits),
        }
        digits
    }

    fn data_type(&self) -> DataType {
        match self {
            Self::Text(_) => DataType::Utf8,
            Self::Count(_) => DataType::UInt64,
            Self::Number(_) => DataType::Float64,
        }
    }

    fn array(&self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.iter().map(Option::as_deref).collect::<StringArray>()),
            Self::Count(cells) => Arc::new(cells.iter().copied().collect::<UInt64Array>()),
            Self::Number(cells) => Arc::new(cells.iter().copied().collect::<Float64Array>()),
        }
    }
}

fn write_cell<T: Display + Copy>(cells: &[Option<T>], row: usize, digits: &mut String) {
    if let Some(value) = cells.get(row).copied().flatten() {
        // Writing to a string does not fail.
        let _ = write!(digits, "{value}");
    }
}
