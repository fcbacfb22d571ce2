//! What the law of several countries, or several criteria of one, say together. Countries are counted and never put in an order:
//! nothing here tells which of two has the better law.

mod icmec;
mod points;

pub use icmec::{IcmecLevel, IcmecReading, IcmecSummary};
pub use points::{IndicatorPoints, indicator_points};

use crate::{BodyOfEvidence, Evidence, LegalAnswer, LegalStatus};
use cairn_study::Activity;
use std::collections::BTreeMap;

/// How many countries have each answer to a criterion, over those where the whole country’s law was read for it.
pub fn answers_by_country<'a>(
    countries: impl IntoIterator<Item = &'a BodyOfEvidence>,
    criterion: &str,
) -> BTreeMap<LegalAnswer, usize> {
    let mut counts = BTreeMap::new();
    for status in countries.into_iter().flat_map(legal_statuses) {
        if status.unit.is_none() && criterion_of(status) == criterion {
            *counts.entry(status.answer).or_default() += 1;
        }
    }
    counts
}

fn legal_statuses(body: &BodyOfEvidence) -> impl Iterator<Item = &LegalStatus> {
    body.iter().filter_map(|(id, evidence)| match evidence {
        Evidence::LegalStatus(status) if id.activity == Activity::LegalAnalysis => Some(status),
        _ => None,
    })
}

/// The name of the criterion, without the federal unit.
fn criterion_of(status: &LegalStatus) -> &str {
    status.id.item.split('/').next().unwrap_or_default()
}
