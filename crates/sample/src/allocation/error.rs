//! Why clusters cannot be allotted.

use super::Stratum;

/// Why a number of clusters cannot be allotted to strata. Strata are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AllocationError {
    /// There is no stratum.
    #[error("there is no stratum")]
    NoStratum,
    /// Strata that cannot have the fewest clusters wanted.
    #[error("{} hold fewer than the {minimum} areas that a stratum is to have at least as clusters", short.len())]
    FewAreas {
        /// The strata, each with its areas.
        short: Vec<(usize, u64)>,
        /// The fewest clusters in a stratum.
        minimum: u32,
    },
    /// The minima alone are more than all clusters.
    #[error(
        "{clusters} clusters are too few for {strata} strata with at least {minimum} each, which are {needed}"
    )]
    FewClusters {
        /// The clusters wanted.
        clusters: u32,
        /// The strata.
        strata: usize,
        /// The fewest clusters in a stratum.
        minimum: u32,
        /// The clusters that takes.
        needed: u64,
    },
    /// More clusters than areas.
    #[error("{clusters} clusters are more than the {areas} areas of the frame")]
    BeyondFrame {
        /// The clusters wanted.
        clusters: u32,
        /// The areas there are.
        areas: u64,
    },
    /// Standard deviations for another number of strata.
    #[error("{given} standard deviations were given for {strata} strata")]
    Deviations {
        /// How many were given.
        given: usize,
        /// The strata.
        strata: usize,
    },
    /// A measure that is no number from 0.
    #[error("the measure by which stratum {stratum} gets its clusters is no number from 0")]
    Measure {
        /// The stratum.
        stratum: usize,
    },
    /// Every measure is 0, so that any allocation is as good as any other.
    #[error("nothing varies in any stratum, so no allocation is better than another")]
    NothingVaries,
}

impl AllocationError {
    /// How to mend it.
    pub fn remedy(&self) -> String {
        match self {
            Self::NoStratum => "give a frame with at least one stratum".to_owned(),
            Self::FewAreas { .. } => {
                "join these strata with others, by fewer or coarser strata columns, or lower the minimum"
                    .to_owned()
            }
            Self::FewClusters { needed, .. } => format!(
                "interview in at least {needed} clusters, by more pairs in all or fewer a cluster, or use fewer strata or a lower minimum"
            ),
            Self::BeyondFrame { .. } => {
                "interview more pairs a cluster, fewer pairs in all, or use a frame of smaller areas"
                    .to_owned()
            }
            Self::Deviations { .. } => "give a standard deviation for each stratum".to_owned(),
            Self::Measure { .. } => "sizes must be above 0, powers and standard deviations from 0".to_owned(),
            Self::NothingVaries => {
                "expect a share between 0 and 1 of an indicator in some stratum, or allot proportionally"
                    .to_owned()
            }
        }
    }
}

/// Why requirements cannot be met, at whatever cost.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OptimumError {
    /// What holds of any allocation.
    #[error(transparent)]
    Allocation(#[from] AllocationError),
    /// There is nothing to be met.
    #[error("no requirement is given")]
    NoRequirement,
    /// A requirement or cost that is no number, or has another number of strata.
    #[error("requirement {requirement} is not one number from 0 for each stratum and a limit above 0")]
    Requirement {
        /// Its number, from 0.
        requirement: usize,
    },
    /// Costs that are not above 0, or not one for each stratum.
    #[error("the cost of a cluster must be a number above 0 in each stratum")]
    Cost,
    /// Even every area of the frame is not enough.
    #[error(
        "requirement {requirement} cannot be met: with every area of the frame its variance is {least}, and must be at most {limit}"
    )]
    BeyondFrame {
        /// Its number, from 0.
        requirement: usize,
        /// The variance if every area is a cluster.
        least: f64,
        /// The variance allowed.
        limit: f64,
    },
}

/// That each stratum has room for the minimum, and all have room for all.
pub(super) fn check_room(strata: &[Stratum], clusters: u32, minimum: u32) -> Result<(), AllocationError> {
    check_minimum(strata, minimum)?;
    let areas = strata.iter().fold(0_u64, |sum, stratum| sum.saturating_add(stratum.areas));
    if u64::from(clusters) > areas {
        return Err(AllocationError::BeyondFrame { clusters, areas });
    }
    let needed = strata.len() as u64 * u64::from(minimum);
    if u64::from(clusters) < needed {
        return Err(AllocationError::FewClusters { clusters, strata: strata.len(), minimum, needed });
    }
    Ok(())
}

/// That each stratum has room for the minimum.
pub(super) fn check_minimum(strata: &[Stratum], minimum: u32) -> Result<(), AllocationError> {
    if strata.is_empty() {
        return Err(AllocationError::NoStratum);
    }
    let short: Vec<(usize, u64)> = strata
        .iter()
        .enumerate()
        .filter(|(_, stratum)| stratum.areas < u64::from(minimum))
        .map(|(number, stratum)| (number, stratum.areas))
        .collect();
    if short.is_empty() { Ok(()) } else { Err(AllocationError::FewAreas { short, minimum }) }
}
