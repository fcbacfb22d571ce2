//! Several series together: exact where nothing can be counted twice, else between bounds. Prevalences have no sum.

use super::{Answer, Failed};
use crate::sentence::arguments::{Arguments, Named};
use crate::{CountSeries, Evidence, EvidenceId, UnionBounds, written};
use cairn_definition::Diagnostic;

/// `sum("…", "…", year = 2021)`: 1,204 reports, of series whose definitions exclude that anything is counted twice.
pub(super) fn sum(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let (parts, bounds) = together(arguments)?;
    let Some(exact) = bounds.exact() else {
        let message = format!(
            "these series may count the same thing twice: together they hold from {} to {}",
            written::count(bounds.at_least),
            written::count(bounds.at_most)
        );
        let problem = Diagnostic::error(&arguments.call_place(), message);
        return Err(problem.help("use `bounds`, which says so").into());
    };
    let (unit, evidence) = (unit(&parts), ids(parts));
    Ok(Answer { text: written::counted(exact, &unit), evidence })
}

/// `bounds("…", "…", year = 2021)`: from 800 to 1,204 reports.
pub(super) fn bounds(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let (parts, bounds) = together(arguments)?;
    let text = match bounds.exact() {
        Some(exact) => written::counted(exact, &unit(&parts)),
        None => format!(
            "from {} to {}",
            written::count(bounds.at_least),
            written::counted(bounds.at_most, &unit(&parts))
        ),
    };
    Ok(Answer { text, evidence: ids(parts) })
}

fn together<'a>(arguments: &mut Arguments<'a>) -> Result<(Vec<Named<'a>>, UnionBounds), Failed> {
    let parts = arguments.all_evidence()?;
    let mut series: Vec<&CountSeries> = Vec::new();
    for part in &parts {
        series.push(part.evidence.series().ok_or_else(|| refused(part))?);
    }
    let year = arguments.year("year")?;
    let bounds = UnionBounds::of(&series, year)
        .map_err(|why| Box::new(Diagnostic::error(&arguments.call_place(), why.to_string())))?;
    Ok((parts, bounds))
}

fn refused(part: &Named<'_>) -> Failed {
    let message = match part.evidence {
        Evidence::Prevalence(_) => {
            "shares are not added up: who is in one may be in another, and would count twice; define an indicator that is true for any of them"
                .to_owned()
        }
        Evidence::RespondentCount(_) => {
            "answers of a convenience sample are not added up: a respondent may have given several".to_owned()
        }
        other => format!("{} cannot be added up", other.kind()),
    };
    Diagnostic::error(&part.place, message).into()
}

fn unit(parts: &[Named<'_>]) -> String {
    let first = parts.first().and_then(|part| part.evidence.series());
    first.map(|series| series.counting_unit.clone()).unwrap_or_default()
}

fn ids(parts: Vec<Named<'_>>) -> Vec<EvidenceId> {
    parts.into_iter().map(|part| part.id).collect()
}
