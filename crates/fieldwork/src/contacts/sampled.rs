//! The clusters of which contacts may come.

use cairn_definition::nearest;
use std::collections::BTreeMap;

/// A cluster in use: one of the main sample, or a reserve that was released.
#[derive(Debug, Clone, PartialEq)]
pub struct SampledCluster {
    /// Its name in the files of the field.
    pub name: String,
    /// Its labels in the columns of the strata.
    pub strata: Vec<String>,
    /// The probability of being in use, from the draw and the releases.
    pub probability: f64,
}

/// The clusters of a sample as the field’s files name them.
#[derive(Debug, Clone, PartialEq)]
pub struct SampledClusters {
    /// The columns of the strata.
    pub columns: Vec<String>,
    /// The clusters in use.
    pub in_use: Vec<SampledCluster>,
    /// The names of reserve clusters that were not released.
    pub held_back: Vec<String>,
    by_name: BTreeMap<String, usize>,
}

/// What a name in the column `cluster` is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named<'a> {
    InUse(usize),
    HeldBack,
    Unknown(Option<&'a str>),
}

impl SampledClusters {
    /// The clusters in use, and the names of those held back.
    pub fn new(columns: Vec<String>, in_use: Vec<SampledCluster>, held_back: Vec<String>) -> Self {
        let by_name = in_use.iter().enumerate().map(|(place, cluster)| (key(&cluster.name), place)).collect();
        Self { columns, in_use, held_back, by_name }
    }

    /// The name of a cluster in use.
    pub fn name(&self, cluster: usize) -> &str {
        self.in_use.get(cluster).map_or("", |cluster| &cluster.name)
    }

    /// The label of a cluster in use in one of the columns of the strata.
    pub(super) fn label(&self, cluster: usize, column: usize) -> &str {
        let labels = self.in_use.get(cluster).map(|cluster| &cluster.strata);
        labels.and_then(|labels| labels.get(column)).map_or("", String::as_str)
    }

    pub(super) fn find(&self, name: &str) -> Named<'_> {
        let wanted = key(name);
        if let Some(place) = self.by_name.get(&wanted) {
            return Named::InUse(*place);
        }
        if self.held_back.iter().any(|held| key(held) == wanted) {
            return Named::HeldBack;
        }
        // Of numbers any other is as near as the next.
        let is_number = wanted.bytes().all(|byte| byte.is_ascii_digit());
        let names = self.in_use.iter().map(|cluster| cluster.name.as_str());
        Named::Unknown(if is_number { None } else { nearest(&wanted, names) })
    }

    /// The clusters in words: “the clusters in use are `1` to `40`”.
    pub(super) fn expected(&self) -> String {
        match (self.in_use.first(), self.in_use.last()) {
            (Some(first), Some(last)) if first != last => {
                format!(
                    "one of the {} clusters in use, `{}` to `{}`",
                    self.in_use.len(),
                    first.name,
                    last.name
                )
            }
            (Some(only), _) => format!("`{}`, the only cluster in use", only.name),
            _ => "the name of a cluster in use; there is none".to_owned(),
        }
    }
}

/// A number is the same however many zeros begin it.
fn key(name: &str) -> String {
    let name = name.trim();
    name.parse::<u64>().map_or_else(|_| name.to_owned(), |number| number.to_string())
}
