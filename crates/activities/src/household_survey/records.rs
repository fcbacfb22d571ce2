//! The files of a country's records.

use super::Failure;
use crate::relative::relative;
use arrow_array::ArrayRef;
use cairn_analysis::Category;
use cairn_data::Records;
use cairn_definition::Diagnostic;
use cairn_study::{Clearance, HouseholdSurvey, Instrument, Study};
use std::path::Path;

/// The records of an instrument and their file; `None` where the country's survey did not use it.
pub(super) fn read<'s>(
    study: &Study,
    survey: &'s HouseholdSurvey,
    instrument: &Instrument,
    clearance: &Clearance,
) -> Result<Option<(&'s Path, Records)>, Failure> {
    let Some(path) = survey.records.get(&instrument.id) else { return Ok(None) };
    if !path.exists() {
        let message = format!("the records of `{}` are not there: {}", instrument.id, relative(path, study));
        let problem = Diagnostic::error(&survey.design.place, message);
        let help = "put the file there, or name another under `records` of this [survey]";
        return Err(problem.help(help).into());
    }
    Ok(Some((path, Records::read(path, instrument, clearance)?)))
}

/// The cells of a column as text; absent where one is missing. `None` where the column holds neither whole numbers nor texts.
pub(super) fn texts(column: &ArrayRef) -> Option<Vec<Option<String>>> {
    let (mut category, mut codes) = (Category::default(), Vec::new());
    category.encode(column, &mut codes).then(|| {
        let labels: Vec<String> = category.levels().iter().map(ToString::to_string).collect();
        codes.into_iter().map(|code| labels.get(code as usize).cloned()).collect()
    })
}
