//! A cluster that is in use, as its sheet shows it.

use crate::Draw;
use cairn_sample::draw::{Role, Sex};

/// A cluster that is in use, as its sheet shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCluster {
    /// Its number.
    pub number: u64,
    /// The name of its area.
    pub area: String,
    /// The columns of its stratum with their values.
    pub strata: Vec<(String, String)>,
    /// The measure of size of its area.
    pub size: f64,
    /// Whether it came in as a reserve that was released.
    pub reserve: bool,
    /// Who is interviewed there, where clusters are split by sex; absent: girls and boys.
    pub sex: Option<Sex>,
}

impl SheetCluster {
    /// The clusters of a draw that are in use: the main ones, and those of the reserve that were released.
    pub fn in_use(draw: &Draw) -> Vec<Self> {
        let columns = &draw.record.columns;
        draw.in_use()
            .into_iter()
            .map(|used| {
                let cluster = used.cluster;
                let labels = draw.strata.get(cluster.stratum).map(|stratum| stratum.labels.as_slice());
                Self {
                    number: cluster.number.into(),
                    area: cluster.area.clone(),
                    strata: columns.iter().cloned().zip(labels.unwrap_or_default().iter().cloned()).collect(),
                    size: cluster.size,
                    reserve: matches!(cluster.role, Role::Reserve(_)),
                    sex: cluster.sex,
                }
            })
            .collect()
    }

    /// Who is interviewed, as a sheet says it.
    pub(super) const fn interviewed(&self) -> &'static str {
        match self.sex {
            None => "Girls and boys",
            Some(Sex::Girls) => "Girls only",
            Some(Sex::Boys) => "Boys only",
        }
    }

    /// The noun for those among whom one is picked.
    pub(super) const fn children(&self) -> &'static str {
        match self.sex {
            None => "children",
            Some(Sex::Girls) => "girls",
            Some(Sex::Boys) => "boys",
        }
    }

    /// Who is interviewed, as files say it; empty where clusters are not split.
    pub(super) const fn sex_key(&self) -> &'static str {
        match self.sex {
            None => "",
            Some(Sex::Girls) => "girls",
            Some(Sex::Boys) => "boys",
        }
    }

    /// What it was drawn for, as files say it.
    pub(super) const fn role(&self) -> &'static str {
        if self.reserve { "reserve" } else { "main" }
    }
}
