//! The research activities: each turns its raw records into evidence, and says what such evidence may claim.
//!
//! A module an activity. So far there is the ninth, the [`household_survey`].

pub mod household_survey;
