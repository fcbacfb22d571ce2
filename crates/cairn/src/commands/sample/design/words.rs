//! A design in words.

use super::Opened;
use crate::output::counted;
use cairn_evidence::written::{count, day, with_sign};
use cairn_fieldwork::design::{Design, Note};
use cairn_study::{AllocationMethod, ClusterTake};

/// An amount to the unit: `75,000`.
pub(super) fn amount(value: f64) -> String {
    if (0.0..1e15).contains(&value) { count(value.round() as u64) } else { value.to_string() }
}

/// A share in per cent without the sign: `10.5`.
pub(super) fn share(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// A margin in percentage points: `1.53`.
pub(super) fn margin(margin: f64) -> String {
    format!("{:.2}", margin * 100.0)
}

/// The name of a rule.
pub(super) fn method(method: AllocationMethod) -> String {
    match method {
        AllocationMethod::Proportional => "proportional".to_owned(),
        AllocationMethod::Equal => "equal".to_owned(),
        AllocationMethod::Neyman => "Neyman".to_owned(),
        AllocationMethod::Power(power) => format!("power {power}"),
        AllocationMethod::Optimum => "optimum".to_owned(),
    }
}

/// “100 clusters of 10 pairs, 1,000 pairs, 3,900 households to be contacted, 75,000 USD”.
pub(super) fn headline(design: &Design) -> String {
    let mut text = format!(
        "{} of {}, {} in all, {} to be contacted",
        counted(design.total.clusters as usize, "cluster", "clusters"),
        counted(design.take as usize, "pair", "pairs"),
        counted(design.total.pairs as usize, "pair", "pairs"),
        counted(design.total.contacts as usize, "household", "households"),
    );
    if let Some(cost) = &design.cost {
        text.push_str(&format!(", {} {}", amount(cost.total), cost.currency));
    }
    text
}

/// The same as pairs of words.
pub(super) fn facts(design: &Design) -> Vec<(String, String)> {
    let mut facts = vec![
        ("Clusters", count(design.total.clusters)),
        ("Pairs a cluster", count(u64::from(design.take))),
        ("Pairs", count(design.total.pairs)),
        ("Households to be contacted", count(design.total.contacts)),
        ("Allocation", method(design.method)),
    ];
    if let Some(cost) = &design.cost {
        facts.push(("Cost", format!("{} {}", amount(cost.total), cost.currency)));
    }
    facts.into_iter().map(|(what, value)| (what.to_owned(), value)).collect()
}

/// How clusters were allotted, and how the take came about.
pub(super) fn rule(opened: &Opened, design: &Design) -> String {
    let allocation = &opened.plan.allocation;
    let by = match design.method {
        AllocationMethod::Proportional => "proportionally to the sizes of the strata".to_owned(),
        AllocationMethod::Equal => "equally to the strata".to_owned(),
        AllocationMethod::Neyman => {
            "by the sizes of the strata times standard deviations, so that the mean design effect of the indicators is least".to_owned()
        }
        AllocationMethod::Power(power) => format!("by the sizes of the strata to the power {power}"),
        AllocationMethod::Optimum => "at the least cost that gives every indicator the margin wanted".to_owned(),
    };
    let mut text = format!("Clusters are allotted {by}, at least {} to each.", allocation.minimum);
    match (allocation.take, design.optimum_take) {
        (ClusterTake::Optimum, _) => {
            text.push_str(" The take is where costs and intraclass correlation balance.");
        }
        (ClusterTake::Pairs(_), Some(u32::MAX)) | (_, None) => {}
        (ClusterTake::Pairs(_), Some(optimum)) => {
            let pairs = counted(optimum as usize, "pair", "pairs");
            text.push_str(&format!(" Costs and intraclass correlation balance at {pairs} a cluster."));
        }
    }
    text
}

/// A remark as a sentence.
pub(super) fn note(note: &Note) -> String {
    match note {
        Note::EveryArea { stratum, areas } => format!(
            "In {stratum} every one of the {areas} areas is a cluster: nothing is left for a reserve."
        ),
        Note::SmallAreas { areas, contacts } => format!(
            "{} a measure of size below {contacts}, the households to be contacted in a cluster. Where the size counts households, join them with their neighbours or expect fewer pairs there.",
            if *areas == 1 { "1 area has".to_owned() } else { format!("{} areas have", count(*areas)) },
        ),
        Note::TwiceCertain { areas } => format!(
            "A draw by size would take these areas at least twice, and is refused: {}. Split them in the frame, or take fewer clusters there.",
            list(areas),
        ),
        Note::FewContacts { contacts, needed } => format!(
            "{contacts} contacts a cluster are decided on, and the expected shares of eligible households and of response need {needed}."
        ),
        Note::Missed { indicator, wanted, expected } => format!(
            "“{indicator}”: the margin expected is {} points, and {} is wanted. More clusters, or the optimum allocation, would give it.",
            margin(*expected),
            margin(*wanted),
        ),
        Note::Wide { indicator, parts } => format!(
            "“{indicator}”: the margin is as wide as the share itself, or wider, for {}. Such an estimate says little but that the share is small.",
            list(parts),
        ),
        Note::SmallBase { parts, base } => format!(
            "Fewer than {base} pairs are expected for {}: the study shows no percentage on so few.",
            list(parts),
        ),
        Note::NoVariance { parts } => {
            format!("No margin can be given for {}: a variance needs more clusters than strata.", list(parts),)
        }
    }
}

fn list(parts: &[String]) -> String {
    const SHOWN: usize = 6;
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] if parts.len() <= SHOWN => format!("{} and {last}", most.join("; ")),
        _ => {
            let shown: Vec<&str> = parts.iter().take(SHOWN).map(String::as_str).collect();
            format!("{} and {} more", shown.join("; "), parts.len() - SHOWN)
        }
    }
}

