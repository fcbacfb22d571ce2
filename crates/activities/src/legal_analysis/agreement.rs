//! How far the coders agree: Krippendorff’s alpha for nominal data, and what they differ on.

use super::cell::{Cell, Cells, Frame};
use cairn_evidence::CoderAgreement;
use cairn_qualitative::agreement::{
    Nominal, Rating, Ratings, Resampling, alpha, alpha_interval, disagreements,
};
use std::collections::BTreeMap;

/// Draws of the bootstrap interval.
const REPLICATES: u32 = 1000;
/// Any number; the same, so that a build is the same.
const SEED: u64 = 1;

/// The agreement of the coders over all cells.
pub(super) fn agreement(cells: &Cells, frame: &Frame<'_>) -> Option<CoderAgreement> {
    let named: BTreeMap<String, &Cell> =
        cells.iter().map(|(asked, cell)| (frame.name(asked), cell)).collect();
    let records = named.iter().flat_map(|(name, cell)| {
        cell.answers.iter().map(|answer| Rating {
            coder: answer.coder.clone(),
            unit: name.clone(),
            value: answer.statement.said(),
        })
    });
    let ratings = Ratings::from_records(records).ok()?;
    let interval = Resampling::new(REPLICATES, 0.95, SEED).ok().and_then(|resampling| {
        alpha_interval(&ratings, &Nominal, &resampling).ok().map(|interval| (interval.low, interval.high))
    });
    let differing = disagreements(&ratings, &Nominal);
    let told = differing.iter().filter_map(|disagreement| {
        let cell = named.get(disagreement.unit)?;
        let settled = cell.settled()?.in_words();
        Some(format!("{}: {}; decided: {settled}", disagreement.unit, cell.sides()))
    });
    Some(CoderAgreement {
        subject: format!("answers to {} criteria", frame.criteria.len()),
        coefficient: "Krippendorff’s alpha, nominal",
        value: alpha(&ratings, &Nominal).map(|alpha| alpha.value).map_err(|undefined| undefined.to_string()),
        interval,
        disagreements: told.collect(),
    })
}
