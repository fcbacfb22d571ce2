//! The decisions on a country’s sample, its field and its weights: `countries/<country>/sample.toml`.

mod design;
mod draw;
mod frame;
mod weighting;

pub use design::{Allocation, AllocationMethod, ClusterTake, Costs, Expectation, ExpectedDomain, Target};
pub use draw::{AreaDraw, DrawMethod, HouseholdSelection, RespondentSelection, SecondStage};
pub use frame::AreaFrame;
pub use weighting::{
    CalibrationMethod, NonResponse, Trim, UnknownEligibility, WeightScale, WeightStep, Weighting, Weights,
};

use cairn_definition::Place;

/// One country’s decisions, from the frame to the weights.
///
/// What has not been decided yet is absent: a sample can be designed before it is said how weights are made.
#[derive(Debug, Clone)]
pub struct SamplePlan {
    /// The list of areas from which clusters are drawn.
    pub frame: AreaFrame,
    /// What the sample is to reach, and what is expected of the field.
    pub target: Target,
    /// How clusters are allotted to strata.
    pub allocation: Allocation,
    /// How clusters are drawn.
    pub draw: AreaDraw,
    /// How households are selected in a cluster, and the child in a household.
    pub household: HouseholdSelection,
    /// What is done with households whose eligibility stayed unknown, in outcome rates.
    pub unknown_eligibility: UnknownEligibility,
    /// How weights are made, where that is decided.
    pub weighting: Option<Weighting>,
    /// Where the decisions begin.
    pub place: Place,
}
