//! The files of a country's records.

use super::Failure;
use crate::relative::relative;
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
