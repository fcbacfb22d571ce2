//! The children's questionnaire.

use super::item::{Domain, Item};
use crate::condition::Condition;
use Domain::{Harm, Help, Mediation, Online, Risk};

/// The four experiences of sexual exploitation and abuse that make up the composite indicator.
pub(crate) const EXPLOITATION: &[&str] =
    &["request_talk_sex", "offer_sexual_images", "images_shared", "threatened_sexual"];
/// At least one of the four.
pub(crate) const AFFECTED: Condition = Condition::AnyYes(EXPLOITATION);
/// Those whom a child may have told of such an experience.
pub(crate) const TOLD: &[&str] =
    &["told_friend", "told_caregiver", "told_sibling", "told_teacher", "told_police", "told_helpline"];
/// Those whom a child may have told of being treated in a hurtful way.
pub(crate) const BULLYING_TOLD: &[&str] =
    &["bullying_told_friend", "bullying_told_caregiver", "bullying_told_teacher"];

const BULLIED: Condition = Condition::Yes("bullied_online");
const TOLD_NO_ONE: Condition = Condition::Both(&AFFECTED, &Condition::NoneYes(TOLD));

const FREQUENCY: &[&str; 4] = &["Less than once a week", "Every week", "Every day", "Almost all the time"];
const TRUE_OF_ME: &[&str; 4] = &["Not at all true", "A bit true", "Mostly true", "Very true"];
const RISKY: &[&str; 4] = &["Not risky at all", "A bit risky", "Quite risky", "Very risky"];

