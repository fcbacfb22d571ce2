//! The kinds of claim, by their names in files.

use std::fmt;

/// What a finding says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// Of what share of a population something is so, with an interval.
    ShareOfPopulation,
    /// That k of n respondents said something.
    RespondentsSaid,
    /// How many reports an organisation received, as of a date.
    ReportsReceived,
    /// How many cases the police recorded.
    CasesRecorded,
    /// That a provision is in force, or is not, at a date.
    ProvisionInForce,
    /// That a view or a barrier exists.
    ViewExists,
    /// That an experience exists.
    ExperienceExists,
    /// That a capacity is present, partly present or absent.
    Capacity,
    /// How far children and their caregivers say the same.
    PairAgreement,
    /// For how many of a country’s children who use the internet something is so, with an interval.
    NumberOfChildren,
    /// How the evidence of two or more activities on a theme stands to each other.
    Convergence,
}

impl ClaimKind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::ShareOfPopulation,
        Self::RespondentsSaid,
        Self::ReportsReceived,
        Self::CasesRecorded,
        Self::ProvisionInForce,
        Self::ViewExists,
        Self::ExperienceExists,
        Self::Capacity,
        Self::PairAgreement,
        Self::NumberOfChildren,
        Self::Convergence,
    ];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::ShareOfPopulation => "share_of_population",
            Self::RespondentsSaid => "respondents_said",
            Self::ReportsReceived => "reports_received",
            Self::CasesRecorded => "cases_recorded",
            Self::ProvisionInForce => "provision_in_force",
            Self::ViewExists => "view_exists",
            Self::ExperienceExists => "experience_exists",
            Self::Capacity => "capacity",
            Self::PairAgreement => "pair_agreement",
            Self::NumberOfChildren => "number_of_children",
            Self::Convergence => "convergence",
        }
    }

    /// The kind of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl fmt::Display for ClaimKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ShareOfPopulation => "the share of a population",
            Self::RespondentsSaid => "how many of the respondents said something",
            Self::ReportsReceived => "how many reports were received",
            Self::CasesRecorded => "how many cases the police recorded",
            Self::ProvisionInForce => "whether a provision is in force",
            Self::ViewExists => "that a view or barrier exists",
            Self::ExperienceExists => "that an experience exists",
            Self::Capacity => "whether a capacity is there",
            Self::PairAgreement => "how far children and caregivers agree",
            Self::NumberOfChildren => "how many children something is so for",
            Self::Convergence => "how sources stand to each other",
        })
    }
}
