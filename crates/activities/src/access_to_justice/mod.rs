//! Activity 5: access to justice: interviews with children who sought it, their caregivers, and justice professionals.

use crate::interviews::Interviews;
use cairn_evidence::{Evidence, Experience};
use cairn_study::Activity;

/// The interviews on access to justice.
pub const ACCESS_TO_JUSTICE: Interviews = Interviews {
    activity: Activity::AccessToJustice,
    respondents: "10 children who sought justice, 10 caregivers and 10 justice professionals",
    may_claim: (
        "That an experience of the justice system exists.",
        "How frequent it is, and nothing that identifies anybody.",
    ),
    informants: &[
        ("child", "child"),
        ("caregiver", "caregiver"),
        ("justice_professional", "justice professional"),
    ],
    evidence: |account| Evidence::Experience(Experience(account)),
};
