//! The research activities: each turns its raw records into evidence, and says what such evidence may claim.
//!
//! A module an activity, named as the activity is; [`records`] is what those share whose records people fill in by hand.

mod activity;
pub mod household_survey;
pub mod records;
mod relative;

pub use activity::{CoderAgreement, Fieldwork, Harvest, ResearchActivity, folder, source};

/// The activities other than the household survey, in the order of their numbers.
pub const ACTIVITIES: &[&dyn ResearchActivity] = &[];
