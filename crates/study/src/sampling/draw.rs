//! How clusters, households and children are drawn.

use cairn_definition::Place;

/// How clusters are drawn.
#[derive(Debug, Clone)]
pub struct AreaDraw {
    /// The method.
    pub method: DrawMethod,
    /// The seed of all random numbers of the draw.
    pub seed: u64,
    /// Reserve clusters drawn in each stratum, to be released in their order and on record.
    pub reserve: u32,
    /// Whether a cluster is one of girls or one of boys, as in surveys that interview one sex in an area.
    pub split_by_sex: bool,
    /// Where it is declared.
    pub place: Place,
}

/// A method of drawing clusters within strata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrawMethod {
    /// With probability proportional to size, systematically through the ordered list (Madow, 1949).
    PpsSystematic,
    /// With probability proportional to size, without replacement, by Sampford’s method (1967).
    Sampford,
    /// With probability proportional to size, of the greatest entropy: conditional Poisson sampling (Hájek, 1964; Chen, Dempster
    /// and Liu, 1994).
    ConditionalPoisson,
    /// With equal probabilities, every sample alike.
    Simple,
    /// With equal probabilities, systematically through the ordered list.
    Systematic,
}

impl DrawMethod {
    /// All methods, with the names that definition files use.
    pub const ALL: [(&'static str, Self); 5] = [
        ("pps-systematic", Self::PpsSystematic),
        ("sampford", Self::Sampford),
        ("conditional-poisson", Self::ConditionalPoisson),
        ("simple", Self::Simple),
        ("systematic", Self::Systematic),
    ];

    /// The name that definition files use.
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, method)| *method == self).map_or("", |(key, _)| key)
    }
}

/// How households are selected in a cluster, and the child in a household.
#[derive(Debug, Clone)]
pub struct HouseholdSelection {
    /// How households are found.
    pub second_stage: SecondStage,
    /// Households to be contacted in a cluster; absent: the take over the expected shares of eligible households and of response.
    pub contacts: Option<u32>,
    /// How one of the eligible children is picked.
    pub respondent: RespondentSelection,
    /// Where it is declared.
    pub place: Place,
}

/// How the households of a cluster are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondStage {
    /// All are listed first, and drawn from the list.
    Listing,
    /// An interviewer walks from a start point by a rule, and takes every so-manieth.
    RandomWalk,
}

impl SecondStage {
    /// All ways, with the names that definition files use.
    pub const ALL: [(&'static str, Self); 2] =
        [("listing", Self::Listing), ("random-walk", Self::RandomWalk)];

    /// The name that definition files use.
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, stage)| *stage == self).map_or("", |(key, _)| key)
    }
}

/// How one of a household’s eligible children is picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RespondentSelection {
    /// By a random number for each household.
    RandomNumber,
    /// By one of the tables of Kish (1949).
    KishGrid,
    /// The one whose birthday was last. It is no random draw: nobody has a known probability.
    LastBirthday,
}

impl RespondentSelection {
    /// All ways, with the names that definition files use.
    pub const ALL: [(&'static str, Self); 3] = [
        ("random-number", Self::RandomNumber),
        ("kish-grid", Self::KishGrid),
        ("last-birthday", Self::LastBirthday),
    ];

    /// The name that definition files use.
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, selection)| *selection == self).map_or("", |(key, _)| key)
    }
}
