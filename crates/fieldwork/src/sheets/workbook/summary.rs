//! The summary of the cluster, filled in when the work there is done: what `clusters.csv` asks for.

use super::{looks, page};
use crate::sheets::words::millionths;
use crate::sheets::{ClusterLines, Households, SheetCluster, SheetPlan};
use rust_xlsxwriter::{Worksheet, XlsxError};

const WIDTHS: [f64; 4] = [14.0, 78.0, 22.0, 34.0];

/// Segments that there is room for.
const SEGMENTS: u32 = 8;

/// Writes it.
pub(super) fn write(
    sheet: &mut Worksheet,
    plan: &SheetPlan,
    cluster: &SheetCluster,
    lines: &ClusterLines,
) -> Result<(), XlsxError> {
    page::set_up(sheet, "Cluster", plan, cluster)?;
    page::set_widths(sheet, &WIDTHS)?;
    let width: f64 = WIDTHS.iter().sum();
    let title = format!("Summary of cluster {}", cluster.number);
    sheet.write_string_with_format(0, 0, title, &looks::title())?;
    sheet.set_row_height(0, 24.0)?;
    let text = "Filled in by the supervisor when the work in the cluster is done. The second and third column go into clusters.csv of the country’s sample.";
    page::paragraph(sheet, 1, (0, 3), width, text, &looks::text())?;
    let row = write_counts(sheet, 3, cluster, lines)?;
    let row = write_segments(sheet, row + 1, lines)?;
    sheet.set_print_area(0, 0, row, 3)?;
    Ok(())
}

fn write_counts(
    sheet: &mut Worksheet,
    row: u32,
    cluster: &SheetCluster,
    lines: &ClusterLines,
) -> Result<u32, XlsxError> {
    let listed = match lines.households {
        Households::Listing(_) => "Households listed in the cluster, or in the segment where it was divided",
        Households::Walk(_) => "Dwellings counted on the walk, from the start to the last one visited",
    };
    let asked = [
        ("cluster", "Cluster", cluster.number.to_string()),
        ("listed", listed, String::new()),
        (
            "selected",
            "Households selected: lines of the contact sheet that were given to a household, whatever came of it",
            String::new(),
        ),
        (
            "segment_share",
            "Where the cluster was divided: households of the segment drawn, over those of all segments. Else 1",
            String::new(),
        ),
        ("", "First and last day of work", String::new()),
        ("", "Households with a final code (all must have one)", String::new()),
        ("", "Interviews completed: child and caregiver", String::new()),
        ("", "Supervisor (code)", String::new()),
    ];
    for (column, head) in
        (0_u16..).zip(["Column", "What is asked", "Number", "Remarks on the place, never on people"])
    {
        sheet.write_string_with_format(row, column, head, &looks::head())?;
    }
    let mut line = row + 1;
    for (column, question, number) in asked {
        sheet.write_string_with_format(line, 0, column, &looks::cell())?;
        sheet.write_string_with_format(line, 1, question, &looks::text_cell())?;
        sheet.write_string_with_format(line, 2, number, &looks::strong_cell())?;
        sheet.write_blank(line, 3, &looks::blank())?;
        sheet.set_row_height(line, 21.0)?;
        line += 1;
    }
    Ok(line)
}

fn write_segments(sheet: &mut Worksheet, row: u32, lines: &ClusterLines) -> Result<u32, XlsxError> {
    let width: f64 = WIDTHS.iter().sum();
    sheet.write_string_with_format(
        row,
        0,
        "Where the cluster is too large: one segment of it",
        &looks::heading(),
    )?;
    sheet.set_row_height(row, 18.0)?;
    let text = format!(
        "Divide the area along streets or rivers into segments, count the households of each quickly, and add them up from the first segment on. \
         Multiply the random number of this cluster, {}, with the households of all segments, cut off the decimals, add 1: the first \
         segment whose sum reaches that number is the one to work in. Ask the office first.",
        millionths(lines.segment.millionths())
    );
    page::paragraph(sheet, row + 1, (0, 3), width, &text, &looks::text())?;
    let head = row + 2;
    for (column, name) in (0_u16..).zip([
        "Segment",
        "Where it lies: streets, landmarks",
        "Households, quick count",
        "Sum so far",
    ]) {
        sheet.write_string_with_format(head, column, name, &looks::head())?;
    }
    for segment in 1..=SEGMENTS {
        sheet.write_string_with_format(head + segment, 0, segment.to_string(), &looks::cell())?;
        for column in 1..4 {
            sheet.write_blank(head + segment, column, &looks::blank())?;
        }
        sheet.set_row_height(head + segment, 19.0)?;
    }
    Ok(head + SEGMENTS)
}
