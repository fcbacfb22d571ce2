//! The records of the eight activities other than the household survey.
//!
//! Laws, organisations, units and informants do not exist. What is said in interviews is about services, procedures and barriers,
//! and never about what happened to anybody.

mod capacity;
mod conduct;
mod csv;
mod frontline;
mod interviews;
mod law;
mod series;

pub(crate) use conduct::{Activity, has_records, is_silent, table};

use crate::countries::DemoCountry;
use crate::random::{Purpose, Random, stream};
use std::io;
use std::path::{Path, PathBuf};

/// The protocols, by activity.
pub(crate) const PROTOCOLS: [(Activity, &str); 8] = [
    (Activity::LegalAnalysis, include_str!("../../texts/protocols/legal_analysis.toml")),
    (Activity::GovernmentInterviews, include_str!("../../texts/protocols/government_interviews.toml")),
    (Activity::NonLawEnforcementData, include_str!("../../texts/protocols/non_law_enforcement_data.toml")),
    (Activity::FrontlineSurvey, include_str!("../../texts/protocols/frontline_survey.toml")),
    (Activity::AccessToJustice, include_str!("../../texts/protocols/access_to_justice.toml")),
    (Activity::SurvivorConversations, include_str!("../../texts/protocols/survivor_conversations.toml")),
    (Activity::LawEnforcementData, include_str!("../../texts/protocols/law_enforcement_data.toml")),
    (Activity::LawEnforcementCapacity, include_str!("../../texts/protocols/law_enforcement_capacity.toml")),
];

/// The questionnaire of the frontline survey.
pub(crate) const FRONTLINE_INSTRUMENT: &str = include_str!("../../texts/frontline.toml");

/// A file of records: its path within the folder of the activity, and its bytes.
pub(crate) type RecordFile = (PathBuf, Vec<u8>);

/// Where and when an activity ran.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) country: &'static DemoCountry,
    /// The place of the country in [`crate::COUNTRIES`].
    pub(crate) number: usize,
    pub(crate) seed: u64,
    /// The first month of the fieldwork, in 2025.
    pub(crate) month: u8,
}

impl Setting {
    /// The random numbers of an activity.
    pub(crate) fn random(&self, activity: Activity) -> Random {
        stream(self.seed, self.number, Purpose::Activities, activity as u64)
    }

    /// A day of the fieldwork, from 1 on, as it is written in records.
    pub(crate) fn day(&self, day: u32) -> String {
        let (month, day) = (u32::from(self.month) + (day - 1) / 28 % 2, 1 + (day - 1) % 28);
        format!("2025-{month:02}-{day:02}")
    }
}

/// The records of every activity that ran, with their paths in the folder of the country’s data.
///
/// # Errors
/// When a document cannot be packed.
pub(crate) fn records(setting: &Setting) -> io::Result<Vec<RecordFile>> {
    let mut files = Vec::new();
    for activity in Activity::ALL.into_iter().filter(|activity| has_records(setting.country, *activity)) {
        let of_activity = match activity {
            Activity::LegalAnalysis => law::records(setting),
            Activity::LawEnforcementCapacity => capacity::records(setting),
            Activity::GovernmentInterviews => interviews::government(setting)?,
            Activity::AccessToJustice => interviews::justice(setting)?,
            Activity::SurvivorConversations => interviews::survivors(setting)?,
            Activity::NonLawEnforcementData => series::organisations(setting),
            Activity::LawEnforcementData => series::law_enforcement(setting),
            Activity::FrontlineSurvey => frontline::records(setting),
        };
        files.extend(
            of_activity.into_iter().map(|(path, bytes)| (Path::new(activity.key()).join(path), bytes)),
        );
    }
    Ok(files)
}
