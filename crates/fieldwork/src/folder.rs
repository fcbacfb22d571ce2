//! Where the files of a country’s sample lie.

use cairn_study::{CountryId, Study};
use std::path::PathBuf;

/// The folder of a country’s sample, `data/<country>/sample`. It names people’s homes: it is no part of version control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleFolder(PathBuf);

impl SampleFolder {
    /// That of a country.
    pub fn of(study: &Study, country: &CountryId) -> Self {
        Self(study.root.join("data").join(country.as_str()).join("sample"))
    }

    /// That folder.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The folder.
    pub fn path(&self) -> &PathBuf {
        &self.0
    }

    /// The clusters drawn, main and reserve: a row a cluster.
    pub fn draw(&self) -> PathBuf {
        self.0.join("draw.csv")
    }

    /// How they were drawn: the method, the seed, the hashes of frame and decisions.
    pub fn draw_record(&self) -> PathBuf {
        self.0.join("draw.toml")
    }

    /// Probabilities of drawing two clusters of a stratum together, main or reserve: a row a pair, where the method has them.
    pub fn joint_draw_probabilities(&self) -> PathBuf {
        self.0.join("joint_draw_probabilities.csv")
    }

    /// Joint inclusion probabilities of the clusters in use, where the method has them: a matrix, as `pps` of `cairn estimate` reads it.
    pub fn joint_probabilities(&self) -> PathBuf {
        self.0.join("joint_probabilities.csv")
    }

    /// Which reserve clusters were released, when and why: a row a cluster.
    pub fn releases(&self) -> PathBuf {
        self.0.join("releases.csv")
    }

    /// Sheets for supervisors and interviewers.
    pub fn sheets(&self) -> PathBuf {
        self.0.join("sheets")
    }

    /// What was found in each cluster: dwellings listed, households selected.
    pub fn clusters(&self) -> PathBuf {
        self.0.join("clusters.csv")
    }

    /// What came of each household contacted: a row a household.
    pub fn contacts(&self) -> PathBuf {
        self.0.join("contacts.csv")
    }
}
