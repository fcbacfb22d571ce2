//! Chapter 2: risks met online, and experiences of harm.

use super::indicator::{Chapter::Harm, Indicator};
use crate::condition::Condition::{AnyYes, AtLeast, Yes};
use crate::questionnaire::{AFFECTED, EXPLOITATION};

const CONTACT: &str = "Contact with people not known before";
const CONTENT: &str = "Hurtful and false content";
const HURT: &str = "Hurtful treatment online";
const ABUSE: &str = "Online child sexual exploitation and abuse";

const BULLIED: &str = "children who were treated in a hurtful way online in the past year";
/// The words for the base of those affected.
pub(super) const AFFECTED_CHILDREN: &str =
    "children who had at least one of the four experiences in the past year";

pub(super) const HARM: &[Indicator] = &[
    Indicator::child(
        Harm,
        CONTACT,
        "talked_unknown",
        "Talked online with someone they had not met in person",
        Yes("talked_unknown"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        CONTACT,
        "added_unknown",
        "Added people they had never met to their contacts",
        Yes("added_unknown"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        CONTACT,
        "shared_details",
        "Shared an address or phone number with someone they had not met",
        Yes("shared_details"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        CONTACT,
        "met_in_person",
        "Met someone in person whom they first got to know online",
        Yes("met_in_person"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        CONTACT,
        "think_risky",
        "Think that talking online with people they have not met is quite or very risky",
        AtLeast("think_risky", 3),
    ),
    Indicator::child(
        Harm,
        CONTENT,
        "saw_hate",
        "Saw hateful messages about a group of people",
        Yes("saw_hate"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        CONTENT,
        "saw_violence",
        "Came across violent content that upset them",
        Yes("saw_violence"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        CONTENT,
        "saw_hurtful",
        "Saw hateful or violent content",
        AnyYes(&["saw_hate", "saw_violence"]),
    )
    .past_year(),
    Indicator::child(
        Harm,
        CONTENT,
        "saw_false",
        "Saw something that they later learned was untrue",
        Yes("saw_false"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        HURT,
        "upset_online",
        "Was bothered or upset by something online",
        Yes("upset_online"),
    )
    .past_year()
    .dont_know_is_no(),
    Indicator::child(
        Harm,
        HURT,
        "bullied_online",
        "Was treated in a hurtful or nasty way online",
        Yes("bullied_online"),
    )
    .past_year(),
    Indicator::child(Harm, HURT, "bullied_messages", "It happened through messages", Yes("bullied_messages"))
        .last_time()
        .among(Yes("bullied_online"), BULLIED),
    Indicator::child(
        Harm,
        HURT,
        "bullied_excluded",
        "It happened by being left out of a group or an activity",
        Yes("bullied_excluded"),
    )
    .last_time()
    .among(Yes("bullied_online"), BULLIED),
    Indicator::child(Harm, HURT, "bullied_threats", "It happened by threats", Yes("bullied_threats"))
        .last_time()
        .among(Yes("bullied_online"), BULLIED),
    Indicator::child(
        Harm,
        HURT,
        "unwanted_contact",
        "Was contacted again and again against their wish",
        Yes("unwanted_contact"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        HURT,
        "account_misused",
        "Had an account used, or an identity taken, by someone else",
        Yes("account_misused"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        ABUSE,
        "exploitation_any",
        "Had at least one of four experiences of online sexual exploitation and abuse",
        AnyYes(EXPLOITATION),
    )
    .past_year(),
    Indicator::child(
        Harm,
        ABUSE,
        "request_talk_sex",
        "Received unwanted requests to talk about sex",
        Yes("request_talk_sex"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        ABUSE,
        "offer_sexual_images",
        "Was offered money or gifts in return for sexual images or videos",
        Yes("offer_sexual_images"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        ABUSE,
        "images_shared",
        "Had sexual images shared without their permission",
        Yes("images_shared"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        ABUSE,
        "threatened_sexual",
        "Was threatened or blackmailed to take part in sexual activities",
        Yes("threatened_sexual"),
    )
    .past_year(),
    Indicator::child(
        Harm,
        ABUSE,
        "person_unknown",
        "It was someone they did not know before",
        Yes("person_unknown"),
    )
    .last_time()
    .among(AFFECTED, AFFECTED_CHILDREN),
    Indicator::child(Harm, ABUSE, "on_social_media", "It happened on social media", Yes("on_social_media"))
        .last_time()
        .among(AFFECTED, AFFECTED_CHILDREN),
    Indicator::child(Harm, ABUSE, "in_game", "It happened in an online game", Yes("in_game"))
        .last_time()
        .among(AFFECTED, AFFECTED_CHILDREN),
];
