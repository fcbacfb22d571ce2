//! Which household selected each record is of.

use super::MarginCells;
use crate::Contacts;
use crate::table::Listing;
use cairn_definition::{Diagnostic, Diagnostics, nearest};
use cairn_sample::disposition::Category;
use cairn_sample::weight::Standing;
use rustc_hash::FxHashMap;
use std::path::Path;

/// Names among which a nearest one is looked for, at most.
const NEAREST_AMONG: usize = 20_000;

/// What the records of an instrument say that weights are made from.
#[derive(Debug, Clone)]
pub struct RespondentRecords<'a> {
    /// The file of the records.
    pub path: &'a Path,
    /// Its column that names the household.
    pub column: &'a str,
    /// The household of each record, as the contacts name it; absent where the cell is missing.
    pub households: Vec<Option<String>>,
    /// The margins to which the weights are calibrated, with the cell of each record.
    pub margins: Vec<MarginCells<'a>>,
}

impl RespondentRecords<'_> {
    /// A record as people count: from 1.
    fn record(&self, record: usize) -> String {
        format!("{}: record {}", self.path.display(), record + 1)
    }
}

/// Records and the households that they are of.
#[derive(Debug)]
pub(super) struct Matched {
    /// The row of the contacts for each record.
    pub(super) contact_of_record: Vec<usize>,
    /// The record of each row of the contacts.
    pub(super) record_of_contact: Vec<Option<usize>>,
}

impl Matched {
    /// What came of each household. A partial interview took part where it left a record.
    pub(super) fn standing(&self, contacts: &Contacts) -> Vec<Standing> {
        contacts
            .disposition()
            .iter()
            .zip(&self.record_of_contact)
            .map(|(disposition, record)| {
                let category = disposition.category();
                match (category.eligible(), category.responded() && record.is_some()) {
                    (_, true) => Standing::Respondent,
                    (Some(true), false) => Standing::NonRespondent,
                    (Some(false), false) => Standing::Ineligible,
                    (None, false) => Standing::Unknown,
                }
            })
            .collect()
    }
}

/// Matches records with the households selected. Every record has one that took part, no two the same; and every complete interview has a
/// record.
pub(super) fn matched(
    contacts: &Contacts,
    records: &RespondentRecords<'_>,
    problems: &Diagnostics,
) -> Matched {
    let by_name: FxHashMap<&str, usize> =
        contacts.household().iter().enumerate().map(|(row, name)| (name.as_str(), row)).collect();
    let mut matched = Matched {
        contact_of_record: Vec::with_capacity(records.households.len()),
        record_of_contact: vec![None; contacts.len()],
    };
    let column = records.column;
    let mut nameless = Listing::new(problems);
    let mut unknown = Listing::new(problems);
    let mut twice = Listing::new(problems);
    let mut not_interviewed = Listing::new(problems);
    for (record, household) in records.households.iter().enumerate() {
        let Some(name) = household.as_deref().map(str::trim).filter(|name| !name.is_empty()) else {
            nameless.push(|| {
                let message = format!("{} has no `{column}`", records.record(record));
                Diagnostic::elsewhere(message).expected("the household, as the contacts name it")
            });
            matched.contact_of_record.push(usize::MAX);
            continue;
        };
        let row = by_name.get(name).copied();
        matched.contact_of_record.push(row.unwrap_or(usize::MAX));
        let Some(row) = row else {
            unknown.push(|| {
                let message = format!("{}: the contacts have no household “{name}”", records.record(record));
                let among = contacts.household().iter().take(NEAREST_AMONG).map(String::as_str);
                let problem = Diagnostic::elsewhere(message)
                    .expected(format!("a household of {}", contacts.path().display()));
                problem.did_you_mean(nearest(name, among))
            });
            continue;
        };
        let disposition = contacts.disposition().get(row);
        if let Some(disposition) = disposition.filter(|disposition| !disposition.category().responded()) {
            not_interviewed.push(|| {
                let message = format!(
                    "{} is of household “{name}”, which was not interviewed: its disposition is {disposition} ({}) at {}",
                    records.record(record),
                    disposition.title(),
                    contacts.place(row)
                );
                Diagnostic::elsewhere(message)
                    .expected("a disposition that begins with 1")
                    .help("mend the disposition, or remove the record")
            });
            continue;
        }
        let Some(place) = matched.record_of_contact.get_mut(row) else { continue };
        match *place {
            Some(first) => twice.push(|| {
                let message = format!(
                    "{} is of household “{name}”, and so is record {}",
                    records.record(record),
                    first + 1
                );
                Diagnostic::elsewhere(message).expected("one record a household")
            }),
            None => *place = Some(record),
        }
    }
    let path = records.path.display();
    nameless.finish(|rest| format!("{path}: {rest} more records without `{column}`"));
    unknown.finish(|rest| format!("{path}: {rest} more records of households that the contacts do not have"));
    not_interviewed
        .finish(|rest| format!("{path}: {rest} more records of households that were not interviewed"));
    twice.finish(|rest| format!("{path}: {rest} more records of households that have one already"));
    without_record(contacts, &matched, records, problems);
    matched
}

/// Complete interviews of which the records hold none.
fn without_record(
    contacts: &Contacts,
    matched: &Matched,
    records: &RespondentRecords<'_>,
    problems: &Diagnostics,
) {
    let mut missing = Listing::new(problems);
    let rows = contacts.disposition().iter().zip(&matched.record_of_contact).enumerate();
    for (row, (disposition, record)) in rows {
        if disposition.category() == Category::Interview && record.is_none() {
            missing.push(|| {
                let message = format!(
                    "{}: household “{}” was interviewed, and {} has no record of it",
                    contacts.place(row),
                    contacts.household().get(row).map_or("", String::as_str),
                    records.path.display()
                );
                Diagnostic::elsewhere(message)
                    .expected(format!("a record whose `{}` is that household", records.column))
                    .help("add the record, or enter what came of the household")
            });
        }
    }
    let (contacts, records) = (contacts.path().display(), records.path.display());
    missing.finish(|rest| {
        format!("{contacts}: {rest} more households that were interviewed, without a record in {records}")
    });
}
