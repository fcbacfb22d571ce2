//! The nine research activities, by their names.

use std::fmt;

/// A research activity of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    /// 1: literature review and legal analysis.
    LegalAnalysis,
    /// 2: interviews with government duty-bearers.
    GovernmentInterviews,
    /// 3: data of helplines, hotlines and industry.
    NonLawEnforcementData,
    /// 4: survey of frontline service providers.
    FrontlineSurvey,
    /// 5: access to justice: interviews with child victims, caregivers and justice professionals.
    AccessToJustice,
    /// 6: survivor-centred conversations.
    SurvivorConversations,
    /// 7: law-enforcement case data.
    LawEnforcementData,
    /// 8: assessment of the capacity of law enforcement.
    LawEnforcementCapacity,
    /// 9: nationally representative household survey.
    HouseholdSurvey,
}

impl Activity {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::LegalAnalysis,
        Self::GovernmentInterviews,
        Self::NonLawEnforcementData,
        Self::FrontlineSurvey,
        Self::AccessToJustice,
        Self::SurvivorConversations,
        Self::LawEnforcementData,
        Self::LawEnforcementCapacity,
        Self::HouseholdSurvey,
    ];

    /// Its name in files and in the names of evidence: `legal_analysis`.
    pub fn key(self) -> &'static str {
        match self {
            Self::LegalAnalysis => "legal_analysis",
            Self::GovernmentInterviews => "government_interviews",
            Self::NonLawEnforcementData => "non_law_enforcement_data",
            Self::FrontlineSurvey => "frontline_survey",
            Self::AccessToJustice => "access_to_justice",
            Self::SurvivorConversations => "survivor_conversations",
            Self::LawEnforcementData => "law_enforcement_data",
            Self::LawEnforcementCapacity => "law_enforcement_capacity",
            Self::HouseholdSurvey => "household_survey",
        }
    }

    /// As shown: "Legal analysis".
    pub fn title(self) -> &'static str {
        match self {
            Self::LegalAnalysis => "Legal analysis",
            Self::GovernmentInterviews => "Government interviews",
            Self::NonLawEnforcementData => "Helplines, hotlines and industry",
            Self::FrontlineSurvey => "Frontline providers’ survey",
            Self::AccessToJustice => "Access to justice",
            Self::SurvivorConversations => "Survivor conversations",
            Self::LawEnforcementData => "Law-enforcement data",
            Self::LawEnforcementCapacity => "Law-enforcement capacity",
            Self::HouseholdSurvey => "Household survey",
        }
    }

    /// Its number, from 1 to 9.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The activity of that key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|activity| activity.key() == key)
    }
}

impl fmt::Display for Activity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
