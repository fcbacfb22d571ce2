//! The sections of evidence within the chapters: which there are, and what stands in each.

use super::{Found, accounts, capacity, law, pairs, respondents, series};
use crate::country::CountryReport;
use crate::words;
use cairn_study::{Activity, Chapter, Conduct};
use maud::{Markup, html};

/// What one activity adds to a chapter.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EvidenceSection {
    /// The activity.
    pub(crate) activity: Activity,
    /// The chapter it stands in.
    pub(crate) chapter: Chapter,
    /// Its heading.
    pub(crate) title: &'static str,
}

/// All there can be, in the order of the page.
const SECTIONS: [EvidenceSection; 9] = {
    const fn section(chapter: Chapter, activity: Activity, title: &'static str) -> EvidenceSection {
        EvidenceSection { activity, chapter, title }
    }
    [
        section(Chapter::Harm, Activity::LawEnforcementData, "Cases recorded by law enforcement"),
        section(
            Chapter::Harm,
            Activity::NonLawEnforcementData,
            "Reports to helplines, hotlines and industry",
        ),
        section(Chapter::Harm, Activity::AccessToJustice, "Experiences of seeking justice"),
        section(Chapter::Harm, Activity::SurvivorConversations, "What survivors say"),
        section(Chapter::Response, Activity::LegalAnalysis, "What the law provides"),
        section(Chapter::Response, Activity::GovernmentInterviews, "How duty-bearers in government see it"),
        section(Chapter::Response, Activity::FrontlineSurvey, "What frontline service providers say"),
        section(Chapter::Response, Activity::LawEnforcementCapacity, "What law enforcement is equipped for"),
        section(Chapter::Response, Activity::HouseholdSurvey, "What caregivers know"),
    ]
};

/// The sections of a chapter: of the activities that are part of the study, or of which there is evidence.
pub(crate) fn sections_of<'r>(
    report: &'r CountryReport<'_>,
    found: &'r Found<'_>,
    chapter: Chapter,
) -> impl Iterator<Item = EvidenceSection> + use<'r> {
    SECTIONS.into_iter().filter(move |section| section.chapter == chapter && section.is_shown(report, found))
}

impl EvidenceSection {
    /// The anchor of its heading.
    pub(crate) fn anchor(self) -> String {
        format!("section-{}", self.activity)
    }

    fn is_shown(self, report: &CountryReport<'_>, found: &Found<'_>) -> bool {
        match self.activity {
            // Pairs are a part of the survey, whose own sections say whether it ran.
            Activity::HouseholdSurvey => !found.pairs.is_empty(),
            activity => report.country.conduct(activity).is_some() || found.has(activity),
        }
    }

    /// Heading, conduct and evidence.
    pub(crate) fn html(self, report: &CountryReport<'_>, found: &Found<'_>) -> Markup {
        let conduct = report.country.conduct(self.activity);
        html! {
            section.topic.evidence {
                h3 id=(self.anchor()) { (self.title) }
                @match &conduct {
                    Some(Conduct::NotRun { reason }) => p { (words::not_run(self.activity, reason)) },
                    Some(Conduct::PartlyRun { left_out }) => p.caveat {
                        (self.activity.title()) " ran in part. Left out: " (words::sentence(left_out))
                    },
                    Some(Conduct::Run) | None => {}
                }
                @if found.has(self.activity) {
                    (self.evidence(report, found))
                } @else if conduct.as_ref().is_some_and(Conduct::ran) {
                    p { (self.activity.title()) " ran, and found nothing of what it asked." }
                }
            }
        }
    }

    fn evidence(self, report: &CountryReport<'_>, found: &Found<'_>) -> Markup {
        match self.activity {
            Activity::LegalAnalysis => law::law(&found.law),
            Activity::GovernmentInterviews => {
                accounts::accounts(report.study, self.activity, &found.accounts_of(self.activity), VIEWS)
            }
            Activity::AccessToJustice | Activity::SurvivorConversations => accounts::accounts(
                report.study,
                self.activity,
                &found.accounts_of(self.activity),
                EXPERIENCES,
            ),
            Activity::NonLawEnforcementData | Activity::LawEnforcementData => {
                series::series(report.study, &found.series_of(self.activity))
            }
            Activity::FrontlineSurvey => respondents::answers(&found.answers),
            Activity::LawEnforcementCapacity => capacity::capacities(&found.capacities),
            Activity::HouseholdSurvey => pairs::pairs(report.study, &found.pairs),
        }
    }
}

const VIEWS: &str = "Officials speak of what they see from where they stand. A view or a barrier that is told here exists; nothing is \
                     said of how frequent it is.";

const EXPERIENCES: &str = "An experience that is told here exists; nothing is said of how frequent it is. Words are quoted only where \
                           the person agreed and the quotation was approved, and nothing in them tells who spoke.";
