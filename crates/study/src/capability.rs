//! The capabilities of the WeProtect Model National Response, to which recommendations, criteria and capacities refer by number.

use std::fmt;

/// A domain of the Model National Response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CapabilityDomain {
    /// Capabilities 1 to 3.
    PolicyAndGovernance,
    /// Capabilities 4 to 7.
    CriminalJustice,
    /// Capabilities 8 to 11.
    Victim,
    /// Capabilities 12 to 15.
    Societal,
    /// Capabilities 16 to 19.
    Industry,
    /// Capabilities 20 and 21.
    MediaAndCommunications,
}

impl CapabilityDomain {
    /// All of them, in the order of the model.
    pub const ALL: [Self; 6] = [
        Self::PolicyAndGovernance,
        Self::CriminalJustice,
        Self::Victim,
        Self::Societal,
        Self::Industry,
        Self::MediaAndCommunications,
    ];

    /// As shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::PolicyAndGovernance => "Policy and governance",
            Self::CriminalJustice => "Criminal justice",
            Self::Victim => "Victim",
            Self::Societal => "Societal",
            Self::Industry => "Industry",
            Self::MediaAndCommunications => "Media and communications",
        }
    }
}

/// One of the 21 capabilities of the Model National Response, as numbered in its publication of 2015.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Capability {
    /// Its number, 1 to 21.
    pub number: u8,
    /// As shown.
    pub title: &'static str,
    /// Its domain.
    pub domain: CapabilityDomain,
}

impl Capability {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 21] = {
        use CapabilityDomain::{
            CriminalJustice, Industry, MediaAndCommunications, PolicyAndGovernance, Societal, Victim,
        };
        [
            Self::new(1, "Leadership", PolicyAndGovernance),
            Self::new(2, "Research, analysis and monitoring", PolicyAndGovernance),
            Self::new(3, "Legislation", PolicyAndGovernance),
            Self::new(4, "Dedicated law enforcement", CriminalJustice),
            Self::new(5, "Judiciary and prosecutors", CriminalJustice),
            Self::new(6, "Offender management process", CriminalJustice),
            Self::new(7, "Access to image databases", CriminalJustice),
            Self::new(8, "End to end support", Victim),
            Self::new(9, "Child protection workforce", Victim),
            Self::new(10, "Compensation, remedies and complaints arrangements", Victim),
            Self::new(11, "Child helpline", Victim),
            Self::new(12, "Hotline", Societal),
            Self::new(13, "Education programme", Societal),
            Self::new(14, "Child participation", Societal),
            Self::new(15, "Offender support systems", Societal),
            Self::new(16, "Takedown procedures", Industry),
            Self::new(17, "Reporting by industry", Industry),
            Self::new(18, "Innovative solution development", Industry),
            Self::new(19, "Corporate social responsibility", Industry),
            Self::new(20, "Ethical and informed media reporting", MediaAndCommunications),
            Self::new(21, "Universal terminology", MediaAndCommunications),
        ]
    };

    const fn new(number: u8, title: &'static str, domain: CapabilityDomain) -> Self {
        Self { number, title, domain }
    }

    /// The capability of that number.
    pub fn numbered(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|capability| capability.number == number)
    }
}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {}", self.number, self.title)
    }
}

/// A phase of the Maturity Model of the Model National Response: four for each capability, from building to maturity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MaturityPhase(u8);

impl MaturityPhase {
    /// The phase of that number, 1 to 4.
    pub fn numbered(number: u8) -> Option<Self> {
        (1..=4).contains(&number).then_some(Self(number))
    }

    /// Its number, 1 to 4.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for MaturityPhase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("phase 1 (building)"),
            4 => f.write_str("phase 4 (maturity)"),
            number => write!(f, "phase {number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capabilities_are_numbered_from_1_to_21_within_their_domains() {
        let numbers: Vec<u8> = Capability::ALL.iter().map(|capability| capability.number).collect();
        assert_eq!(numbers, (1..=21).collect::<Vec<_>>());
        assert!(Capability::ALL.is_sorted_by_key(|capability| capability.domain));
        assert_eq!(Capability::numbered(22), None);
        assert_eq!(
            Capability::numbered(7).map(|capability| capability.title),
            Some("Access to image databases")
        );
    }

    #[test]
    fn there_are_four_phases() {
        let phases: Vec<String> =
            (0..=5).filter_map(MaturityPhase::numbered).map(|phase| phase.to_string()).collect();
        assert_eq!(phases, ["phase 1 (building)", "phase 2", "phase 3", "phase 4 (maturity)"]);
    }
}
