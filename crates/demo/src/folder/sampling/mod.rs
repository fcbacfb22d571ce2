//! The files of a country’s sample: the frame, the decisions, what was found in the clusters, what came of each dwelling.

mod contacts;
mod draw;
mod frame;
mod margins;
mod plan;

pub(super) use contacts::{clusters, contacts, day, household};
pub(super) use draw::draw;
pub(crate) use frame::frame;
pub(super) use margins::population;
pub(super) use plan::plan;

use crate::population::REGIONS;

/// The regions, in the order of their numbers.
pub(super) const REGION: [&str; REGIONS] = ["North", "East", "South", "West"];

/// Region and area of a stratum, in words.
pub(super) fn region_and_area(stratum: u8) -> (&'static str, &'static str) {
    let region = REGION[usize::from(stratum / 2) % REGIONS];
    (region, ["Urban", "Rural"][usize::from(stratum % 2)])
}
