//! The records of a country as CSV.

use super::definitions;
use crate::countries::DemoCountry;
use crate::population::Population;
use crate::questionnaire::Respondent;
use crate::sample::Sample;
use std::fmt::Write as _;

/// The children's records.
pub(super) fn children(country: &DemoCountry, month: u8, population: &Population, sample: &Sample) -> String {
    table(country, month, population, sample, Respondent::Child)
}

/// The caregivers' records.
pub(super) fn caregivers(
    country: &DemoCountry,
    month: u8,
    population: &Population,
    sample: &Sample,
) -> String {
    table(country, month, population, sample, Respondent::Caregiver)
}

fn table(
    country: &DemoCountry,
    month: u8,
    population: &Population,
    sample: &Sample,
    respondent: Respondent,
) -> String {
    let mut text = definitions::columns(respondent).join(",");
    text.push('\n');
    let (weights, forms) = match respondent {
        Respondent::Child => (&sample.child_weight, &sample.child_form),
        Respondent::Caregiver => (&sample.caregiver_weight, &sample.caregiver_form),
    };
    let answers = sample.answers(respondent);
    let code = country.id.get(..3).unwrap_or(country.id);
    for row in 0..sample.pairs() {
        let (stratum, psu, child) = (sample.stratum[row], sample.psu[row], sample.child[row] as usize);
        let household = population.children.household[child] as usize;
        let day = visit(psu, row);
        let _ = write!(
            text,
            "{code}-{psu:03}-{:04},2025-{:02}-{:02},{stratum},{psu},{:.4},{},{},{},{},{}",
            row + 1,
            u32::from(month) + day / 28,
            1 + day % 28,
            weights[row],
            stratum.div_ceil(2),
            2 - stratum % 2,
            population.households.education[household],
            population.households.wealth[household],
            forms[row],
        );
        let _ = match respondent {
            Respondent::Child => write!(
                text,
                ",{},{},{}",
                if population.children.girl[child] { 1 } else { 2 },
                population.children.age[child],
                population.households.children(household).len()
            ),
            Respondent::Caregiver => write!(
                text,
                ",{},{}",
                if population.caregivers.woman[household] { 1 } else { 2 },
                population.caregivers.age[household]
            ),
        };
        for column in answers {
            let _ = write!(text, ",{}", column[row]);
        }
        text.push('\n');
    }
    text
}

/// The day of fieldwork, 0 to 55, of a row: a team works two days in a cluster, two clusters a day on average.
fn visit(psu: u32, row: usize) -> u32 {
    ((psu - 1) / 2 + (row % 10) as u32 / 5) % 56
}
