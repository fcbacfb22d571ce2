//! Activity 4: the survey of frontline service providers, a convenience sample. Its respondents stand for nobody but
//! themselves: so many of so many said, without an interval or a percentage.
//!
//! Only closed questions are counted here. What people wrote in their own words is not published from this file.

mod answer;
mod format;
mod harvest;
mod protocol;

use crate::records::RecordFormat;
use crate::{Fieldwork, Harvest, ResearchActivity};
use cairn_definition::Diagnostics;
use cairn_evidence::EvidenceId;
use cairn_study::{Activity, Study, ThemedItem};

/// The activity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FrontlineSurvey;

impl ResearchActivity for FrontlineSurvey {
    fn activity(&self) -> Activity {
        Activity::FrontlineSurvey
    }

    fn respondents(&self) -> &'static str {
        "about 50 frontline workers, a convenience sample"
    }

    fn may_claim(&self) -> (&'static str, &'static str) {
        (
            "So many of so many respondents said so.",
            "A percentage of frontline workers of the country, or an interval.",
        )
    }

    fn formats(&self, study: Option<&Study>) -> Vec<RecordFormat> {
        study.and_then(protocol::instrument).map(format::responses).into_iter().collect()
    }

    fn is_part_of(&self, study: &Study) -> bool {
        study.protocols.frontline_survey.is_some()
    }

    fn check(&self, study: &Study, problems: &Diagnostics) {
        protocol::check(study, problems);
    }

    fn themed_items(&self, study: &Study) -> Vec<ThemedItem> {
        protocol::themed_items(study)
    }

    fn harvest(&self, fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest> {
        harvest::harvest(fieldwork, problems)
    }

    fn item_of(&self, evidence: &EvidenceId) -> String {
        evidence.item.split('=').next().unwrap_or_default().to_owned()
    }
}
