//! The columns of the contacts, cell by cell; what depends on several of them is checked afterwards.

use super::SampledClusters;
use super::cells::{counts, date, more, values};
use super::sampled::Named;
use crate::table::{Classes, Listing, Table, shortened};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, nearest};
use cairn_sample::disposition::{Disposition, UnknownDisposition};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The columns that the reader knows.
pub(super) const HOUSEHOLD: &str = "household";
pub(super) const CLUSTER: &str = "cluster";
pub(super) const DISPOSITION: &str = "disposition";
pub(super) const DATE: &str = "date";
pub(super) const INTERVIEWER: &str = "interviewer";
pub(super) const ELIGIBLE_CHILDREN: &str = "eligible_children";
pub(super) const CHILD_POSITION: &str = "child_position";

const REQUIRED: [&str; 3] = [HOUSEHOLD, CLUSTER, DISPOSITION];
const OPTIONAL: [&str; 4] = [DATE, INTERVIEWER, ELIGIBLE_CHILDREN, CHILD_POSITION];

/// The cells as values; `None` where one is empty or was refused.
pub(super) struct Columns {
    pub(super) household: Vec<String>,
    pub(super) cluster: Vec<Option<usize>>,
    pub(super) disposition: Vec<Option<Disposition>>,
    pub(super) date: Vec<Option<Date>>,
    pub(super) interviewer: Option<Classes>,
    pub(super) eligible_children: Vec<Option<u32>>,
    /// That column as it was written, where the file has it.
    pub(super) eligible_children_cells: Option<Classes>,
    pub(super) child_position: Vec<Option<u32>>,
    pub(super) others: BTreeMap<String, Classes>,
}

impl Columns {
    pub(super) fn read(table: &Table, sampled: &SampledClusters, problems: &Diagnostics) -> Option<Self> {
        let known = known_columns(table, problems)?;
        let names: Vec<String> = table.names().map(str::to_owned).collect();
        let all: Vec<usize> = (0..names.len()).collect();
        let classes = table.classes(&all);
        let classes =
            classes.map_err(|error| problems.push(Diagnostic::elsewhere(error.to_string()))).ok()?;
        let mut by_name: BTreeMap<String, Classes> = names.into_iter().zip(classes).collect();
        let [household, cluster, disposition] = known.map(|name| by_name.remove(name).unwrap_or_default());
        let mut optional = |name: &str| by_name.remove(name);
        let rows = table.rows();
        let days =
            optional(DATE).map_or_else(|| vec![None; rows], |classes| dates(table, &classes, problems));
        let interviewer = optional(INTERVIEWER);
        let eligible_children_cells = optional(ELIGIBLE_CHILDREN);
        let numbers = |name: &str, classes: Option<&Classes>| {
            classes.map_or_else(|| vec![None; rows], |classes| counts(table, name, classes, problems))
        };
        let eligible_children = numbers(ELIGIBLE_CHILDREN, eligible_children_cells.as_ref());
        let child_position = numbers(CHILD_POSITION, optional(CHILD_POSITION).as_ref());
        Some(Self {
            household: households(table, &household, problems),
            cluster: clusters(table, &cluster, sampled, problems),
            disposition: dispositions(table, &disposition, problems),
            date: days,
            interviewer,
            eligible_children,
            eligible_children_cells,
            child_position,
            others: by_name,
        })
    }
}

/// The names of the required columns, if the file has them all.
fn known_columns(table: &Table, problems: &Diagnostics) -> Option<[&'static str; 3]> {
    let others = || table.names().filter(|name| !REQUIRED.contains(name) && !OPTIONAL.contains(name));
    let mut complete = true;
    for name in REQUIRED {
        if table.column(name).is_none() {
            let message = format!("{} has no column `{name}`", table.path().display());
            let problem = Diagnostic::elsewhere(message).expected(one_of(REQUIRED).replace(" or ", " and "));
            problems.push(match nearest(name, others()) {
                Some(meant) => problem.help(format!("rename the column `{meant}`, if it is that")),
                None => problem,
            });
            complete = false;
        }
    }
    for name in OPTIONAL {
        if let Some(kind) = table.unreadable(name) {
            let message = format!(
                "column `{name}` of {} has a type that cannot be read: {kind}",
                table.path().display()
            );
            problems.push(Diagnostic::elsewhere(message).help("write it as text, a number or a date"));
        }
    }
    complete.then_some(REQUIRED)
}

