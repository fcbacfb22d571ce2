//! Numbers of people by stratum and group, to which weights are made to agree.

use super::{Population, STRATA};

/// Gender × age group.
pub(crate) const GROUPS: usize = 2 * 3;

/// The age groups, as they are written.
pub(crate) const AGE_GROUPS: [&str; 3] = ["12-13", "14-15", "16-17"];

impl Population {
    /// The place of a child’s age group.
    pub(crate) fn age_group(&self, child: usize) -> usize {
        usize::from((self.children.age[child] - 12) / 2)
    }

    /// The place of a child among gender × age group, girls first.
    pub(crate) fn group(&self, child: usize) -> usize {
        usize::from(!self.children.girl[child]) * AGE_GROUPS.len() + self.age_group(child)
    }

    /// Internet-using children aged 12–17 by stratum.
    pub(crate) fn children_by_stratum(&self) -> [u32; STRATA] {
        let mut counts = [0; STRATA];
        for cluster in &self.clusters {
            let first = self.households.first_child[cluster.households.start];
            let end = self.households.first_child[cluster.households.end];
            counts[usize::from(cluster.stratum)] += end - first;
        }
        counts
    }

    /// Internet-using children aged 12–17 by gender and age group.
    pub(crate) fn children_by_group(&self) -> [u32; GROUPS] {
        let mut counts = [0; GROUPS];
        for child in 0..self.children() {
            counts[self.group(child)] += 1;
        }
        counts
    }

    /// Their households by stratum.
    pub(crate) fn households_by_stratum(&self) -> [u32; STRATA] {
        let mut counts = [0; STRATA];
        for cluster in &self.clusters {
            counts[usize::from(cluster.stratum)] += cluster.households.len() as u32;
        }
        counts
    }
}
