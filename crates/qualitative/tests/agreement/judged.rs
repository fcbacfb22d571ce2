//! Makers of judgements for the other tests.

use cairn_qualitative::agreement::{Number, RatedUnit, Ratings};

/// Units named by their number, with coders named by theirs.
pub(crate) fn table<T: Clone>(rows: &[Vec<Option<T>>]) -> Ratings<T> {
    let coders = (0..rows.first().map_or(0, Vec::len)).map(|coder| format!("coder {coder:02}")).collect();
    let units = rows
        .iter()
        .enumerate()
        .map(|(unit, values)| RatedUnit { name: format!("unit {unit:04}"), values: values.clone() })
        .collect();
    Ratings::new(coders, units).unwrap()
}

pub(crate) fn pairs<T: Clone>(one: &[T], other: &[T]) -> Ratings<T> {
    let rows: Vec<_> = one.iter().zip(other).map(|(a, b)| vec![Some(a.clone()), Some(b.clone())]).collect();
    table(&rows)
}

pub(crate) fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

/// Krippendorff's example C: 12 units, 4 observers, values missing; 0 stands for a missing one.
pub(crate) fn example_c() -> Ratings<Number> {
    let rows: [[u8; 4]; 12] = [
        [1, 1, 0, 1],
        [2, 2, 3, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 3],
        [2, 2, 2, 2],
        [1, 2, 3, 4],
        [4, 4, 4, 4],
        [1, 1, 2, 1],
        [2, 2, 2, 2],
        [0, 5, 5, 5],
        [0, 0, 1, 1],
        [0, 0, 3, 0],
    ];
    let rows: Vec<Vec<Option<Number>>> = rows
        .iter()
        .map(|row| row.iter().map(|&value| (value > 0).then(|| number(f64::from(value)))).collect())
        .collect();
    table(&rows)
}

/// Fleiss 1971, table 1: 30 patients, each diagnosed by six psychiatrists; how many chose each of five categories.
pub(crate) fn diagnoses() -> Ratings<usize> {
    const COUNTS: [[usize; 5]; 30] = [
        [0, 0, 0, 6, 0],
        [0, 3, 0, 0, 3],
        [0, 1, 4, 0, 1],
        [0, 0, 0, 0, 6],
        [0, 3, 0, 3, 0],
        [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2],
        [2, 0, 3, 1, 0],
        [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0],
        [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0],
        [1, 0, 0, 5, 0],
        [0, 2, 0, 3, 1],
        [0, 0, 5, 0, 1],
        [3, 0, 0, 1, 2],
        [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0],
        [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6],
        [0, 1, 0, 5, 0],
        [0, 2, 0, 1, 3],
        [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1],
        [0, 5, 0, 1, 0],
        [4, 0, 0, 0, 2],
        [0, 2, 0, 4, 0],
        [1, 0, 5, 0, 0],
        [0, 0, 0, 0, 6],
    ];
    let rows: Vec<Vec<Option<usize>>> = COUNTS
        .iter()
        .map(|counts| counts.iter().enumerate().flat_map(|(category, &n)| vec![Some(category); n]).collect())
        .collect();
    table(&rows)
}
