//! How a country’s sample was drawn, and what came of the field.

use crate::Digest;
use cairn_sample::outcome::OutcomeRates;
use jiff::civil::Date;

/// A country’s sample in numbers, for the chapter on methods. It names no cluster and no household.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldworkAccount {
    /// How clusters were drawn.
    pub draw: DrawAccount,
    /// What came of the households selected.
    pub outcome: OutcomeAccount,
}

/// How clusters were drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawAccount {
    /// The day of the draw.
    pub drawn: Date,
    /// The program that drew, with its version.
    pub program: String,
    /// The seed of its random numbers.
    pub seed: u64,
    /// The hash of the frame.
    pub frame: Digest,
    /// The strata, in their order.
    pub strata: Vec<DrawnStratum>,
    /// What was released of the reserve, in order.
    pub releases: Vec<Released>,
}

/// A stratum and the clusters drawn in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnStratum {
    /// Its labels, as shown: “North, Urban”.
    pub title: String,
    /// Its areas in the frame.
    pub areas: u64,
    /// Clusters of the sample, without reserve.
    pub clusters: u64,
    /// Those of them that were in it surely.
    pub certain: u64,
    /// Clusters of the reserve.
    pub reserve: u64,
}

/// A cluster of the reserve that was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The title of its stratum.
    pub stratum: String,
    /// The day.
    pub date: Date,
    /// Why.
    pub reason: String,
}

/// What came of the households selected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutcomeAccount {
    /// The share of households of unknown eligibility that is taken to be eligible, AAPOR’s *e*; absent where it is not known.
    pub eligible_share: Option<f64>,
    /// Each household counted once.
    pub counted: OutcomeRates,
    /// Each household counted with its base weight.
    pub weighted: OutcomeRates,
}

impl DrawAccount {
    /// The sum of something over the strata.
    pub fn sum(&self, of: impl Fn(&DrawnStratum) -> u64) -> u64 {
        self.strata.iter().map(of).sum()
    }
}
