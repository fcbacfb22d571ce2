//! Groups: the levels of a study's breakdowns, and which records lie in them.

use super::Failure;
use cairn_analysis::{Category, Level as Value, evaluation_diagnostic, expression_diagnostic};
use cairn_data::{Expression, Records};
use cairn_definition::Diagnostic;
use cairn_evidence::Group;
use cairn_study::{Breakdown, BreakdownId, Disaggregation, Indicator, Instrument, Level, Study};

/// A breakdown over the records of one instrument.
pub(super) struct BrokenDown {
    id: BreakdownId,
    levels: Vec<Level>,
    /// For each record the number of its level; `None` where the breakdown is missing.
    codes: Vec<Option<usize>>,
}

/// Evaluates the breakdowns that an instrument's indicators use.
pub(super) fn breakdowns(
    study: &Study,
    instrument: &Instrument,
    records: &Records,
) -> Result<Vec<BrokenDown>, Failure> {
    let mut used: Vec<&BreakdownId> = study
        .indicators
        .iter()
        .filter(|indicator| indicator.instrument == instrument.id)
        .flat_map(Indicator::breakdowns)
        .collect();
    used.sort();
    used.dedup();
    used.into_iter()
        .filter_map(|id| study.breakdown(id))
        .map(|breakdown| evaluate(breakdown, instrument, records))
        .collect()
}

/// Evaluates the breakdown of that name; `None` where the study has none.
pub(super) fn breakdown(
    study: &Study,
    id: &BreakdownId,
    instrument: &Instrument,
    records: &Records,
) -> Result<Option<BrokenDown>, Failure> {
    study.breakdown(id).map(|breakdown| evaluate(breakdown, instrument, records)).transpose()
}

impl BrokenDown {
    /// The levels, in the order shown.
    pub(super) fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// For each record the number of its level; `None` where the breakdown is missing.
    pub(super) fn codes(&self) -> &[Option<usize>] {
        &self.codes
    }
}

fn evaluate(
    breakdown: &Breakdown,
    instrument: &Instrument,
    records: &Records,
) -> Result<BrokenDown, Failure> {
    let definition = &breakdown.value;
    let expression = Expression::compile(&definition.text, records.fields()).map_err(|errors| {
        first(errors.iter().map(|error| expression_diagnostic(error, &definition.place)))
    })?;
    let values =
        records.evaluate(&expression).map_err(|error| evaluation_diagnostic(&error, &definition.place))?;
    let levels = levels(breakdown, instrument);
    let mut category = Category::default();
    let mut found = Vec::new();
    category.encode(&values, &mut found);
    let mut number_of_code = Vec::with_capacity(category.levels().len());
    for value in category.levels() {
        let text = value.to_string();
        let Some(number) = levels.iter().position(|level| level.value == text) else {
            return Err(unknown_level(breakdown, &levels, value).into());
        };
        number_of_code.push(number);
    }
    let codes = found.into_iter().map(|code| number_of_code.get(code as usize).copied()).collect();
    Ok(BrokenDown { id: breakdown.id.clone(), levels, codes })
}

fn first(mut diagnostics: impl Iterator<Item = Diagnostic>) -> Diagnostic {
    diagnostics.next().unwrap_or_else(|| Diagnostic::elsewhere("an expression is refused without a reason"))
}

fn unknown_level(breakdown: &Breakdown, levels: &[Level], value: &Value) -> Diagnostic {
    let known: Vec<String> = levels.iter().map(|level| format!("“{}”", level.value)).collect();
    Diagnostic::error(
        &breakdown.value.place,
        format!("breakdown `{}` is “{value}” in a record", breakdown.id),
    )
    .expected(known.join(", "))
    .help("add the level, or change the expression so that no record has it")
}

/// The levels declared, or those of the codebook where the breakdown is one of its columns.
fn levels(breakdown: &Breakdown, instrument: &Instrument) -> Vec<Level> {
    if !breakdown.levels.is_empty() {
        return breakdown.levels.clone();
    }
    instrument.column(breakdown.value.text.trim()).map_or(Vec::new(), |column| {
        let level = |value: &cairn_study::ValueLabel| Level {
            value: value.code.to_string(),
            label: value.label.clone(),
        };
        column.values.iter().map(level).collect()
    })
}

/// The groups of one disaggregation, and the group of each record.
pub(super) struct Groups {
    /// Each group with the labels of its levels; the first breakdown's levels vary slowest.
    pub(super) groups: Vec<(Group, Vec<String>)>,
    /// For each record the number of its group.
    pub(super) of_record: Vec<Option<usize>>,
}

impl Groups {
    /// One group that holds every record.
    pub(super) fn everybody(records: usize) -> Self {
        Self { groups: vec![(Group::EVERYBODY, Vec::new())], of_record: vec![Some(0); records] }
    }

    /// The combinations of levels of the disaggregation's breakdowns.
    pub(super) fn of(disaggregation: &Disaggregation, breakdowns: &[BrokenDown], records: usize) -> Self {
        let mut groups = Self::everybody(records);
        for id in &disaggregation.0 {
            if let Some(breakdown) = breakdowns.iter().find(|breakdown| breakdown.id == *id) {
                groups = groups.cross(breakdown);
            }
        }
        groups
    }

    fn cross(self, breakdown: &BrokenDown) -> Self {
        let count = breakdown.levels.len();
        let crossed = |(group, labels): &(Group, Vec<String>)| -> Vec<(Group, Vec<String>)> {
            let with = |level: &Level| {
                let (mut group, mut labels) = (group.clone(), labels.clone());
                group.0.push((breakdown.id.clone(), level.value.clone()));
                labels.push(level.label.clone());
                (group, labels)
            };
            breakdown.levels.iter().map(with).collect()
        };
        Self {
            groups: self.groups.iter().flat_map(crossed).collect(),
            of_record: self
                .of_record
                .iter()
                .zip(&breakdown.codes)
                .map(|(group, code)| Some((*group)? * count + (*code)?))
                .collect(),
        }
    }
}
