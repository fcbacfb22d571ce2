//! The frame: every enumeration area of the country.

use super::region_and_area;
use crate::population::{Population, STRATA};
use std::fmt::Write as _;

const PREFIX: &str = "EA";
/// Areas of a district; a district lies in one region, and its towns and its countryside are strata of their own.
const AREAS_IN_A_DISTRICT: usize = 20;

/// The frame as CSV.
pub(crate) fn frame(population: &Population) -> String {
    let mut text = String::from("ea,region,area,district,households\n");
    let mut before = [0; STRATA];
    for (place, cluster) in population.clusters.iter().enumerate() {
        let (region, area) = region_and_area(cluster.stratum);
        let in_stratum = &mut before[usize::from(cluster.stratum)];
        let district = 1 + *in_stratum / AREAS_IN_A_DISTRICT;
        *in_stratum += 1;
        let _ = writeln!(
            text,
            "{},{region},{area},{region} {district},{}",
            enumeration_area(place),
            cluster.measure_of_size
        );
    }
    text
}

/// The name of the area of a place in the population.
fn enumeration_area(place: usize) -> String {
    format!("{PREFIX}{:04}", place + 1)
}

/// The place in the population of an area of that name.
pub(super) fn place_of(area: &str) -> Option<usize> {
    area.strip_prefix(PREFIX)?.parse::<usize>().ok()?.checked_sub(1)
}
