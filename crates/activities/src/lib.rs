//! The research activities: each turns its raw records into evidence, and says what such evidence may claim.
//!
//! A module an activity, named as the activity is; [`records`] is what those share whose records people fill in by hand.

mod activity;
mod frontline_survey;
pub mod household_survey;
mod law_enforcement_data;
mod non_law_enforcement_data;
pub mod records;
mod relative;
mod series;

pub use activity::{CoderAgreement, Fieldwork, Harvest, ResearchActivity, folder, source};

/// The activities other than the household survey, in the order of their numbers.
pub const ACTIVITIES: &[&dyn ResearchActivity] = &[
    &non_law_enforcement_data::NON_LAW_ENFORCEMENT_DATA,
    &frontline_survey::FrontlineSurvey,
    &law_enforcement_data::LAW_ENFORCEMENT_DATA,
];
