//! How different two values are, by level of measurement.
//!
//! Krippendorff, K. (2011). *Computing Krippendorff's Alpha-Reliability*, section E.

use std::cmp::Ordering;

use thiserror::Error;

use super::undefined::Undefined;

/// The values that occur in pairs, in ascending order, each with the number of judgements that say it.
pub struct Scale<'a, T> {
    values: &'a [T],
    /// Judgements of the values before each, and of all at the end.
    before: Vec<u64>,
}

/// A squared difference between two values of a scale.
pub trait Difference<T> {
    /// The squared difference between the values at two places of the scale: 0 for the same place, symmetric.
    fn squared(&self, scale: &Scale<'_, T>, one: usize, other: usize) -> f64;

    /// Whether the values admit this difference.
    ///
    /// # Errors
    ///
    /// Says which value does not.
    fn admits(&self, values: &[T]) -> Result<(), Undefined> {
        let _ = values;
        Ok(())
    }
}

/// Categories without an order: the same, 0, or not, 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nominal;

/// Ranks: how many judgements lie between two values, each end counted half.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ordinal;

/// Numbers whose differences mean something: (*c* − *k*)².
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval;

/// Numbers with a true zero: ((*c* − *k*) / (*c* + *k*))².
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio;

/// A finite number that has a place in an order, as categories must.
#[derive(Debug, Clone, Copy)]
pub struct Number(f64);

/// Why something is not a [`Number`].
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error("{0} is not a number to compute with; expected one between -1e100 and 1e100")]
pub struct NumberError(f64);

impl<'a, T> Scale<'a, T> {
    /// A scale of ascending values with the number of judgements of each.
    pub(crate) fn new(values: &'a [T], totals: &[u64]) -> Self {
        let before = std::iter::once(0)
            .chain(totals.iter().scan(0, |sum, total| {
                *sum += total;
                Some(*sum)
            }))
            .collect();
        Self { values, before }
    }

    /// The value at a place.
    fn value(&self, place: usize) -> Option<&T> {
        self.values.get(place)
    }

    /// Judgements of the values before a place.
    fn before(&self, place: usize) -> u64 {
        self.before.get(place).copied().unwrap_or_default()
    }

    /// Judgements of the value at a place.
    pub(crate) fn total(&self, place: usize) -> u64 {
        self.before(place + 1).saturating_sub(self.before(place))
    }

    /// Number of values.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }
}

impl<T> Difference<T> for Nominal {
    fn squared(&self, _: &Scale<'_, T>, one: usize, other: usize) -> f64 {
        if one == other { 0.0 } else { 1.0 }
    }
}

impl<T> Difference<T> for Ordinal {
    fn squared(&self, scale: &Scale<'_, T>, one: usize, other: usize) -> f64 {
        if one == other {
            return 0.0;
        }
        let (low, high) = (one.min(other), one.max(other));
        let from_low_to_high = scale.before(high + 1) - scale.before(low);
        let ends = scale.total(low) + scale.total(high);
        let between = from_low_to_high as f64 - ends as f64 / 2.0;
        between * between
    }
}

impl Difference<Number> for Interval {
    fn squared(&self, scale: &Scale<'_, Number>, one: usize, other: usize) -> f64 {
        let (Some(one), Some(other)) = (scale.value(one), scale.value(other)) else { return 0.0 };
        let difference = one.0 - other.0;
        difference * difference
    }
}

impl Difference<Number> for Ratio {
    fn squared(&self, scale: &Scale<'_, Number>, one: usize, other: usize) -> f64 {
        let (Some(one), Some(other)) = (scale.value(one), scale.value(other)) else { return 0.0 };
        if one == other {
            return 0.0;
        }
        let ratio = (one.0 - other.0) / (one.0 + other.0);
        ratio * ratio
    }

    fn admits(&self, values: &[Number]) -> Result<(), Undefined> {
        match values.first() {
            Some(lowest) if lowest.0 < 0.0 => Err(Undefined::Negative { value: lowest.0 }),
            _ => Ok(()),
        }
    }
}

impl Number {
    /// A number to compute with.
    ///
    /// # Errors
    ///
    /// Refuses what is not finite or beyond ±1e100, whose square would leave the range of numbers.
    pub fn new(value: f64) -> Result<Self, NumberError> {
        if value.abs() <= 1e100 {
            // Adding 0 makes the negative zero the positive one.
            Ok(Self(value + 0.0))
        } else {
            Err(NumberError(value))
        }
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Number {}
