//! The workbook of a cluster: the contact sheet, the codes and rules, the summary of the cluster.

mod codes;
mod columns;
mod contacts;
mod looks;
mod page;
mod summary;

use super::{ClusterLines, SheetCluster, SheetPlan};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The workbook of a cluster, ready to print: A4, landscape, one page wide. The same cluster gives the same bytes.
///
/// # Errors
/// When the workbook cannot be made.
pub fn workbook(
    plan: &SheetPlan,
    cluster: &SheetCluster,
    lines: &ClusterLines,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day of making is no part of a sheet: the same bytes every time.
    let properties = DocProperties::new()
        .set_title(format!("Contact sheet, cluster {}", cluster.number))
        .set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?);
    workbook.set_properties(&properties);
    contacts::write(workbook.add_worksheet(), plan, cluster, lines)?;
    codes::write(workbook.add_worksheet(), plan, cluster, lines)?;
    summary::write(workbook.add_worksheet(), plan, cluster, lines)?;
    workbook.save_to_buffer()
}
