//! Points of a published index, over the criteria of an indicator.

use super::legal_statuses;
use crate::{BodyOfEvidence, LegalAnswer};
use std::collections::BTreeMap;

/// The points of the law of a country, or of one of its federal units, on an indicator of a published index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorPoints {
    /// The indicator: "4.4.2".
    pub indicator: String,
    /// The federal unit; absent: the whole country.
    pub unit: Option<String>,
    /// Points for what is known to be provided.
    pub least: u8,
    /// The same, with the points of what was not found or not translated.
    pub most: u8,
    /// The points of all criteria coded.
    pub of: u8,
}

/// The points of a country on every indicator coded, whole country first, then by unit; within these by indicator. “Partly” earns none.
pub fn indicator_points(country: &BodyOfEvidence) -> Vec<IndicatorPoints> {
    let mut found: BTreeMap<(Option<&str>, &str), [u8; 3]> = BTreeMap::new();
    for status in legal_statuses(country) {
        let Some(points) = &status.points else { continue };
        let [least, most, of] = found.entry((status.unit.as_deref(), &points.indicator)).or_default();
        let earned = if status.answer == LegalAnswer::Yes { points.worth } else { 0 };
        *least = least.saturating_add(earned);
        *most = most.saturating_add(if status.answer.is_known() { earned } else { points.worth });
        *of = of.saturating_add(points.worth);
    }
    found
        .into_iter()
        .map(|((unit, indicator), [least, most, of])| IndicatorPoints {
            indicator: indicator.to_owned(),
            unit: unit.map(str::to_owned),
            least,
            most,
            of,
        })
        .collect()
}
