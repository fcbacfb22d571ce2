//! A study folder, loaded and checked.

use crate::failure::{Failure, drawn};
use cairn_activities::{ACTIVITIES, household_survey};
use cairn_definition::{Diagnostic, Diagnostics, Severity};
use cairn_study::{Clearance, Country, CountryId, Study};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::Path;

/// The day of the command, in UTC; on it approvals must hold.
pub(crate) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// Loads a study and finds every mistake in its definitions, without reading any record.
pub(crate) fn check(folder: &Path) -> (Study, Vec<Diagnostic>) {
    // Whoever names the file means the folder.
    let folder = if folder.is_file() && folder.ends_with("study.toml") {
        folder.parent().unwrap_or(folder)
    } else {
        folder
    };
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let loaded = Study::load(folder);
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(household_survey::check(&loaded.study));
    let problems = Diagnostics::new();
    for activity in ACTIVITIES.iter().filter(|activity| activity.is_part_of(&loaded.study)) {
        activity.check(&loaded.study, &problems);
    }
    diagnostics.extend(problems.into_sorted());
    diagnostics.extend(loaded.study.check_ethics(today()));
    // Where something is broken, what is left may be nothing.
    if diagnostics.is_empty() {
        diagnostics.extend(nothing_to_build(&loaded.study));
    }
    diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    diagnostics.dedup();
    (loaded.study, diagnostics)
}

/// A study that would build nothing.
fn nothing_to_build(study: &Study) -> Option<Diagnostic> {
    let (what, folder) = match study {
        Study { countries, .. } if countries.is_empty() => ("country", "countries/<name>/country.toml"),
        Study { indicators, .. } if indicators.is_empty() => ("indicator", "indicators/<name>.toml"),
        _ => return None,
    };
    Some(Diagnostic::elsewhere(format!("the study has no {what}")).help(format!("define one in {folder}")))
}

/// Loads a study that is free of mistakes; tells its warnings on standard error.
pub(crate) fn open(folder: &Path) -> Result<Study, Failure> {
    let (study, diagnostics) = check(folder);
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(Failure::Definitions(diagnostics));
    }
    eprint!("{}", drawn(&diagnostics));
    Ok(study)
}

/// The country of that name.
pub(crate) fn country<'a>(study: &'a Study, name: &str) -> Result<&'a Country, Failure> {
    let id = name.parse::<CountryId>().map_err(Failure::refused)?;
    study.country(&id).ok_or_else(|| {
        let names = || study.countries.iter().map(|country| country.id.as_str());
        let message = format!("the study has no country `{name}`");
        let problem = Diagnostic::elsewhere(message).expected(cairn_definition::kind::one_of(names()));
        Failure::Definitions(vec![problem.did_you_mean(cairn_definition::nearest(name, names()))])
    })
}

/// That a country's records may be read today.
pub(crate) fn clear(country: &Country) -> Result<Clearance, Failure> {
    country.basis.clear(today()).map_err(|reason| {
        Failure::Definitions(vec![Diagnostic::error(&country.basis_place, reason.to_string())])
    })
}
