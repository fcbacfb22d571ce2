//! What is known of the population: how many children, how many of them online, margins for the weights.

use crate::population::{AGE_GROUPS, Population};
use crate::random::{Purpose, stream};
use std::fmt::Write as _;

/// The country of which two sources tell more different numbers of children than the study allows, and the share by which the second
/// is above the first; elsewhere they differ by a little.
const DISAGREEMENT: (&str, f64) = ("jessamar", 0.083);
/// Half the width of the interval of the share online.
const HALF_WIDTH: f64 = 0.02;

/// The tables `[population]` of a country.
pub(in crate::folder) fn population(id: &str, population: &Population) -> String {
    let mut random = stream(population.seed, population.country, Purpose::Sources, 0);
    let children = population.aged_12_to_17();
    let above = 0.03 * (2.0 * random.uniform() - 1.0);
    let above = if id == DISAGREEMENT.0 { DISAGREEMENT.1 } else { above };
    let other = ((1.0 + above) * children as f64).round();
    // A survey’s share is near the truth, and its interval holds it.
    let online = population.children() as f64 / children as f64;
    let share = (1000.0 * (online + 0.5 * HALF_WIDTH * (2.0 * random.uniform() - 1.0))).round() / 1000.0;
    let mut text = format!(
        "# Numbers of people, each with its source and the day to which it refers. All were made by a program.\n\
         [population]\n\
         sources_may_differ = 0.05\n\n\
         [[population.children]]\n\
         count = {children}\n\
         of = \"children aged 12–17\"\n\
         source = \"{PROJECTION}\"\n\
         date = {DAY}\n\n\
         [[population.children]]\n\
         count = {other}\n\
         of = \"children aged 12–17\"\n\
         source = \"Register of schools 2024/25 (made by a program)\"\n\
         date = 2024-10-01\n\n\
         [[population.online]]\n\
         share = {share:.3}\n\
         interval = [{:.3}, {:.3}]\n\
         source = \"Survey of information technology in households 2024 (made by a program)\"\n\
         date = 2024-05-15\n",
        share - HALF_WIDTH,
        (share + HALF_WIDTH).min(0.999),
    );
    let of = "internet-using children aged 12–17";
    margin(
        &mut text,
        "region_area",
        of,
        ["region", "area"],
        &cells_of_strata(&population.children_by_stratum()),
    );
    margin(
        &mut text,
        "gender_age",
        of,
        ["gender", "age_group"],
        &cells_of_groups(&population.children_by_group()),
    );
    let of = "households with an internet-using child aged 12–17";
    let households = cells_of_strata(&population.households_by_stratum());
    margin(&mut text, "households_region_area", of, ["region", "area"], &households);
    text
}

const PROJECTION: &str = "Projection of the census of 2019 (made by a program)";
const DAY: &str = "2025-01-01";

fn margin(text: &mut String, id: &str, of: &str, by: [&str; 2], cells: &[String]) {
    let _ = write!(
        text,
        "\n[[population.margins]]\nid = \"{id}\"\nof = \"{of}\"\nby = [\"{}\", \"{}\"]\nsource = \"{PROJECTION}\"\ndate = {DAY}\ncells = [\n",
        by[0], by[1],
    );
    for cell in cells {
        let _ = writeln!(text, "  {cell},");
    }
    text.push_str("]\n");
}

fn cells_of_strata(counts: &[u32]) -> Vec<String> {
    let cell = |(stratum, count)| {
        format!("{{ levels = [{}, {}], count = {count} }}", stratum / 2 + 1, stratum % 2 + 1)
    };
    counts.iter().enumerate().map(cell).collect()
}

fn cells_of_groups(counts: &[u32]) -> Vec<String> {
    let cell = |(group, count)| {
        let (gender, age) = (group / AGE_GROUPS.len(), group % AGE_GROUPS.len());
        format!("{{ levels = [{}, \"{}\"], count = {count} }}", gender + 1, AGE_GROUPS[age])
    };
    counts.iter().enumerate().map(cell).collect()
}
