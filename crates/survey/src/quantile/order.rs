//! Values in ascending order.

use super::QuantileError;
use crate::parallel;

/// Parts that are sorted on their own, then merged two and two; a power of two.
const PARTS: usize = 8;

/// The values of a variable in ascending order, equal ones in the order of the rows. Sorted once, for any weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// Values and the positions they had.
    sorted: Vec<(f64, u32)>,
}

impl Order {
    /// Sorts the values.
    ///
    /// # Errors
    /// When one is not a number.
    pub fn new(values: &[f64]) -> Result<Self, QuantileError> {
        let length = values.len().div_ceil(PARTS).max(1);
        let parts = parallel::map(PARTS, |part| {
            let start = (part * length).min(values.len());
            let end = (start + length).min(values.len());
            // Adding zero makes of a negative zero a positive one.
            let mut sorted: Vec<(f64, u32)> =
                (start..end).map(|position| (values[position] + 0.0, position as u32)).collect();
            sorted.sort_unstable_by(before);
            sorted
        });
        if parts.iter().any(|part| part.last().is_some_and(|(value, _)| value.is_nan()))
            || parts.iter().any(|part| part.first().is_some_and(|(value, _)| value.is_nan()))
        {
            return Err(QuantileError::NotANumber);
        }
        let mut parts = parts;
        while parts.len() > 1 {
            parts = parallel::map(parts.len() / 2, |pair| merge(&parts[2 * pair], &parts[2 * pair + 1]));
        }
        Ok(Self { sorted: parts.pop().unwrap_or_default() })
    }

    /// Values and the positions they had, ascending.
    pub(crate) fn sorted(&self) -> &[(f64, u32)] {
        &self.sorted
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }
}

fn before(left: &(f64, u32), right: &(f64, u32)) -> std::cmp::Ordering {
    left.0.total_cmp(&right.0).then(left.1.cmp(&right.1))
}

fn merge(left: &[(f64, u32)], right: &[(f64, u32)]) -> Vec<(f64, u32)> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left, right);
    while let (Some((first, rest)), Some((other, others))) = (left.split_first(), right.split_first()) {
        // Positions on the left are the lower ones, so that equal values keep their order.
        if first.0 <= other.0 {
            merged.push(*first);
            left = rest;
        } else {
            merged.push(*other);
            right = others;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
    merged
}

#[cfg(test)]
mod tests {
    use super::{Order, QuantileError};

    #[test]
    fn ascending_and_stable() {
        let values: Vec<f64> = (0..1000).map(|row| f64::from(row * 7919 % 13) - 6.0).collect();
        let order = Order::new(&values).unwrap();
        assert_eq!(order.len(), 1000);
        for pair in order.sorted().windows(2) {
            assert!(pair[0].0 < pair[1].0 || (pair[0].0 == pair[1].0 && pair[0].1 < pair[1].1));
        }
        assert!(Order::new(&[]).unwrap().is_empty());
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for missing in [f64::NAN, -f64::NAN] {
            assert_eq!(Order::new(&[1.0, missing, 2.0]), Err(QuantileError::NotANumber));
        }
        assert!(Order::new(&[f64::INFINITY, f64::NEG_INFINITY, -0.0]).is_ok());
    }
}
