//! Reading a file of records, CSV or XLSX, as a table of cells that know their place.

use super::{Cell, RecordFormat, xlsx};
use cairn_definition::kind::one_of;
use cairn_definition::{
    Diagnostic, Diagnostics, Entry, Key, Node, Place, SourceFile, Table, TableReader, Value, io_reason,
    nearest,
};
use cairn_evidence::Digest;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest file of records that is read, in bytes. What people type stays far below it.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A row of a file of records.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number as a spreadsheet counts: the first row of data is 2.
    pub number: u64,
    node: Node,
}

/// A file of records, read.
#[derive(Debug)]
pub struct Sheet {
    /// Where it lies.
    pub path: PathBuf,
    /// The hash of its bytes.
    pub digest: Digest,
    row_noun: &'static str,
    rows: Vec<Row>,
    start: Place,
}

impl Sheet {
    /// Reads `folder/<name>.csv`, or the `.xlsx` of the same name. `None` where neither is there and the format is not required, or
    /// where it could not be read, which was reported.
    ///
    /// The header is checked here: columns that are unknown, missing or there twice. A row with too many cells is reported and
    /// left out, so that those after it are checked too. An empty row is skipped; an empty cell is an absent value.
    pub fn read(folder: &Path, format: &RecordFormat, problems: &Diagnostics) -> Option<Self> {
        let path = find(folder, format, problems)?;
        let bytes = match read_bytes(&path) {
            Ok(bytes) => bytes,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
        Self::from_bytes(&path, &bytes, format, problems)
    }

    /// The file of that name that holds `bytes`; its ending says what they are.
    pub fn from_bytes(
        path: &Path,
        bytes: &[u8],
        format: &RecordFormat,
        problems: &Diagnostics,
    ) -> Option<Self> {
        let is_xlsx = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
        // The rows of a workbook are shown in messages as lines of text, one a row.
        let file = if is_xlsx {
            xlsx::as_text(path, bytes, &format.name).map(|text| SourceFile::new(path, text))
        } else {
            SourceFile::from_bytes(path, bytes)
        };
        let file = file.map_err(|problem| problems.push(problem)).ok()?;
        let digest = Digest(Sha256::digest(bytes).into());
        let rows = rows(&file, format, problems)?;
        Some(Self {
            path: path.to_owned(),
            digest,
            row_noun: format.row,
            rows,
            start: Place::new(file, 0..0),
        })
    }

    /// Its rows, in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// A reader of a row’s cells, by the names of the columns.
    pub fn reader<'a>(&'a self, row: &'a Row, problems: &'a Diagnostics) -> Option<TableReader<'a>> {
        TableReader::new(&row.node, self.row_noun, problems)
    }

    /// Where the file begins.
    pub fn start(&self) -> &Place {
        &self.start
    }
}

impl Row {
    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.node.place
    }
}

fn find(folder: &Path, format: &RecordFormat, problems: &Diagnostics) -> Option<PathBuf> {
    let csv = folder.join(format!("{}.csv", format.name));
    let xlsx = folder.join(format!("{}.xlsx", format.name));
    match (csv.exists(), xlsx.exists()) {
        (true, true) => {
            let message = format!("{} and {} are both there", csv.display(), xlsx.display());
            problems.push(Diagnostic::elsewhere(message).help("keep the one that is up to date"));
            None
        }
        (true, false) => Some(csv),
        (false, true) => Some(xlsx),
        (false, false) => {
            if format.required {
                let message = format!("there is no file {}, nor an .xlsx of that name", csv.display());
                problems
                    .push(Diagnostic::elsewhere(message).help("`cairn template` writes one to begin from"));
            }
            None
        }
    }
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        Diagnostic::elsewhere(format!("{} cannot be read: {}", path.display(), io_reason(&error)))
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > LARGEST {
        let message = format!("{} is larger than a file of records can be", path.display());
        return Err(Diagnostic::elsewhere(message).expected("at most 64 MB"));
    }
    std::fs::read(path).map_err(unreadable)
}

/// A cell: its text, and the bytes of the file it stands at.
type Field = (String, std::ops::Range<usize>);

