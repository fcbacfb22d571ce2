//! Counts of reports and of recorded cases.

use super::{Answer, Failed};
use crate::claim::{CasesRecorded, ClaimKind, ReportsReceived, Statement};
use crate::sentence::arguments::{Arguments, Named};
use crate::{CountSeries, Evidence, written};
use cairn_definition::Diagnostic;

/// `volume("…", year = 2021)`: 14,434 reports.
pub(super) fn volume(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    named.must_carry(ClaimKind::ReportsReceived)?;
    let Evidence::ReportVolume(reports) = named.evidence else { return Err(no_series(&named)) };
    let year = arguments.year("year")?;
    let statement = Statement::<ReportsReceived>::of(reports, year)
        .map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))?;
    let claim = statement.claim();
    Ok(Answer { text: written::counted(claim.count, &claim.counting_unit), evidence: vec![named.id] })
}

/// `cases("…", year = 2021)`: 31 cases.
pub(super) fn cases(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    named.must_carry(ClaimKind::CasesRecorded)?;
    let Evidence::RecordedCases(cases) = named.evidence else { return Err(no_series(&named)) };
    let year = arguments.year("year")?;
    let statement = Statement::<CasesRecorded>::of(cases, year)
        .map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))?;
    let claim = statement.claim();
    Ok(Answer { text: written::counted(claim.count, &claim.counting_unit), evidence: vec![named.id] })
}

/// `change("…", from = 2020, to = 2021)`: rose by 33.6 %. Only between years that are fully comparable.
pub(super) fn change(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    let change = between(&named, arguments)?;
    let Some(relative) = change.relative() else {
        let message = "the series begins at zero, so that its change is no percentage; state both counts";
        return Err(Diagnostic::error(&named.place, message).into());
    };
    let text = if relative == 0.0 {
        "did not change".to_owned()
    } else {
        let verb = if relative > 0.0 { "rose" } else { "fell" };
        format!("{verb} by {}", written::with_sign(&written::limit(relative.abs(), 1)))
    };
    Ok(Answer { text, evidence: vec![named.id] })
}

/// `as_of("…")`, and of a series `as_of("…", year = 2021)`: 31 March 2026, the day of which the evidence speaks.
pub(super) fn as_of(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    let day = match named.evidence {
        Evidence::LegalStatus(status) => Some(status.as_of),
        Evidence::Capacity(capacity) => capacity.assessed_on,
        _ => {
            let series = series(&named)?;
            let year = arguments.year("year")?;
            let (_, as_of) = crate::claim::count_of(series, year)
                .map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))?;
            Some(as_of)
        }
    };
    let Some(day) = day else {
        return Err(Diagnostic::error(&named.place, "no day of the assessment is known").into());
    };
    Ok(Answer { text: written::day(day), evidence: vec![named.id] })
}

/// The change of the series named, between the years under `from` and `to`.
pub(super) fn between(named: &Named<'_>, arguments: &mut Arguments<'_>) -> Result<crate::Change, Failed> {
    let series = series(named)?;
    let (from, to) = (arguments.year("from")?, arguments.year("to")?);
    if from >= to {
        let message = format!("{from} is not before {to}");
        return Err(Diagnostic::error(&named.place, message).into());
    }
    series.change(from, to).map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))
}

/// The series that evidence is.
pub(super) fn series<'a>(named: &Named<'a>) -> Result<&'a CountSeries, Failed> {
    named.evidence.series().ok_or_else(|| no_series(named))
}

fn no_series(named: &Named<'_>) -> Failed {
    let message = format!("no series of counts stands here, but {}", named.evidence.kind());
    Diagnostic::error(&named.place, message).into()
}
