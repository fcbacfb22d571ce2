//! CSV as text: names, rows of equal length, line numbers.

use crate::DataError;
use std::collections::BTreeSet;
use std::path::Path;

/// The cells of one column, end to end.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// The cells, from the first row to the last.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let cell = self.text.get(start..end).unwrap_or_default();
            start = end;
            cell
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// The cells of a CSV, a column at a time.
#[derive(Debug)]
pub(crate) struct CsvCells {
    names: Vec<String>,
    columns: Vec<Cells>,
    lines: Vec<u64>,
}

impl CsvCells {
    pub(crate) fn rows(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    pub(crate) fn column(&self, index: usize) -> Option<&Cells> {
        self.columns.get(index)
    }

    /// The line on which a row begins, from 1.
    pub(crate) fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or_default()
    }

    /// The columns with their names, and the line on which each row begins.
    pub(super) fn into_columns(self) -> (Vec<(String, Cells)>, Vec<u64>) {
        (self.names.into_iter().zip(self.columns).collect(), self.lines)
    }
}

/// The cells of the CSV in `bytes`, of which `path` is the name in messages.
pub(crate) fn read_csv(path: &Path, bytes: &[u8]) -> Result<CsvCells, DataError> {
    let text = utf8(path, bytes)?;
    let error = |line: u64, reason: String| DataError::Csv { path: path.to_owned(), line, reason };
    if let Some(line) = line_of_open_quote(text) {
        return Err(error(line, "a quotation mark opens here and is never closed".to_owned()));
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut read =
        |record: &mut csv::StringRecord| reader.read_record(record).map_err(|e| csv_error(path, &e));

    if !read(&mut record)? {
        return Err(error(1, "the file is empty; its first line must name the columns".to_owned()));
    }
    let names: Vec<String> = record.iter().map(str::to_owned).collect();
    check_names(path, &names)?;
    let mut columns: Vec<Cells> = names.iter().map(|_| Cells::default()).collect();
    let mut lines = Vec::new();
    while read(&mut record)? {
        for (column, cell) in columns.iter_mut().zip(&record) {
            column.push(cell);
        }
        lines.push(record.position().map_or(0, |position| line_of_row(text, position)));
    }
    Ok(CsvCells { names, columns, lines })
}

/// The line on which a row’s text begins: the position of a record is before the empty lines that are passed on the way to it.
fn line_of_row(text: &str, position: &csv::Position) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let breaks = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    position.line() + breaks.filter(|byte| **byte == b'\n').count() as u64
}

fn check_names(path: &Path, names: &[String]) -> Result<(), DataError> {
    let mut seen = BTreeSet::new();
    if let Some(name) = names.iter().find(|name| !seen.insert(name.as_str())) {
        return Err(DataError::DuplicateColumn { path: path.to_owned(), name: name.clone() });
    }
    match names {
        [only] if only.contains([';', '\t']) => Err(DataError::Csv {
            path: path.to_owned(),
            line: 1,
            reason: "the first line names a single column; names and cells must be separated by commas"
                .to_owned(),
        }),
        _ => Ok(()),
    }
}

/// The text without its byte-order mark.
fn utf8<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, DataError> {
    let error = |line: usize, reason: String| DataError::Encoding {
        path: path.to_owned(),
        line: line as u64,
        reason,
    };
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(error(1, "the file is UTF-16".to_owned()));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|invalid| {
        let (before, after) = bytes.split_at(invalid.valid_up_to());
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let byte = after.first().copied().unwrap_or_default();
        error(line, format!("the byte 0x{byte:02X} is not UTF-8"))
    })
}

/// The line of a quotation mark that opens a cell and is never closed.
///
/// The reader would take the rest of the file for that cell, and where the column is the last one nothing would seem amiss.
fn line_of_open_quote(text: &str) -> Option<u64> {
    let bytes = text.as_bytes();
    if bytes.iter().filter(|&&byte| byte == b'"').count() % 2 == 0 {
        return None;
    }
    let mut line = 1;
    let mut opened_on = None;
    let mut cell_begins = true;
    for &byte in bytes {
        match (byte, opened_on) {
            (b'"', Some(_)) => opened_on = None,
            // Within a quoted cell `""` stands for one quotation mark: it closes and opens again.
            (b'"', None) if cell_begins => opened_on = Some(line),
            _ => {}
        }
        cell_begins = match byte {
            b',' | b'\n' | b'\r' => opened_on.is_none(),
            b'"' => cell_begins || opened_on.is_none(),
            _ => false,
        };
        line += u64::from(byte == b'\n');
    }
    opened_on
}

fn csv_error(path: &Path, error: &csv::Error) -> DataError {
    let line = error.position().map_or(0, csv::Position::line);
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {}, the first line has {expected_len}", cells(*len))
        }
        _ => error.to_string(),
    };
    DataError::Csv { path: path.to_owned(), line, reason }
}

fn cells(count: u64) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}
