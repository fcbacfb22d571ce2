//! What is concluded: insights, findings, recommendations, and the convergence matrix as two researchers judged it.
//!
//! The words are the same in every country, and their numbers are computed by the build. What differs is what may differ: the status
//! of recommendations, cells on which the researchers disagree, and what rests on an activity that did not run or on too few
//! children.

mod cells;
mod matrix;
mod status;
mod study;

pub(crate) use study::text as study;

use crate::activities::{Activity, Setting, has_records};
use crate::questionnaire::Respondent;
use crate::random::{Purpose, stream};
use crate::sample::Interviews;

const COUNTRY: &str = include_str!("../../texts/findings/country.toml");
const TOLD: &str = include_str!("../../texts/findings/told.toml");
const SURVIVORS: &str = include_str!("../../texts/findings/survivors.toml");
const THEMES: &str = include_str!("../../texts/findings/themes.toml");

/// Apart from the numbers of the activities, which count from 1.
const STREAM: u64 = 100;

/// With so many children who were treated in a hurtful way online, the share of those who told somebody has a base that may be shown
/// whatever answers are missing.
const ENOUGH: usize = 90;

/// The file of a country’s findings.
pub(crate) fn country(setting: &Setting, interviews: &Interviews) -> String {
    let mut random = stream(setting.seed, setting.number, Purpose::Activities, STREAM);
    let mut text = format!("# What is concluded of {}, which does not exist.\n\n", setting.country.name);
    text.push_str(&status::fill(COUNTRY, &mut random));
    let bullied = interviews.answers_to(Respondent::Child, "bullied_online").unwrap_or_default();
    let affected = bullied.iter().filter(|answer| **answer == 1).count();
    if affected >= ENOUGH {
        text.push_str(&status::fill(TOLD, &mut random));
    }
    if has_records(setting.country, Activity::SurvivorConversations) {
        text.push_str(&status::fill(SURVIVORS, &mut random));
    }
    text.push_str(THEMES);
    text.push_str(&matrix::text(setting, &mut random));
    text
}
