//! Activity 8: assessment of the capacity of law enforcement, unit by unit.
//!
//! A capacity is present, partly present, absent or not assessed in a unit. That is all that is said: capacities are not added up, and units
//! are not put in an order.

mod assessment;
mod evidence;
mod formats;

use crate::records::RecordFormat;
use crate::{Fieldwork, Harvest, ResearchActivity};
use cairn_definition::Diagnostics;
use cairn_study::{Activity, Study, ThemedItem};

/// Assessment of the capacity of law enforcement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LawEnforcementCapacity;

impl ResearchActivity for LawEnforcementCapacity {
    fn activity(&self) -> Activity {
        Activity::LawEnforcementCapacity
    }

    fn respondents(&self) -> &'static str {
        "specialized units of law enforcement, assessed one by one"
    }

    fn may_claim(&self) -> (&'static str, &'static str) {
        (
            "A capacity is present, partly present or absent in a unit.",
            "A number, a score or an order of units, and what was not assessed is never absence.",
        )
    }

    fn formats(&self, study: Option<&Study>) -> Vec<RecordFormat> {
        vec![formats::assessments(study)]
    }

    fn is_part_of(&self, study: &Study) -> bool {
        study.protocols.law_enforcement_capacity.is_some()
    }

    /// Nothing: all that can be wrong with the protocol is found when it is read.
    fn check(&self, _study: &Study, _problems: &Diagnostics) {}

    fn themed_items(&self, study: &Study) -> Vec<ThemedItem> {
        let dimensions =
            study.protocols.law_enforcement_capacity.iter().flat_map(|protocol| &protocol.dimensions);
        dimensions
            .filter_map(|dimension| {
                Some(ThemedItem {
                    activity: Activity::LawEnforcementCapacity,
                    item: dimension.id.to_string(),
                    theme: dimension.theme.clone()?,
                })
            })
            .collect()
    }

    fn harvest(&self, fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest> {
        evidence::harvest(fieldwork, problems)
    }
}
