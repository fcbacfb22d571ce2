//! A study as types, read from its folder: countries, instruments, indicators, policies, approvals, retention.
//!
//! This room knows what a study says of itself and nothing of the data collected for it.

mod breakdown;
mod check;
mod country;
mod ethics;
mod gate;
mod identifier;
mod indicator;
mod instrument;
mod load;
mod policy;
mod read;
mod study;

pub use breakdown::{Breakdown, Disaggregation, Level};
pub use country::{Country, Fieldwork, HouseholdSurvey, LonelyPsu, RunState, SurveyDesign};
pub use ethics::{Approval, Clearance, DataBasis, NotCleared, Protocol, PublicUse, Retention};
pub use identifier::{BreakdownId, CountryId, IndicatorId, InstrumentId, InvalidIdentifier};
pub use indicator::{Chapter, Expression, Indicator, MissingTreatment, Treatment};
pub use instrument::{Code, Column, ColumnType, Instrument, MissingCodes, MissingKind, ValueLabel};
pub use load::Loaded;
pub use policy::{IntervalChoice, Presentation, Preset, ReliabilityRule};
pub use study::Study;
