//! Domains: the combinations of levels of several columns.

use super::category::{Category, Level, MISSING};
use cairn_survey::OUTSIDE;

/// The levels of one domain, column by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainLevels(pub Vec<Level>);

/// Codes combinations of category codes as they are met.
///
/// Columns are joined one after another: the code of the columns before and the next column's code look up a small table.
#[derive(Debug, Default)]
pub(crate) struct Combinations {
    joins: Vec<Join>,
}

#[derive(Debug, Default)]
struct Join {
    /// By left code, then right code.
    table: Vec<Vec<u32>>,
    /// The pair of each joint code.
    pairs: Vec<(u32, u32)>,
}

impl Combinations {
    pub(crate) fn new(columns: usize) -> Self {
        Self { joins: (1..columns).map(|_| Join::default()).collect() }
    }

    /// Replaces `domains`, which holds the first column's codes, by the codes of the combinations with the others.
    pub(crate) fn join(&mut self, domains: &mut [u32], others: &[&[u32]]) {
        for (join, codes) in self.joins.iter_mut().zip(others) {
            for (domain, code) in domains.iter_mut().zip(*codes) {
                *domain =
                    if *domain == MISSING || *code == MISSING { MISSING } else { join.code(*domain, *code) };
            }
        }
    }

    /// The codes of the columns that make a combination.
    fn codes(&self, combination: u32) -> Vec<u32> {
        let mut codes = Vec::with_capacity(self.joins.len() + 1);
        let mut left = combination;
        for join in self.joins.iter().rev() {
            let (before, code) = join.pairs[left as usize];
            codes.push(code);
            left = before;
        }
        codes.push(left);
        codes.reverse();
        codes
    }

    /// The domains in order: the first column's levels vary fastest, as in R's `svyby`. With each its code while reading.
    pub(super) fn ordered(&self, categories: &[&Category]) -> Vec<(u32, DomainLevels)> {
        let levels: Vec<&[Level]> = categories.iter().map(|category| category.levels()).collect();
        self.ordered_levels(&levels)
    }

    /// As [`ordered`](Self::ordered), from the levels of each column by code.
    pub(crate) fn ordered_levels(&self, levels: &[&[Level]]) -> Vec<(u32, DomainLevels)> {
        let Some(first) = levels.first() else { return vec![(0, DomainLevels(Vec::new()))] };
        let count = self.joins.last().map_or(first.len(), |join| join.pairs.len());
        let mut domains: Vec<(u32, DomainLevels)> = (0..count as u32)
            .map(|code| {
                let of_code = self
                    .codes(code)
                    .into_iter()
                    .zip(levels)
                    .map(|(code, levels)| levels[code as usize].clone());
                (code, DomainLevels(of_code.collect()))
            })
            .collect();
        domains.sort_by(|(_, a), (_, b)| {
            let last_first = a.0.iter().rev().zip(b.0.iter().rev());
            last_first
                .map(|(a, b)| a.compare(b))
                .find(|order| order.is_ne())
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        domains
    }
}

impl Join {
    #[inline]
    fn code(&mut self, left: u32, right: u32) -> u32 {
        let known = self.table.get(left as usize).and_then(|row| row.get(right as usize)).copied();
        known.filter(|code| *code != OUTSIDE).unwrap_or_else(|| self.insert(left, right))
    }

    #[cold]
    fn insert(&mut self, left: u32, right: u32) -> u32 {
        if self.table.len() <= left as usize {
            self.table.resize_with(left as usize + 1, Vec::new);
        }
        let row = &mut self.table[left as usize];
        if row.len() <= right as usize {
            row.resize(right as usize + 1, OUTSIDE);
        }
        let code = self.pairs.len() as u32;
        row[right as usize] = code;
        self.pairs.push((left, right));
        code
    }
}
