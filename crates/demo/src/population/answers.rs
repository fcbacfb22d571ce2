//! The answer that each person would give to each item, if asked.
//!
//! The logit of a *yes* is the sum of the item's level in the country, fixed effects, and a normal effect of the
//! cluster, of the household and of the person in the item's domain. Within a domain all items share these effects,
//! so that related items go together, neighbours resemble each other, and so do a child and their caregiver.

use crate::condition::Resolved;
use crate::questionnaire::{Asked, Choices, Domain, Item};
use crate::random::Random;

/// Standard deviations of the effects of cluster, household and person, on the logit scale.
const CLUSTER: f64 = 0.70;
const HOUSEHOLD: f64 = 0.70;
const PERSON: f64 = 0.70;
/// Fixed effects are taken around these means.
const MEAN_AGE: f64 = 14.8;
const MEAN_RURAL: f64 = 0.45;
const MEAN_EDUCATION: f64 = 1.75;
/// The distances of the outer thresholds of a scale from its middle one.
const LOWER_THRESHOLD: f64 = 1.3;
const UPPER_THRESHOLD: f64 = -1.4;
/// Code of an item that was not put to a person.
pub(crate) const NOT_ASKED: i8 = -1;

/// The logistic function.
pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// Normal effects by domain.
#[derive(Clone, Copy)]
pub(super) struct Propensities([f64; Domain::COUNT]);

impl Propensities {
    pub(super) fn of_cluster(random: &mut Random) -> Self {
        Self([0.0; Domain::COUNT]).and(CLUSTER, random)
    }

    pub(super) fn of_household(self, random: &mut Random) -> Self {
        self.and(HOUSEHOLD, random)
    }

    pub(super) fn of_person(self, random: &mut Random) -> Self {
        self.and(PERSON, random)
    }

    fn and(self, deviation: f64, random: &mut Random) -> Self {
        Self(self.0.map(|effect| effect + deviation * random.normal()))
    }
}

/// What of a person bears on their answers; for a caregiver, `age` is that of the youngest child.
pub(super) struct Person {
    pub(super) girl: bool,
    pub(super) age: u8,
    pub(super) rural: bool,
    pub(super) education: u8,
}

/// The items of a questionnaire in a country.
pub(super) struct Effects {
    items: &'static [Item],
    intercepts: Vec<f64>,
    /// Who would be asked, for items with a condition.
    routing: Vec<Option<Resolved>>,
}

impl Effects {
    /// Items with the logits of their prevalences in the country.
    pub(super) fn new(items: &'static [Item], logits: &[f64]) -> Self {
        let column = |name: &str| items.iter().position(|item| item.name == name);
        let routing = items
            .iter()
            .map(|item| match &item.asked {
                Asked::If(condition) => condition.resolve(&column),
                Asked::Everybody | Asked::Form(_) => None,
            })
            .collect();
        Self { items, intercepts: logits.iter().map(|&logit| intercept(logistic(logit))).collect(), routing }
    }
}

/// The logit at which the mean over the effects of cluster, household and person is the prevalence, by bisection.
fn intercept(prevalence: f64) -> f64 {
    let deviation = (CLUSTER * CLUSTER + HOUSEHOLD * HOUSEHOLD + PERSON * PERSON).sqrt();
    let (mut low, mut high) = (-15.0, 15.0);
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if mean_logistic(middle, deviation) < prevalence {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The mean of logistic(`centre` + `deviation` Z), Z standard normal, by the trapezoidal rule on ±6.
fn mean_logistic(centre: f64, deviation: f64) -> f64 {
    let (mut sum, mut mass) = (0.0, 0.0);
    for point in -24..=24 {
        let z = 0.25 * f64::from(point);
        let density = libm::exp(-0.5 * z * z);
        sum += density * logistic(centre + deviation * z);
        mass += density;
    }
    sum / mass
}

/// Appends the answers of one person to the columns.
pub(super) fn give(
    effects: &Effects,
    propensities: &Propensities,
    person: &Person,
    columns: &mut [Vec<i8>],
    random: &mut Random,
) {
    let girl = if person.girl { 0.5 } else { -0.5 };
    let age = f64::from(person.age) - MEAN_AGE;
    let rural = f64::from(u8::from(person.rural)) - MEAN_RURAL;
    let education = f64::from(person.education) - MEAN_EDUCATION;
    for (place, item) in effects.items.iter().enumerate() {
        if let Some(condition) = &effects.routing[place] {
            let given = |earlier: usize| columns[earlier].last().copied().unwrap_or(NOT_ASKED);
            if condition.holds(&given) != Some(true) {
                columns[place].push(NOT_ASKED);
                continue;
            }
        }
        let logit = effects.intercepts[place]
            + item.girl * girl
            + item.year * age
            + item.rural * rural
            + item.education * education
            + propensities.0[item.domain as usize];
        let draw = random.uniform();
        columns[place].push(match item.choices {
            Choices::YesNo => i8::from(draw < logistic(logit)),
            Choices::FourPoints(_) => {
                1 + i8::from(draw < logistic(logit + LOWER_THRESHOLD))
                    + i8::from(draw < logistic(logit))
                    + i8::from(draw < logistic(logit + UPPER_THRESHOLD))
            }
        });
    }
}
