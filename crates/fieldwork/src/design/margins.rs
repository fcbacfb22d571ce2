//! Margins of error to be expected of the country, its domains and groups.

use crate::FrameFile;
use cairn_sample::precision::{Expected, Part, Setting};
use cairn_study::SamplePlan;

/// Somebody of whom a share is estimated.
#[derive(Debug, Clone, PartialEq)]
pub struct PartOfDesign {
    /// What kind of part it is.
    pub kind: PartKind,
    /// As shown: “North”, “Girls”.
    pub title: String,
    marks: Vec<bool>,
    share: f64,
}

/// A kind of part of the population.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// The country.
    Country,
    /// Strata with the same values in these columns.
    Domain(Vec<String>),
    /// A group that is spread over all clusters.
    Group,
    /// One sex, which has half of the clusters to itself.
    OwnClusters,
}

/// What an estimated share can be expected to be worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartPrecision {
    /// The expected share.
    pub proportion: f64,
    /// Clusters in which the part is found.
    pub clusters: f64,
    /// Pairs of the part.
    pub pairs: f64,
    /// The design effect.
    pub design_effect: Option<f64>,
    /// Half the width of the confidence interval; nothing where no variance can be estimated.
    pub margin: Option<f64>,
}

/// The parts of which the plan asks for margins.
pub(super) fn parts(plan: &SamplePlan, frame: &FrameFile) -> Vec<PartOfDesign> {
    let part =
        |kind, title: &str, share| PartOfDesign { kind, title: title.to_owned(), marks: Vec::new(), share };
    let mut parts = vec![part(PartKind::Country, "The country", 1.0)];
    for domain in &plan.target.domains {
        parts.extend(domains(domain, frame));
    }
    let groups = plan.target.groups.iter();
    parts.extend(groups.map(|group| part(PartKind::Group, &group.title, group.share)));
    if plan.draw.split_by_sex {
        parts.push(part(PartKind::OwnClusters, "One sex, in half of the clusters", 0.5));
    }
    parts
}

/// A part for each combination of values of the columns, in the order of the strata.
fn domains(columns: &[String], frame: &FrameFile) -> Vec<PartOfDesign> {
    let places: Vec<usize> = columns
        .iter()
        .filter_map(|column| frame.columns.iter().position(|of_frame| of_frame == column))
        .collect();
    let values: Vec<Vec<&str>> = frame
        .strata
        .iter()
        .map(|labels| places.iter().filter_map(|&place| labels.get(place)).map(String::as_str).collect())
        .collect();
    let mut parts: Vec<(&Vec<&str>, PartOfDesign)> = Vec::new();
    for (stratum, value) in values.iter().enumerate() {
        let known = parts.iter().position(|(known, _)| *known == value);
        let number = known.unwrap_or_else(|| {
            let marks = vec![false; values.len()];
            let kind = PartKind::Domain(columns.to_vec());
            parts.push((value, PartOfDesign { kind, title: value.join(", "), marks, share: 1.0 }));
            parts.len() - 1
        });
        let mark = parts.get_mut(number).and_then(|(_, part)| part.marks.get_mut(stratum));
        if let Some(mark) = mark {
            *mark = true;
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

impl PartOfDesign {
    fn as_part(&self) -> Part<'_> {
        match &self.kind {
            PartKind::Country => Part::Whole,
            PartKind::Domain(_) => Part::Strata(&self.marks),
            PartKind::Group => Part::Group(self.share),
            PartKind::OwnClusters => Part::OwnClusters(self.share),
        }
    }
}

/// What an indicator can be expected to be worth in each part.
pub(super) fn precision(
    setting: Setting<'_>,
    clusters: &[u32],
    expected: &Expected,
    parts: &[PartOfDesign],
    level: f64,
) -> Vec<Option<PartPrecision>> {
    let of = |part: &PartOfDesign| {
        let precision = setting.precision(clusters, expected, part.as_part())?;
        Some(PartPrecision {
            proportion: precision.proportion,
            clusters: precision.clusters,
            pairs: precision.pairs,
            design_effect: precision.design_effect,
            margin: precision.margin(level),
        })
    };
    parts.iter().map(of).collect()
}
