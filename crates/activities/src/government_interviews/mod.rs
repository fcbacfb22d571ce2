//! Activity 2: interviews with government duty-bearers. They show that a view or a barrier exists, never how frequent it is.

use crate::interviews::Interviews;
use cairn_evidence::{Evidence, View};
use cairn_study::Activity;

/// The interviews with government duty-bearers.
pub const GOVERNMENT_INTERVIEWS: Interviews = Interviews {
    activity: Activity::GovernmentInterviews,
    respondents: "10 to 12 officials of government with a duty in the matter",
    may_claim: (
        "That a view is held or a barrier exists, in the words of those who hold an office.",
        "How frequent anything is: a dozen officials are no sample of anybody.",
    ),
    informants: &[("official", "official")],
    evidence: |account| Evidence::View(View(account)),
};
