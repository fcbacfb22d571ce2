//! How far the coders agree: Krippendorff’s alpha for nominal data, and what they differ on.

use super::cell::{Cells, Frame};
use crate::CoderAgreement;
use cairn_qualitative::agreement::{
    Nominal, Rating, Ratings, Resampling, alpha, alpha_interval, disagreements,
};

/// Draws of the bootstrap interval.
const REPLICATES: u32 = 1000;
/// Any number; the same, so that a build is the same.
const SEED: u64 = 1;

/// The agreement of the coders over all cells.
pub(super) fn agreement(cells: &Cells, frame: &Frame<'_>) -> Option<CoderAgreement> {
    let records = cells.iter().flat_map(|(asked, cell)| {
        cell.answers.iter().map(|answer| Rating {
            coder: answer.coder.clone(),
            unit: frame.name(asked),
            value: answer.statement.said(),
        })
    });
    let ratings = Ratings::from_records(records).ok()?;
    let interval = Resampling::new(REPLICATES, 0.95, SEED).ok().and_then(|resampling| {
        alpha_interval(&ratings, &Nominal, &resampling).ok().map(|interval| (interval.low, interval.high))
    });
    let differing = disagreements(&ratings, &Nominal);
    let told = differing.iter().filter_map(|disagreement| {
        let (_, cell) = cells.iter().find(|(asked, _)| frame.name(asked) == disagreement.unit)?;
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
