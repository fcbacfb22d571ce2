//! Which caregiver's record belongs to which child's.

use crate::household_survey::{Failure, records::texts};
use cairn_data::Records;
use cairn_definition::Diagnostic;
use cairn_study::PairQuestion;
use std::collections::BTreeMap;

/// The links of the records of one instrument, as text, in the order of the records; absent where the cell is missing.
pub(super) fn keys(question: &PairQuestion, records: &Records) -> Result<Vec<Option<String>>, Failure> {
    let name = &question.link;
    let column = records.column(name).ok_or_else(|| {
        Diagnostic::error(&question.place, format!("the records have no column `{name}` that links the two"))
    })?;
    texts(&column.values).ok_or_else(|| {
        let message = format!("the column `{name}` cannot link records");
        Diagnostic::error(&question.place, message).expected("whole numbers or texts").into()
    })
}

/// The caregiver of each child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Linkage {
    /// For each child's record the caregiver's.
    pub(super) caregivers: Vec<Option<usize>>,
    /// Records whose link another of the same instrument has.
    pub(super) duplicates: u64,
    /// Children without a caregiver's record.
    pub(super) children_alone: u64,
    /// Caregivers without a child's record.
    pub(super) caregivers_alone: u64,
}

impl Linkage {
    /// Links records that have the same key, where both have it alone.
    pub(super) fn of(children: &[Option<String>], caregivers: &[Option<String>]) -> Self {
        let (by_child, by_caregiver) = (positions(children), positions(caregivers));
        let mut linkage = Self {
            caregivers: vec![None; children.len()],
            duplicates: 0,
            children_alone: 0,
            caregivers_alone: 0,
        };
        for (child, key) in children.iter().enumerate() {
            match the_only(&by_child, key.as_deref()) {
                Found::Several => linkage.duplicates += 1,
                Found::Nobody => linkage.children_alone += 1,
                Found::One(_) => {
                    match (the_only(&by_caregiver, key.as_deref()), linkage.caregivers.get_mut(child)) {
                        (Found::One(caregiver), Some(place)) => *place = Some(caregiver),
                        _ => linkage.children_alone += 1,
                    }
                }
            }
        }
        for key in caregivers {
            match the_only(&by_caregiver, key.as_deref()) {
                Found::Several => linkage.duplicates += 1,
                Found::Nobody => linkage.caregivers_alone += 1,
                Found::One(_) if matches!(the_only(&by_child, key.as_deref()), Found::One(_)) => {}
                Found::One(_) => linkage.caregivers_alone += 1,
            }
        }
        linkage
    }
}

enum Found {
    Nobody,
    One(usize),
    Several,
}

fn positions(keys: &[Option<String>]) -> BTreeMap<&str, Vec<usize>> {
    let mut positions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            positions.entry(key).or_default().push(position);
        }
    }
    positions
}

fn the_only(positions: &BTreeMap<&str, Vec<usize>>, key: Option<&str>) -> Found {
    match key.and_then(|key| positions.get(key)).map(Vec::as_slice) {
        None | Some([]) => Found::Nobody,
        Some([only]) => Found::One(*only),
        Some(_) => Found::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::Linkage;
    use proptest::prelude::*;

    fn keys(keys: &[u8]) -> Vec<Option<String>> {
        keys.iter().map(|key| (*key > 0).then(|| key.to_string())).collect()
    }

    #[test]
    fn a_link_that_two_have_links_nobody() {
        // 0 stands for a link that is missing.
        let linkage = Linkage::of(&keys(&[1, 2, 2, 3, 0, 4]), &keys(&[4, 1, 1, 3, 5]));
        assert_eq!(linkage.caregivers, [None, None, None, Some(3), None, Some(0)]);
        assert_eq!((linkage.duplicates, linkage.children_alone, linkage.caregivers_alone), (4, 2, 1));
    }

    proptest! {
        /// Every record is in a pair, a duplicate or alone; and no caregiver has two children.
        #[test]
        fn every_record_is_counted_once(
            children in prop::collection::vec(0_u8..12, 0..20),
            caregivers in prop::collection::vec(0_u8..12, 0..20),
        ) {
            let linkage = Linkage::of(&keys(&children), &keys(&caregivers));
            let mut linked: Vec<usize> = linkage.caregivers.iter().flatten().copied().collect();
            let pairs = linked.len();
            let counted = 2 * pairs as u64 + linkage.duplicates + linkage.children_alone + linkage.caregivers_alone;
            prop_assert_eq!(counted, (children.len() + caregivers.len()) as u64);
            linked.sort_unstable();
            linked.dedup();
            prop_assert_eq!(linked.len(), pairs);
            for (child, caregiver) in linkage.caregivers.iter().enumerate() {
                if let Some(caregiver) = caregiver {
                    prop_assert_eq!(children[child], caregivers[*caregiver]);
                }
            }
        }
    }
}
