//! Chapter 1: access, use, skills, and what caregivers and schools do.

use super::indicator::{Chapter::Online, Indicator};
use crate::condition::Condition::{AnyYes, AtLeast, Both, Yes};

const ACCESS: &str = "Access to the internet";
const ACTIVITIES: &str = "What children do online";
const TIME: &str = "Time online";
const SKILLS: &str = "Skills";
const MEDIATION: &str = "What caregivers and schools do";

pub(super) const ONLINE: &[Indicator] = &[
    Indicator::child(
        Online,
        ACCESS,
        "online_daily",
        "Goes online every day",
        AtLeast("internet_frequency", 3),
    ),
    Indicator::child(Online, ACCESS, "own_phone", "Has a mobile phone of their own", Yes("own_phone")),
    Indicator::child(
        Online,
        ACCESS,
        "home_access",
        "Can go online at home when they want or need to",
        Yes("home_access"),
    ),
    Indicator::child(Online, ACCESS, "barrier_cost", "Kept offline by the cost", Yes("barrier_cost")),
    Indicator::child(
        Online,
        ACCESS,
        "barrier_signal",
        "Kept offline by a poor signal",
        Yes("barrier_signal"),
    ),
    Indicator::child(
        Online,
        ACCESS,
        "barrier_any",
        "Kept offline by the cost or a poor signal",
        AnyYes(&["barrier_cost", "barrier_signal"]),
    ),
    Indicator::child(Online, ACTIVITIES, "use_social_media", "Used social media", Yes("use_social_media"))
        .past_week(),
    Indicator::child(Online, ACTIVITIES, "use_games", "Played games online", Yes("use_games")).past_week(),
    Indicator::child(
        Online,
        ACTIVITIES,
        "use_schoolwork",
        "Used the internet for schoolwork",
        Yes("use_schoolwork"),
    )
    .past_week(),
    Indicator::child(Online, ACTIVITIES, "use_videos", "Watched videos online", Yes("use_videos"))
        .past_week(),
    Indicator::child(Online, ACTIVITIES, "use_news", "Looked for news online", Yes("use_news")).past_week(),
    Indicator::child(
        Online,
        TIME,
        "sleep_lost",
        "Went without sleep because of the internet",
        Yes("sleep_lost"),
    )
    .past_year(),
    Indicator::child(
        Online,
        TIME,
        "tried_less",
        "Tried without success to spend less time online",
        Yes("tried_less"),
    ),
    Indicator::child(
        Online,
        SKILLS,
        "skill_privacy",
        "Knows how to change privacy settings",
        AtLeast("skill_privacy", 3),
    )
    .dont_know_is_no(),
    Indicator::child(Online, SKILLS, "skill_block", "Knows how to block a person", AtLeast("skill_block", 3))
        .dont_know_is_no(),
    Indicator::child(
        Online,
        SKILLS,
        "skill_report",
        "Knows how to report harmful content to a platform",
        AtLeast("skill_report", 3),
    )
    .dont_know_is_no(),
    Indicator::child(
        Online,
        SKILLS,
        "skill_check",
        "Can judge whether what they find online is true",
        AtLeast("skill_check", 3),
    ),
    Indicator::child(
        Online,
        SKILLS,
        "skill_protect",
        "Knows how to change privacy settings and how to block a person",
        Both(&AtLeast("skill_privacy", 3), &AtLeast("skill_block", 3)),
    ),
    Indicator::child(
        Online,
        MEDIATION,
        "caregiver_talks",
        "A caregiver talks with them about what they do online",
        Yes("caregiver_talks"),
    ),
    Indicator::child(
        Online,
        MEDIATION,
        "caregiver_rules",
        "A caregiver sets rules for their use of the internet",
        Yes("caregiver_rules"),
    ),
    Indicator::child(
        Online,
        MEDIATION,
        "caregiver_helps",
        "A caregiver has helped when something online bothered them",
        Yes("caregiver_helps"),
    ),
    Indicator::child(
        Online,
        MEDIATION,
        "caregiver_safety",
        "A caregiver has suggested ways to use the internet safely",
        Yes("caregiver_safety"),
    ),
    Indicator::child(
        Online,
        MEDIATION,
        "caregiver_limits",
        "A caregiver limits how long they may be online",
        Yes("caregiver_limits"),
    ),
    Indicator::child(
        Online,
        MEDIATION,
        "caregiver_supports",
        "A caregiver talks with them, helps them or suggests ways to be safe",
        AnyYes(&["caregiver_talks", "caregiver_helps", "caregiver_safety"]),
    ),
    Indicator::child(
        Online,
        MEDIATION,
        "school_lesson",
        "Has been taught at school how to stay safe online",
        Yes("school_lesson"),
    ),
];