/// The items in the order in which they are asked.
pub(crate) const CHILD: &[Item] = &[
    Item::yes_no("A1", "internet_frequency", Online, 0.68, "How often do you use the internet?")
        .scale(FREQUENCY)
        .effects(0.0, 0.25, -0.5, 0.3),
    Item::yes_no("A2", "own_phone", Online, 0.70, "Do you have a mobile phone of your own?")
        .effects(-0.1, 0.35, -0.4, 0.2),
    Item::yes_no(
        "A3",
        "home_access",
        Online,
        0.62,
        "Can you go online at home whenever you want or need to?",
    )
    .effects(0.0, 0.15, -0.6, 0.3),
    Item::yes_no("A4", "use_social_media", Online, 0.55, "In the past week, did you use social media?")
        .effects(0.15, 0.3, -0.3, 0.1),
    Item::yes_no("A5", "use_games", Online, 0.48, "In the past week, did you play games online?")
        .effects(-0.7, -0.1, -0.2, 0.0),
    Item::yes_no(
        "A6",
        "use_schoolwork",
        Online,
        0.66,
        "In the past week, did you use the internet for schoolwork?",
    )
    .effects(0.2, 0.1, -0.2, 0.3),
    Item::yes_no("A7", "use_videos", Online, 0.78, "In the past week, did you watch videos online?"),
    Item::yes_no("A8", "use_news", Online, 0.31, "In the past week, did you look for news online?")
        .effects(0.0, 0.2, 0.0, 0.2),
    Item::yes_no(
        "A9",
        "barrier_cost",
        Online,
        0.36,
        "Does the cost keep you from using the internet when you want to?",
    )
    .effects(0.0, 0.0, 0.4, -0.4),
    Item::yes_no(
        "A10",
        "barrier_signal",
        Online,
        0.41,
        "Does a poor signal keep you from using the internet?",
    )
    .effects(0.0, 0.0, 0.8, 0.0),
    Item::yes_no(
        "A11",
        "sleep_lost",
        Online,
        0.15,
        "In the past year, did you go without sleep because of the internet?",
    )
    .effects(0.0, 0.15, -0.2, 0.0)
    .form(1),
    Item::yes_no(
        "A12",
        "tried_less",
        Online,
        0.29,
        "Have you tried to spend less time online without success?",
    )
    .form(1),
    Item::yes_no("B1", "skill_privacy", Online, 0.52, "I know how to change my privacy settings.")
        .scale(TRUE_OF_ME)
        .effects(0.0, 0.3, -0.4, 0.2),
    Item::yes_no("B2", "skill_block", Online, 0.64, "I know how to block a person who bothers me.")
        .scale(TRUE_OF_ME)
        .effects(0.1, 0.3, -0.4, 0.1),
    Item::yes_no("B3", "skill_report", Online, 0.40, "I know how to report harmful content to a platform.")
        .scale(TRUE_OF_ME)
        .effects(0.0, 0.25, -0.4, 0.2),
    Item::yes_no("B4", "skill_check", Online, 0.44, "I can judge whether what I find online is true.")
        .scale(TRUE_OF_ME)
        .effects(0.0, 0.25, -0.2, 0.3),
    Item::yes_no(
        "C1",
        "caregiver_talks",
        Mediation,
        0.50,
        "Does a caregiver talk with you about what you do online?",
    )
    .effects(0.25, -0.1, -0.2, 0.3)
    .missing_at_random(),
    Item::yes_no(
        "C2",
        "caregiver_rules",
        Mediation,
        0.45,
        "Does a caregiver set rules for your use of the internet?",
    )
    .effects(0.2, -0.25, 0.0, 0.2),
    Item::yes_no(
        "C3",
        "caregiver_helps",
        Mediation,
        0.38,
        "Has a caregiver helped you when something online bothered you?",
    )
    .effects(0.2, -0.15, -0.2, 0.3),
    Item::yes_no(
        "C4",
        "caregiver_safety",
        Mediation,
        0.44,
        "Has a caregiver suggested ways to use the internet safely?",
    )
    .effects(0.2, -0.05, -0.2, 0.35),
    Item::yes_no(
        "C5",
        "caregiver_limits",
        Mediation,
        0.41,
        "Does a caregiver limit how long you may be online?",
    )
    .effects(0.0, -0.3, 0.0, 0.1),
    Item::yes_no(
        "C6",
        "school_lesson",
        Mediation,
        0.33,
        "Have you been taught at school how to stay safe online?",
    )
    .effects(0.0, 0.1, -0.4, 0.0),
    Item::yes_no(
        "D1",
        "talked_unknown",
        Risk,
        0.35,
        "In the past year, did you talk online with someone you had not met in person?",
    )
    .effects(-0.3, 0.25, -0.1, 0.0)
    .missing_at_random(),
    Item::yes_no(
        "D2",
        "added_unknown",
        Risk,
        0.28,
        "In the past year, did you add people you had never met to your contacts?",
    )
    .effects(-0.3, 0.25, -0.1, 0.0),
    Item::yes_no(
        "D3",
        "shared_details",
        Risk,
        0.14,
        "In the past year, did you share your address or phone number with someone you had not met?",
    )
    .effects(-0.2, 0.15, 0.0, -0.1),
    Item::yes_no(
        "D4",
        "met_in_person",
        Risk,
        0.12,
        "In the past year, did you meet someone in person whom you first got to know online?",
    )
    .effects(-0.4, 0.3, 0.0, 0.0),
    Item::yes_no(
        "D5",
        "think_risky",
        Risk,
        0.63,
        "How risky is it for children to talk online with people they have not met?",
    )
    .scale(RISKY)
    .effects(0.2, 0.05, 0.0, 0.1)
    .form(2),
    Item::yes_no(
        "D6",
        "saw_hate",
        Risk,
        0.25,
        "In the past year, did you see hateful messages about a group of people online?",
    )
    .effects(0.1, 0.2, -0.2, 0.1),
    Item::yes_no(
        "D7",
        "saw_violence",
        Risk,
        0.30,
        "In the past year, did you come across violent content that upset you online?",
    )
    .effects(0.1, 0.1, -0.2, 0.0),
    Item::yes_no(
        "D8",
        "saw_false",
        Risk,
        0.39,
        "In the past year, did you see something online that you later learned was untrue?",
    )
    .effects(0.0, 0.2, -0.2, 0.2),
    Item::yes_no(
        "E1",
        "upset_online",
        Harm,
        0.22,
        "In the past year, did anything online bother or upset you?",
    )
    .effects(0.2, 0.05, -0.1, 0.0),
    Item::yes_no(
        "E2",
        "bullied_online",
        Harm,
        0.20,
        "In the past year, did anyone treat you in a hurtful or nasty way online?",
    )
    .effects(0.2, 0.05, -0.1, 0.0)
    .missing_at_random(),
    Item::yes_no("E3", "bullied_messages", Harm, 0.58, "Did this happen through messages sent to you?")
        .asked_if(BULLIED),
    Item::yes_no(
        "E4",
        "bullied_excluded",
        Harm,
        0.31,
        "Did this happen by leaving you out of a group or an activity?",
    )
    .effects(0.2, 0.0, 0.0, 0.0)
    .asked_if(BULLIED),
    Item::yes_no("E5", "bullied_threats", Harm, 0.19, "Did this happen by threats?").asked_if(BULLIED),
    Item::yes_no("E6", "bullying_told_friend", Help, 0.44, "Did you tell a friend about it?")
        .effects(0.3, 0.1, 0.0, 0.0)
        .asked_if(BULLIED),
    Item::yes_no("E7", "bullying_told_caregiver", Help, 0.33, "Did you tell a caregiver about it?")
        .effects(0.2, -0.2, 0.0, 0.1)
        .asked_if(BULLIED),
    Item::yes_no("E8", "bullying_told_teacher", Help, 0.10, "Did you tell a teacher about it?")
        .effects(0.0, -0.1, 0.0, 0.0)
        .asked_if(BULLIED),
    Item::yes_no(
        "E9",
        "unwanted_contact",
        Harm,
        0.10,
        "In the past year, did anyone keep contacting you online although you did not want it?",
    )
    .effects(0.4, 0.15, -0.1, 0.0)
    .missing_at_random(),
    Item::yes_no(
        "E10",
        "account_misused",
        Harm,
        0.08,
        "In the past year, did anyone use your account or pretend to be you?",
    )
    .effects(0.0, 0.1, -0.1, 0.0),
    Item::yes_no(
        "E11",
        "request_talk_sex",
        Harm,
        0.05,
        "In the past year, did you receive unwanted requests to talk about sex?",
    )
    .effects(0.3, 0.15, 0.0, 0.0)
    .missing_at_random(),
    Item::yes_no(
        "E12",
        "offer_sexual_images",
        Harm,
        0.02,
        "In the past year, were you offered money or gifts in return for sexual images or videos?",
    )
    .effects(0.1, 0.1, 0.0, 0.0)
    .missing_at_random(),
    Item::yes_no(
        "E13",
        "images_shared",
        Harm,
        0.025,
        "In the past year, were sexual images of you shared without your permission?",
    )
    .effects(0.1, 0.1, 0.0, 0.0),
    Item::yes_no(
        "E14",
        "threatened_sexual",
        Harm,
        0.02,
        "In the past year, did anyone threaten or blackmail you to take part in sexual activities?",
    )
    .effects(0.1, 0.1, 0.0, 0.0),
    Item::yes_no(
        "F1",
        "person_unknown",
        Harm,
        0.45,
        "The last time, was it someone you did not know before?",
    )
    .asked_if(AFFECTED),
    Item::yes_no("F2", "on_social_media", Harm, 0.61, "The last time, did it happen on social media?")
        .asked_if(AFFECTED),
    Item::yes_no("F3", "in_game", Harm, 0.11, "The last time, did it happen in an online game?")
        .effects(-0.5, -0.1, 0.0, 0.0)
        .asked_if(AFFECTED),
    Item::yes_no("F4", "told_friend", Help, 0.33, "Did you tell a friend?")
        .effects(0.2, 0.1, 0.0, 0.0)
        .asked_if(AFFECTED),
    Item::yes_no("F5", "told_caregiver", Help, 0.17, "Did you tell a caregiver?")
        .effects(0.2, -0.2, 0.0, 0.1)
        .asked_if(AFFECTED),
    Item::yes_no("F6", "told_sibling", Help, 0.14, "Did you tell a brother or sister?").asked_if(AFFECTED),
    Item::yes_no("F7", "told_teacher", Help, 0.05, "Did you tell a teacher?").asked_if(AFFECTED),
    Item::yes_no("F8", "told_police", Help, 0.03, "Did you tell the police?").asked_if(AFFECTED),
    Item::yes_no("F9", "told_helpline", Help, 0.03, "Did you contact a helpline?").asked_if(AFFECTED),
    Item::yes_no(
        "F10",
        "silent_no_place",
        Help,
        0.38,
        "Did you tell no one because you did not know where to go or whom to tell?",
    )
    .asked_if(TOLD_NO_ONE),
    Item::yes_no(
        "F11",
        "silent_embarrassed",
        Help,
        0.31,
        "Did you tell no one because it felt embarrassing?",
    )
    .asked_if(TOLD_NO_ONE),
    Item::yes_no(
        "F12",
        "silent_trouble",
        Help,
        0.24,
        "Did you tell no one because you feared trouble for yourself?",
    )
    .asked_if(TOLD_NO_ONE),
    Item::yes_no(
        "F13",
        "silent_not_serious",
        Help,
        0.21,
        "Did you tell no one because it did not seem serious enough?",
    )
    .asked_if(TOLD_NO_ONE),
    Item::yes_no(
        "G1",
        "knows_where_help",
        Help,
        0.54,
        "Would you know where to get help if you or a friend needed it?",
    )
    .effects(0.1, 0.15, -0.2, 0.2),
    Item::yes_no("G2", "knows_helpline", Help, 0.30, "Have you heard of the children's helpline?")
        .effects(0.1, 0.1, -0.3, 0.1),
    Item::yes_no(
        "G3",
        "knows_platform_report",
        Help,
        0.42,
        "Do you know that platforms have a way to report harm?",
    )
    .effects(0.0, 0.2, -0.3, 0.1)
    .form(2),
    Item::yes_no("G4", "trusts_police", Help, 0.36, "Would you go to the police if you were harmed online?")
        .effects(0.0, -0.05, 0.1, 0.0)
        .form(2),
];
