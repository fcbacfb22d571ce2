//! What was found in the clusters, and what came of each dwelling.

use super::region_and_area;
use crate::countries::DemoCountry;
use crate::population::{AGE_GROUPS, Population};
use crate::sample::{Call, Field};
use std::fmt::Write as _;

/// Interviewers of a region; each works in every third of its clusters.
const INTERVIEWERS: u32 = 3;
/// Pairs whom a team interviews in a day.
const PAIRS_A_DAY: u32 = 5;

/// The clusters with the dwellings listed in each, as CSV.
pub(in crate::folder) fn clusters(field: &Field) -> String {
    let mut text = String::from("cluster,listed\n");
    for cluster in &field.clusters {
        let _ = writeln!(text, "{},{}", cluster.drawn.number, cluster.listed);
    }
    text
}

/// Every dwelling at which somebody called, as CSV.
pub(in crate::folder) fn contacts(
    country: &DemoCountry,
    month: u8,
    population: &Population,
    field: &Field,
) -> String {
    let mut text = String::from(
        "household,cluster,disposition,date,interviewer,visits,eligible_children,child_position,age_group,education\n",
    );
    for call in &field.calls {
        let (region, _) = region_and_area(call.stratum);
        let _ = write!(
            text,
            "{},{},{},{},{}{},{},",
            household(country, call),
            call.cluster,
            call.outcome.code(),
            day(month, call),
            region.get(..1).unwrap_or(region),
            1 + call.cluster % INTERVIEWERS,
            call.visits,
        );
        match call.eligible {
            Some(who) => {
                let age_group = AGE_GROUPS[population.age_group(who.child as usize)];
                let education = population.households.education[who.household as usize];
                let _ = writeln!(text, "{},{},{age_group},{education}", who.children, who.position);
            }
            None => text.push_str(",,,\n"),
        }
    }
    text
}

/// The name of a household, in the contacts and in the records.
pub(in crate::folder) fn household(country: &DemoCountry, call: &Call) -> String {
    let code = country.id.get(..3).unwrap_or(country.id);
    format!("{code}-{:03}-{:03}", call.cluster, call.order)
}

/// The day of the last visit. A team works two days in a cluster, two clusters a day on average.
pub(in crate::folder) fn day(month: u8, call: &Call) -> String {
    let second_day = u32::from(call.pairs_before >= PAIRS_A_DAY);
    let day = ((call.cluster - 1) / 2 + second_day) % 56;
    format!("2025-{:02}-{:02}", u32::from(month) + day / 28, 1 + day % 28)
}
