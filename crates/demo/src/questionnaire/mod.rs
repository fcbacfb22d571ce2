//! The two questionnaires: their items, and how common each answer is in the model.

mod caregiver;
mod child;
mod item;

pub(crate) use caregiver::CAREGIVER;
pub(crate) use child::{AFFECTED, BULLYING_TOLD, CHILD, EXPLOITATION, TOLD};
pub(crate) use item::{Asked, Choices, Domain, Item, Missingness, Respondent};

use crate::condition::{Condition, Resolved};

/// The items of a respondent.
pub(crate) fn items(respondent: Respondent) -> &'static [Item] {
    match respondent {
        Respondent::Child => CHILD,
        Respondent::Caregiver => CAREGIVER,
    }
}

/// The place of an item in its questionnaire.
pub(crate) fn position(respondent: Respondent, name: &str) -> Option<usize> {
    items(respondent).iter().position(|item| item.name == name)
}

/// A condition on a respondent's items, ready to be evaluated; `None` when it names an item that does not exist.
pub(crate) fn resolve(respondent: Respondent, condition: &Condition) -> Option<Resolved> {
    condition.resolve(&|name| position(respondent, name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_and_codes_are_unique() {
        for respondent in [Respondent::Child, Respondent::Caregiver] {
            let names: BTreeSet<_> = items(respondent).iter().map(|item| item.name).collect();
            let codes: BTreeSet<_> = items(respondent).iter().map(|item| item.code).collect();
            assert_eq!(names.len(), items(respondent).len());
            assert_eq!(codes.len(), items(respondent).len());
        }
    }

    #[test]
    fn an_item_is_routed_by_earlier_items_only() {
        for respondent in [Respondent::Child, Respondent::Caregiver] {
            for (place, item) in items(respondent).iter().enumerate() {
                if let Asked::If(condition) = item.asked {
                    for name in condition.names() {
                        assert!(position(respondent, name).unwrap() < place, "{}", item.name);
                    }
                }
            }
        }
    }

    #[test]
    fn prevalences_for_coverage_are_missing_at_random_and_asked_of_everybody() {
        let mut prevalences: Vec<f64> = CHILD
            .iter()
            .filter(|item| item.missing == Missingness::AtRandom)
            .inspect(|item| assert!(matches!(item.asked, Asked::Everybody)))
            .map(|item| item.prevalence)
            .collect();
        prevalences.sort_by(f64::total_cmp);
        assert_eq!(prevalences, [0.02, 0.05, 0.10, 0.20, 0.35, 0.50]);
    }
}