fn households(table: &Table, classes: &Classes, problems: &Diagnostics) -> Vec<String> {
    let mut empty = Listing::new(problems);
    let mut twice = Listing::new(problems);
    let mut first_row: FxHashMap<&str, usize> = FxHashMap::default();
    let rows = (0..table.rows()).map(|row| {
        let name = classes.label(row).trim();
        if name.is_empty() {
            empty.push(|| {
                let message = format!("{}: `{HOUSEHOLD}` is empty", table.place(row));
                Diagnostic::elsewhere(message).expected("the household’s number in the sample")
            });
        } else if let Some(first) = first_row.insert(name, row) {
            first_row.insert(name, first);
            twice.push(|| {
                let (place, first) = (table.place(row), table.line(first));
                let household = shortened(name);
                Diagnostic::elsewhere(format!(
                    "{place}: `{HOUSEHOLD}` “{household}” is there already, on line {first}"
                ))
                .expected("one row a household, with its final disposition")
                .help("keep the last outcome, or give two households two numbers")
            });
        }
        name.to_owned()
    });
    let names = rows.collect();
    empty.finish(more(table.path(), "without a household"));
    twice.finish(more(table.path(), "whose household is there already"));
    names
}

fn clusters(
    table: &Table,
    classes: &Classes,
    sampled: &SampledClusters,
    problems: &Diagnostics,
) -> Vec<Option<usize>> {
    let mut wrong = Listing::new(problems);
    let read = |name: &str| match sampled.find(name) {
        Named::InUse(cluster) => Ok(cluster),
        other => Err(other),
    };
    let clusters = values(classes, read, |row, cell, named| {
        wrong.push(|| unknown_cluster(&table.place(row), cell, named, sampled));
    });
    for (row, code) in classes.codes().iter().enumerate() {
        if classes.labels().get(*code as usize).is_none_or(|label| label.trim().is_empty()) {
            wrong.push(|| {
                Diagnostic::elsewhere(format!("{}: `{CLUSTER}` is empty", table.place(row)))
                    .expected(sampled.expected())
            });
        }
    }
    wrong.finish(more(table.path(), "of a cluster that is not in use"));
    clusters
}

/// The mistake of a name that is no cluster in use.
pub(super) fn unknown_cluster(
    place: &str,
    cell: &str,
    named: &Named<'_>,
    sampled: &SampledClusters,
) -> Diagnostic {
    let cell = shortened(cell);
    match named {
        Named::HeldBack => {
            Diagnostic::elsewhere(format!("{place}: cluster `{cell}` is a reserve that has not been released"))
                .expected(sampled.expected())
                .help("a reserve never stands in silently for another cluster: `cairn sample release` releases the next of its stratum, on record")
        }
        Named::Unknown(meant) => Diagnostic::elsewhere(format!("{place}: there is no cluster `{cell}`"))
            .expected(sampled.expected())
            .did_you_mean(*meant),
        Named::InUse(_) => Diagnostic::elsewhere(format!("{place}: cluster `{cell}` is in use")),
    }
}

fn dispositions(table: &Table, classes: &Classes, problems: &Diagnostics) -> Vec<Option<Disposition>> {
    let mut unknown = Listing::new(problems);
    let read = values(classes, disposition, |row, _, error| {
        unknown.push(|| {
            let problem = Diagnostic::elsewhere(format!("{}: `{DISPOSITION}`: {error}", table.place(row)))
                .expected("a final disposition of AAPOR such as `1.1`, `2.11`, `3.18` or `4.70`");
            match error.nearest {
                Some(near) => problem.help(format!("did you mean `{near}`, {}?", near.title())),
                None => problem.help("docs/sample.md lists all codes"),
            }
        });
    });
    unknown.finish(more(table.path(), "whose disposition is not known"));
    let mut empty = Listing::new(problems);
    for (row, code) in classes.codes().iter().enumerate() {
        if classes.labels().get(*code as usize).is_none_or(|label| label.trim().is_empty()) {
            empty.push(|| {
                Diagnostic::elsewhere(format!("{}: the household has no `{DISPOSITION}`", table.place(row)))
                    .expected("what came of the household, `3.11` where nobody has been there")
                    .help(
                        "a household without a disposition counts neither as respondent nor as anything else",
                    )
            });
        }
    }
    empty.finish(more(table.path(), "without a disposition"));
    read
}

/// A code; a number of a spreadsheet or Parquet file may carry the error of its last binary digit.
fn disposition(text: &str) -> Result<Disposition, UnknownDisposition> {
    text.parse().or_else(|error| {
        let number = Some(text).filter(|text| text.len() > 8).and_then(crate::table::number);
        match number {
            Some(number) if (number - (number * 1000.0).round() / 1000.0).abs() < 1e-9 => {
                format!("{number:.3}").parse().map_err(|_: UnknownDisposition| error)
            }
            _ => Err(error),
        }
    })
}

fn dates(table: &Table, classes: &Classes, problems: &Diagnostics) -> Vec<Option<Date>> {
    let mut wrong = Listing::new(problems);
    let dates = values(classes, date, |row, cell, ()| {
        wrong.push(|| {
            let message = format!("{}: `{DATE}` is “{}”", table.place(row), shortened(cell));
            Diagnostic::elsewhere(message).expected("a day, as 2026-03-31")
        });
    });
    wrong.finish(more(table.path(), "whose date is no day"));
    dates
}
