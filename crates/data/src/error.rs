//! What can be wrong with a file of records, and where.

use std::fmt;
use std::path::PathBuf;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The operating system could not open or read it.
    #[error("{}: cannot be read: {}", path.display(), cairn_definition::io_reason(source))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// Its extension is not one of those read here.
    #[error(
        "{}: {} is not supported; supported are {supported}",
        path.display(),
        extension.as_ref().map_or_else(|| "a file without an extension".to_owned(), |e| format!(".{e}"))
    )]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// Its extension, if it has one.
        extension: Option<String>,
        /// Those that are read.
        supported: &'static str,
    },
    /// A CSV whose bytes are not UTF-8.
    #[error("{}:{line}: {reason}; a CSV must be UTF-8", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The first line with such bytes, from 1.
        line: u64,
        /// What was found.
        reason: String,
    },
    /// A CSV whose rows do not make a table.
    #[error("{}:{line}: {reason}", path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// A Parquet file that is damaged, cut short, or uses what is not supported.
    #[error("{}: not a readable Parquet file: {reason}", path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// An SPSS or Stata file that is damaged, cut short, or uses what is not supported.
    #[error("{}: not a readable {format} file: {place}: {reason}", path.display())]
    RowFile {
        /// The file.
        path: PathBuf,
        /// What it should be.
        format: RowFormat,
        /// Where in it.
        place: FilePlace,
        /// What is wrong.
        reason: String,
    },
    /// Two columns have one name.
    #[error("{}: two columns are named `{name}`; names must be unique", path.display())]
    DuplicateColumn {
        /// The file.
        path: PathBuf,
        /// The name.
        name: String,
    },
    /// A value that does not fit the types Cairn calculates with.
    #[error("{}: column `{column}`: {reason}", path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// What is wrong.
        reason: String,
    },
    /// A column was asked for by a number that the file does not have.
    #[error("{}: column number {index} was asked for; the file has {columns}, counted from 0", path.display())]
    NoSuchColumn {
        /// The file.
        path: PathBuf,
        /// The number asked for.
        index: usize,
        /// How many columns there are.
        columns: usize,
    },
    /// Columns of the codebook that the file does not have.
    #[error("{}: {}", path.display(), describe_absent(columns))]
    AbsentColumns {
        /// The file.
        path: PathBuf,
        /// The columns, in the order of the codebook.
        columns: Vec<AbsentColumn>,
    },
    /// Cells that contradict the codebook.
    #[error("{}: {}", path.display(), describe_cells(problems, *more))]
    Cells {
        /// The file.
        path: PathBuf,
        /// The first of them, by row and then by column of the codebook.
        problems: Vec<CellProblem>,
        /// How many there are besides.
        more: usize,
    },
}

/// A format that keeps its records row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// `.sav` and `.zsav`.
    Spss,
    /// `.dta`.
    Stata,
}

impl fmt::Display for RowFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Spss => "SPSS",
            Self::Stata => "Stata",
        })
    }
}

/// A place in a file that is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilePlace {
    /// A byte, from 0.
    Byte(u64),
    /// A row, from 1.
    Row(u64),
}

impl fmt::Display for FilePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Byte(byte) => write!(f, "byte {byte}"),
            Self::Row(row) => write!(f, "row {row}"),
        }
    }
}

/// A column that the codebook has and the file does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsentColumn {
    /// Its name in the codebook.
    pub name: String,
    /// The name in the file most like it.
    pub nearest: Option<String>,
}

/// Where a record stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordPlace {
    /// A line of a CSV, from 1, the header included.
    Line(u64),
    /// A row of a Parquet file, from 1.
    Row(u64),
}

impl fmt::Display for RecordPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Row(row) => write!(f, "row {row}"),
        }
    }
}

/// A cell that contradicts the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellProblem {
    /// The record.
    pub place: RecordPlace,
    /// The column.
    pub column: String,
    /// What the cell holds, shortened where long.
    pub cell: String,
    /// What the codebook allows.
    pub expected: String,
}

impl fmt::Display for CellProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, column, cell, expected } = self;
        if cell.is_empty() {
            write!(f, "{place}, `{column}`: the cell is empty; expected {expected}")
        } else {
            write!(f, "{place}, `{column}`: “{cell}”; expected {expected}")
        }
    }
}

fn describe_absent(columns: &[AbsentColumn]) -> String {
    let described: Vec<String> = columns
        .iter()
        .map(|column| match &column.nearest {
            Some(nearest) => format!("`{}` (the file has `{nearest}`)", column.name),
            None => format!("`{}`", column.name),
        })
        .collect();
    let noun = if columns.len() == 1 { "a column" } else { "columns" };
    format!("{noun} of the codebook that the file does not have: {}", described.join(", "))
}

fn describe_cells(problems: &[CellProblem], more: usize) -> String {
    let count = problems.len() + more;
    let noun = if count == 1 { "cell contradicts" } else { "cells contradict" };
    let mut text = format!("{count} {noun} the codebook");
    for problem in problems {
        text.push_str(&format!("\n  {problem}"));
    }
    if more > 0 {
        text.push_str(&format!("\n  and {more} more"));
    }
    text
}
