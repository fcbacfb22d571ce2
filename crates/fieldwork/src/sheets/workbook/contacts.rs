//! The contact sheet: what the team must know of the cluster, then a line for every household.

use super::columns::{Column, Holds, columns};
use super::{looks, page};
use crate::sheets::words;
use crate::sheets::{ClusterLines, Households, SheetCluster, SheetPlan};
use rust_xlsxwriter::{Formula, Worksheet, XlsxError, utility::row_col_to_cell_absolute};

/// The height of a line to write on, in points: 9 mm.
const WRITING: f64 = 25.5;

/// Writes it.
pub(super) fn write(
    sheet: &mut Worksheet,
    plan: &SheetPlan,
    cluster: &SheetCluster,
    lines: &ClusterLines,
) -> Result<(), XlsxError> {
    let columns = columns(lines);
    let widths: Vec<f64> = columns.iter().map(|column| column.width).collect();
    page::set_up(sheet, "Contacts", plan, cluster)?;
    page::set_widths(sheet, &widths)?;
    let grid = Grid::over(&widths);
    let (row, listed) = write_head(sheet, plan, cluster, lines, &grid)?;
    write_column_heads(sheet, row, &columns)?;
    sheet.set_repeat_rows(row, row + 1)?;
    for index in 0..lines.count {
        write_line(sheet, row + 2 + index, &columns, cluster.number, lines, (index as usize, listed))?;
    }
    let last = columns.len().saturating_sub(1) as u16;
    sheet.set_print_area(0, 0, row + 1 + lines.count, last)?;
    Ok(())
}

/// Where the fields above the table stand: a label and a value on the left, the same on the right; each a first and a last column.
struct Grid {
    left: [(u16, u16); 2],
    right: [(u16, u16); 2],
    /// From the left value to the last column, and how many characters wide that is.
    text: ((u16, u16), f64),
}

impl Grid {
    fn over(widths: &[f64]) -> Self {
        let total: f64 = widths.iter().sum();
        // The first column that begins at or after a share of the width.
        let at = |share: f64| {
            let mut before = 0.0;
            let wanted = share * total;
            widths.iter().take_while(|width| (before < wanted, before += **width).0).count() as u16
        };
        let last = widths.len().saturating_sub(1) as u16;
        let (value, label, second) = (at(0.11), at(0.5), at(0.62));
        let before: f64 = widths.iter().take(value.into()).sum();
        Self {
            left: [(0, value - 1), (value, label - 1)],
            right: [(label, second - 1), (second, last)],
            text: ((value, last), total - before),
        }
    }
}

