//! Templates: empty files of records with their data dictionary.

use super::{Cell, RecordFormat};
use rust_xlsxwriter::{DataValidation, Format, Workbook, XlsxError};

/// A file of a template, by name.
pub type TemplateFile = (String, Vec<u8>);

/// The CSV files of an activity: one a format with its header, and `dictionary.csv`.
pub fn csv_template(formats: &[RecordFormat]) -> Vec<TemplateFile> {
    let mut files: Vec<TemplateFile> = formats
        .iter()
        .map(|format| {
            let header: Vec<&str> = format.columns.iter().map(|column| column.name.as_ref()).collect();
            (format!("{}.csv", format.name), csv_line(&header).into_bytes())
        })
        .collect();
    let dictionary: String = dictionary(formats).iter().map(|row| csv_line(row)).collect();
    files.push(("dictionary.csv".to_owned(), dictionary.into_bytes()));
    files
}

/// One workbook a format, as the readers look for it: the sheet to fill, with lists to choose from, and the dictionary.
///
/// # Errors
/// When the workbook cannot be made.
pub fn xlsx_template(formats: &[RecordFormat]) -> Result<Vec<TemplateFile>, XlsxError> {
    formats.iter().map(|format| Ok((format!("{}.xlsx", format.name), workbook(format)?))).collect()
}

fn workbook(format: &RecordFormat) -> Result<Vec<u8>, XlsxError> {
    const LAST_ROW: u32 = 10_000;
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let wrapped = Format::new().set_text_wrap();
    let mut workbook = Workbook::new();
    // The day of making is no part of a template: the same bytes every time.
    let properties = rust_xlsxwriter::DocProperties::new()
        .set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 1, 1)?);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet().set_name(sheet_name(&format.name))?;
    for (position, column) in (0_u16..).zip(&format.columns) {
        sheet.write_string_with_format(0, position, column.name.as_ref(), &bold)?;
        sheet.set_column_width(position, 18)?;
        match &column.cell {
            Cell::Date => {
                sheet.set_column_format(position, &date)?;
            }
            Cell::OneOf(codes) => {
                let codes: Vec<&str> = codes.iter().map(|(code, _)| code.as_ref()).collect();
                // Excel holds at most 255 characters of a list; a longer one stands in the dictionary alone.
                if codes.iter().map(|code| code.len() + 1).sum::<usize>() <= 255 {
                    let validation = DataValidation::new().allow_list_strings(&codes)?;
                    sheet.add_data_validation(1, position, LAST_ROW, position, &validation)?;
                }
            }
            Cell::Text | Cell::Integer | Cell::List => {}
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let sheet = workbook.add_worksheet().set_name("dictionary")?;
    for (row, cells) in (0_u32..).zip(dictionary(std::slice::from_ref(format))) {
        for (position, cell) in (0_u16..).zip(&cells) {
            sheet.write_string_with_format(row, position, cell, if row == 0 { &bold } else { &wrapped })?;
        }
    }
    for (position, width) in (0_u16..).zip([20, 24, 60, 40, 10]) {
        sheet.set_column_width(position, width)?;
    }
    workbook.save_to_buffer()
}

/// Excel allows 31 characters.
fn sheet_name(name: &str) -> String {
    name.chars().take(31).collect()
}

/// The rows of the data dictionary, header first.
fn dictionary(formats: &[RecordFormat]) -> Vec<Vec<String>> {
    let header = ["file", "column", "meaning", "holds", "required"].map(str::to_owned).to_vec();
    let mut rows = vec![header];
    for format in formats {
        rows.push(vec![
            format.name.to_string(),
            String::new(),
            format.description.to_string(),
            format!("one row for each {}", format.row),
            if format.required { "yes" } else { "no" }.to_owned(),
        ]);
        for column in &format.columns {
            let holds = match &column.cell {
                Cell::OneOf(codes) => codes
                    .iter()
                    .map(|(code, meaning)| format!("{code}: {meaning}"))
                    .collect::<Vec<_>>()
                    .join("; "),
                other => other.describe().into_owned(),
            };
            let required = if column.required { "yes" } else { "no" }.to_owned();
            rows.push(vec![
                format.name.to_string(),
                column.name.to_string(),
                column.meaning.to_string(),
                holds,
                required,
            ]);
        }
    }
    rows
}

/// A line of a CSV file.
pub(crate) fn csv_line(cells: &[impl AsRef<str>]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| {
            let cell = cell.as_ref();
            if cell.contains([',', '"', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.to_owned()
            }
        })
        .collect();
    format!("{}\n", cells.join(","))
}
