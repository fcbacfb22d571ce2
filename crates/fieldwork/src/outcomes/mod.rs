//! The field, accounted for: what came of the households, by stratum, cluster, interviewer and week, and what to look at.

mod groups;
mod notices;

pub use groups::{Breakdown, Group};
pub use notices::{Measure, Notices, Unusual};

use crate::{Contacts, SampledClusters};
use cairn_sample::outcome::{EligibleShare, OutcomeRates, Undefined, UnknownRule};
use cairn_study::{ClusterTake, Fieldwork, UnknownEligibility};
use groups::Households;

/// What came of the households of a country.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcomes {
    /// All of them.
    pub whole: Group,
    /// The groups of the breakdown, in the order of the draw, of the codes or of time; empty without one.
    pub groups: Vec<Group>,
    /// *e*, of the whole: households counted. It is used in every group.
    pub share: Result<EligibleShare, Undefined>,
    /// *e*, of the whole: households weighted.
    pub weighted_share: Result<EligibleShare, Undefined>,
    /// What to look at.
    pub notices: Notices,
}

/// What was expected of the field.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The clusters.
    pub sampled: &'a SampledClusters,
    /// What is assumed of households of unknown eligibility.
    pub unknown: &'a UnknownEligibility,
    /// Interviews a cluster.
    pub take: ClusterTake,
    /// The days of the fieldwork.
    pub fieldwork: Fieldwork,
}

impl Outcomes {
    /// The outcomes of a country’s contacts. `None` where they are wanted by interviewer and the file has no such column.
    pub fn of(contacts: &Contacts, expected: Expected<'_>, by: Option<Breakdown>) -> Option<Self> {
        let households = Households::of(contacts, expected.sampled);
        let whole = households.whole();
        let rule = match expected.unknown {
            UnknownEligibility::Proportional => UnknownRule::Proportional,
            UnknownEligibility::Share { share, .. } => UnknownRule::Stated(*share),
        };
        let groups = match by {
            Some(by) => households.by(by)?,
            None => Vec::new(),
        };
        Some(Self {
            share: EligibleShare::of(&whole.counts, rule),
            weighted_share: EligibleShare::of(&whole.weighted, rule),
            notices: Notices::of(&households, expected),
            whole,
            groups,
        })
    }

    /// The rates of a group: households counted.
    pub fn rates(&self, group: &Group) -> OutcomeRates {
        OutcomeRates::new(group.counts, self.share)
    }

    /// The rates of a group: households weighted by the inverse of their probability of selection.
    pub fn weighted_rates(&self, group: &Group) -> OutcomeRates {
        OutcomeRates::new(group.weighted, self.weighted_share)
    }
}
