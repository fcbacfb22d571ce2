//! Work over many rows on several threads, with results that do not depend on their number.

use std::ops::Range;

/// Rows of a chunk: fixed, so that sums are taken in the same order whatever the number of threads.
pub(crate) const CHUNK: usize = 1 << 15;

/// Applies `work` to chunks of rows; the results stand in the order of the rows.
pub(crate) fn chunks<T: Send>(rows: usize, work: impl Fn(Range<usize>) -> T + Send + Sync) -> Vec<T> {
    let count = rows.div_ceil(CHUNK);
    let range = |chunk: usize| chunk * CHUNK..((chunk + 1) * CHUNK).min(rows);
    map(count, |chunk| work(range(chunk)))
}

/// Applies `work` to the numbers below `count`; the results stand in their order.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Send>(count: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    use rayon::prelude::*;
    (0..count).into_par_iter().map(work).collect()
}

/// Applies `work` to the numbers below `count`; the results stand in their order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T: Send>(count: usize, work: impl Fn(usize) -> T + Send + Sync) -> Vec<T> {
    (0..count).map(work).collect()
}
