//! Words that claim a number, rendered as they stand where they hold.

use super::{Answer, Failed, series, share};
use crate::sentence::arguments::{Arguments, Named};
use crate::sentence::comparison::comparable;
use crate::sentence::verbal::{Compared, Subject, VerbalClaim};
use cairn_definition::Diagnostic;

/// `says("one in five", "…")`, `says("more girls than boys", "…", "…")`, `says("rose", "…", from = 2020, to = 2021)`.
pub(super) fn says(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let (words, place) = arguments.text("the words of the claim")?;
    let claim =
        VerbalClaim::parse(&words).map_err(|why| Box::new(Diagnostic::error(&place, why.to_string())))?;
    let decimals = arguments.scope.study.presentation.decimals;
    let (held, evidence) = match claim.subject() {
        Subject::Share => {
            let (named, presented) = share::shown(arguments)?;
            (claim.of_share(presented, decimals), vec![named.id])
        }
        Subject::Comparison => {
            let (first, of_first) = share::shown(arguments)?;
            if !arguments.has_more() {
                let message = format!("“{words}” compares two shares, and there is one");
                return Err(Diagnostic::error(&arguments.call_place(), message).into());
            }
            let (second, of_second) = share::shown(arguments)?;
            let scope = arguments.scope;
            let (a, b) = (of_first.prevalence(), of_second.prevalence());
            let relation = comparable(a, b, scope.study, scope.correlations)
                .map_err(|why| Box::new(Diagnostic::error(&second.place, why.to_string())))?;
            let name = |named: &Named<'_>| {
                scope.study.country(&named.id.country).map(|country| country.name.clone()).unwrap_or_default()
            };
            let compared = Compared {
                first: of_first,
                second: of_second,
                relation,
                countries: [name(&first), name(&second)],
            };
            (claim.of_comparison(&compared, decimals), vec![first.id, second.id])
        }
        Subject::Change => {
            let named = arguments.evidence()?;
            let change = series::between(&named, arguments)?;
            (claim.of_change(change), vec![named.id])
        }
    };
    held.map_err(|why| Box::new(Diagnostic::error(&place, format!("“{words}” does not hold: {why}"))))?;
    Ok(Answer { text: words, evidence })
}
