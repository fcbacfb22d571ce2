//! Chapter 3: whom children told, why some told no one, and what they know of help.

use super::harm::AFFECTED_CHILDREN;
use super::indicator::{Chapter::Response, Indicator};
use crate::condition::Condition::{self, AnyYes, Both, NoneYes, Yes};
use crate::questionnaire::{AFFECTED, BULLYING_TOLD, TOLD};

const TELLING: &str = "Whom children told";
const SILENCE: &str = "Why children told no one";
const BULLYING: &str = "Telling about hurtful treatment";
const HELP: &str = "Knowledge of help";

const BULLIED: &str = "children who were treated in a hurtful way online in the past year";
const SILENT_CHILDREN: &str =
    "children who had at least one of the four experiences in the past year and told no one";
const SILENT: Condition = Both(&AFFECTED, &NoneYes(TOLD));

pub(super) const RESPONSE: &[Indicator] = &[
    Indicator::child(Response, TELLING, "told_no_one", "Told no one", NoneYes(TOLD))
        .last_time()
        .among(AFFECTED, AFFECTED_CHILDREN),
    Indicator::child(Response, TELLING, "told_friend", "Told a friend", Yes("told_friend"))
        .last_time()
        .among(AFFECTED, AFFECTED_CHILDREN),
    Indicator::child(Response, TELLING, "told_caregiver", "Told a caregiver", Yes("told_caregiver"))
        .last_time()
        .among(AFFECTED, AFFECTED_CHILDREN),
    Indicator::child(Response, TELLING, "told_sibling", "Told a brother or sister", Yes("told_sibling"))
        .last_time()
        .among(AFFECTED, AFFECTED_CHILDREN),
    Indicator::child(
        Response,
        TELLING,
        "told_service",
        "Told a teacher, the police or a helpline",
        AnyYes(&["told_teacher", "told_police", "told_helpline"]),
    )
    .last_time()
    .among(AFFECTED, AFFECTED_CHILDREN),
    Indicator::child(
        Response,
        SILENCE,
        "silent_no_place",
        "Did not know where to go or whom to tell",
        Yes("silent_no_place"),
    )
    .last_time()
    .among(SILENT, SILENT_CHILDREN),
    Indicator::child(Response, SILENCE, "silent_embarrassed", "Felt embarrassed", Yes("silent_embarrassed"))
        .last_time()
        .among(SILENT, SILENT_CHILDREN),
    Indicator::child(
        Response,
        SILENCE,
        "silent_trouble",
        "Feared trouble for themselves",
        Yes("silent_trouble"),
    )
    .last_time()
    .among(SILENT, SILENT_CHILDREN),
    Indicator::child(
        Response,
        SILENCE,
        "silent_not_serious",
        "Did not think it was serious enough",
        Yes("silent_not_serious"),
    )
    .last_time()
    .among(SILENT, SILENT_CHILDREN),
    Indicator::child(Response, BULLYING, "bullying_told_no_one", "Told no one", NoneYes(BULLYING_TOLD))
        .last_time()
        .among(Yes("bullied_online"), BULLIED),
    Indicator::child(
        Response,
        BULLYING,
        "bullying_told_friend",
        "Told a friend",
        Yes("bullying_told_friend"),
    )
    .last_time()
    .among(Yes("bullied_online"), BULLIED),
    Indicator::child(
        Response,
        BULLYING,
        "bullying_told_caregiver",
        "Told a caregiver",
        Yes("bullying_told_caregiver"),
    )
    .last_time()
    .among(Yes("bullied_online"), BULLIED),
    Indicator::child(
        Response,
        BULLYING,
        "bullying_told_teacher",
        "Told a teacher",
        Yes("bullying_told_teacher"),
    )
    .last_time()
    .among(Yes("bullied_online"), BULLIED),
    Indicator::child(
        Response,
        HELP,
        "knows_where_help",
        "Would know where to get help",
        Yes("knows_where_help"),
    )
    .dont_know_is_no(),
    Indicator::child(
        Response,
        HELP,
        "knows_helpline",
        "Has heard of the children’s helpline",
        Yes("knows_helpline"),
    )
    .dont_know_is_no(),
    Indicator::child(
        Response,
        HELP,
        "knows_platform_report",
        "Knows that platforms have a way to report harm",
        Yes("knows_platform_report"),
    )
    .dont_know_is_no(),
    Indicator::child(
        Response,
        HELP,
        "trusts_police",
        "Would go to the police if they were harmed online",
        Yes("trusts_police"),
    ),
];
