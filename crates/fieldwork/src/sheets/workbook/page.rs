//! A page to print: A4, landscape, one page wide, its cluster and number at the foot of every page.

use crate::sheets::{SheetCluster, SheetPlan};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The code of A4 in the format of the file.
const A4: u8 = 9;

/// The height of a line of running text, in points.
const LINE: f64 = 14.5;

/// Sets up a sheet to be printed.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    name: &str,
    plan: &SheetPlan,
    cluster: &SheetCluster,
) -> Result<(), XlsxError> {
    let SheetPlan { study, country, .. } = plan;
    let of = format!("{study} · {country} · cluster {}", cluster.number).replace('&', "&&");
    // A footer holds at most 255 characters, with its codes.
    let of: String = of.chars().take(160).collect();
    sheet.set_name(name)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.45, 0.6, 0.2, 0.3).set_print_center_horizontally(true);
    sheet.set_footer(format!("&L&8{of}&R&8{name}, page &P of &N"));
    Ok(())
}

/// Sets the widths of the columns, in characters.
pub(super) fn set_widths(sheet: &mut Worksheet, widths: &[f64]) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    Ok(())
}

/// Writes a text over the columns `from` to `to`, both included.
pub(super) fn spread(
    sheet: &mut Worksheet,
    row: u32,
    (from, to): (u16, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if to > from {
        sheet.merge_range(row, from, row, to, text, format)?;
    } else {
        sheet.write_string_with_format(row, from, text, format)?;
    }
    Ok(())
}

/// A paragraph over columns that are together `width` characters wide: the row is made as high as it needs, for no program does so by itself
/// where cells are merged.
pub(super) fn paragraph(
    sheet: &mut Worksheet,
    row: u32,
    columns: (u16, u16),
    width: f64,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    spread(sheet, row, columns, text, format)?;
    // Widths count digits of 11 points. Letters are narrower by about a quarter, and a part of that is lost where lines break.
    let lines = (text.chars().count() as f64 / (width * 1.15)).ceil().max(1.0);
    sheet.set_row_height(row, lines * LINE + 3.0)?;
    Ok(())
}
