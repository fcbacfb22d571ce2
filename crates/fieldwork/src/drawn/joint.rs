//! Joint probabilities: of the draw, and of the clusters in use.

use super::Draw;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The probabilities of having drawn two clusters of a stratum together, by their numbers, the smaller first.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Pairs(BTreeMap<(u32, u32), f64>);

impl Pairs {
    /// Those of a stratum whose clusters begin with that number.
    pub(super) fn add(&mut self, first: u32, joint: &[Vec<f64>]) {
        for (one, row) in (first..).zip(joint) {
            for (other, together) in (first..).zip(row).filter(|(other, _)| *other > one) {
                self.0.insert((one, other), *together);
            }
        }
    }

    pub(super) fn insert(&mut self, one: u32, other: u32, together: f64) -> bool {
        self.0.insert((one.min(other), one.max(other)), together).is_none()
    }

    pub(super) fn get(&self, one: u32, other: u32) -> Option<f64> {
        self.0.get(&(one.min(other), one.max(other))).copied()
    }

    /// The file of these pairs: a row a pair.
    pub(super) fn csv(&self) -> String {
        let mut text = String::from("cluster,with,joint_draw_probability\n");
        for ((one, other), together) in &self.0 {
            let _ = writeln!(text, "{one},{other},{together}");
        }
        text
    }
}

impl Draw {
    /// The probabilities that two clusters are both in use, a row for each cluster in use, by their numbers; on the diagonal that of the
    /// cluster itself. `None` for methods that have none.
    ///
    /// Strata are drawn independently. Of those drawn in a stratum that are not certain, every set of as many as are in use is equally likely
    /// to be it, so the probability of the draw is multiplied by m(m − 1) / (d(d − 1)), with m of d in use.
    pub fn joint_probabilities(&self) -> Option<Vec<Vec<f64>>> {
        let pairs = self.pairs.as_ref()?;
        let in_use = self.in_use();
        let shares: Vec<f64> = self
            .strata
            .iter()
            .enumerate()
            .map(|(stratum, drawn)| drawn.release().share_of_pairs(self.released(stratum)))
            .collect();
        let rows = in_use.iter().map(|one| {
            let entry = |other: &super::ClusterInUse<'_>| {
                let (first, second) = (one.cluster, other.cluster);
                if first.number == second.number {
                    return one.probability;
                }
                if first.stratum != second.stratum || first.certainty || second.certainty {
                    return one.probability * other.probability;
                }
                let share = shares.get(first.stratum).copied().unwrap_or_default();
                pairs.get(first.number, second.number).unwrap_or_default() * share
            };
            in_use.iter().map(entry).collect()
        });
        Some(rows.collect())
    }

    /// The matrix of the clusters in use as a file, with their numbers as names of rows and columns.
    pub(super) fn joint_csv(&self) -> Option<String> {
        let rows = self.joint_probabilities()?;
        let in_use = self.in_use();
        let mut text = String::from("cluster");
        for used in &in_use {
            let _ = write!(text, ",{}", used.cluster.number);
        }
        text.push('\n');
        for (used, row) in in_use.iter().zip(rows) {
            let _ = write!(text, "{}", used.cluster.number);
            for together in row {
                let _ = write!(text, ",{together}");
            }
            text.push('\n');
        }
        Some(text)
    }

    /// The pairs of the draw as a file.
    pub(super) fn pairs_csv(&self) -> Option<String> {
        self.pairs.as_ref().map(Pairs::csv)
    }

    /// Whether every pair of clusters of a stratum, neither of them certain, has its probability.
    pub(super) fn pairs_are_complete(&self) -> bool {
        let Some(pairs) = &self.pairs else { return true };
        self.clusters.iter().enumerate().all(|(place, one)| {
            let others =
                self.clusters.iter().skip(place + 1).take_while(|other| other.stratum == one.stratum);
            others.into_iter().all(|other| pairs.get(one.number, other.number).is_some())
        })
    }
}
