//! Columns as classes: a code a row, a label a code.

use super::Numbers;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, StringArray};
use cairn_data::{Batches, DataError};
use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// A column of texts, in which few differ: a code for each row, a label for each code. Spaces around a text are no part of it; an
/// empty cell has the empty label.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classes {
    codes: Vec<u32>,
    labels: Vec<String>,
}

impl Classes {
    /// The column with these cells; labels stand in the order in which they are first met.
    pub fn new<L: AsRef<str>>(cells: impl IntoIterator<Item = L>) -> Self {
        let mut coder = Coder::default();
        cells.into_iter().for_each(|cell| coder.push(cell.as_ref()));
        coder.classes
    }

    /// The first column of the batches.
    pub(super) fn of(batches: Batches) -> Result<Self, DataError> {
        let mut coder = Coder::default();
        for batch in batches {
            if let Some(column) = batch?.columns.first() {
                coder.extend(column);
            }
        }
        Ok(coder.classes)
    }

    /// The code of each row.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The label of each code.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The label of a row; empty where there is no such row.
    pub fn label(&self, row: usize) -> &str {
        let code = self.codes.get(row).and_then(|code| self.labels.get(*code as usize));
        code.map_or("", String::as_str)
    }

    /// The place of each code when labels are put in order: by number where all are numbers, else by their bytes. Labels that are
    /// the same number share a place.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        let numbers: Option<Vec<f64>> = self.labels.iter().map(|label| super::number(label)).collect();
        let compare = |a: &usize, b: &usize| match &numbers {
            Some(numbers) => numbers.get(*a).partial_cmp(&numbers.get(*b)).unwrap_or(Ordering::Equal),
            None => self.labels.get(*a).cmp(&self.labels.get(*b)),
        };
        let mut order: Vec<usize> = (0..self.labels.len()).collect();
        order.sort_by(compare);
        let mut ranks = vec![0; order.len()];
        let mut rank = 0;
        let mut before: Option<usize> = None;
        for code in order {
            rank += u32::from(before.is_some_and(|before| compare(&before, &code).is_ne()));
            if let Some(place) = ranks.get_mut(code) {
                *place = rank;
            }
            before = Some(code);
        }
        ranks
    }

    /// The labels, where every row has its own; `None` where two rows share one.
    pub(crate) fn into_distinct(self) -> Result<Vec<String>, Self> {
        if self.labels.len() == self.codes.len() { Ok(self.labels) } else { Err(self) }
    }
}

/// Gives codes to labels.
#[derive(Default)]
struct Coder {
    classes: Classes,
    known: FxHashMap<String, u32>,
    /// The dictionary met last, and the codes of its values as far as they were met: all batches of a CSV share one.
    dictionary: Option<(ArrayRef, Vec<Option<u32>>)>,
}

impl Coder {
    fn code(&mut self, label: &str) -> u32 {
        let label = label.trim();
        if let Some(code) = self.known.get(label) {
            return *code;
        }
        let code = self.classes.labels.len() as u32;
        self.known.insert(label.to_owned(), code);
        self.classes.labels.push(label.to_owned());
        code
    }

    fn push(&mut self, label: &str) {
        let code = self.code(label);
        self.classes.codes.push(code);
    }

    fn extend(&mut self, column: &ArrayRef) {
        if let Some(dictionary) = column.as_dictionary_opt::<Int32Type>()
            && let Some(values) = dictionary.values().as_string_opt::<i32>()
        {
            return self.extend_dictionary(dictionary.values(), values, dictionary.keys().iter());
        }
        for row in 0..column.len() {
            let text = if column.is_null(row) { String::new() } else { text(column, row) };
            self.push(&text);
        }
    }

    fn extend_dictionary(
        &mut self,
        dictionary: &ArrayRef,
        values: &StringArray,
        keys: impl Iterator<Item = Option<i32>>,
    ) {
        let mut met = match self.dictionary.take() {
            Some((last, met)) if last.to_data().ptr_eq(&dictionary.to_data()) => met,
            _ => vec![None; values.len()],
        };
        for key in keys {
            let key = key.and_then(|key| usize::try_from(key).ok()).filter(|key| values.is_valid(*key));
            let code = match key.and_then(|key| met.get_mut(key).map(|code| (key, code))) {
                Some((_, Some(code))) => *code,
                Some((key, unmet)) => *unmet.insert(self.code(values.value(key))),
                None => self.code(""),
            };
            self.classes.codes.push(code);
        }
        self.dictionary = Some((ArrayRef::clone(dictionary), met));
    }
}

/// A cell of a column that holds no text, as it would be written.
fn text(column: &ArrayRef, row: usize) -> String {
    if let Some(column) = column.as_primitive_opt::<Int64Type>() {
        return column.value(row).to_string();
    }
    if let Some(column) = column.as_primitive_opt::<Float64Type>() {
        return column.value(row).to_string();
    }
    if let Some(column) = column.as_primitive_opt::<Date32Type>() {
        let day = Date::new(1970, 1, 1).and_then(|day| day.checked_add(column.value(row).days()));
        return day.map(|day| day.to_string()).unwrap_or_default();
    }
    column.as_boolean_opt().map(|column| column.value(row).to_string()).unwrap_or_default()
}

/// The numbers of the first column of batches that hold no text.
pub(super) fn numbers(batches: Batches) -> Result<Numbers, DataError> {
    let mut numbers = Numbers { values: Vec::new(), unread: Vec::new() };
    for batch in batches {
        let batch = batch?;
        let Some(column) = batch.columns.first() else { continue };
        for row in 0..column.len() {
            let value = if column.is_null(row) {
                None
            } else if let Some(column) = column.as_primitive_opt::<Int64Type>() {
                Some(column.value(row) as f64)
            } else {
                column.as_primitive_opt::<Float64Type>().map(|column| column.value(row))
            };
            let value = value.filter(|value| value.is_finite());
            if value.is_none() {
                let held = if column.is_null(row) { String::new() } else { text(column, row) };
                numbers.unread.push((numbers.values.len(), held));
            }
            numbers.values.push(value.unwrap_or(f64::NAN));
        }
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_their_own_order_and_texts_in_that_of_their_bytes() {
        assert_eq!(Classes::new(["10", "9", "010", "10"]).ranks(), [1, 0, 1]);
        assert_eq!(Classes::new(["10", "9", "north"]).ranks(), [0, 1, 2]);
        assert!(Classes::default().ranks().is_empty());
    }

    #[test]
    fn labels_are_coded_in_the_order_met() {
        let classes = Classes::new(["b", "a", "", "b"]);
        assert_eq!(classes.codes(), [0, 1, 2, 0]);
        assert_eq!(classes.labels(), ["b", "a", ""]);
        assert_eq!((classes.label(3), classes.label(4)), ("b", ""));
    }
}
