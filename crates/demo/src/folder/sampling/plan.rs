//! The decisions on a country’s sample, as `sample.toml` holds them.

use crate::countries::DemoCountry;
use crate::sample::{ALLOCATION_POWER, Design, FEWEST_CLUSTERS};

/// Where clusters are drawn otherwise than by the usual method.
const OTHER_METHOD: (&str, &str) = ("galdermoor", "conditional-poisson");

/// Reserve clusters of a country in each stratum.
fn reserve(country: &DemoCountry) -> u32 {
    u32::from(country.id == OTHER_METHOD.0)
}

/// The decisions of a country, whose clusters are drawn with a seed.
pub(in crate::folder) fn plan(country: &DemoCountry, seed: u64) -> String {
    let method = if country.id == OTHER_METHOD.0 { OTHER_METHOD.1 } else { "pps-systematic" };
    TEXT.replace("{name}", country.name)
        .replace("{seed}", &seed.to_string())
        .replace("{method}", method)
        .replace("{reserve}", &reserve(country).to_string())
        .replace("{power}", &ALLOCATION_POWER.to_string())
        .replace("{minimum}", &FEWEST_CLUSTERS.to_string())
        .replace("{take}", &Design::FULL.pairs.to_string())
        .replace("{pairs}", &(Design::FULL.pairs * Design::FULL.clusters).to_string())
}

const TEXT: &str = include_str!("../../../texts/sample.toml");
