//! A whole population, the truth about it, and samples drawn from it.

mod answers;
mod counts;
mod levels;
mod people;

pub use crate::sample::{Sample, SampleError, draw};

pub(crate) use counts::AGE_GROUPS;
pub(crate) use people::{Caregivers, Children, Cluster, Households};

use crate::condition::Resolved;
use crate::indicators::{self, Indicator};
use crate::questionnaire::{self, Respondent};
use crate::random::{Purpose, stream};

/// Regions of a country; each is split into an urban and a rural stratum.
pub const REGIONS: usize = 4;
/// Strata of a country: region by area.
pub const STRATA: usize = 2 * REGIONS;

/// The internet-using children aged 12–17 of a country, their households and caregivers, with the answers that each
/// would give if asked.
pub struct Population {
    pub(crate) country: usize,
    pub(crate) seed: u64,
    pub(crate) clusters: Vec<Cluster>,
    /// Children aged 12–17, whether or not they use the internet.
    pub(crate) aged_12_to_17: usize,
    pub(crate) households: Households,
    pub(crate) children: Children,
    pub(crate) caregivers: Caregivers,
}

impl Population {
    /// The population of a country (by its place in [`crate::COUNTRIES`]; further numbers make further countries).
    ///
    /// The same numbers make the same population on every machine.
    pub fn generate(country: usize, seed: u64) -> Self {
        let levels = levels::Levels::of(country, &mut stream(seed, country, Purpose::Levels, 0));
        people::make(country, seed, &levels, &mut stream(seed, country, Purpose::People, 0))
    }

    /// The number of internet-using children aged 12–17.
    pub fn children(&self) -> usize {
        self.children.household.len()
    }

    /// The number of their households, each with one caregiver.
    pub fn households(&self) -> usize {
        self.households.education.len()
    }

    /// The number of children aged 12–17, whether or not they use the internet.
    pub fn aged_12_to_17(&self) -> usize {
        self.aged_12_to_17
    }

    /// The share of the population that the indicator describes, were everybody asked and did everybody answer; for
    /// an indicator with a base, the share among those in the base. `None` when no indicator has that name, or its
    /// base is empty.
    pub fn truth(&self, indicator: &str) -> Option<f64> {
        indicators::find(indicator).and_then(|indicator| self.truth_of(indicator))
    }

    pub(crate) fn truth_of(&self, indicator: &Indicator) -> Option<f64> {
        let value = questionnaire::resolve(indicator.respondent, &indicator.value)?;
        let base = match &indicator.base {
            Some((condition, _)) => Some(questionnaire::resolve(indicator.respondent, condition)?),
            None => None,
        };
        let answers = self.answers(indicator.respondent);
        let holds = |condition: &Resolved, person: usize| {
            condition.holds(&|item| answers[item][person]) == Some(true)
        };
        let people = answers.first().map_or(0, Vec::len);
        let in_base: Vec<usize> =
            (0..people).filter(|&person| base.as_ref().is_none_or(|base| holds(base, person))).collect();
        let with = in_base.iter().filter(|&&person| holds(&value, person)).count();
        (!in_base.is_empty()).then(|| with as f64 / in_base.len() as f64)
    }

    /// The answers that everybody would give, by item and person.
    pub(crate) fn answers(&self, respondent: Respondent) -> &[Vec<i8>] {
        match respondent {
            Respondent::Child => &self.children.answers,
            Respondent::Caregiver => &self.caregivers.answers,
        }
    }
}

#[cfg(test)]
mod tests;
