//! Cells: the combinations of groups of several margins that rows have.

use super::margin::Margin;
use crate::parallel;
use rustc_hash::FxHashMap;

/// Cells of which a table by chunk of rows is small enough to be made for every chunk.
const FEW: usize = 1 << 12;
/// Combinations of which a table is small enough to look a cell up by position.
const LOOKED_UP: usize = 1 << 22;

/// The cells of crossed margins, numbered in order of first appearance.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cells {
    /// The cell of each row.
    pub(super) of_row: Vec<u32>,
    /// For each margin the group of each cell.
    pub(super) groups: Vec<Vec<u32>>,
    /// Number of cells.
    pub(super) count: usize,
}

impl Cells {
    /// The cells of margins over as many rows; the groups of each row are known.
    pub(super) fn of(margins: &[Margin], rows: usize) -> Self {
        let mut of_row = vec![0_u32; rows];
        let mut count = usize::from(rows > 0);
        let mut groups: Vec<Vec<u32>> = Vec::with_capacity(margins.len());
        for margin in margins {
            let mut parents = Vec::new();
            let mut own = Vec::new();
            let mut number = |cell: u32, group: u32| {
                parents.push(cell);
                own.push(group);
                own.len() as u32 - 1
            };
            let width = margin.totals.len();
            if count.saturating_mul(width) <= LOOKED_UP {
                let mut table = vec![u32::MAX; count * width];
                for (cell, &group) in of_row.iter_mut().zip(&margin.groups) {
                    let place = &mut table[*cell as usize * width + group as usize];
                    if *place == u32::MAX {
                        *place = number(*cell, group);
                    }
                    *cell = *place;
                }
            } else {
                let mut table: FxHashMap<(u32, u32), u32> = FxHashMap::default();
                for (cell, &group) in of_row.iter_mut().zip(&margin.groups) {
                    *cell = *table.entry((*cell, group)).or_insert_with(|| number(*cell, group));
                }
            }
            count = own.len();
            for earlier in &mut groups {
                *earlier = parents.iter().map(|parent| earlier[*parent as usize]).collect();
            }
            groups.push(own);
        }
        Self { of_row, groups, count }
    }

    /// Sums a value of each row by cell.
    pub(super) fn sum(&self, value: impl Fn(usize) -> f64 + Sync + Send) -> Vec<f64> {
        sum_by_group(&self.of_row, self.count, value)
    }

    /// Sums a value of each cell by group of a margin.
    pub(super) fn by_group(&self, margin: usize, width: usize, value: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut sums = vec![0.0; width];
        if let Some(groups) = self.groups.get(margin) {
            for (cell, group) in groups.iter().enumerate() {
                sums[*group as usize] += value(cell);
            }
        }
        sums
    }
}

/// Sums a value of each row by group, in the same order whatever the number of threads.
pub(super) fn sum_by_group(
    groups: &[u32],
    count: usize,
    value: impl Fn(usize) -> f64 + Sync + Send,
) -> Vec<f64> {
    let add = |sums: &mut Vec<f64>, rows: std::ops::Range<usize>| {
        for row in rows {
            sums[groups[row] as usize] += value(row);
        }
    };
    let mut total = vec![0.0; count];
    if count > FEW {
        add(&mut total, 0..groups.len());
        return total;
    }
    let parts = parallel::chunks(groups.len(), |rows| {
        let mut sums = vec![0.0; count];
        add(&mut sums, rows);
        sums
    });
    for part in parts {
        total.iter_mut().zip(part).for_each(|(total, part)| *total += part);
    }
    total
}
