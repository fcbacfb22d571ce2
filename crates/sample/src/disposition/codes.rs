//! The codes, their titles and categories.

use super::Category::{
    self, Interview, NonContact, NotEligible, OtherNonInterview, Partial, Refusal, UnknownHousing,
    UnknownOther, UnknownRespondent,
};

/// A code as printed, its title, what outcome rates count it as.
pub(super) type Entry = (&'static str, &'static str, Category);

/// The final disposition codes of in-person household surveys (AAPOR, 2023; the 9th edition, 2016, has the same in its table 2), in order.
///
/// A group such as 2.10 is a code of its own where nothing finer is known, if all of the group counts as the same.
pub(super) const CODES: [Entry; 37] = [
    ("1.1", "Complete interview", Interview),
    ("1.2", "Partial interview", Partial),
    ("2.10", "Refusal and break-off", Refusal),
    ("2.11", "Refusal", Refusal),
    ("2.111", "Household-level refusal", Refusal),
    ("2.112", "Known respondent refusal", Refusal),
    ("2.12", "Break-off", Refusal),
    ("2.20", "Non-contact", NonContact),
    ("2.23", "Unable to enter building or reach housing unit", NonContact),
    ("2.24", "No one at residence", NonContact),
    ("2.25", "Respondent away or unavailable", NonContact),
    ("2.30", "Other, eligible, no interview", OtherNonInterview),
    ("2.31", "Dead", OtherNonInterview),
    ("2.32", "Physically or mentally unable", OtherNonInterview),
    ("2.33", "Language", OtherNonInterview),
    ("2.331", "Household-level language problem", OtherNonInterview),
    ("2.332", "Respondent language problem", OtherNonInterview),
    ("2.333", "No interviewer available for needed language", OtherNonInterview),
    ("2.36", "Miscellaneous", OtherNonInterview),
    ("3.10", "Unknown if housing unit", UnknownHousing),
    ("3.11", "Not attempted or worked", UnknownHousing),
    ("3.17", "Unable to reach, or unsafe area", UnknownHousing),
    ("3.18", "Unable to locate address", UnknownHousing),
    ("3.20", "Housing unit, unknown if eligible respondent", UnknownRespondent),
    ("3.21", "No screener completed", UnknownRespondent),
    ("3.90", "Other, unknown eligibility", UnknownOther),
    ("4.10", "Out of sample", NotEligible),
    ("4.50", "Not a housing unit", NotEligible),
    ("4.51", "Business, government office, other organization", NotEligible),
    ("4.52", "Institution", NotEligible),
    ("4.53", "Group quarters", NotEligible),
    ("4.60", "Vacant housing unit", NotEligible),
    ("4.61", "Regular, vacant residence", NotEligible),
    ("4.62", "Seasonal, vacation, temporary residence", NotEligible),
    ("4.63", "Other vacant housing unit", NotEligible),
    ("4.70", "No eligible respondent", NotEligible),
    ("4.80", "Quota filled", NotEligible),
];
