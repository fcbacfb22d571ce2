//! The records of a country as CSV.

use super::definitions;
use super::sampling;
use crate::countries::DemoCountry;
use crate::population::Population;
use crate::questionnaire::Respondent;
use crate::sample::{Field, Interviews};
use std::fmt::Write as _;

/// The records of a country’s children or caregivers.
pub(super) fn records(
    country: &DemoCountry,
    month: u8,
    population: &Population,
    (field, interviews): (&Field, &Interviews),
    respondent: Respondent,
) -> String {
    let mut text = definitions::columns(respondent).join(",");
    text.push('\n');
    let forms = match respondent {
        Respondent::Child => &interviews.child_form,
        Respondent::Caregiver => &interviews.caregiver_form,
    };
    let answers = interviews.answers(respondent);
    for (row, (call, eligible)) in field.pairs().enumerate() {
        let (stratum, child) = (u32::from(call.stratum) + 1, eligible.child as usize);
        let household = eligible.household as usize;
        let _ = write!(
            text,
            "{},{},{stratum},{},{},{},{},{},{}",
            sampling::household(country, call),
            sampling::day(month, call),
            call.cluster,
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
                eligible.children
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
