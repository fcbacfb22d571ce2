//! Tables of records as CSV (RFC 4180).

/// A table, written row by row.
#[derive(Debug)]
pub(crate) struct Csv(String);

impl Csv {
    /// A table with these columns.
    pub(crate) fn new(columns: &[&str]) -> Self {
        let mut csv = Self(String::new());
        csv.row(columns);
        csv
    }

    /// Adds a row.
    pub(crate) fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        for (place, cell) in cells.iter().enumerate() {
            let cell = cell.as_ref();
            if place > 0 {
                self.0.push(',');
            }
            if cell.contains([',', '"', '\n']) {
                self.0.push('"');
                self.0.push_str(&cell.replace('"', "\"\""));
                self.0.push('"');
            } else {
                self.0.push_str(cell);
            }
        }
        self.0.push('\n');
    }

    /// The file.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_hold_a_comma_or_a_quote_are_quoted() {
        let mut csv = Csv::new(&["a", "b"]);
        csv.row(&["one, two", "“three” \"four\""]);
        assert_eq!(
            String::from_utf8(csv.into_bytes()).unwrap(),
            "a,b\n\"one, two\",\"“three” \"\"four\"\"\"\n"
        );
    }
}
