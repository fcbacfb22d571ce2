//! Tables of the field, CSV or Parquet, of any size: columns by name, every mistake with its line.

mod classes;
mod listing;

pub use classes::Classes;
pub(crate) use listing::Listing;

use cairn_data::{DataError, Kind, RecordPlace, Scan, ScanOptions};
use cairn_definition::{Diagnostic, Diagnostics, io_reason};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// A cell as a message shows it, cut where it is long.
pub(crate) fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.trim();
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// A table, open for reading. The cells of a CSV are taken as they are written: `007` stays `007`, and `NA` is a name.
#[derive(Debug)]
pub(crate) struct Table {
    path: PathBuf,
    scan: Scan,
    digest: [u8; 32],
}

/// A column of numbers.
#[derive(Debug, PartialEq)]
pub(crate) struct Numbers {
    /// The numbers; NaN where a cell holds none.
    pub(crate) values: Vec<f64>,
    /// The rows whose cell holds none, and what it holds.
    pub(crate) unread: Vec<(usize, String)>,
}

impl Table {
    /// Opens a file; reports why it cannot be read.
    pub(crate) fn read(path: &Path, problems: &Diagnostics) -> Option<Self> {
        let bytes = std::fs::read(path).map_err(|error| {
            problems.push(Diagnostic::elsewhere(format!(
                "{} cannot be read: {}",
                path.display(),
                io_reason(&error)
            )));
        });
        Self::of_bytes(path, bytes.ok()?, problems)
    }

    /// The file of that name that holds `bytes`.
    pub(crate) fn of_bytes(path: &Path, bytes: Vec<u8>, problems: &Diagnostics) -> Option<Self> {
        let digest = Sha256::digest(&bytes).into();
        match Scan::of_bytes(path, bytes, &ScanOptions::as_written()) {
            Ok(scan) => Some(Self { path: path.to_owned(), scan, digest }),
            Err(error) => {
                problems.push(Diagnostic::elsewhere(error.to_string()));
                None
            }
        }
    }

    /// SHA-256 of the bytes of the file.
    pub(crate) fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        usize::try_from(self.scan.rows()).unwrap_or(usize::MAX)
    }

    /// The names of the columns that can be read.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.scan.fields().iter().map(|field| field.name.as_str())
    }

    /// The number of the column of that name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.names().position(|column| column == name)
    }

    /// The type in the file of a column that cannot be read.
    pub(crate) fn unreadable(&self, name: &str) -> Option<&str> {
        let columns = self.scan.unreadable_columns().iter();
        columns.filter(|(column, _)| column == name).map(|(_, kind)| kind.as_str()).next()
    }

    /// The line of a row, counted from 1, the header included; of a Parquet file the number of the row.
    pub(crate) fn line(&self, row: usize) -> u64 {
        match self.scan.place(row as u64) {
            RecordPlace::Line(number) | RecordPlace::Row(number) => number,
        }
    }

    /// Where a row stands: `frame.csv:17`, or `frame.parquet, row 16`.
    pub(crate) fn place(&self, row: usize) -> String {
        place(&self.path, self.line(row))
    }

    /// Columns as classes, those of a batch one beside the other.
    pub(crate) fn classes(&self, columns: &[usize]) -> Result<Vec<Classes>, DataError> {
        let coded = columns.par_iter().map(|column| Classes::of(self.scan.batches(&[*column])?));
        coded.collect()
    }

    /// A column of numbers.
    pub(crate) fn numbers(&self, column: usize) -> Result<Numbers, DataError> {
        let is_text = self.scan.fields().get(column).is_none_or(|field| field.kind == Kind::Text);
        if is_text {
            let classes = Classes::of(self.scan.batches(&[column])?)?;
            let parsed: Vec<Option<f64>> = classes.labels().iter().map(|label| number(label)).collect();
            let mut unread = Vec::new();
            let values = classes.codes().iter().enumerate().map(|(row, code)| {
                parsed.get(*code as usize).copied().flatten().unwrap_or_else(|| {
                    unread.push((row, classes.label(row).to_owned()));
                    f64::NAN
                })
            });
            return Ok(Numbers { values: values.collect(), unread });
        }
        classes::numbers(self.scan.batches(&[column])?)
    }
}

/// Where a row stands: `frame.csv:17`, or `frame.parquet, row 16`.
pub(crate) fn place(path: &Path, line: u64) -> String {
    let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if is_csv { format!("{}:{line}", path.display()) } else { format!("{}, row {line}", path.display()) }
}

/// A finite decimal number, spaces around it allowed.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    // Rust also reads words such as “infinity” and “nan”.
    let digits = text.chars().any(|c| c.is_ascii_digit());
    text.parse().ok().filter(|value: &f64| digits && value.is_finite())
}
