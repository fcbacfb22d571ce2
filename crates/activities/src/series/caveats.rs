//! What a reader of a series must be told.

use super::SeriesActivity;
use cairn_evidence::{CountSeries, Counted};
use cairn_study::SeriesDefinition;

/// What always holds, where the issuer counts otherwise than asked, what it says itself, and what its years show.
pub(super) fn caveats(
    of: &SeriesActivity,
    series: &CountSeries,
    asked: &SeriesDefinition,
    own: impl Iterator<Item = String>,
) -> Vec<String> {
    let mut caveats = vec![of.standing_caveat.to_owned()];
    for (what, counted, asked) in [
        ("The counting unit", &series.counting_unit, &asked.counting_unit),
        ("The stage", &series.stage, &asked.stage),
        ("The definition", &series.definition, &asked.definition),
    ] {
        if counted != asked {
            let [counted, asked] = [counted, asked].map(|text| text.trim().trim_end_matches('.'));
            caveats
                .push(format!("{what} of {} is “{counted}”; the study asked for “{asked}”.", series.issuer));
        }
    }
    caveats.extend(own);
    for found in &series.breaks {
        let (year, reason) = (found.year, full_stop(&found.reason));
        caveats.push(format!("Counts from {year} on are not comparable with those before: {reason}"));
    }
    for year in series.gaps() {
        caveats.push(format!("Nothing was said of {year}."));
    }
    for observation in &series.observations {
        let (year, as_of) = (observation.year, observation.as_of);
        match &observation.counted {
            Counted::Count(_) if observation.is_incomplete() => caveats.push(format!(
                "{year} was counted on {as_of}, before its end: it is incomplete, and no change is computed with it."
            )),
            Counted::Count(_) => {}
            Counted::Refused { reason } => {
                caveats.push(format!("The count of {year} was refused: {}", full_stop(reason)));
            }
            Counted::NotHeld { reason } => caveats.push(format!("There is no count of {year}: {}", full_stop(reason))),
        }
        if !observation.revisions.is_empty() {
            caveats.push(format!("The count of {year} was revised; it is shown as of {as_of}."));
        }
    }
    caveats
}

fn full_stop(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
