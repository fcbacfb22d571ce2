//! What random numbers are drawn for: each purpose has streams of its own, so that a decision in one place never moves what is drawn in another.

use cairn_random::Random;

/// What random numbers of a sample are drawn for. The numbers are part of every key: they never change, and none is used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// The clusters of a stratum.
    Clusters = 1,
    /// Which of a stratum’s clusters are its reserve, and in what order.
    Reserve = 2,
    /// The sex that is interviewed in a cluster.
    Sex = 3,
    /// Households of a cluster from its listing.
    Listing = 4,
    /// Where a walk through a cluster starts.
    Walk = 5,
    /// The tables of a Kish grid on the lines of a cluster.
    KishTables = 6,
    /// The positions to pick on the lines of a cluster.
    Positions = 7,
    /// The segment of a cluster that is too large to list.
    Segment = 8,
}

impl Purpose {
    /// The random numbers for this purpose in a stratum or a cluster, whatever others there are.
    pub fn random(self, seed: u64, number: u64) -> Random {
        Random::new([seed, self as u64, number, 0])
    }
}
