//! The draw of a country: which clusters there are, with what probability, which of the reserve were released.

mod clusters_file;
mod compare;
mod hash;
mod joint;
mod make;
mod read;
mod record;
mod releases;
mod write;

pub use hash::FileHash;
pub use read::DrawFiles;
pub use releases::ReleasedCluster;
pub use write::WriteError;

use crate::contacts::{SampledCluster, SampledClusters};
use crate::stratum_title;
use cairn_sample::draw::{Release, Role, Sex};
use cairn_study::DrawMethod;
use jiff::civil::Date;
use joint::Pairs;

/// The clusters drawn in a country, and how they were drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Draw {
    /// How, when and from what.
    pub record: DrawRecord,
    /// The strata, in the order of the frame’s.
    pub strata: Vec<DrawnStratum>,
    /// Every cluster, main and reserve, by its number: stratum after stratum, the reserve of each behind its main clusters.
    pub clusters: Vec<DrawnCluster>,
    /// The clusters released from the reserve, in the order of their release.
    pub releases: Vec<ReleasedCluster>,
    /// Probabilities of drawing two clusters of a stratum together, main or reserve; for methods that have them.
    pairs: Option<Pairs>,
}

/// How, when and from what clusters were drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawRecord {
    /// The program’s name and version.
    pub program: String,
    /// The day.
    pub date: Date,
    /// The method.
    pub method: DrawMethod,
    /// The seed of all random numbers.
    pub seed: u64,
    /// Reserve clusters wanted in each stratum.
    pub reserve: u32,
    /// Whether clusters are of girls or of boys.
    pub split_by_sex: bool,
    /// The columns whose combinations are the strata.
    pub columns: Vec<String>,
    /// The name of the frame’s file.
    pub frame: String,
    /// The hash of its bytes.
    pub frame_hash: FileHash,
    /// The hash of the decisions, `sample.toml`.
    pub decisions_hash: FileHash,
}

/// A stratum from which clusters were drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnStratum {
    /// Its labels, in the order of the columns.
    pub labels: Vec<String>,
    /// Its areas.
    pub areas: u64,
    /// The sum of their measures of size.
    pub size: f64,
    /// Main clusters.
    pub clusters: u32,
    /// How many of them are certain.
    pub certainties: u32,
    /// Clusters of the reserve.
    pub reserve: u32,
}

/// A cluster drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnCluster {
    /// Its number, from 1, by which the files of the field name it.
    pub number: u32,
    /// The area.
    pub area: String,
    /// The place of its stratum among [`Draw::strata`].
    pub stratum: usize,
    /// The area’s measure of size.
    pub size: f64,
    /// Main, or reserve with its place in the order of release.
    pub role: Role,
    /// The probability with which it was drawn as a main cluster or one of the reserve.
    pub draw_probability: f64,
    /// Whether it is in the sample surely.
    pub certainty: bool,
    /// Who is interviewed, where clusters are split by sex.
    pub sex: Option<Sex>,
}

/// A cluster in use, with the probability in force.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterInUse<'a> {
    /// The cluster.
    pub cluster: &'a DrawnCluster,
    /// The probability of its being in use, with the reserve as far as it is released.
    pub probability: f64,
}

impl DrawnStratum {
    /// As shown: “North, urban”.
    pub fn title(&self) -> String {
        stratum_title(&self.labels)
    }

    /// How probabilities depend on what is released.
    pub fn release(&self) -> Release {
        Release { main: self.clusters.saturating_sub(self.certainties), reserve: self.reserve }
    }
}

impl DrawnCluster {
    /// The probability that a cluster which is in the sample is of its sex; 1 where clusters are not split by sex.
    pub fn sex_probability(&self) -> f64 {
        if self.sex.is_some() { cairn_sample::draw::SEX_PROBABILITY } else { 1.0 }
    }
}

impl Draw {
    /// How many of a stratum’s reserve are released.
    pub fn released(&self, stratum: usize) -> u32 {
        let of_stratum = |release: &&ReleasedCluster| {
            self.cluster(release.cluster).is_some_and(|cluster| cluster.stratum == stratum)
        };
        self.releases.iter().filter(of_stratum).count() as u32
    }

    /// The cluster of that number.
    pub fn cluster(&self, number: u32) -> Option<&DrawnCluster> {
        self.clusters.get((number as usize).checked_sub(1)?)
    }

    /// The probability of being in the main sample: what it was when the clusters were drawn, whatever has been released since. Of a
    /// cluster of the reserve too, for it could have been a main one.
    pub fn main_probability(&self, cluster: &DrawnCluster) -> f64 {
        self.probability(cluster, 0)
    }

    fn probability(&self, cluster: &DrawnCluster, released: u32) -> f64 {
        let stratum = self.strata.get(cluster.stratum);
        if cluster.certainty {
            1.0
        } else {
            stratum.map_or(0.0, |stratum| cluster.draw_probability * stratum.release().share(released))
        }
    }

    /// The clusters in use, by their numbers: the main ones and those released.
    pub fn in_use(&self) -> Vec<ClusterInUse<'_>> {
        let released: Vec<u32> = (0..self.strata.len()).map(|stratum| self.released(stratum)).collect();
        let in_use = |cluster: &&DrawnCluster| match cluster.role {
            Role::Main => true,
            Role::Reserve(order) => released.get(cluster.stratum).is_some_and(|released| order <= *released),
        };
        self.clusters
            .iter()
            .filter(in_use)
            .map(|cluster| {
                let released = released.get(cluster.stratum).copied().unwrap_or_default();
                ClusterInUse { cluster, probability: self.probability(cluster, released) }
            })
            .collect()
    }

    /// The next cluster of a stratum’s reserve, and how many are left with it.
    pub fn next_reserve(&self, stratum: usize) -> Option<&DrawnCluster> {
        let next = Role::Reserve(self.released(stratum) + 1);
        self.clusters.iter().find(|cluster| cluster.stratum == stratum && cluster.role == next)
    }

    /// The clusters as the files of the field name them.
    pub fn sampled(&self) -> SampledClusters {
        let in_use: Vec<SampledCluster> = self
            .in_use()
            .into_iter()
            .map(|used| SampledCluster {
                name: used.cluster.number.to_string(),
                strata: self
                    .strata
                    .get(used.cluster.stratum)
                    .map(|stratum| stratum.labels.clone())
                    .unwrap_or_default(),
                probability: used.probability,
            })
            .collect();
        let names: std::collections::BTreeSet<&str> = in_use.iter().map(|used| used.name.as_str()).collect();
        let all = self.clusters.iter().map(|cluster| cluster.number.to_string());
        let held_back = all.filter(|name| !names.contains(name.as_str())).collect();
        SampledClusters::new(self.record.columns.clone(), in_use, held_back)
    }
}

#[cfg(test)]
mod tests;
