//! What the activities on series of counts share: those of helplines, hotlines and industry, and those of law enforcement.
//!
//! Three files: who counts what and how (`issuers`), the counts as they were stated (`counts`), and the years from which on an
//! issuer counts otherwise (`breaks`). A year of which nothing was said is a gap, never zero and never filled in; a refusal is
//! recorded with its reason; a later statement on the same year is a revision, which leaves the earlier one as it was.

mod breaks;
mod caveats;
mod counts;
mod formats;
mod harvest;
mod issuers;
mod names;
mod protocol;

use crate::records::RecordFormat;
use crate::{Fieldwork, Harvest, ResearchActivity};
use cairn_definition::Diagnostics;
use cairn_evidence::{CountSeries, Evidence};
use cairn_study::{Activity, Study, ThemedItem};

/// An activity whose records are series of counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SeriesActivity {
    pub(crate) activity: Activity,
    pub(crate) respondents: &'static str,
    pub(crate) may_claim: (&'static str, &'static str),
    /// The kinds of issuers, each with its meaning.
    pub(crate) issuer_kinds: &'static [(&'static str, &'static str)],
    /// The issuers in words: "organisations".
    pub(crate) issuers: &'static str,
    /// What a reader of any of its series must be told.
    pub(crate) standing_caveat: &'static str,
    pub(crate) evidence: fn(CountSeries) -> Evidence,
}

impl ResearchActivity for SeriesActivity {
    fn activity(&self) -> Activity {
        self.activity
    }

    fn respondents(&self) -> &'static str {
        self.respondents
    }

    fn may_claim(&self) -> (&'static str, &'static str) {
        self.may_claim
    }

    fn formats(&self, study: Option<&Study>) -> Vec<RecordFormat> {
        formats::formats(self, study)
    }

    fn is_part_of(&self, study: &Study) -> bool {
        study.protocols.series.contains_key(&self.activity)
    }

    fn check(&self, study: &Study, problems: &Diagnostics) {
        protocol::check(self.activity, study, problems);
    }

    fn themed_items(&self, study: &Study) -> Vec<ThemedItem> {
        protocol::themed_items(self.activity, study)
    }

    fn harvest(&self, fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest> {
        harvest::harvest(self, fieldwork, problems)
    }
}
