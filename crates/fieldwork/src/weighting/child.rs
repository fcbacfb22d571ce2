//! The probability with which the child of each household was picked.

use super::Sampled;
use crate::table::Listing;
use cairn_definition::{Diagnostic, Diagnostics, Place};
use cairn_sample::household::{Probability, RespondentMethod};
use cairn_sample::weight::Standing;
use cairn_study::RespondentSelection;

/// The probability of each household that took part; what is not known is reported at the step.
pub(super) fn probabilities(
    sampled: Sampled<'_>,
    standing: &[Standing],
    step: &Place,
    problems: &Diagnostics,
) -> Option<Vec<Option<Probability>>> {
    let method = match sampled.respondent {
        RespondentSelection::RandomNumber => RespondentMethod::RandomNumber,
        RespondentSelection::KishGrid => RespondentMethod::KishGrid,
        RespondentSelection::LastBirthday => {
            let message =
                "children were picked by their last birthday, which gives nobody a known probability";
            let help = "remove the step, and say in the report that the selection within households is not in the weights";
            problems.push(Diagnostic::error(step, message).help(help));
            return None;
        }
    };
    let contacts = sampled.contacts;
    let mut missing = Listing::new(problems);
    let rows = standing.iter().zip(contacts.eligible_children()).zip(contacts.child_position()).enumerate();
    let found = rows
        .map(|(row, ((standing, children), position))| {
            if *standing != Standing::Respondent {
                return None;
            }
            let probability = children.and_then(|children| of_child(method, children, *position));
            if probability.is_none() {
                missing.push(|| {
                    let place = contacts.place(row);
                    let message = match (children, position) {
                        (None, _) => format!("{place}: the household took part and has no `eligible_children`"),
                        (Some(children), None) => format!(
                            "{place}: of {children} eligible children the tables of Kish do not pick all alike, and `child_position` is empty"
                        ),
                        (Some(children), Some(position)) => {
                            format!("{place}: no draw picks child {position} of {children}")
                        }
                    };
                    Diagnostic::elsewhere(message).help("without it the child’s probability is not known, and there is no weight")
                });
            }
            probability
        })
        .collect();
    let path = contacts.path().display();
    let found_missing = missing.finish(|rest| {
        format!("{path}: {rest} more households that took part, whose child’s probability is not known")
    });
    (found_missing == 0).then_some(found)
}

/// The probability of the child at a position. Where the position was not entered it is that which all positions have, if it is the same.
fn of_child(method: RespondentMethod, children: u32, position: Option<u32>) -> Option<Probability> {
    if let Some(position) = position {
        return method.probability(children, position);
    }
    let first = method.probability(children, 1)?;
    let all_alike = method == RespondentMethod::RandomNumber
        || (children <= cairn_sample::household::kish::MOST_PERSONS
            && (2..=children).all(|position| method.probability(children, position) == Some(first)));
    all_alike.then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_needed_only_where_it_matters() {
        let alone = |method, children| of_child(method, children, None).map(|p| p.to_string());
        assert_eq!(alone(RespondentMethod::RandomNumber, 5).as_deref(), Some("1/5"));
        assert_eq!(alone(RespondentMethod::KishGrid, 4).as_deref(), Some("1/4"));
        assert_eq!(alone(RespondentMethod::KishGrid, 5), None);
        assert_eq!(alone(RespondentMethod::KishGrid, 7), None);
        let third = of_child(RespondentMethod::KishGrid, 5, Some(3)).map(|p| p.to_string());
        assert_eq!(third.as_deref(), Some("1/4"));
    }
}
