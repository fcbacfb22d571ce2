//! The rows that a statistic is about.

/// The rows of a domain, ascending. The other rows stay in the design and count as zeros in the variance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    rows: Vec<u32>,
}

impl Domain {
    /// The rows for which `within` is true.
    pub fn of(rows: usize, within: impl Fn(usize) -> bool) -> Self {
        Self { rows: (0..rows).filter(|row| within(*row)).map(|row| row as u32).collect() }
    }

    /// The rows given, sorted, each once.
    pub fn from_rows(mut rows: Vec<u32>) -> Self {
        rows.sort_unstable();
        rows.dedup();
        Self { rows }
    }

    /// The rows, ascending.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row is in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The values of the domain's rows, from a column of all rows.
    ///
    /// Rows beyond the column's end are left out.
    pub fn gather<T: Copy>(&self, column: &[T]) -> Vec<T> {
        self.rows.iter().filter_map(|&row| column.get(row as usize).copied()).collect()
    }
}
