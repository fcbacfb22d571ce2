//! Contact sheets: what a supervisor prints for each cluster in use, and the same lines for a form.

mod assignment;
mod cluster;
mod lines;
mod manifest;
mod plan;
mod store;
mod words;
mod workbook;

pub use assignment::assignment;
pub use cluster::SheetCluster;
pub use lines::{Children, ClusterLines, Households, household_name};
pub use plan::{SheetPlan, contacts_wanted};
pub use store::{SheetsError, Written, sheet_name, write_sheets};
pub use workbook::workbook;

#[cfg(test)]
mod tests;
