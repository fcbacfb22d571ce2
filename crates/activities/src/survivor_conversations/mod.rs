//! Activity 6: survivor-centred conversations, where ethics clearance allows them. Only approved, redacted excerpts are kept.

use crate::interviews::Interviews;
use cairn_evidence::{Evidence, Experience};
use cairn_study::Activity;

/// The survivor-centred conversations.
pub const SURVIVOR_CONVERSATIONS: Interviews = Interviews {
    activity: Activity::SurvivorConversations,
    respondents: "young adult survivors who chose to speak, where ethics clearance allows it",
    may_claim: (
        "That an experience exists, in the words that the survivor approved.",
        "How frequent it is, and nothing that identifies anybody.",
    ),
    informants: &[("survivor", "survivor")],
    evidence: |account| Evidence::Experience(Experience(account)),
};
