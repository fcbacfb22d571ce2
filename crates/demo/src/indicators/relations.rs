//! How indicators stand to each other and to the themes of the study.

use super::{Indicator, all, find};
use crate::condition::Condition;

/// The indicators of each theme.
const THEMES: [(&str, &[&str]); 6] = [
    (
        "online_harm",
        &[
            "upset_online",
            "bullied_online",
            "unwanted_contact",
            "account_misused",
            "exploitation_any",
            "request_talk_sex",
            "offer_sexual_images",
            "images_shared",
            "threatened_sexual",
        ],
    ),
    (
        "telling",
        &[
            "told_no_one",
            "told_friend",
            "told_caregiver",
            "told_sibling",
            "told_service",
            "silent_no_place",
            "silent_embarrassed",
            "silent_trouble",
            "silent_not_serious",
            "bullying_told_no_one",
            "bullying_told_friend",
            "bullying_told_caregiver",
            "bullying_told_teacher",
        ],
    ),
    ("reporting", &["trusts_police", "caregiver_reported", "caregiver_knows_where", "would_tell_police"]),
    ("support", &["knows_where_help", "knows_helpline", "caregiver_knows_helpline"]),
    (
        "caregivers",
        &[
            "caregiver_talks",
            "caregiver_helps",
            "caregiver_safety",
            "caregiver_supports",
            "school_lesson",
            "caregiver_says_talks",
            "caregiver_confident",
            "safety_advice",
            "aware_upset",
            "aware_bullied",
            "aware_unwanted_contact",
            "would_tell_school",
        ],
    ),
    ("industry", &["skill_report", "knows_platform_report"]),
];

/// The theme that an indicator speaks to.
pub(crate) fn theme(indicator: &Indicator) -> Option<&'static str> {
    THEMES.iter().find(|(_, ids)| ids.contains(&indicator.id)).map(|(theme, _)| *theme)
}

/// The block of follow-up questions that an indicator belongs to: those put to the same respondents, who may say yes to several.
pub(crate) fn block(indicator: &Indicator) -> Option<&'static str> {
    let (_, label) = indicator.base?;
    let shares_base = |other: &&Indicator| other.base.is_some_and(|(_, other)| other == label);
    (all().filter(shares_base).count() > 1).then_some(label)
}

/// Indicators of which the report says for how many children of the country they hold.
const NUMBERS: [&str; 3] = ["exploitation_any", "bullied_online", "own_phone"];

/// Whether the report says for how many children an indicator holds.
pub(crate) fn asks_for_numbers(indicator: &Indicator) -> bool {
    NUMBERS.contains(&indicator.id)
}

/// The indicators that a composite is made of.
pub(crate) fn parts(indicator: &Indicator) -> Vec<&'static str> {
    let Condition::AnyYes(names) = indicator.value else { return Vec::new() };
    let is_part = |part: &&Indicator| {
        let is_itself = matches!(part.value, Condition::Yes(name) if names.contains(&name));
        is_itself && part.respondent == indicator.respondent && part.period == indicator.period
    };
    let parts: Vec<&str> =
        names.iter().filter_map(|name| find(name)).filter(is_part).map(|part| part.id).collect();
    if parts.len() == names.len() { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Respondent;

    #[test]
    fn themes_name_indicators_that_exist() {
        for id in THEMES.iter().flat_map(|(_, ids)| *ids) {
            assert!(find(id).is_some(), "{id}");
        }
    }

    #[test]
    fn numbers_are_asked_for_of_all_children() {
        for id in NUMBERS {
            let indicator = find(id).unwrap();
            assert!(indicator.base.is_none() && indicator.respondent == Respondent::Child, "{id}");
        }
    }

    #[test]
    fn composites_have_parts_and_follow_up_questions_a_block() {
        let parts = |id| parts(find(id).unwrap());
        assert_eq!(parts("exploitation_any").len(), 4);
        assert_eq!(parts("barrier_any"), ["barrier_cost", "barrier_signal"]);
        assert_eq!(parts("bullied_online"), [] as [&str; 0]);
        let block = |id| block(find(id).unwrap());
        assert_eq!(block("told_friend"), block("in_game"));
        assert_ne!(block("told_friend"), block("bullying_told_friend"));
        assert_eq!((block("own_phone"), block("caregiver_reported")), (None, None));
    }
}
