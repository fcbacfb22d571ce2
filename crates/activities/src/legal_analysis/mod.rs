//! Activity 1: literature review and legal analysis.
//!
//! Criteria, of published [libraries](Library) and of the study’s own, are put to the law in force on the last day of a country’s fieldwork. Two
//! coders answer each independently, citing provisions; where they differ somebody adjudicates. The evidence says whether a provision is
//! in force at that date, and never how well it is enforced.

mod agreement;
mod answer;
mod cell;
mod criterion;
mod evidence;
mod formats;
mod law;
mod library;
mod register;

pub use criterion::{Criterion, criteria};
pub use library::{Library, libraries};

use crate::records::RecordFormat;
use crate::{Fieldwork, Harvest, ResearchActivity};
use cairn_definition::Diagnostics;
use cairn_study::{Activity, Study, ThemedItem};

/// Literature review and legal analysis.
#[derive(Debug, Clone, Copy)]
pub struct LegalAnalysis;

impl ResearchActivity for LegalAnalysis {
    fn activity(&self) -> Activity {
        Activity::LegalAnalysis
    }

    fn respondents(&self) -> &'static str {
        "laws and policies, each read by two coders independently"
    }

    fn may_claim(&self) -> (&'static str, &'static str) {
        (
            "A provision is in force, or not, at a date.",
            "A word on how well the law is enforced, or an order of countries.",
        )
    }

    fn formats(&self, study: Option<&Study>) -> Vec<RecordFormat> {
        formats::formats(study)
    }

    fn is_part_of(&self, study: &Study) -> bool {
        study.protocols.legal_analysis.is_some()
    }

    fn check(&self, study: &Study, problems: &Diagnostics) {
        if let Some(protocol) = &study.protocols.legal_analysis {
            criterion::check(protocol, problems);
        }
    }

    fn themed_items(&self, study: &Study) -> Vec<ThemedItem> {
        let protocol = study.protocols.legal_analysis.as_ref();
        protocol
            .into_iter()
            .flat_map(criteria)
            .filter_map(|criterion| {
                let theme = criterion.theme?;
                Some(ThemedItem { activity: Activity::LegalAnalysis, item: criterion.id, theme })
            })
            .collect()
    }

    fn harvest(&self, fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest> {
        evidence::harvest(fieldwork, problems)
    }
}
