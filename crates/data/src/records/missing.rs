//! The kinds of missing of a column.

use cairn_study::MissingKind;

/// Which kind explains a value of several columns, where they are missing for different reasons: what the respondent chose
/// comes before what they did not know, and that before what they were not asked.
const PRECEDENCE: [MissingKind; 5] = [
    MissingKind::PreferNotToSay,
    MissingKind::Refused,
    MissingKind::DontKnow,
    MissingKind::NotAsked,
    MissingKind::Unrecorded,
];

/// The place of a kind in the order of precedence, from 0.
pub(super) fn rank(kind: MissingKind) -> usize {
    PRECEDENCE.iter().position(|other| *other == kind).unwrap_or(PRECEDENCE.len())
}

/// Why the answers of a column are missing, record by record.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct MissingKinds {
    /// For each record 0, or 1 more than the rank of its kind; empty where no answer is missing.
    ranks: Vec<u8>,
}

impl MissingKinds {
    /// The kind of a record's missing answer; `None` where there is an answer, or no such record.
    pub fn get(&self, row: usize) -> Option<MissingKind> {
        kind_of(*self.ranks.get(row)?)
    }

    /// Whether every record has an answer.
    pub fn is_empty(&self) -> bool {
        self.ranks.is_empty()
    }

    /// How many answers are missing for this reason.
    pub fn count(&self, kind: MissingKind) -> usize {
        self.ranks.iter().filter(|&&rank| kind_of(rank) == Some(kind)).count()
    }

    /// Notes that the answer of a record is missing; `rows` is the number of records.
    pub(super) fn set(&mut self, row: usize, kind: MissingKind, rows: usize) {
        if self.ranks.is_empty() {
            self.ranks = vec![0; rows];
        }
        if let (Some(slot), Ok(rank)) = (self.ranks.get_mut(row), u8::try_from(rank(kind) + 1)) {
            *slot = rank;
        }
    }
}

fn kind_of(rank: u8) -> Option<MissingKind> {
    PRECEDENCE.get(usize::from(rank).checked_sub(1)?).copied()
}

/// For each record the kind that comes first among its columns.
pub(super) fn combined<'a>(
    columns: impl Iterator<Item = &'a MissingKinds>,
    rows: usize,
) -> Vec<Option<MissingKind>> {
    let mut first = vec![0_u8; rows];
    for column in columns {
        for (first, &rank) in first.iter_mut().zip(&column.ranks) {
            // Subtracting 1 puts 0, an answer, behind every kind.
            *first = if rank.wrapping_sub(1) < first.wrapping_sub(1) { rank } else { *first };
        }
    }
    first.into_iter().map(kind_of).collect()
}
