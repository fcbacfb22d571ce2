//! How households were found in a cluster, and the child in a household.

use cairn_study::{RespondentSelection, SamplePlan, SecondStage};

/// How households, child and caregiver were selected, a sentence each.
pub(super) fn households(plan: &SamplePlan) -> String {
    let stage = match plan.household.second_stage {
        SecondStage::Listing => {
            "In each cluster all dwellings were listed, and households drawn from the list at random."
        }
        SecondStage::RandomWalk => {
            "In each cluster interviewers walked by a fixed rule from a start point that was drawn at random, and called \
             at dwellings in a fixed interval."
        }
    };
    let child = match plan.household.respondent {
        RespondentSelection::RandomNumber => {
            "Of several eligible children in a household one was picked by a random number drawn beforehand; each was as likely."
        }
        RespondentSelection::KishGrid => {
            "Of several eligible children in a household one was picked by a Kish grid (1949), whose tables were dealt to the \
             households at random."
        }
        RespondentSelection::LastBirthday => {
            "Of several eligible children in a household the one was picked whose birthday was last. That is no random draw: nobody \
             has a known probability of being picked, and no weight undoes it."
        }
    };
    format!(
        "{stage} {child} With the child, the caregiver who knows most of the child’s internet use was interviewed."
    )
}
