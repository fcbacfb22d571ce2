//! Clusters of girls and clusters of boys.

use cairn_random::Random;

/// The sex that is interviewed in a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// Girls.
    Girls,
    /// Boys.
    Boys,
}

impl Sex {
    /// The other.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Girls => Self::Boys,
            Self::Boys => Self::Girls,
        }
    }
}

/// The probability with which a cluster is one of girls, or one of boys.
pub const SEX_PROBABILITY: f64 = 0.5;

/// A sex for each of so many clusters in their order: alternating after a random start, so that their numbers differ by at most one. Each
/// cluster is one of girls with probability ½.
pub fn alternating_sexes(clusters: usize, random: &mut Random) -> Vec<Sex> {
    let start = if random.chance(SEX_PROBABILITY) { Sex::Girls } else { Sex::Boys };
    std::iter::successors(Some(start), |sex| Some(sex.other())).take(clusters).collect()
}
