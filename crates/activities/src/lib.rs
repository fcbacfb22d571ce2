//! The research activities: each turns its raw records into evidence, and says what such evidence may claim.
//!
//! A module an activity, named as the activity is; [`records`] is what those share whose records people fill in by hand.

mod access_to_justice;
mod activity;
mod coders;
mod frontline_survey;
mod government_interviews;
pub mod household_survey;
pub mod interviews;
mod judges;
mod law_enforcement_capacity;
mod law_enforcement_data;
pub mod legal_analysis;
mod non_law_enforcement_data;
pub mod records;
mod relative;
mod series;
mod survivor_conversations;

pub use access_to_justice::ACCESS_TO_JUSTICE;
pub use activity::{Fieldwork, Harvest, ResearchActivity, folder, leading_item, source};
pub use government_interviews::GOVERNMENT_INTERVIEWS;
pub use judges::judges;
pub use survivor_conversations::SURVIVOR_CONVERSATIONS;

/// The activities other than the household survey, in the order of their numbers.
pub const ACTIVITIES: &[&dyn ResearchActivity] = &[
    &legal_analysis::LegalAnalysis,
    &GOVERNMENT_INTERVIEWS,
    &non_law_enforcement_data::NON_LAW_ENFORCEMENT_DATA,
    &frontline_survey::FrontlineSurvey,
    &ACCESS_TO_JUSTICE,
    &SURVIVOR_CONVERSATIONS,
    &law_enforcement_data::LAW_ENFORCEMENT_DATA,
    &law_enforcement_capacity::LawEnforcementCapacity,
];
