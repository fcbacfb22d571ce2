//! Activity 9: the nationally representative household survey of internet-using children and their caregivers.
//!
//! It is a probability sample, so its evidence is [`Prevalence`](cairn_evidence::Prevalence): the share of a population, with an
//! interval, for those who use the internet and live in households. It says nothing of the incidence of crimes, nor of children
//! who were not in its frame.

mod answers;
mod asked;
mod check;
mod composites;
mod estimate;
mod failure;
mod field_files;
mod fieldwork;
mod groups;
mod pairs;
mod pedigree;
mod records;
mod sample;
mod weights;

pub use asked::{formats, themed_items};
pub use check::check;
pub use estimate::{HouseholdEvidence, estimate};
pub use failure::Failure;
pub use field_files::field_formats;
pub use fieldwork::fieldwork;
pub use pairs::pairs;
pub use weights::{MadeWeights, weights};