/// How the numbers were reached, a paragraph each.
pub(super) fn paragraphs(opened: &Opened, design: &Design) -> Vec<String> {
    let plan = &opened.plan;
    let target = &plan.target;
    let mut paragraphs = vec![
        format!(
            "The frame is: {} ({}). A stratum’s share of the population is its share of the column “{}”.",
            plan.frame.source.trim_end_matches('.'),
            day(plan.frame.date),
            plan.frame.size.value,
        ),
        format!(
            "A margin of error is half the width of a {} confidence interval, with Student’s t for as many degrees of freedom as there are clusters less strata. The variance of a stratum’s share p with n of N areas and m pairs in each is w·p(1−p)·[(1−n/N)·ρ/n + (1−ρ)/(n·m)]: of the variance of an answer the part ρ, the intraclass correlation, lies between clusters, and the finite number of areas takes off from that part only (Hansen, Hurwitz and Madow, 1953; Kish, 1965). The effect of unequal weights within strata, w, is taken as {}.",
            with_sign(&format!("{}", (design.level * 1e6).round() / 1e4)),
            target.weighting_effect,
        ),
        "Of a group that is spread over all clusters and makes up the share s of the pairs, each cluster has m·s in the mean, and the design effect of clustering is 1 + (m−1)·s·ρ.".to_owned(),
        format!(
            "Of the households contacted, {} are expected to have somebody eligible, and {} of these to take part.",
            with_sign(&share(target.eligible)),
            with_sign(&share(target.response)),
        ),
    ];
    let allocation = "Whole clusters are found exactly, not by rounding: of all allocations that add up and respect minimum and areas, the one with the least variance by the rule’s measure (Wright, 2012; Friedrich, Münnich, de Vries and Wagner, 2015). The optimum for several indicators follows from the multipliers of their margins (Chromy, 1987; Bethel, 1989).";
    paragraphs.push(allocation.to_owned());
    paragraphs
}
