//! Activity 9: the nationally representative household survey of internet-using children and their caregivers.
//!
//! It is a probability sample, so its evidence is [`Prevalence`](cairn_evidence::Prevalence): the share of a population, with an
//! interval, for those who use the internet and live in households. It says nothing of the incidence of crimes, nor of children
//! who were not in its frame.

mod answers;
mod check;
mod composites;
mod estimate;
mod failure;
mod groups;
mod pairs;
mod pedigree;
mod records;
mod sample;

pub use check::check;
pub use estimate::{HouseholdEvidence, estimate};
pub use failure::Failure;
pub use pairs::pairs;

use crate::records::{RecordFormat, of_instrument};
use cairn_study::Study;

/// The files of the survey’s records: one for each instrument that an indicator is computed from.
pub fn formats(study: &Study) -> Vec<RecordFormat> {
    let used = |instrument: &&cairn_study::Instrument| {
        study.indicators.iter().any(|indicator| indicator.instrument == instrument.id)
    };
    let instruments = study.instruments.iter().filter(used);
    instruments.map(|instrument| of_instrument(instrument, instrument.id.to_string())).collect()
}
