//! Which activities ran in which country, and why some did not.

use crate::countries::DemoCountry;
use std::fmt::Write as _;

/// A research activity other than the household survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Activity {
    LegalAnalysis = 1,
    GovernmentInterviews,
    NonLawEnforcementData,
    FrontlineSurvey,
    AccessToJustice,
    SurvivorConversations,
    LawEnforcementData,
    LawEnforcementCapacity,
}

impl Activity {
    /// All of them, in the order of their numbers.
    pub(crate) const ALL: [Self; 8] = [
        Self::LegalAnalysis,
        Self::GovernmentInterviews,
        Self::NonLawEnforcementData,
        Self::FrontlineSurvey,
        Self::AccessToJustice,
        Self::SurvivorConversations,
        Self::LawEnforcementData,
        Self::LawEnforcementCapacity,
    ];

    /// Its name in the study folder.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::LegalAnalysis => "legal_analysis",
            Self::GovernmentInterviews => "government_interviews",
            Self::NonLawEnforcementData => "non_law_enforcement_data",
            Self::FrontlineSurvey => "frontline_survey",
            Self::AccessToJustice => "access_to_justice",
            Self::SurvivorConversations => "survivor_conversations",
            Self::LawEnforcementData => "law_enforcement_data",
            Self::LawEnforcementCapacity => "law_enforcement_capacity",
        }
    }
}

/// How far an activity ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conduct {
    Run,
    /// What was left out, and why.
    Partly(&'static str),
    /// Why not.
    NotRun(&'static str),
}

/// Where an activity did not run as everywhere else.
const EXCEPTIONS: [(&str, Activity, Conduct); 4] = [
    (
        "dunmarrow",
        Activity::SurvivorConversations,
        Conduct::NotRun("The national board did not allow conversations with survivors."),
    ),
    (
        "harrowmere",
        Activity::SurvivorConversations,
        Conduct::NotRun("No organisation could offer support to survivors after a conversation."),
    ),
    (
        "corvessa",
        Activity::LegalAnalysis,
        Conduct::Partly(
            "Of the law of the federal units only that on helplines was read; the rest could not be read in time.",
        ),
    ),
    (
        "kelstrane",
        Activity::GovernmentInterviews,
        Conduct::Partly("Two ministries declined, so that fewer officials were spoken to than planned."),
    ),
];

/// How far an activity ran in a country.
pub(crate) fn conduct(country: &DemoCountry, activity: Activity) -> Conduct {
    let exception = EXCEPTIONS.iter().find(|(id, which, _)| *id == country.id && *which == activity);
    exception.map_or(Conduct::Run, |(_, _, conduct)| *conduct)
}

/// Whether there are records of an activity in a country.
pub(crate) fn has_records(country: &DemoCountry, activity: Activity) -> bool {
    !matches!(conduct(country, activity), Conduct::NotRun(_))
}

/// Themes that an activity asks about in vain in a country: nobody speaks of it, a count is refused, a law cannot be read.
const SILENCES: [(&str, Activity, &str); 4] = [
    ("ferrowyn", Activity::SurvivorConversations, "industry"),
    ("isenvale", Activity::GovernmentInterviews, "industry"),
    ("jessamar", Activity::NonLawEnforcementData, "industry"),
    ("marenthia", Activity::LegalAnalysis, "investigation"),
];

/// Whether nothing came of what an activity asks about a theme.
pub(crate) fn is_silent(country: &DemoCountry, activity: Activity, theme: &str) -> bool {
    SILENCES.contains(&(country.id, activity, theme))
}

/// The table `[activities]` of a country.
pub(crate) fn table(country: &DemoCountry) -> String {
    let mut text = String::from("[activities]\n");
    for activity in Activity::ALL {
        let said = match conduct(country, activity) {
            Conduct::Run => "run = true".to_owned(),
            Conduct::Partly(left_out) => format!("partly = \"{left_out}\""),
            Conduct::NotRun(reason) => format!("not_run = \"{reason}\""),
        };
        let _ = writeln!(text, "{} = {{ {said} }}", activity.key());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::countries::COUNTRIES;

    #[test]
    fn exceptions_are_of_countries_that_the_study_has() {
        for (id, ..) in EXCEPTIONS {
            assert!(COUNTRIES.iter().any(|country| country.id == id), "{id}");
        }
        let silent = |activity| COUNTRIES.iter().filter(|country| !has_records(country, activity)).count();
        assert_eq!(silent(Activity::SurvivorConversations), 2);
    }
}
