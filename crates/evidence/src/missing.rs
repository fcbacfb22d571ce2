//! Missing answers, counted by kind to the end.

use cairn_study::MissingKind;

/// Unweighted counts of missing answers by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MissingCounts([u64; MissingKind::ALL.len()]);

impl MissingCounts {
    /// How many answers of that kind are missing.
    pub fn of(&self, kind: MissingKind) -> u64 {
        self.0[kind as usize]
    }

    /// Counts one more, or several.
    pub fn add(&mut self, kind: MissingKind, count: u64) {
        self.0[kind as usize] += count;
    }

    /// All kinds together.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// The kinds that occur, with their counts.
    pub fn present(&self) -> impl Iterator<Item = (MissingKind, u64)> {
        MissingKind::ALL.into_iter().map(|kind| (kind, self.of(kind))).filter(|(_, count)| *count > 0)
    }
}
