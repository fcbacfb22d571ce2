//! Who of the eligible households is contacted, which child is picked, and who takes part.

use super::clusters::DrawnCluster;
use super::field::Eligible;
use crate::population::Population;
use crate::random::Random;

/// A household with somebody eligible that was contacted, and the child picked at random in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contact {
    pub(super) stratum: u8,
    pub(super) eligible: Eligible,
    /// The probability with which child and caregiver take part.
    pub(super) propensity: f64,
    /// Whether they did.
    pub(super) took_part: bool,
}

/// Contacts the eligible households of a cluster in random order until enough pairs have taken part. Whether they have is given back.
pub(super) fn walk(
    population: &Population,
    drawn: &DrawnCluster,
    pairs: usize,
    response: &Response,
    contacts: &mut Vec<Contact>,
    random: &mut Random,
) -> bool {
    let cluster = &population.clusters[drawn.place];
    let mut households: Vec<usize> = cluster.households.clone().collect();
    random.shuffle(&mut households);
    let mut complete = 0;
    for &household in &households {
        if complete == pairs {
            break;
        }
        let children = population.households.children(household);
        let position = random.place(children.len());
        let child = children.start + position;
        let propensity = response.propensity(population, cluster.stratum, household, child);
        let took_part = random.chance(propensity);
        complete += usize::from(took_part);
        contacts.push(Contact {
            stratum: cluster.stratum,
            eligible: Eligible {
                household: household as u32,
                child: child as u32,
                children: children.len() as u32,
                position: position as u32 + 1,
            },
            propensity,
            took_part,
        });
    }
    complete == pairs
}

/// How taking part depends on who is asked: coefficients on the logit scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Response {
    /// Of children of 12 or 13 in the countryside whose caregiver has primary education or less.
    pub(crate) level: f64,
    /// For each age group further.
    pub(crate) age_group: f64,
    /// In towns.
    pub(crate) urban: f64,
    /// For each step of the caregiver’s education.
    pub(crate) education: f64,
}

impl Response {
    /// That of the demonstration: older children, towns and educated caregivers take part less.
    pub(crate) const USUAL: Self = Self { level: 1.2, age_group: -0.35, urban: -0.35, education: -0.15 };

    /// The probability that a pair takes part.
    fn propensity(&self, population: &Population, stratum: u8, household: usize, child: usize) -> f64 {
        let age_group = f64::from((population.children.age[child] - 12) / 2);
        let urban = f64::from(1 - stratum % 2);
        let education = f64::from(population.households.education[household]);
        let logit =
            self.level + self.age_group * age_group + self.urban * urban + self.education * (education - 1.0);
        1.0 / (1.0 + libm::exp(-logit))
    }
}
