//! What the survey asks: its questionnaires, and its themes.

use crate::records::{RecordFormat, of_instrument};
use cairn_study::{Activity, Study, ThemedItem};

/// The files of the survey’s records: one for each instrument that an indicator is computed from.
pub fn formats(study: &Study) -> Vec<RecordFormat> {
    let used = |instrument: &&cairn_study::Instrument| {
        study.indicators.iter().any(|indicator| indicator.instrument == instrument.id)
    };
    let instruments = study.instruments.iter().filter(used);
    instruments.map(|instrument| of_instrument(instrument, instrument.id.to_string())).collect()
}

/// What the survey asks, by theme: its indicators and its questions of pairs.
pub fn themed_items(study: &Study) -> Vec<ThemedItem> {
    let item = |item: String, theme: &Option<_>| {
        Some(ThemedItem { activity: Activity::HouseholdSurvey, item, theme: theme.clone()? })
    };
    let indicators = study.indicators.iter().filter_map(|indicator| item(indicator.key(), &indicator.theme));
    indicators
        .chain(study.pairs.iter().filter_map(|pair| item(format!("pair.{}", pair.id), &pair.theme)))
        .collect()
}
