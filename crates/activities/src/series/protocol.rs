//! What the protocol asks for.

use cairn_definition::{Diagnostic, Diagnostics};
use cairn_evidence::{IccsCode, IcvacCode, InvalidCode};
use cairn_study::{Activity, Study, ThemedItem};
use std::str::FromStr;

/// Finds codes that the classifications do not have.
pub(super) fn check(activity: Activity, study: &Study, problems: &Diagnostics) {
    let Some(protocol) = study.protocols.series.get(&activity) else { return };
    for series in &protocol.series {
        let invalid =
            [invalid::<IcvacCode>(series.icvac.as_ref()), invalid::<IccsCode>(series.iccs.as_ref())];
        for error in invalid.into_iter().flatten() {
            problems.push(Diagnostic::error(&series.place, format!("series `{}`: {error}", series.id)));
        }
    }
}

fn invalid<C: FromStr<Err = InvalidCode>>(code: Option<&String>) -> Option<InvalidCode> {
    code?.parse::<C>().err()
}

/// The series that have a theme.
pub(super) fn themed_items(activity: Activity, study: &Study) -> Vec<ThemedItem> {
    let series = study.protocols.series.get(&activity).into_iter().flat_map(|protocol| &protocol.series);
    series
        .filter_map(|series| {
            Some(ThemedItem { activity, item: series.id.to_string(), theme: series.theme.clone()? })
        })
        .collect()
}
