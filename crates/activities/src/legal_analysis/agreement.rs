//! How far the coders agree: Krippendorff’s alpha for nominal data, and what they differ on.

use super::cell::{Cell, Cells, Frame};
use crate::coders::nominal;
use cairn_evidence::CoderAgreement;
use cairn_qualitative::agreement::{Nominal, Rating, Ratings, disagreements};
use std::collections::BTreeMap;

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
    let differing = disagreements(&ratings, &Nominal);
    let told = differing.iter().filter_map(|disagreement| {
        let cell = named.get(disagreement.unit)?;
        let settled = cell.settled()?.in_words();
        Some(format!("{}: {}; decided: {settled}", disagreement.unit, cell.sides()))
    });
    let subject = format!("answers to {} criteria", frame.criteria.len());
    Some(nominal(subject, &ratings, told.collect()))
}
