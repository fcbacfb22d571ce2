//! How the weights of a sample were made.

use crate::Digest;
use cairn_sample::weight::StepReport;
use cairn_study::{InstrumentId, PopulationSource, WeightScale};

/// How the weights of an instrument were made, step by step, in numbers: for the chapter on methods. It tells of no household.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightingAccount {
    /// The instrument whose respondents are weighted.
    pub instrument: InstrumentId,
    /// To what the weights add up.
    pub scale: WeightScale,
    /// Households selected.
    pub selected: u64,
    /// Those who took part, and have a weight.
    pub respondents: u64,
    /// The steps, in order.
    pub steps: Vec<StepReport>,
    /// The margins to which weights were calibrated, in the order in which steps first name them.
    pub margins: Vec<MarginOrigin>,
    /// What the weights were made from: decisions, draw, releases, contacts, clusters.
    pub files: Vec<UsedFile>,
}

/// Where a margin comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarginOrigin {
    /// Its name, as reports of steps have it.
    pub id: String,
    /// Of whom, in words.
    pub of: String,
    /// The titles of the breakdowns that it crosses.
    pub by: Vec<String>,
    /// Its source, and the day to which it refers.
    pub source: PopulationSource,
}

/// A file that entered a number besides its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedFile {
    /// The file, relative to the study folder.
    pub file: String,
    /// The hash of its bytes.
    pub digest: Digest,
}
