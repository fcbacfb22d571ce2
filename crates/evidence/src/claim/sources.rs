//! The claim about sources beside each other, which any evidence of two or more activities carries.

use super::{Carries, ClaimKind, NotStated, TypedClaim};
use crate::{Evidence, EvidenceId};
use cairn_study::Activity;
use std::collections::BTreeSet;

/// How the evidence of two or more activities stands to each other: that they converge, or that they do not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SourcesCompared {
    /// The activities, in the order of their numbers.
    pub activities: Vec<Activity>,
}

impl TypedClaim for SourcesCompared {
    const KIND: ClaimKind = ClaimKind::Convergence;
    type Asked = ();
}

impl Carries<SourcesCompared> for [&Evidence] {
    fn evidence(&self) -> Vec<EvidenceId> {
        self.iter().map(|evidence| evidence.id()).collect()
    }

    fn state(&self, (): ()) -> Result<SourcesCompared, NotStated> {
        let activities: BTreeSet<Activity> = self.iter().map(|evidence| evidence.id().activity).collect();
        if activities.len() < 2 {
            let alone = activities.first().map_or("no activity", |activity| activity.title());
            return Err(NotStated::OneActivity(alone.to_owned()));
        }
        Ok(SourcesCompared { activities: activities.into_iter().collect() })
    }
}
