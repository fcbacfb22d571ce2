//! Reading the files of a study folder. Each module reads one kind of file and checks what that file alone can show;
//! what needs several files is checked in [`crate::check`].

mod code;
mod conclusions;
mod country;
mod folder;
mod ground;
mod indicator;
mod instrument;
mod kinds;
mod population;
mod protocol;
mod sample;
mod sources;
mod study_file;
mod survey;
mod weighting;

pub(crate) use conclusions::{ConclusionsDraft, read_conclusions};
pub(crate) use country::{CountryDraft, country_folders, read_countries};
pub(crate) use folder::warn_of_misspelt_folders;
pub(crate) use indicator::{IndicatorDraft, read_indicators};
pub(crate) use instrument::{InstrumentDraft, Instruments, read_instruments};
pub use kinds::{Day, LanguageTag};
pub(crate) use population::PopulationDraft;
pub(crate) use protocol::{ProtocolsDraft, read_protocols};
pub(crate) use sources::Sources;
pub(crate) use study_file::{BreakdownDraft, Breakdowns, PairDraft, StudyFile, read_study_file};
pub(crate) use survey::DesignColumns;
pub(crate) use weighting::WeightingDraft;
