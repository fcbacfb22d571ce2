//! Columns of labels as columns of values: each label is read once, whatever the number of rows that hold it.

use crate::table::{Classes, Listing, Table, shortened};
use cairn_definition::Diagnostic;
use jiff::civil::Date;
use std::path::Path;

/// The value of each row; where a label cannot be read, `refuse` makes the mistake of its row. An empty cell is no value.
pub(super) fn values<T: Clone, E>(
    classes: &Classes,
    read: impl Fn(&str) -> Result<T, E>,
    mut refuse: impl FnMut(usize, &str, &E),
) -> Vec<Option<T>> {
    let read: Vec<Option<Result<T, E>>> = classes
        .labels()
        .iter()
        .map(|label| Some(label.trim()).filter(|label| !label.is_empty()).map(&read))
        .collect();
    let rows = classes.codes().iter().enumerate();
    rows.map(|(row, code)| match read.get(*code as usize)? {
        Some(Ok(value)) => Some(value.clone()),
        Some(Err(error)) => {
            refuse(row, classes.label(row), error);
            None
        }
        None => None,
    })
    .collect()
}

/// A whole number from 0. A spreadsheet may write it with a point.
pub(super) fn count(text: &str) -> Result<u32, ()> {
    let digits = text.split_once('.').filter(|(_, zeros)| zeros.bytes().all(|byte| byte == b'0'));
    let digits = digits.map_or(text, |(digits, _)| digits);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().map_err(|_| ()) } else { Err(()) }
}

/// A day, as 2026-03-31. A time of day after it is left out.
pub(super) fn date(text: &str) -> Result<Date, ()> {
    text.parse().map_err(|_| ())
}

/// “contacts.csv: 3 more rows without a disposition”.
pub(super) fn more(path: &Path, which: &str) -> impl FnOnce(usize) -> String {
    move |rows| {
        let noun = if rows == 1 { "row" } else { "rows" };
        format!("{}: {rows} more {noun} {which}", path.display())
    }
}

/// A column of whole numbers; what is none is reported.
pub(super) fn counts(
    table: &Table,
    name: &str,
    classes: &Classes,
    problems: &cairn_definition::Diagnostics,
) -> Vec<Option<u32>> {
    let mut listing = Listing::new(problems);
    let counts = values(classes, count, |row, cell, ()| {
        listing.push(|| {
            let message = format!("{}: `{name}` is “{}”", table.place(row), shortened(cell));
            Diagnostic::elsewhere(message)
                .expected("a whole number")
                .help("leave the cell empty where it is not known")
        });
    });
    listing.finish(more(table.path(), &format!("whose `{name}` is no whole number")));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_may_have_a_point() {
        assert_eq!(["3", "3.0", "0", "12."].map(count), [Ok(3), Ok(3), Ok(0), Ok(12)]);
        for text in ["-1", "1.5", "", "two", "4294967296", ".", "1e3"] {
            assert_eq!(count(text), Err(()), "{text}");
        }
    }
}