/// Splits the text by the rules of RFC 4180; an unclosed quote is reported.
fn split(file: &Arc<SourceFile>, problems: &Diagnostics) -> Option<Vec<Vec<Field>>> {
    let text = file.text();
    let bytes = text.as_bytes();
    let mut rows = Vec::new();
    let mut row: Vec<Field> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let value = if bytes.get(at) == Some(&b'"') {
            let mut value = String::new();
            at += 1;
            loop {
                let Some(quote) = text.get(at..).and_then(|rest| rest.find('"')) else {
                    let place = Place::new(Arc::clone(file), start..start + 1);
                    let problem = Diagnostic::error(&place, "this quote is never closed");
                    problems.push(problem.help("a quote within a quoted cell is written twice"));
                    return None;
                };
                value.push_str(text.get(at..at + quote).unwrap_or_default());
                at += quote + 1;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                value.push('"');
                at += 1;
            }
            // What follows the closing quote before the next comma belongs to the cell, as spreadsheets read it.
            let rest = cell_end(bytes, at);
            value.push_str(text.get(at..rest).unwrap_or_default());
            at = rest;
            value
        } else {
            at = cell_end(bytes, at);
            text.get(start..at).unwrap_or_default().to_owned()
        };
        row.push((value.trim().to_owned(), start..at));
        match bytes.get(at) {
            Some(b',') => {
                at += 1;
                if at == bytes.len() {
                    row.push((String::new(), at..at));
                }
            }
            _ => {
                at += 1;
                rows.push(std::mem::take(&mut row));
            }
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    Some(rows)
}

fn cell_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| matches!(byte, b',' | b'\n')).unwrap_or(rest.len())
}

fn rows(file: &Arc<SourceFile>, format: &RecordFormat, problems: &Diagnostics) -> Option<Vec<Row>> {
    let split = split(file, problems)?;
    let place = |span: &std::ops::Range<usize>| Place::new(Arc::clone(file), span.clone());
    let mut lines = split.into_iter();
    let header = lines.next().unwrap_or_default();
    let columns = header_columns(&header, format, &place, problems)?;
    let mut rows = Vec::new();
    let mut number = 1;
    for line in lines {
        number += 1;
        if line.iter().all(|(text, _)| text.is_empty()) {
            continue;
        }
        let whole =
            line.first().map_or(0, |(_, span)| span.start)..line.last().map_or(0, |(_, span)| span.end);
        if let Some((_, span)) =
            line.get(header.len()..).unwrap_or_default().iter().find(|(text, _)| !text.is_empty())
        {
            let message = format!("row {number} has more cells than the header has columns");
            let help = "a cell that holds a comma stands in quotes";
            problems.push(Diagnostic::error(&place(span), message).help(help));
            continue;
        }
        let mut entries = Vec::new();
        for (column, ((text, span), (_, heading))) in columns.iter().zip(line.into_iter().zip(&header)) {
            let Some(column) = column.filter(|_| !text.is_empty()) else { continue };
            let place_of_cell = place(&span);
            let node = Node { value: value(text, &column.cell, &place_of_cell), place: place_of_cell };
            let key = Key { name: column.name.to_string(), place: place(heading) };
            entries.push(Entry { key, node });
        }
        rows.push(Row {
            number,
            node: Node { value: Value::Table(Table { entries }), place: place(&whole) },
        });
    }
    Some(rows)
}

/// A cell as the kind that its column declares; what does not fit stays a text, for the reader to report.
fn value(text: String, cell: &Cell, place: &Place) -> Value {
    match cell {
        Cell::Integer => match text.replace([' ', '\u{a0}', '\u{202f}'], "").parse() {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::String(text),
        },
        Cell::List => {
            let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
            Value::Array(
                parts
                    .map(|part| Node { value: Value::String(part.to_owned()), place: place.clone() })
                    .collect(),
            )
        }
        Cell::Text | Cell::Date | Cell::OneOf(_) => Value::String(text),
    }
}

/// The declared column of each column of the file; `None` for one without a heading.
fn header_columns<'f>(
    header: &[Field],
    format: &'f RecordFormat,
    place: &impl Fn(&std::ops::Range<usize>) -> Place,
    problems: &Diagnostics,
) -> Option<Vec<Option<&'f super::Column>>> {
    let before = problems.errors();
    let names = || format.columns.iter().map(|column| column.name.as_ref());
    let mut found: Vec<Option<&super::Column>> = Vec::with_capacity(header.len());
    for (name, span) in header {
        let column = format.columns.iter().find(|column| column.name == *name);
        if let (Some(column), true) = (column, found.contains(&column)) {
            problems.push(Diagnostic::error(
                &place(span),
                format!("the column `{}` is there twice", column.name),
            ));
        }
        if column.is_none() && !name.is_empty() {
            let problem =
                Diagnostic::error(&place(span), format!("`{name}` is not a column of `{}`", format.name));
            problems.push(match nearest(name, names()) {
                Some(meant) => problem.did_you_mean(Some(meant)),
                None => problem.expected(one_of(names())),
            });
        }
        found.push(column);
    }
    let start = place(&header.first().map_or(0..0, |(_, span)| span.clone()));
    for column in format.columns.iter().filter(|column| column.required) {
        if !found.contains(&Some(column)) {
            let message = format!("the file has no column `{}`", column.name);
            problems.push(Diagnostic::error(&start, message).expected(column.meaning.to_string()));
        }
    }
    (problems.errors() == before).then_some(found)
}
