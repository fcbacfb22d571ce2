//! A country of the study: its fieldwork, its sample design, the ground on which its records are held.

use crate::{Activity, CountryId, DataBasis, InstrumentId, Population, SamplePlan, Weighting, Weights};
use cairn_definition::Place;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// When the interviews took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fieldwork {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// What to do with a stratum in which only one PSU was sampled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LonelyPsu {
    /// Refuse the estimate.
    #[default]
    Fail,
    /// Centre the PSU at the mean of all PSUs.
    Adjust,
    /// Give the stratum the average variance of the others.
    Average,
    /// Count it as a certainty: no contribution.
    Certainty,
    /// Leave it out of the variance.
    Remove,
}

/// The columns that hold the sample design.
#[derive(Debug, Clone)]
pub struct SurveyDesign {
    /// Cluster columns, outermost stage first; empty: every record its own.
    pub clusters: Vec<String>,
    /// Stratum columns by stage; `None`: not stratified there.
    pub strata: Vec<Option<String>>,
    /// The weight column.
    pub weights: Option<String>,
    /// Population sizes or sampling fractions by stage.
    pub fpc: Vec<String>,
    /// Cluster labels start afresh in each stratum.
    pub nest: bool,
    /// The rule for a stratum with one PSU.
    pub lonely_psu: LonelyPsu,
    /// Where it is declared.
    pub place: Place,
}

/// The household survey of a country.
#[derive(Debug, Clone)]
pub struct HouseholdSurvey {
    /// Its sample design.
    pub design: SurveyDesign,
    /// How the sample was drawn, in words, for the chapter on methods; there where the decisions on the sample are not in the
    /// study folder, and beside them where they leave something to say.
    pub sampling: Option<String>,
    /// How its design departs from the protocol of the study, so that its numbers stand alone: other ages, another mode.
    pub departs: Option<String>,
    /// The file of each instrument's records; a relative path is one from the folder in which the command runs.
    pub records: BTreeMap<InstrumentId, PathBuf>,
}

/// Whether an activity ran in a country. Not run is not the same as ran and found nothing.
#[derive(Debug, Clone)]
pub enum RunState<T> {
    /// It ran.
    Run(T),
    /// It did not run, for this reason.
    NotRun {
        /// Why.
        reason: String,
    },
}

/// Whether, and how far, an activity ran in a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conduct {
    /// It ran as planned.
    Run,
    /// It ran in part.
    PartlyRun {
        /// What was left out, and why.
        left_out: String,
    },
    /// It did not run. Not run is not the same as ran and found nothing.
    NotRun {
        /// Why.
        reason: String,
    },
}

impl Conduct {
    /// Whether there are records of it.
    pub fn ran(&self) -> bool {
        !matches!(self, Self::NotRun { .. })
    }
}

/// A country of the study.
#[derive(Debug, Clone)]
pub struct Country {
    /// Its name: the name of its folder.
    pub id: CountryId,
    /// As shown.
    pub name: String,
    /// What a reader must know of the country, in paragraphs, for the chapter on its context.
    pub context: Option<String>,
    /// When its interviews took place.
    pub fieldwork: Fieldwork,
    /// The ground on which its records are held.
    pub basis: DataBasis,
    /// Where that ground is declared.
    pub basis_place: Place,
    /// What is known of its population.
    pub population: Population,
    /// The decisions on its sample, where the study folder holds them.
    pub sample: Option<SamplePlan>,
    /// The household survey.
    pub household_survey: RunState<HouseholdSurvey>,
    /// How far the other activities of the study ran.
    pub activities: BTreeMap<Activity, Conduct>,
    /// Where the country is defined.
    pub place: Place,
}

impl Country {
    /// The household survey, where it ran.
    pub fn survey(&self) -> Option<&HouseholdSurvey> {
        match &self.household_survey {
            RunState::Run(survey) => Some(survey),
            RunState::NotRun { .. } => None,
        }
    }

    /// How weights are made here, where the study folder says so.
    pub fn weighting(&self) -> Option<&Weighting> {
        self.sample.as_ref()?.weighting.as_ref()
    }

    /// How the weights of an instrument are made here, where the study folder says so.
    pub fn weights_of(&self, instrument: &InstrumentId) -> Option<&Weights> {
        self.weighting()?.of(instrument)
    }

    /// How far an activity ran here; nothing where it is not part of the study.
    pub fn conduct(&self, activity: Activity) -> Option<Conduct> {
        match (activity, &self.household_survey) {
            (Activity::HouseholdSurvey, RunState::Run(_)) => Some(Conduct::Run),
            (Activity::HouseholdSurvey, RunState::NotRun { reason }) => {
                Some(Conduct::NotRun { reason: reason.clone() })
            }
            _ => self.activities.get(&activity).cloned(),
        }
    }
}
