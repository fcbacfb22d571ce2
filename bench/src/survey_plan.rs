//! The survey that is measured on: sizes, names, and how common each thing is. Nobody was asked anything.

use crate::random::Random;

/// Raised when the same seed would make another file.
pub(crate) const VERSION: u32 = 1;
pub(crate) const SEED: u64 = 20_260_401;
pub(crate) const COUNTRIES: usize = 13;
pub(crate) const STRATA: usize = 300;
pub(crate) const PSUS: usize = 10_000;
pub(crate) const AGES: [&str; 4] = ["9-11", "12-13", "14-15", "16-17"];
pub(crate) const SEXES: [&str; 2] = ["boy", "girl"];
pub(crate) const REGIONS: [&str; 4] = ["north", "east", "south", "west"];
pub(crate) const EDUCATION: usize = 5;
pub(crate) const INDICATORS: usize = 20;
/// The first of the indicators have missing values: 3 % of the first, rising to 8 % of the last.
pub(crate) const WITH_MISSING: usize = 10;

/// The domains that the estimates are for.
pub(crate) const DOMAIN_COLUMNS: [&str; 3] = ["country", "age", "sex"];

/// The name of a country, from 0.
pub(crate) fn country(index: usize) -> String {
    format!("country {:02}", index + 1)
}

/// The name of an indicator's column, from 0.
pub(crate) fn indicator(index: usize) -> String {
    format!("i{:02}", index + 1)
}

/// The names of all indicators' columns.
pub(crate) fn indicators() -> Vec<String> {
    (0..INDICATORS).map(indicator).collect()
}

/// The share of missing values of an indicator.
pub(crate) fn missing_rate(index: usize) -> f64 {
    if index < WITH_MISSING { 0.03 + 0.05 * index as f64 / (WITH_MISSING - 1) as f64 } else { 0.0 }
}

/// The stratum of a cluster, spread as evenly as whole numbers allow.
pub(crate) fn stratum_of(psu: usize) -> usize {
    psu * STRATA / PSUS
}

/// The country of a stratum, likewise.
pub(crate) fn country_of(stratum: usize) -> usize {
    stratum * COUNTRIES / STRATA
}

/// How many rows each cluster has: between half and one and a half times the mean, and `rows` in all.
pub(crate) fn rows_by_psu(rows: usize) -> Vec<usize> {
    let mut random = Random::new(SEED, u64::MAX);
    let mut reached = 0.0;
    let reach: Vec<f64> = (0..PSUS)
        .map(|_| {
            reached += random.between(0.5, 1.5);
            reached
        })
        .collect();
    let mut before = 0;
    reach
        .iter()
        .map(|part| {
            let end = (part / reached * rows as f64).round() as usize;
            let count = end - before;
            before = end;
            count
        })
        .collect()
}

/// How common an indicator is in a cluster, by age and sex.
#[derive(Debug)]
pub(crate) struct Levels {
    probabilities: Vec<f64>,
}

impl Levels {
    /// Draws the levels of a cluster: a logistic scale with steps by indicator, country and age, and a normal deviation.
    pub(crate) fn draw(country: usize, random: &mut Random) -> Self {
        let mut probabilities = Vec::with_capacity(INDICATORS * AGES.len() * SEXES.len());
        for indicator in 0..INDICATORS {
            let base = -3.5 + 0.2 * indicator as f64 + 0.05 * country as f64 + 0.4 * random.normal();
            for age in 0..AGES.len() {
                for sex in 0..SEXES.len() {
                    let logit = base + 0.25 * age as f64 + 0.1 * sex as f64;
                    probabilities.push(1.0 / (1.0 + libm::exp(-logit)));
                }
            }
        }
        Self { probabilities }
    }

    pub(crate) fn probability(&self, indicator: usize, age: usize, sex: usize) -> f64 {
        let place = (indicator * AGES.len() + age) * SEXES.len() + sex;
        self.probabilities.get(place).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_the_clusters_are_all_rows() {
        for rows in [1, 17_003, 3_400_000] {
            let by_psu = rows_by_psu(rows);
            assert_eq!((by_psu.len(), by_psu.iter().sum::<usize>()), (PSUS, rows));
        }
    }

    #[test]
    fn every_stratum_has_clusters_and_every_country_strata() {
        let mut strata: Vec<usize> = (0..PSUS).map(stratum_of).collect();
        assert!(strata.chunk_by(|a, b| a == b).all(|psus| psus.len() >= 33));
        strata.dedup();
        assert_eq!(strata, (0..STRATA).collect::<Vec<_>>());
        let mut countries: Vec<usize> = strata.into_iter().map(country_of).collect();
        countries.dedup();
        assert_eq!(countries, (0..COUNTRIES).collect::<Vec<_>>());
    }
}
