//! Why a step cannot be done, at its place and with what to do.

use crate::Contacts;
use cairn_definition::{Diagnostic, Place};
use cairn_sample::weight::WeightError;

/// The refusal of a step. Households are told by their line, not by their number.
pub(super) fn diagnostic(place: &Place, error: &WeightError, contacts: &Contacts) -> Diagnostic {
    let message = match error {
        WeightError::Probability { stage, case, probability } => format!(
            "{}: the probability of “{stage}” is {probability}; it must be above 0 and at most 1",
            contacts.place(*case)
        ),
        WeightError::NoClass { column, case } => {
            format!("{}: `{column}` is empty, and makes classes", contacts.place(*case))
        }
        WeightError::NoPickProbability { case } => {
            format!("{}: the probability with which the child was picked is not known", contacts.place(*case))
        }
        WeightError::NoCell { margin, case } => {
            format!("{}: its cell of margin `{margin}` is not known", contacts.place(*case))
        }
        WeightError::Weight { step, case, weight } => {
            format!("{}: its weight after “{step}” is {weight}", contacts.place(*case))
        }
        other => other.to_string(),
    };
    let problem = Diagnostic::error(place, message);
    match help(error) {
        Some(help) => problem.help(help),
        None => problem,
    }
}

fn help(error: &WeightError) -> Option<&'static str> {
    Some(match error {
        WeightError::EmptyCell { .. } => {
            "join the level with another in the margin and in its breakdown, or calibrate to a margin without it"
        }
        WeightError::NoPopulation { .. } => {
            "give the cell its population, or join the level with another in the margin and in its breakdown"
        }
        WeightError::NotMet { .. } => {
            "take the margins from one source, join cells that hardly anybody in the sample is in, or cross the margins into one"
        }
        WeightError::MarginsDiffer { .. } => "take both from one source, or scale one to the other",
        WeightError::NoClass { .. } => {
            "enter the value of every household selected, take another column, or give those without one a value of their own"
        }
        WeightError::TooFew { .. } => "lower `minimum`, if so few are enough",
        WeightError::FactorTooLarge { .. } => {
            "raise `largest_factor`, if that much weight on the others is defensible"
        }
        WeightError::StillUnknown { .. } => "add `{ step = \"unknown-eligibility\" }` before this step",
        WeightError::NoRespondents => "enter what came of the households in the contacts",
        WeightError::Probability { .. } => "mend the cluster’s row in clusters.csv, or the draw",
        _ => return None,
    })
}
