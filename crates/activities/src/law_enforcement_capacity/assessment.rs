//! Reading the assessments of a country.

use crate::records::{Row, Sheet};
use cairn_definition::kind::{List, OneOf, Parsed, Text, one_of};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, TableReader, nearest};
use cairn_evidence::{AssessmentBasis, CapacityStatus};
use cairn_study::{CapacityDimension, Day, UnitId};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What was found of a capacity in a unit.
#[derive(Debug)]
pub(super) struct Assessment {
    pub(super) status: CapacityStatus,
    /// Sorted, each once.
    pub(super) basis: Vec<AssessmentBasis>,
    pub(super) assessed_on: Option<Date>,
    /// The row of the file.
    pub(super) row: u64,
}

/// The assessments of a country.
#[derive(Debug, Default)]
pub(super) struct Assessments {
    /// The names of the units as shown, by their short names.
    pub(super) units: BTreeMap<UnitId, Unit>,
    /// By dimension, as it stands in the protocol, and unit.
    pub(super) found: BTreeMap<(usize, UnitId), Assessment>,
}

/// A unit.
#[derive(Debug)]
pub(super) struct Unit {
    /// As shown; absent: no row says it.
    pub(super) name: Option<Placed<String>>,
    /// Where it is first named.
    pub(super) place: Place,
}

impl Assessments {
    /// Reads every row; reports units without a name or with two, and capacities assessed twice in one unit.
    pub(super) fn read(sheet: &Sheet, dimensions: &[CapacityDimension], problems: &Diagnostics) -> Self {
        let mut assessments = Self::default();
        for row in sheet.rows() {
            if let Some(reader) = sheet.reader(row, problems) {
                assessments.read_row(reader, row, dimensions);
            }
        }
        for (id, unit) in &assessments.units {
            if unit.name.is_none() {
                let problem = Diagnostic::error(&unit.place, format!("the unit `{id}` has no name"));
                problems.push(problem.expected("`unit_name` in one of its rows, as it is shown"));
            }
        }
        assessments
    }

    fn read_row(&mut self, mut reader: TableReader<'_>, row: &Row, dimensions: &[CapacityDimension]) {
        let problems = reader.problems();
        let statuses = CapacityStatus::ALL.map(|status| (status.key(), status));
        let unit = reader.required("unit", &Parsed::<UnitId>::new("the short name of a unit"));
        let name = reader.optional("unit_name", &Text);
        let dimension = reader.required("dimension", &Text);
        let status = reader.required("status", &OneOf(&statuses));
        let basis = reader.optional("basis", &List(Text));
        let assessed_on = reader.optional("assessed_on", &Day);
        let assessor = reader.optional("assessor", &Text);
        reader.optional("note", &Text);
        if let Some(status) = &status
            && status.value != CapacityStatus::NotAssessed
        {
            let given = |column| reader.has(column);
            check_ground(status, [given("basis"), given("assessed_on"), assessor.is_some()], problems);
        }
        reader.finish();
        let dimension = dimension.and_then(|dimension| find(&dimension, dimensions, problems));
        let basis = basis.map(|basis| read_basis(&basis.value, problems)).unwrap_or_default();
        let Some(unit) = unit else { return };
        self.name_unit(&unit, name, problems);
        let (Some(dimension), Some(status)) = (dimension, status) else { return };
        let key = (dimension, unit.value);
        if let Some(first) = self.found.get(&key) {
            let (dimension, unit) = (dimensions.get(key.0).map_or("", |found| found.id.as_str()), &key.1);
            let message = format!("`{dimension}` is assessed twice in `{unit}`");
            let problem = Diagnostic::error(row.place(), message);
            problems.push(problem.help(format!("the first assessment is in row {}", first.row)));
        } else {
            let assessed_on = assessed_on.map(|day| day.value);
            self.found.insert(key, Assessment { status: status.value, basis, assessed_on, row: row.number });
        }
    }

    fn name_unit(&mut self, unit: &Placed<UnitId>, name: Option<Placed<String>>, problems: &Diagnostics) {
        let known = self
            .units
            .entry(unit.value.clone())
            .or_insert_with(|| Unit { name: None, place: unit.place.clone() });
        match (&known.name, name) {
            (Some(first), Some(name)) if first.value != name.value => {
                let message = format!(
                    "the unit `{}` is “{}” here and “{}” before",
                    unit.value, name.value, first.value
                );
                problems.push(Diagnostic::error(&name.place, message).help("give each unit one name"));
            }
            (None, name) => known.name = name,
            (Some(_), _) => {}
        }
    }
}

fn find(name: &Placed<String>, dimensions: &[CapacityDimension], problems: &Diagnostics) -> Option<usize> {
    let names = || dimensions.iter().map(|dimension| dimension.id.as_str());
    let found = names().position(|dimension| dimension == name.value);
    if found.is_none() {
        let problem = Diagnostic::error(&name.place, format!("there is no dimension `{}`", name.value));
        problems.push(match nearest(&name.value, names()) {
            Some(meant) => problem.did_you_mean(Some(meant)),
            None => problem.expected(one_of(names())),
        });
    }
    found
}

fn read_basis(names: &[Placed<String>], problems: &Diagnostics) -> Vec<AssessmentBasis> {
    let keys = || AssessmentBasis::ALL.into_iter().map(AssessmentBasis::key);
    let mut basis = Vec::new();
    for name in names {
        if let Some(found) = AssessmentBasis::ALL.into_iter().find(|basis| basis.key() == name.value) {
            basis.push(found);
        } else {
            let message = format!("`{}` is nothing that an assessment rests on", name.value);
            let problem = Diagnostic::error(&name.place, message).expected(one_of(keys()));
            problems.push(problem.did_you_mean(nearest(&name.value, keys())));
        }
    }
    basis.sort_unstable();
    basis.dedup();
    basis
}

/// What was assessed was assessed by somebody, on a day, from something.
fn check_ground(status: &Placed<CapacityStatus>, given: [bool; 3], problems: &Diagnostics) {
    let missing: Vec<&str> = ["basis", "assessed_on", "assessor"]
        .into_iter()
        .zip(given)
        .filter_map(|(column, given)| (!given).then_some(column))
        .collect();
    if !missing.is_empty() {
        let names: Vec<String> = missing.iter().map(|column| format!("`{column}`")).collect();
        let message = format!("“{}” stands without {}", status.value, names.join(" and "));
        problems.push(
            Diagnostic::error(&status.place, message)
                .help("a capacity that nobody looked at is `not_assessed`"),
        );
    }
}
