//! The answers of the records to one indicator.

use super::Failure;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray};
use cairn_analysis::{evaluation_diagnostic, expression_diagnostic};
use cairn_data::{Expression, Records};
use cairn_definition::Diagnostic;
use cairn_evidence::MissingCounts;
use cairn_study::{Expression as Definition, Indicator, MissingKind, Treatment};

/// What a record says to an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is in the base and has a value; a missing value may have been treated as one.
    Value {
        /// Whether it is so.
        yes: bool,
        /// The kind of missing that was treated as this value.
        treated: Option<MissingKind>,
    },
    /// It is in the base, its value is missing, and it leaves the base.
    Missing(MissingKind),
    /// Whether it is in the base cannot be told.
    BaseUnknown(MissingKind),
    /// It is not in the base.
    OutsideBase,
}

/// The answers of all records to an indicator.
pub(super) fn answers(indicator: &Indicator, records: &Records) -> Result<Vec<Answer>, Failure> {
    let base = indicator.base.as_ref().map(|base| Condition::evaluate(base, records)).transpose()?;
    let value = Condition::evaluate(&indicator.value, records)?;
    let answer = |record: usize| {
        match base.as_ref().map(|base| base.at(record)) {
            Some(Err(kind)) => return Answer::BaseUnknown(kind),
            Some(Ok(false)) => return Answer::OutsideBase,
            Some(Ok(true)) | None => {}
        }
        match value.at(record) {
            Ok(yes) => Answer::Value { yes, treated: None },
            Err(kind) => match indicator.missing.of(kind) {
                Treatment::Exclude => Answer::Missing(kind),
                Treatment::No => Answer::Value { yes: false, treated: Some(kind) },
                Treatment::Yes => Answer::Value { yes: true, treated: Some(kind) },
            },
        }
    };
    Ok((0..records.rows()).map(answer).collect())
}

/// A condition over the records: true, false, or missing for a reason.
struct Condition {
    values: BooleanArray,
    missing: Vec<Option<MissingKind>>,
}

impl Condition {
    fn evaluate(definition: &Definition, records: &Records) -> Result<Self, Failure> {
        let expression = Expression::condition(&definition.text, records.fields()).map_err(|errors| {
            errors.first().map_or_else(
                || Diagnostic::error(&definition.place, "the expression is refused"),
                |error| expression_diagnostic(error, &definition.place),
            )
        })?;
        let values: ArrayRef = records
            .evaluate(&expression)
            .map_err(|error| evaluation_diagnostic(&error, &definition.place))?;
        let values = values
            .as_boolean_opt()
            .ok_or_else(|| Diagnostic::error(&definition.place, "the expression is no condition"))?
            .clone();
        let missing =
            if values.null_count() > 0 { records.missing_kinds(expression.columns()) } else { Vec::new() };
        Ok(Self { values, missing })
    }

    /// The value for a record, or why it is missing. Where no column is missing, as after a division by zero, no reason was
    /// recorded.
    fn at(&self, record: usize) -> Result<bool, MissingKind> {
        if self.values.is_null(record) {
            return Err(self.missing.get(record).copied().flatten().unwrap_or(MissingKind::Unrecorded));
        }
        Ok(self.values.value(record))
    }
}

/// Unweighted counts of the answers of one group.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// Records with a value.
    pub(super) n: u64,
    /// Those of them for whom it is so.
    pub(super) yes: u64,
    /// Missing values, whatever was then done with them.
    pub(super) missing: MissingCounts,
    /// Records for whom the base could not be told.
    pub(super) base_unknown: MissingCounts,
}

/// Counts the answers of each of `groups` groups.
pub(super) fn count(answers: &[Answer], of_record: &[Option<usize>], groups: usize) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); groups];
    for (answer, group) in answers.iter().zip(of_record) {
        let Some(counts) = group.and_then(|group| counts.get_mut(group)) else { continue };
        match *answer {
            Answer::Value { yes, treated } => {
                counts.n += 1;
                counts.yes += u64::from(yes);
                if let Some(kind) = treated {
                    counts.missing.add(kind, 1);
                }
            }
            Answer::Missing(kind) => counts.missing.add(kind, 1),
            Answer::BaseUnknown(kind) => counts.base_unknown.add(kind, 1),
            Answer::OutsideBase => {}
        }
    }
    counts
}
