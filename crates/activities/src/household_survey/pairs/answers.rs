//! What the two of each pair said.

use super::linkage::Linkage;
use crate::household_survey::answers::Answer;
use cairn_evidence::PairsLeftOut;

/// The answers of pairs, and who is not among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// For each child's record what child and caregiver said, where both answered.
    pub(super) answers: Vec<Option<(bool, bool)>>,
    pub(super) left_out: PairsLeftOut,
}

/// Puts the answers of each pair together. A pair leaves for the first reason of: one is outside the base, the child's answer is
/// missing, the caregiver's is.
pub(super) fn said(linkage: &Linkage, children: &[Answer], caregivers: &[Answer]) -> Said {
    let mut left_out = PairsLeftOut {
        duplicates: linkage.duplicates,
        children_alone: linkage.children_alone,
        caregivers_alone: linkage.caregivers_alone,
        ..PairsLeftOut::default()
    };
    let answers = linkage.caregivers.iter().zip(children).map(|(caregiver, child)| {
        match (*child, *caregivers.get((*caregiver)?)?) {
            (Answer::OutsideBase, _) | (_, Answer::OutsideBase) => left_out.outside_base += 1,
            (Answer::Missing(kind) | Answer::BaseUnknown(kind), _) => left_out.child_missing.add(kind, 1),
            (_, Answer::Missing(kind) | Answer::BaseUnknown(kind)) => left_out.caregiver_missing.add(kind, 1),
            (Answer::Value { yes: child, .. }, Answer::Value { yes: caregiver, .. }) => {
                return Some((child, caregiver));
            }
        }
        None
    });
    let answers = answers.collect();
    Said { answers, left_out }
}
