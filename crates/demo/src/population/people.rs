//! Clusters, households, caregivers and children.

use super::answers::{self, Effects, Person, Propensities};
use super::levels::Levels;
use super::{Population, STRATA};
use crate::questionnaire::{CAREGIVER, CHILD};
use crate::random::{Purpose, Random, stream};
use std::ops::Range;

/// A cluster: an enumeration area of the last census.
pub(crate) struct Cluster {
    /// 0 to 7: twice the region, plus 1 where it is rural.
    pub(crate) stratum: u8,
    /// Households at the census, with which it is drawn; the number has changed a little since.
    pub(crate) measure_of_size: u32,
    /// Dwellings in which a household lives today, whether or not with a child.
    pub(crate) occupied: u32,
    /// Dwellings in which nobody lives, or only for a season.
    pub(crate) vacant: u32,
    /// Its households with an internet-using child aged 12–17.
    pub(crate) households: Range<usize>,
}

impl Cluster {
    /// All its dwellings, as somebody would list them.
    pub(crate) fn dwellings(&self) -> u32 {
        self.occupied + self.vacant
    }
}

/// Households with an internet-using child aged 12–17.
#[derive(Default)]
pub(crate) struct Households {
    /// Of the caregiver: 1 primary or less, 2 secondary, 3 higher.
    pub(crate) education: Vec<u8>,
    /// 1 lower, 2 middle, 3 upper.
    pub(crate) wealth: Vec<u8>,
    /// The first of its children, followed by the others; one more entry marks the end of the last.
    pub(crate) first_child: Vec<u32>,
}

impl Households {
    /// The internet-using children of a household.
    pub(crate) fn children(&self, household: usize) -> Range<usize> {
        self.first_child[household] as usize..self.first_child[household + 1] as usize
    }
}

/// Internet-using children aged 12–17.
#[derive(Default)]
pub(crate) struct Children {
    pub(crate) household: Vec<u32>,
    pub(crate) girl: Vec<bool>,
    pub(crate) age: Vec<u8>,
    pub(crate) answers: Vec<Vec<i8>>,
}

/// Their caregivers, one a household.
#[derive(Default)]
pub(crate) struct Caregivers {
    pub(crate) woman: Vec<bool>,
    pub(crate) age: Vec<u8>,
    pub(crate) answers: Vec<Vec<i8>>,
}

/// A share of households has children aged 12–17.
const WITH_CHILDREN: f64 = 0.6;
/// Vacant dwellings to an occupied one, in town and in the countryside.
const VACANT: [f64; 2] = [0.07, 0.05];

pub(super) fn make(country: usize, seed: u64, levels: &Levels, random: &mut Random) -> Population {
    // From a stream of their own, so that people stay who they are.
    let mut dwellings = stream(seed, country, Purpose::Dwellings, 0);
    let mut aged_12_to_17 = 0;
    let mut clusters = Vec::with_capacity(levels.clusters.iter().sum());
    let mut households = Households::default();
    let mut children = Children { answers: vec![Vec::new(); CHILD.len()], ..Children::default() };
    let mut caregivers = Caregivers { answers: vec![Vec::new(); CAREGIVER.len()], ..Caregivers::default() };
    let child_effects = Effects::new(CHILD, &levels.child_items);
    let caregiver_effects = Effects::new(CAREGIVER, &levels.caregiver_items);

    for stratum in 0..STRATA {
        let rural = stratum % 2 == 1;
        for _ in 0..levels.clusters[stratum] {
            let size = 100 + random.below(80) as u32;
            let measure_of_size = (f64::from(size) * (0.92 + 0.16 * random.uniform())).round() as u32;
            let online = levels.internet - if rural { 0.6 } else { 0.0 } + 0.3 * random.normal();
            let standing = 0.5 * random.normal() - if rural { 0.4 } else { 0.0 };
            let neighbourhood = Propensities::of_cluster(random);
            let first = households.education.len();
            for _ in 0..size {
                let aged = aged_12_to_17_in_household(online, random);
                aged_12_to_17 += aged.all;
                if aged.online == 0 {
                    continue;
                }
                let standing = standing + random.normal();
                let education = step(standing + 0.7 * random.normal(), -0.3, 1.0);
                let wealth = step(standing + 0.5 * random.normal(), -0.7, 0.4);
                let home = neighbourhood.of_household(random);
                let household = households.education.len() as u32;
                households.education.push(education);
                households.wealth.push(wealth);
                households.first_child.push(children.household.len() as u32);

                let mut youngest = 17;
                for &age in aged.ages_online() {
                    let girl = random.chance(0.5);
                    children.household.push(household);
                    children.girl.push(girl);
                    children.age.push(age);
                    youngest = youngest.min(age);
                    let person = Person { girl, age, rural, education };
                    answers::give(
                        &child_effects,
                        &home.of_person(random),
                        &person,
                        &mut children.answers,
                        random,
                    );
                }
                let woman = random.chance(0.72);
                caregivers.woman.push(woman);
                caregivers.age.push((27 + random.below(19) + random.below(16)) as u8);
                let person = Person { girl: woman, age: youngest, rural, education };
                answers::give(
                    &caregiver_effects,
                    &home.of_person(random),
                    &person,
                    &mut caregivers.answers,
                    random,
                );
            }
            clusters.push(Cluster {
                stratum: stratum as u8,
                measure_of_size,
                occupied: size,
                vacant: (0..size).map(|_| u32::from(dwellings.chance(VACANT[stratum % 2]))).sum(),
                households: first..households.education.len(),
            });
        }
    }
    households.first_child.push(children.household.len() as u32);
    Population { country, seed, clusters, aged_12_to_17, households, children, caregivers }
}

/// 1, 2 or 3, by two thresholds.
fn step(value: f64, second: f64, third: f64) -> u8 {
    1 + u8::from(value > second) + u8::from(value > third)
}

/// The children aged 12–17 of a household, none to three.
#[derive(Default)]
struct Aged {
    /// How many there are.
    all: usize,
    /// How many of them use the internet.
    online: usize,
    /// The ages of those.
    ages: [u8; 3],
}

impl Aged {
    fn ages_online(&self) -> &[u8] {
        &self.ages[..self.online]
    }
}

fn aged_12_to_17_in_household(online: f64, random: &mut Random) -> Aged {
    let mut aged = Aged::default();
    if !random.chance(WITH_CHILDREN) {
        return aged;
    }
    let draw = random.uniform();
    aged.all = if draw < 0.79 {
        1
    } else if draw < 0.97 {
        2
    } else {
        3
    };
    for _ in 0..aged.all {
        let age = 12 + random.below(6) as u8;
        let use_logit = online + 0.35 * (f64::from(age) - 14.5);
        if random.chance(answers::logistic(use_logit)) {
            aged.ages[aged.online] = age;
            aged.online += 1;
        }
    }
    aged
}
