//! Strata: the combinations of columns that occur, numbered in their order.

use crate::Classes;
use rustc_hash::FxHashMap;

/// The number of each row’s stratum, and the labels of each stratum.
pub(super) fn number(columns: &[Classes], rows: usize) -> (Vec<u32>, Vec<Vec<String>>) {
    let mut stratum = vec![0; rows];
    let mut labels: Vec<Vec<String>> = vec![Vec::new()];
    for column in columns {
        (stratum, labels) = crossed(&stratum, &labels, column);
    }
    (stratum, labels)
}

/// Strata crossed with one more column.
fn crossed(stratum: &[u32], labels: &[Vec<String>], column: &Classes) -> (Vec<u32>, Vec<Vec<String>>) {
    let ranks = column.ranks();
    let rank = |code: u32| ranks.get(code as usize).copied().unwrap_or_default();
    let mut known: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut cells: Vec<(u32, u32)> = Vec::new();
    let cell_of_row: Vec<u32> = stratum
        .iter()
        .zip(column.codes())
        .map(|(stratum, code)| {
            *known.entry((*stratum, *code)).or_insert_with(|| {
                cells.push((*stratum, *code));
                (cells.len() - 1) as u32
            })
        })
        .collect();
    let mut order: Vec<usize> = (0..cells.len()).collect();
    // Labels that are the same number, `1` and `01`, are still two strata: the one met first is first.
    order.sort_by_key(|cell| cells.get(*cell).map(|(stratum, code)| (*stratum, rank(*code), *code)));
    let mut number_of_cell = vec![0_u32; cells.len()];
    let mut crossed = Vec::with_capacity(cells.len());
    for (number, cell) in order.into_iter().enumerate() {
        if let (Some(place), Some((stratum, code))) = (number_of_cell.get_mut(cell), cells.get(cell)) {
            *place = number as u32;
            let mut label = labels.get(*stratum as usize).cloned().unwrap_or_default();
            label.extend(column.labels().get(*code as usize).cloned());
            crossed.push(label);
        }
    }
    let numbers =
        cell_of_row.iter().map(|cell| number_of_cell.get(*cell as usize).copied().unwrap_or_default());
    (numbers.collect(), crossed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strata_stand_in_the_order_of_their_labels() {
        let columns = [Classes::new(["10", "9", "10", "9"]), Classes::new(["u", "u", "r", "u"])];
        let (stratum, labels) = number(&columns, 4);
        assert_eq!(stratum, [2, 0, 1, 0]);
        assert_eq!(labels, [["9", "u"], ["10", "r"], ["10", "u"]]);
        assert_eq!(number(&[], 2), (vec![0, 0], vec![vec![]]));
    }
}
