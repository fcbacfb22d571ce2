//! Cells: the combinations of classes that cases have.

use super::column::ClassColumn;

/// The cells of crossed columns, in the order of their labels; the first column varies slowest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cells {
    /// The cell of each case; [`Cells::OUTSIDE`] where the case was left out.
    pub(super) of_case: Vec<u32>,
    /// The code of each column, for each cell.
    pub(super) codes: Vec<Vec<u32>>,
}

impl Cells {
    /// A case that was left out.
    pub(super) const OUTSIDE: u32 = u32::MAX;

    /// The cells of the cases asked for. Without columns there is one.
    pub(super) fn of(columns: &[ClassColumn<'_>], cases: usize, asked: impl Fn(usize) -> bool) -> Self {
        let mut of_case: Vec<u32> =
            (0..cases).map(|case| if asked(case) { 0 } else { Self::OUTSIDE }).collect();
        let any = of_case.contains(&0);
        let mut codes: Vec<Vec<u32>> = if any { vec![Vec::new()] } else { Vec::new() };
        for column in columns {
            let ranks = column.ranks();
            let mut code_of_rank = vec![0; ranks.len()];
            for (code, rank) in ranks.iter().enumerate() {
                if let Some(place) = code_of_rank.get_mut(*rank as usize) {
                    *place = code as u32;
                }
            }
            let width = ranks.len().max(1) as u64;
            let key = |cell: u32, code: u32| {
                let rank = ranks.get(code as usize).copied().unwrap_or_default();
                u64::from(cell) * width + u64::from(rank)
            };
            let inside = |cell: &u32| *cell != Self::OUTSIDE;
            let mut found: Vec<u64> = of_case
                .iter()
                .zip(column.codes)
                .filter(|(cell, _)| inside(cell))
                .map(|(cell, code)| key(*cell, *code))
                .collect();
            found.sort_unstable();
            found.dedup();
            for (cell, code) in of_case.iter_mut().zip(column.codes).filter(|(cell, _)| inside(cell)) {
                *cell = found.binary_search(&key(*cell, *code)).unwrap_or_default() as u32;
            }
            codes = found
                .iter()
                .map(|key| {
                    let (parent, rank) = ((key / width) as usize, (key % width) as usize);
                    let mut codes = codes.get(parent).cloned().unwrap_or_default();
                    codes.push(code_of_rank.get(rank).copied().unwrap_or_default());
                    codes
                })
                .collect();
        }
        Self { of_case, codes }
    }

    /// Number of cells.
    pub(super) fn count(&self) -> usize {
        self.codes.len()
    }

    /// The labels of a cell: “North, urban”; of the only one where nothing is crossed, “all”.
    pub(super) fn label(&self, cell: usize, columns: &[ClassColumn<'_>]) -> String {
        let codes = self.codes.get(cell).map(Vec::as_slice).unwrap_or_default();
        if codes.is_empty() {
            return "all".to_owned();
        }
        columns.iter().zip(codes).map(|(column, code)| column.label(*code)).collect::<Vec<_>>().join(", ")
    }
}
