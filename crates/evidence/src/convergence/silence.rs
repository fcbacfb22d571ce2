//! What counts as nothing having come.

use crate::{Counted, Evidence, LegalAnswer, Shown};

/// Whether a piece of evidence says something. What says nothing leaves its cell silent:
///
/// - a law that was not found or not translated, or to which the criterion does not apply; a “no” is an answer;
/// - a series of which every year was refused or is not held; a count of zero is an answer;
/// - an answer that none of the respondents gave;
/// - a capacity that was not assessed; one that is absent is a finding;
/// - a prevalence or an agreement of pairs of which nothing may be shown; counts in place of a percentage are shown;
/// - a code under which nobody spoke.
pub fn says_something(evidence: &Evidence) -> bool {
    match evidence {
        Evidence::LegalStatus(status) => {
            status.answer.is_known() && status.answer != LegalAnswer::NotApplicable
        }
        Evidence::View(crate::View(account)) | Evidence::Experience(crate::Experience(account)) => {
            !account.informants.is_empty() || !account.quotations.is_empty()
        }
        Evidence::ReportVolume(crate::ReportVolume(series))
        | Evidence::RecordedCases(crate::RecordedCases(series)) => {
            series.observations.iter().any(|observation| matches!(observation.counted, Counted::Count(_)))
        }
        Evidence::RespondentCount(answers) => answers.count > 0,
        Evidence::Capacity(capacity) => capacity.status != crate::CapacityStatus::NotAssessed,
        Evidence::Prevalence(presented) => !matches!(presented.shown(), Shown::Withheld(_)),
        Evidence::PairAgreement(pairs) => {
            pairs.kappa.is_ok() || pairs.shares.iter().any(|share| share.estimate.is_ok())
        }
        Evidence::ChildrenAffected(_) => true,
    }
}
