//! The decisions on a country’s sample, as `sample.toml` holds them.

use crate::countries::DemoCountry;
use crate::sample::{ALLOCATION_POWER, Design, FEWEST_CLUSTERS};

/// Where clusters are drawn otherwise than by the usual method, and with a reserve.
const OTHER_METHOD: (&str, &str) = ("galdermoor", "conditional-poisson");

/// Whether a country has a reserve of one cluster in each stratum.
pub(super) fn has_reserve(country: &DemoCountry) -> bool {
    country.id == OTHER_METHOD.0
}

/// The decisions of a country, whose clusters are drawn with a seed.
pub(in crate::folder) fn plan(country: &DemoCountry, seed: u64) -> String {
    let method = if has_reserve(country) { OTHER_METHOD.1 } else { "pps-systematic" };
    let text = format!("{DECISIONS}\n{WEIGHTS}");
    text.replace("{name}", country.name)
        .replace("{seed}", &seed.to_string())
        .replace("{method}", method)
        .replace("{reserve}", &u32::from(has_reserve(country)).to_string())
        .replace("{power}", &ALLOCATION_POWER.to_string())
        .replace("{minimum}", &FEWEST_CLUSTERS.to_string())
        .replace("{take}", &Design::FULL.pairs.to_string())
        .replace("{pairs}", &(Design::FULL.pairs * Design::FULL.clusters).to_string())
}

const DECISIONS: &str = include_str!("../../../texts/sample.toml");
const WEIGHTS: &str = include_str!("../../../texts/weights.toml");
