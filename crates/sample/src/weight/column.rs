//! Columns whose values make classes.

use super::error::WeightError;
use std::cmp::Ordering;

/// A column of classes over the cases.
#[derive(Debug, Clone, Copy)]
pub struct ClassColumn<'a> {
    /// Its name, as shown.
    pub name: &'a str,
    /// The class of each case, as a position in `labels`.
    pub codes: &'a [u32],
    /// The names of the classes.
    pub labels: &'a [String],
}

impl ClassColumn<'_> {
    /// The label at a position.
    pub(super) fn label(&self, code: u32) -> &str {
        self.labels.get(code as usize).map_or("", String::as_str)
    }

    /// The place of each code when the labels are in order: numbers by size, before texts by their letters. So classes that are neighbours
    /// do not depend on which of them the file has first.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<usize> = (0..self.labels.len()).collect();
        order.sort_by(|left, right| {
            let label = |position: &usize| self.labels.get(*position).map_or("", String::as_str);
            compare(label(left), label(right)).then(left.cmp(right))
        });
        let mut ranks = vec![0; self.labels.len()];
        for (rank, position) in order.into_iter().enumerate() {
            if let Some(place) = ranks.get_mut(position) {
                *place = rank as u32;
            }
        }
        ranks
    }

    /// Refuses a column that is not as long as the cases, or has no class for one of those asked for.
    pub(super) fn check(&self, cases: usize, asked: impl Fn(usize) -> bool) -> Result<(), WeightError> {
        if self.codes.len() != cases {
            let (expected, found) = (cases, self.codes.len());
            return Err(WeightError::Length { what: self.name.to_owned(), expected, found });
        }
        let known = self.labels.len();
        match self.codes.iter().enumerate().position(|(case, code)| asked(case) && *code as usize >= known) {
            Some(case) => Err(WeightError::NoClass { column: self.name.to_owned(), case }),
            None => Ok(()),
        }
    }
}

/// Numbers by size, then texts by their letters.
fn compare(left: &str, right: &str) -> Ordering {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    match (number(left), number(right)) {
        (Some(a), Some(b)) => a.total_cmp(&b).then_with(|| left.cmp(right)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => left.cmp(right),
    }
}

#[cfg(test)]
mod tests {
    use super::ClassColumn;

    #[test]
    fn labels_are_in_natural_order_whatever_the_file_has_first() {
        let labels = ["north", "10", "9", "east"].map(str::to_owned);
        let column = ClassColumn { name: "a", codes: &[], labels: &labels };
        assert_eq!(column.ranks(), [3, 1, 0, 2]);
    }
}
