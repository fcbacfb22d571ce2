//! Margins over the households selected.

use super::matching::{Matched, RespondentRecords};
use crate::table::Listing;
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_sample::weight::Margin;
use cairn_study::PopulationMargin;

/// A margin, and the cell of each record.
#[derive(Debug, Clone)]
pub struct MarginCells<'a> {
    /// The margin.
    pub margin: &'a PopulationMargin,
    /// The name of each of its cells, as shown: “North, urban”.
    pub labels: Vec<String>,
    /// The cell of each record, as a position among the margin's; absent where the record does not tell.
    pub of_record: Vec<Option<usize>>,
}

/// The margins with the cell of each household that has a record. A record without a cell is reported.
pub(super) fn of_contacts(
    records: &RespondentRecords<'_>,
    matched: &Matched,
    contacts: usize,
    problems: &Diagnostics,
) -> Vec<Margin> {
    let margin = |cells: &MarginCells<'_>| {
        let mut of_case = vec![Margin::UNKNOWN; contacts];
        let mut missing = Listing::new(problems);
        for (record, (cell, contact)) in cells.of_record.iter().zip(&matched.contact_of_record).enumerate() {
            match (cell, of_case.get_mut(*contact)) {
                (Some(cell), Some(of_case)) => *of_case = u32::try_from(*cell).unwrap_or(Margin::UNKNOWN),
                (None, _) => missing.push(|| missing_cell(records, cells, record)),
                (Some(_), None) => {}
            }
        }
        let (path, id) = (records.path.display(), &cells.margin.id.value);
        missing.finish(|rest| format!("{path}: {rest} more records without a cell of the margin `{id}`"));
        Margin {
            name: cells.margin.id.value.clone(),
            cells: cells.labels.clone(),
            population: cells.margin.cells.iter().map(|cell| cell.count).collect(),
            of_case,
        }
    };
    records.margins.iter().map(margin).collect()
}

fn missing_cell(records: &RespondentRecords<'_>, cells: &MarginCells<'_>, record: usize) -> Diagnostic {
    let by: Vec<String> = cells.margin.by.iter().map(|by| format!("`{}`", by.value)).collect();
    let message = format!(
        "{}: record {} has no {}, and lies in no cell of the margin `{}`",
        records.path.display(),
        record + 1,
        by.join(" or no "),
        cells.margin.id.value
    );
    Diagnostic::error(&cells.margin.id.place, message)
        .help("give missing answers a level of the breakdown, or calibrate to a margin without it")
}