/// The part above the table. Gives the row of the table’s head, and the cell that holds the number of households listed.
fn write_head(
    sheet: &mut Worksheet,
    plan: &SheetPlan,
    cluster: &SheetCluster,
    lines: &ClusterLines,
    grid: &Grid,
) -> Result<(u32, (u32, u16)), XlsxError> {
    let title = format!("Contact sheet · cluster {}", cluster.number);
    sheet.write_string_with_format(0, 0, title, &looks::title())?;
    sheet.set_row_height(0, 24.0)?;
    if plan.synthetic {
        let (from, to) = (grid.right[0].0, grid.right[1].1);
        let note = "Demonstration: the country does not exist, and nothing here is about real people.";
        page::spread(sheet, 0, (from, to), note, &looks::label())?;
    }
    let role = if cluster.reserve { "Reserve, released" } else { "Main sample" };
    let area = format!("{} ({} by the frame: {})", cluster.area, plan.size, cluster.size);
    let stratum = words::stratum(cluster);
    let contacts = lines.count.to_string();
    let fields = [
        [("Study", plan.study.as_str()), ("Country", plan.country.as_str())],
        [("Area", area.as_str()), ("Stratum", stratum.as_str())],
        [("Role", role), ("Interviewed here", cluster.interviewed())],
        [("Households", contacts.as_str()), ("Supervisor (code)", "")],
    ];
    let mut row = 1;
    for [left, right] in fields {
        for ((label, value), [label_at, value_at]) in [(left, grid.left), (right, grid.right)] {
            page::spread(sheet, row, label_at, label, &looks::label())?;
            let look = if value.is_empty() { looks::blank() } else { looks::value() };
            page::spread(sheet, row, value_at, value, &look)?;
        }
        sheet.set_row_height(row, 16.0)?;
        row += 1;
    }
    let paragraphs = [
        ("Finding them", words::finding(lines)),
        ("The child", words::picking(cluster, lines)),
        ("The caregiver", format!("{} {}", words::CAREGIVER, words::CONSENT)),
        ("Everybody", words::referral(plan)),
    ];
    for (label, text) in paragraphs {
        page::spread(sheet, row, grid.left[0], label, &looks::paragraph_label())?;
        let (columns, width) = grid.text;
        page::paragraph(sheet, row, columns, width, &text, &looks::text())?;
        row += 1;
    }
    let (counted, day) = match lines.households {
        Households::Listing(_) => ("Listed", "Day of the listing"),
        Households::Walk(_) => ("Counted", "Day of the walk"),
    };
    page::spread(sheet, row, grid.left[0], counted, &looks::label())?;
    let (first, last) = grid.left[1];
    page::spread(sheet, row, (first, last.saturating_sub(1).max(first)), "", &looks::entry())?;
    page::spread(sheet, row, grid.right[0], day, &looks::label())?;
    page::spread(sheet, row, grid.right[1], "", &looks::blank())?;
    sheet.set_row_height(row, 21.0)?;
    let listed = (row, first);
    sheet.set_row_height(row + 1, 6.0)?;
    Ok((row + 2, listed))
}

fn write_column_heads(sheet: &mut Worksheet, row: u32, columns: &[Column]) -> Result<(), XlsxError> {
    let mut from = 0;
    for group in columns.chunk_by(|a, b| a.group == b.group) {
        let to = from + group.len() as u16 - 1;
        match group {
            [alone] if alone.head.is_empty() => {
                sheet.merge_range(row, from, row + 1, from, &alone.group, &looks::head())?;
            }
            _ => {
                for (column, member) in (from..).zip(group) {
                    sheet.write_string_with_format(row + 1, column, &member.head, &looks::head())?;
                }
                let name = group.first().map_or("", |first| first.group.as_str());
                page::spread(sheet, row, (from, to), name, &looks::head())?;
            }
        }
        from = to + 1;
    }
    sheet.set_row_height(row, 16.0)?;
    sheet.set_row_height(row + 1, 16.0)?;
    Ok(())
}

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[Column],
    cluster: u64,
    lines: &ClusterLines,
    (index, listed): (usize, (u32, u16)),
) -> Result<(), XlsxError> {
    for (place, column) in (0_u16..).zip(columns) {
        let look = if column.holds == Holds::Household { looks::strong_cell() } else { looks::cell() };
        match (column.holds.printed(cluster, lines, index), column.holds) {
            (Some(text), _) => {
                sheet.write_string_with_format(row, place, text, &look)?;
            }
            (None, Holds::OnList) => {
                let formula = on_list(lines, index, listed);
                sheet.write_formula_with_format(row, place, formula, &look)?;
            }
            (None, _) => {
                sheet.write_blank(row, place, &looks::blank())?;
            }
        }
    }
    sheet.set_row_height(row, WRITING)?;
    Ok(())
}

/// The rule of [`cairn_sample::household::ListingStart::lines`] as a formula over the cell that holds the number listed; empty while that is.
fn on_list(lines: &ClusterLines, index: usize, (row, column): (u32, u16)) -> Formula {
    let listed = row_col_to_cell_absolute(row, column);
    let multiplier = words::millionths(lines.multiplier(index).unwrap_or_default());
    let line = index + 1;
    let whole = format!("IF({line}<={listed},{line},\"–\")");
    // A product of six decimals: rounded to them, it is free of what a binary fraction adds.
    let part = format!("INT(ROUND({multiplier}*{listed},6))+1");
    let formula = format!("=IF({listed}=\"\",\"\",IF({listed}<={},{whole},{part}))", lines.count);
    Formula::new(formula).set_result(" ")
}
