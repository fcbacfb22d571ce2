//! The caregivers' questionnaire.

use super::item::{Domain, Item};
use crate::condition::Condition;
use Domain::{Harm, Help, Mediation, Online, Risk};

const FREQUENCY: &[&str; 4] = &["Never", "Less than once a day", "Every day", "Almost all the time"];
const CONFIDENT: &[&str; 4] = &["Not at all confident", "A bit confident", "Confident", "Very confident"];
const WORRIED: &[&str; 4] = &["Not at all worried", "A bit worried", "Quite worried", "Very worried"];

/// The items in the order in which they are asked.
pub(crate) const CAREGIVER: &[Item] = &[
    Item::yes_no("H1", "caregiver_internet", Online, 0.55, "How often do you use the internet yourself?")
        .scale(FREQUENCY)
        .effects(0.0, 0.0, -0.6, 0.8),
    Item::yes_no("H2", "feels_skilled", Online, 0.38, "Do you feel more skilled online than your child?")
        .effects(-0.2, -0.2, -0.2, 0.5),
    Item::yes_no("H3", "knows_privacy", Online, 0.34, "Do you know how to change privacy settings?")
        .effects(-0.1, 0.0, -0.4, 0.6),
    Item::yes_no("J1", "talks", Mediation, 0.55, "Do you talk with your child about what they do online?")
        .effects(0.3, -0.1, -0.2, 0.3),
    Item::yes_no("J2", "sets_rules", Mediation, 0.52, "Do you set rules for your child's use of the internet?")
        .effects(0.1, -0.25, 0.0, 0.2),
    Item::yes_no("J3", "helps", Mediation, 0.40, "Have you helped your child when something online bothered them?")
        .effects(0.2, -0.15, -0.2, 0.3),
    Item::yes_no("J4", "limits", Mediation, 0.48, "Do you limit how long your child may be online?")
        .effects(0.0, -0.3, 0.0, 0.1),
    Item::yes_no("J5", "confident", Mediation, 0.49, "How confident are you that you can help your child cope with what bothers them online?")
        .scale(CONFIDENT)
        .effects(0.0, 0.0, -0.2, 0.4),
    Item::yes_no("J6", "safety_from_school", Mediation, 0.22, "In the past year, did the school advise you on safety online?")
        .effects(0.0, 0.0, -0.3, 0.2)
        .form(1),
    Item::yes_no("J7", "safety_from_media", Mediation, 0.35, "In the past year, did you get advice on safety online from radio, television or newspapers?")
        .form(1),
    Item::yes_no("K1", "worried_strangers", Risk, 0.58, "How worried are you that people your child has not met contact them online?")
        .scale(WORRIED)
        .effects(0.3, -0.05, 0.0, 0.1),
    Item::yes_no("K2", "worried_content", Risk, 0.51, "How worried are you about what your child may see online?")
        .scale(WORRIED)
        .effects(0.2, -0.1, 0.0, 0.1),
    Item::yes_no("L1", "aware_upset", Harm, 0.13, "As far as you know, did anything online upset your child in the past year?")
        .effects(0.2, 0.0, -0.1, 0.1),
    Item::yes_no("L2", "aware_bullied", Harm, 0.10, "As far as you know, did anyone treat your child in a hurtful way online in the past year?")
        .effects(0.2, 0.0, -0.1, 0.1),
    Item::yes_no("L3", "aware_unwanted_contact", Harm, 0.05, "As far as you know, did anyone keep contacting your child online against their wish in the past year?")
        .effects(0.2, 0.1, -0.1, 0.1),
    Item::yes_no("L4", "reported_it", Help, 0.28, "Did you report what happened to anyone?")
        .asked_if(Condition::AnyYes(&["aware_bullied", "aware_unwanted_contact"])),
    Item::yes_no("M1", "knows_where_report", Help, 0.37, "Do you know where to report if a child is harmed online?")
        .effects(0.0, 0.0, -0.2, 0.4),
    Item::yes_no("M2", "knows_helpline", Help, 0.29, "Have you heard of the children's helpline?")
        .effects(0.1, 0.0, -0.3, 0.3),
    Item::yes_no("M3", "would_tell_police", Help, 0.46, "Would you go to the police if your child were harmed online?")
        .effects(0.0, 0.0, 0.1, 0.1)
        .form(2),
    Item::yes_no("M4", "would_tell_school", Help, 0.32, "Would you go to the school if your child were harmed online?")
        .form(2),
];
