//! What the tablet records: the answer, one of the kinds of missing, or that the routing did not ask.

use crate::population::Population;
use crate::questionnaire::{self, Asked, Domain, Item, Missingness, Respondent};
use crate::random::Random;

/// Codes of missing answers.
const DONT_KNOW: i8 = 98;
const PREFER_NOT_TO_SAY: i8 = 99;
const REFUSED: i8 = 97;
const NOT_ASKED: i8 = -1;

/// The share that declines the section on harm as a whole.
const DECLINES_SECTION: f64 = 0.008;
/// The share of answers missing completely at random, to items made for testing intervals.
const AT_RANDOM: f64 = 0.025;
/// The share of answers missing among people who are reticent, and among the others.
const RETICENT: f64 = 0.25;
const OPEN: f64 = 0.008;

/// The recorded answers by item and person, and the form each person was given.
pub(super) struct Recorded {
    pub(super) form: Vec<i8>,
    pub(super) answers: Vec<Vec<i8>>,
}

pub(super) fn record(
    population: &Population,
    respondent: Respondent,
    people: &[u32],
    random: &mut Random,
) -> Recorded {
    let items = questionnaire::items(respondent);
    let truth = population.answers(respondent);
    let routing: Vec<_> = items
        .iter()
        .map(|item| match &item.asked {
            Asked::If(condition) => questionnaire::resolve(respondent, condition),
            Asked::Everybody | Asked::Form(_) => None,
        })
        .collect();
    let mut recorded = Recorded {
        form: Vec::with_capacity(people.len()),
        answers: vec![Vec::with_capacity(people.len()); items.len()],
    };
    for (row, &person) in people.iter().enumerate() {
        let person = person as usize;
        let form = 1 + i8::from(random.chance(0.5));
        let declines_section = random.chance(DECLINES_SECTION);
        let missing_share =
            if random.chance(reticence(population, respondent, person)) { RETICENT } else { OPEN };
        recorded.form.push(form);
        for (place, item) in items.iter().enumerate() {
            let asked = match &item.asked {
                Asked::Everybody => true,
                Asked::Form(needed) => *needed == form,
                Asked::If(_) => routing[place].as_ref().is_some_and(|condition| {
                    condition.holds(&|earlier| recorded.answers[earlier][row]) == Some(true)
                }),
            };
            let answer = if !asked {
                NOT_ASKED
            } else if declines_section && item.domain == Domain::Harm {
                REFUSED
            } else {
                missing_code(item, missing_share, random).unwrap_or(truth[place][person])
            };
            recorded.answers[place].push(answer);
        }
    }
    recorded
}

/// The probability of being reticent: younger children and caregivers with less schooling are so a little more often.
fn reticence(population: &Population, respondent: Respondent, person: usize) -> f64 {
    match respondent {
        Respondent::Child => 0.04 + 0.01 * (17.0 - f64::from(population.children.age[person])) / 2.0,
        Respondent::Caregiver => 0.04 + 0.01 * (3.0 - f64::from(population.households.education[person])),
    }
}

/// Whether and how the answer goes missing.
fn missing_code(item: &Item, missing_share: f64, random: &mut Random) -> Option<i8> {
    let share = match item.missing {
        Missingness::AtRandom => AT_RANDOM,
        Missingness::ByPerson => missing_share,
    };
    if !random.chance(share) {
        return None;
    }
    let dont_know = if item.domain == Domain::Harm { 0.35 } else { 0.60 };
    let kind = random.uniform();
    Some(if kind < dont_know {
        DONT_KNOW
    } else if kind < 0.93 {
        PREFER_NOT_TO_SAY
    } else {
        REFUSED
    })
}
