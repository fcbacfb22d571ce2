//! What caregivers say: their own use, their mediation, their awareness, and what they would do.

use super::indicator::{
    Chapter::{Harm, Online, Response},
    Indicator,
};
use crate::condition::Condition::{AnyYes, AtLeast, Yes};

const OWN_USE: &str = "Caregivers online";
const MEDIATION: &str = "What caregivers do, in their own words";
const WORRIES: &str = "What caregivers worry about";
const AWARENESS: &str = "What caregivers are aware of";
const HELP: &str = "Where caregivers would turn";

const AWARE: &[&str] = &["aware_bullied", "aware_unwanted_contact"];

pub(super) const CAREGIVERS: &[Indicator] = &[
    Indicator::caregiver(
        Online,
        OWN_USE,
        "caregiver_online_daily",
        "Goes online every day",
        AtLeast("caregiver_internet", 3),
    ),
    Indicator::caregiver(
        Online,
        OWN_USE,
        "feels_skilled",
        "Feels more skilled online than the child",
        Yes("feels_skilled"),
    ),
    Indicator::caregiver(
        Online,
        OWN_USE,
        "knows_privacy",
        "Knows how to change privacy settings",
        Yes("knows_privacy"),
    )
    .dont_know_is_no(),
    Indicator::caregiver(
        Online,
        MEDIATION,
        "caregiver_says_talks",
        "Talks with the child about what the child does online",
        Yes("talks"),
    ),
    Indicator::caregiver(
        Online,
        MEDIATION,
        "caregiver_says_rules",
        "Sets rules for the child’s use of the internet",
        Yes("sets_rules"),
    ),
    Indicator::caregiver(
        Online,
        MEDIATION,
        "caregiver_says_helps",
        "Has helped when something online bothered the child",
        Yes("helps"),
    ),
    Indicator::caregiver(
        Online,
        MEDIATION,
        "caregiver_says_limits",
        "Limits how long the child may be online",
        Yes("limits"),
    ),
    Indicator::caregiver(
        Online,
        MEDIATION,
        "caregiver_confident",
        "Is confident of being able to help the child cope",
        AtLeast("confident", 3),
    ),
    Indicator::caregiver(
        Online,
        MEDIATION,
        "safety_advice",
        "Had advice on safety online from the school or the media",
        AnyYes(&["safety_from_school", "safety_from_media"]),
    )
    .past_year(),
    Indicator::caregiver(
        Harm,
        WORRIES,
        "worried_strangers",
        "Is quite or very worried that people the child has not met make contact",
        AtLeast("worried_strangers", 3),
    ),
    Indicator::caregiver(
        Harm,
        WORRIES,
        "worried_content",
        "Is quite or very worried about what the child may see",
        AtLeast("worried_content", 3),
    ),
    Indicator::caregiver(
        Harm,
        AWARENESS,
        "aware_upset",
        "Aware that something online upset the child",
        Yes("aware_upset"),
    )
    .past_year()
    .dont_know_is_no(),
    Indicator::caregiver(
        Harm,
        AWARENESS,
        "aware_bullied",
        "Aware that the child was treated in a hurtful way online",
        Yes("aware_bullied"),
    )
    .past_year()
    .dont_know_is_no(),
    Indicator::caregiver(
        Harm,
        AWARENESS,
        "aware_unwanted_contact",
        "Aware that the child was contacted again and again against their wish",
        Yes("aware_unwanted_contact"),
    )
    .past_year()
    .dont_know_is_no(),
    Indicator::caregiver(
        Response,
        AWARENESS,
        "caregiver_reported",
        "Reported it to someone",
        Yes("reported_it"),
    )
    .last_time()
    .among(AnyYes(AWARE), "caregivers aware of hurtful treatment or unwanted contact in the past year"),
    Indicator::caregiver(
        Response,
        HELP,
        "caregiver_knows_where",
        "Knows where to report if a child is harmed online",
        Yes("knows_where_report"),
    )
    .dont_know_is_no(),
    Indicator::caregiver(
        Response,
        HELP,
        "caregiver_knows_helpline",
        "Has heard of the children’s helpline",
        Yes("knows_helpline"),
    )
    .dont_know_is_no(),
    Indicator::caregiver(
        Response,
        HELP,
        "would_tell_police",
        "Would go to the police if the child were harmed online",
        Yes("would_tell_police"),
    ),
    Indicator::caregiver(
        Response,
        HELP,
        "would_tell_school",
        "Would go to the school if the child were harmed online",
        Yes("would_tell_school"),
    ),
];
