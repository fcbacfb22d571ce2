//! The evidence of one country by kind, in the order of the page.

use super::order;
use crate::country::CountryReport;
use cairn_evidence::{
    Account, Capacity, ChildrenAffected, CountSeries, Evidence, Experience, LegalStatus, PairAgreement,
    RecordedCases, ReportVolume, RespondentCount, View,
};
use cairn_study::Activity;

/// What the activities other than the survey’s indicators found.
#[derive(Debug, Default)]
pub(crate) struct Found<'a> {
    pub(crate) law: Vec<&'a LegalStatus>,
    pub(crate) accounts: Vec<&'a Account>,
    pub(crate) series: Vec<&'a CountSeries>,
    pub(crate) answers: Vec<&'a RespondentCount>,
    pub(crate) capacities: Vec<&'a Capacity>,
    pub(crate) pairs: Vec<&'a PairAgreement>,
    pub(crate) children: Vec<&'a ChildrenAffected>,
}

impl<'a> Found<'a> {
    /// Of the report’s country and no other.
    pub(crate) fn of(report: &CountryReport<'a>) -> Self {
        let mut found = Self::default();
        let mut evidence: Vec<_> =
            report.evidence().filter(|(id, _)| id.country == report.country.id).collect();
        evidence.sort_by_cached_key(|(id, _)| (id.activity, order::place(report.study, id)));
        for (_, evidence) in evidence {
            match evidence {
                Evidence::LegalStatus(status) => found.law.push(status),
                Evidence::View(View(account)) | Evidence::Experience(Experience(account)) => {
                    found.accounts.push(account);
                }
                Evidence::ReportVolume(ReportVolume(series))
                | Evidence::RecordedCases(RecordedCases(series)) => {
                    found.series.push(series);
                }
                Evidence::RespondentCount(answer) => found.answers.push(answer),
                Evidence::Capacity(capacity) => found.capacities.push(capacity),
                Evidence::PairAgreement(pair) => found.pairs.push(pair),
                Evidence::ChildrenAffected(number) => found.children.push(number),
                Evidence::Prevalence(_) => {}
            }
        }
        found
    }

    /// Whether there is anything of an activity; of the survey, whether there are pairs.
    pub(crate) fn has(&self, activity: Activity) -> bool {
        match activity {
            Activity::LegalAnalysis => !self.law.is_empty(),
            Activity::GovernmentInterviews | Activity::AccessToJustice | Activity::SurvivorConversations => {
                !self.accounts_of(activity).is_empty()
            }
            Activity::NonLawEnforcementData | Activity::LawEnforcementData => {
                !self.series_of(activity).is_empty()
            }
            Activity::FrontlineSurvey => !self.answers.is_empty(),
            Activity::LawEnforcementCapacity => !self.capacities.is_empty(),
            Activity::HouseholdSurvey => !self.pairs.is_empty(),
        }
    }

    /// What was said in the interviews and conversations of an activity.
    pub(crate) fn accounts_of(&self, activity: Activity) -> Vec<&'a Account> {
        self.accounts.iter().copied().filter(|account| account.id.activity == activity).collect()
    }

    /// The series of an activity.
    pub(crate) fn series_of(&self, activity: Activity) -> Vec<&'a CountSeries> {
        self.series.iter().copied().filter(|series| series.id.activity == activity).collect()
    }
}
