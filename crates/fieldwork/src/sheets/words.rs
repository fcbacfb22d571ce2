//! What a sheet says in words: how households are found, how the child is picked, what holds on every visit.

use super::{Children, ClusterLines, Households, SheetCluster, SheetPlan};
use cairn_sample::household::Walk;

/// A number of millionths as it is printed: `0.642549`.
pub(super) fn millionths(number: u64) -> String {
    format!("{}.{:06}", number / 1_000_000, number % 1_000_000)
}

/// Its stratum, in words.
pub(super) fn stratum(cluster: &SheetCluster) -> String {
    let parts: Vec<String> =
        cluster.strata.iter().map(|(column, value)| format!("{column}: {value}")).collect();
    if parts.is_empty() { "the whole country".to_owned() } else { parts.join(" · ") }
}

/// How the households of the cluster are found.
pub(super) fn finding(lines: &ClusterLines) -> String {
    let way = match &lines.households {
        Households::Listing(multipliers) => listing(multipliers),
        Households::Walk(walk) => walking(*walk, lines.count),
    };
    format!("{way} Never take another household in place of one that refuses or is not at home.")
}

fn listing(multipliers: &[u64]) -> String {
    const LISTED: u64 = 180;
    let first = multipliers.first().copied().unwrap_or_default();
    let product = first * LISTED;
    format!(
        "List every household of the area, each on a line of its own, numbered from 1 without gaps, and write the last number into the box \
         below. For each household of this sheet: multiplier × households listed, cut off the decimals, add 1. That is the number on the \
         list to visit. Example: if {LISTED} were listed, the first would be {} × {LISTED} = {}, so number {} on the list. Where no more are listed \
         than this sheet has lines, visit them all.",
        millionths(first),
        millionths(product),
        product / 1_000_000 + 1
    )
}

fn walking(walk: Walk, contacts: u32) -> String {
    let Walk { start, side, interval } = walk;
    let every =
        if interval == 1 { "every dwelling".to_owned() } else { format!("every {}", ordinal(interval)) };
    format!(
        "Start at the first dwelling of the area, as its map marks it, and count dwellings along the way until number {start}: the walk begins there. \
         That dwelling is the first to visit; count it as 1. Walk on with the dwellings on your {side}-hand side, and visit {every}, until you have visited {contacts}. \
         At every crossing turn {side}; where a way ends, turn round and count the other side. In a building count from the ground floor up, door \
         by door. Count each household where several share a dwelling, and count those where nobody is at home; shops, offices and \
         building sites do not count. Where the area ends, go on at its first dwelling. Write the number counted into the box below."
    )
}

/// `1st`, `2nd`, `11th`.
fn ordinal(number: u64) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// How the child is picked.
pub(super) fn picking(cluster: &SheetCluster, lines: &ClusterLines) -> String {
    let who = cluster.children();
    match &lines.children {
        Children::RandomNumber(_) | Children::KishGrid(_) => format!(
            "Put the eligible {who} of the household in order, from the oldest to the youngest, and write how many there are. In the column of that \
             number stands whom to invite: 1 is the oldest. Invite nobody else in that child’s place."
        ),
        Children::LastBirthday => format!(
            "Of the eligible {who} of the household, invite the one whose birthday was last, whoever is at home. Write how many are eligible. Invite \
             nobody else in that child’s place."
        ),
    }
}

/// Whom to invite with the child.
pub(super) const CAREGIVER: &str = "Ask which parent or caregiver knows most about this child’s use of the internet, and invite that person.";

/// What comes before an interview.
pub(super) const CONSENT: &str = "The caregiver consents first, then the child is asked. Each may say no, skip a question, or stop at any time.";

/// The list of services.
pub(super) fn referral(plan: &SheetPlan) -> String {
    let list = match &plan.referral_list {
        Some(list) => format!("The list of services ({list})"),
        None => "The list of services".to_owned(),
    };
    format!("{list} is given to everybody, never only to those who disclose.")
}

/// What holds on every visit.
pub(super) fn every_visit(plan: &SheetPlan) -> Vec<String> {
    vec![
        referral(plan),
        "No name of a child, a caregiver or anybody else is written on this sheet, and no answer. A household is known by its number here.".to_owned(),
        "Nobody but the child sees the child’s answers: not the caregiver, not the interviewer, not the supervisor.".to_owned(),
        "Visit up to three times, on different days and at different times of day, before a household counts as not reached.".to_owned(),
        "Every household of this sheet gets a final code, also where nobody was met. A household without one is refused when the field is accounted for.".to_owned(),
        "If somebody is in danger, follow the safeguarding procedure of the study at once. It comes before the interview.".to_owned(),
    ]
}

/// How the picking works, with an example of this cluster’s first line.
pub(super) fn picking_rules(cluster: &SheetCluster, lines: &ClusterLines) -> Vec<String> {
    let who = cluster.children();
    let mut rules = vec![format!(
        "Eligible are the {who} who live in the household, are of the ages that the study covers and use the internet as the questionnaire defines it. \
         Ask about every one of them before you pick."
    )];
    let positions = lines.positions(0);
    if let Some(third) = positions.get(2) {
        let picked = match third {
            1 => "the oldest of the three is invited",
            2 => "the second oldest is invited",
            _ => "the youngest of the three is invited",
        };
        rules.push(format!(
            "Example, the first household of this sheet: with three eligible {who}, the number under 3 is {third}, so {picked}. With one, \
             there is nothing to pick."
        ));
    }
    match &lines.children {
        Children::RandomNumber(_) => {
            rules.push(format!(
                "With more than {} eligible {who}: write the numbers from 1 on slips, as many as there are, and draw one.",
                lines.children.most()
            ));
        }
        Children::KishGrid(_) => {
            rules.push(format!(
                "With more than six eligible {who}, use the column “6+”. The letter names the table of the selection grid (Kish, 1949); \
                 note with the child’s interview which position was picked: the weight depends on it."
            ));
        }
        Children::LastBirthday => {
            rules.push(
                "The last birthday gives no child a known probability, so no weight can make up for households with several children."
                    .to_owned(),
            );
        }
    }
    if lines.children.most() > 0 {
        rules.push(
            "Twins: the one born first stands first. Two of the same age: by the day of birth.".to_owned(),
        );
    }
    rules
}
