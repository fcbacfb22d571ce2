//! Workbooks: reading one as text, one row a line.

use cairn_definition::Diagnostic;
use calamine::{Data, Reader, Xlsx};
use std::fmt::Write as _;
use std::io::Cursor;
use std::path::Path;

/// The sheet of that name, or the first, as CSV: row for row, so that the line of a text is the row of the sheet.
pub(super) fn as_text(path: &Path, bytes: &[u8], sheet: &str) -> Result<String, Diagnostic> {
    let broken = |reason: String| {
        let message = format!("{} is not a workbook that can be read: {reason}", path.display());
        Diagnostic::elsewhere(message).help("save it again as .xlsx, or as .csv with the encoding UTF-8")
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let names = workbook.sheet_names();
    let Some(name) = names.iter().find(|name| *name == sheet).or_else(|| names.first()) else {
        return Err(broken("it has no sheet".to_owned()));
    };
    let range = workbook.worksheet_range(name).map_err(|error| broken(error.to_string()))?;
    let mut text = String::new();
    let Some((first, _)) = range.start() else { return Ok(text) };
    for _ in 0..first {
        text.push('\n');
    }
    for row in range.rows() {
        for (position, cell) in row.iter().enumerate() {
            if position > 0 {
                text.push(',');
            }
            quoted(&mut text, &written(cell));
        }
        text.push('\n');
    }
    Ok(text)
}

/// A cell as a person would type it into a CSV file.
fn written(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// Appends a cell, without the line ends that would shift the lines after it.
fn quoted(text: &mut String, cell: &str) {
    let cell = cell.replace(['\r', '\n'], " ");
    if cell.contains([',', '"']) {
        let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
    } else {
        text.push_str(&cell);
    }
}
