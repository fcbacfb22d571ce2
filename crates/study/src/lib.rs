//! A study as types, read from its folder: countries, instruments, indicators, policies, approvals, retention.
//!
//! This room knows what a study says of itself and nothing of the data collected for it.

mod activity;
mod breakdown;
mod capability;
mod check;
mod check_activities;
mod check_population;
mod check_weighting;
mod country;
mod ethics;
mod findings;
mod gate;
mod identifier;
mod indicator;
mod instrument;
mod load;
mod pair;
mod policy;
mod population;
mod population_differences;
mod protocol;
mod read;
mod sampling;
mod study;
mod theme;

pub use activity::Activity;
pub use breakdown::{Breakdown, Disaggregation, Level};
pub use capability::{Capability, CapabilityDomain, MaturityPhase};
pub use country::{Conduct, Country, Fieldwork, HouseholdSurvey, LonelyPsu, RunState, SurveyDesign};
pub use ethics::{Approval, Clearance, DataBasis, NotCleared, Protocol, PublicUse, Retention};
pub use findings::{
    CellJudgement, Concern, Conclusions, Confidence, Convergence, DutyBearer, Finding, Insight, Judgement,
    RatedConcern, Recommendation, RecommendationStatus, StatusChange, ThemeAssessment,
};
pub use identifier::{
    BreakdownId, CodeId, CountryId, DimensionId, FindingId, IndicatorId, InstrumentId, InvalidIdentifier,
    IssuerId, PairId, SeriesId, ThemeId, UnitId,
};
pub use indicator::{Chapter, Expression, Indicator, MissingTreatment, Treatment};
pub use instrument::{Code, Column, ColumnType, Instrument, MissingCodes, MissingKind, ValueLabel};
pub use load::Loaded;
pub use pair::PairQuestion;
pub use policy::{IntervalChoice, Presentation, Preset, ReliabilityRule};
pub use population::{
    MarginCell, Population, PopulationCount, PopulationMargin, PopulationShare, PopulationSource,
};
pub use population_differences::{Counted, SourcesDiffer, Stated};
pub use protocol::{
    CapacityDimension, CapacityProtocol, CodebookCode, FrontlineProtocol, InterviewProtocol, LegalProtocol,
    OwnCriterion, Protocols, SeriesDefinition, SeriesProtocol,
};
pub use read::{Day, LanguageTag};
pub use sampling::{
    Allocation, AllocationMethod, AreaDraw, AreaFrame, CalibrationMethod, ClusterTake, Costs, DrawMethod,
    Expectation, ExpectedDomain, HouseholdSelection, NonResponse, RespondentSelection, SamplePlan,
    SecondStage, Target, Trim, UnknownEligibility, WeightScale, WeightStep, Weighting, Weights,
};
pub use study::Study;
pub use theme::{Theme, ThemedItem};
