//! The sheet of codes and rules.

use super::{looks, page};
use crate::sheets::words;
use crate::sheets::{ClusterLines, SheetCluster, SheetPlan};
use cairn_sample::disposition::Disposition;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Code, meaning, what it counts as; twice, with a gap.
const WIDTHS: [f64; 7] = [7.0, 46.0, 24.0, 2.0, 7.0, 44.0, 32.0];

/// Writes it.
pub(super) fn write(
    sheet: &mut Worksheet,
    plan: &SheetPlan,
    cluster: &SheetCluster,
    lines: &ClusterLines,
) -> Result<(), XlsxError> {
    page::set_up(sheet, "Codes and rules", plan, cluster)?;
    page::set_widths(sheet, &WIDTHS)?;
    let width: f64 = WIDTHS.iter().sum();
    sheet.write_string_with_format(0, 0, "Codes and rules", &looks::title())?;
    sheet.set_row_height(0, 24.0)?;
    let mut row = 1;
    let parts = [
        ("On every visit", words::every_visit(plan)),
        ("Picking the child", words::picking_rules(cluster, lines)),
    ];
    for (heading, rules) in parts {
        sheet.write_string_with_format(row, 0, heading, &looks::heading())?;
        sheet.set_row_height(row, 18.0)?;
        row += 1;
        for rule in rules {
            page::paragraph(sheet, row, (0, 6), width, &format!("•  {rule}"), &looks::text())?;
            row += 1;
        }
    }
    sheet.write_string_with_format(
        row,
        0,
        "Codes: what came of a visit, and of the household in the end",
        &looks::heading(),
    )?;
    sheet.set_row_height(row, 18.0)?;
    row = write_codes(sheet, row + 1)?;
    let source = "Codes of the American Association for Public Opinion Research, Standard Definitions, 10th edition, 2023, for household surveys in person.";
    page::paragraph(sheet, row, (0, 6), width, source, &looks::text())?;
    sheet.set_print_area(0, 0, row, 6)?;
    Ok(())
}

/// The codes in two columns, read downwards; gives the row after them.
fn write_codes(sheet: &mut Worksheet, row: u32) -> Result<u32, XlsxError> {
    let codes: Vec<Disposition> = Disposition::all().collect();
    let half = codes.len().div_ceil(2);
    for (first, part) in [0_u16, 4].into_iter().zip(codes.chunks(half)) {
        for (column, head) in (first..).zip(["Code", "What it means", "Counts as"]) {
            sheet.write_string_with_format(row, column, head, &looks::head())?;
        }
        for (line, code) in (row + 1..).zip(part) {
            sheet.write_string_with_format(line, first, code.code(), &looks::strong_cell())?;
            sheet.write_string_with_format(line, first + 1, code.title(), &looks::text_cell())?;
            sheet.write_string_with_format(
                line,
                first + 2,
                code.category().to_string(),
                &looks::text_cell(),
            )?;
            sheet.set_row_height(line, 15.0)?;
        }
    }
    Ok(row + 1 + half as u32)
}
