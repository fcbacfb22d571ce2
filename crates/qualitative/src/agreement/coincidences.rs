//! The coincidence matrix: how often each pair of values meets within a unit.
//!
//! Krippendorff, K. (2011). *Computing Krippendorff's Alpha-Reliability*, steps 1 to 3.

use std::collections::BTreeMap;

use super::difference::{Difference, Scale};
use super::ratings::{RatedUnit, Ratings};

/// Units judged at least twice, their values as places in the list of all values.
pub(super) struct Coded<T> {
    /// The values that occur, ascending.
    pub(super) values: Vec<T>,
    /// For each unit the places of the values given, ascending.
    pub(super) units: Vec<Vec<usize>>,
    /// Units that fewer than two coders judged.
    pub(super) unpairable: usize,
}

/// Coincidences of values within units.
pub(super) struct Coincidences {
    /// By number of judgements of a unit and two different values: pairs, each counted once. Whole numbers, so that the
    /// order of units cannot matter even in the last bit.
    pairs: BTreeMap<(usize, usize, usize), u64>,
    /// Judgements of each value.
    totals: Vec<u64>,
}

/// Disagreement as observed and as chance would give.
pub(super) struct Disagreements {
    pub(super) observed: f64,
    pub(super) expected: f64,
}

impl<T: Ord + Clone> Coded<T> {
    pub(super) fn new(ratings: &Ratings<T>) -> Self {
        let pairable = || ratings.units().iter().filter(|unit| unit.is_pairable());
        let mut values: Vec<T> = pairable().flat_map(RatedUnit::given).cloned().collect();
        values.sort_unstable();
        values.dedup();
        let units: Vec<Vec<usize>> = pairable()
            .map(|unit| {
                let mut places: Vec<usize> =
                    unit.given().filter_map(|value| values.binary_search(value).ok()).collect();
                places.sort_unstable();
                places
            })
            .collect();
        let unpairable = ratings.units().len() - units.len();
        Self { values, units, unpairable }
    }
}

impl<T> Coded<T> {
    /// Coincidences over some of the units, a unit as often as it is named.
    pub(super) fn coincidences<'a>(
        &'a self,
        units: impl IntoIterator<Item = &'a Vec<usize>>,
    ) -> Coincidences {
        let mut pairs = BTreeMap::new();
        let mut totals = vec![0_u64; self.values.len()];
        for places in units {
            for (index, &one) in places.iter().enumerate() {
                if let Some(total) = totals.get_mut(one) {
                    *total += 1;
                }
                for &other in places.iter().skip(index + 1).filter(|&&other| other != one) {
                    *pairs.entry((places.len(), one, other)).or_default() += 1;
                }
            }
        }
        Coincidences { pairs, totals }
    }
}

impl Coincidences {
    /// Number of judgements.
    pub(super) fn judgements(&self) -> u64 {
        self.totals.iter().sum()
    }

    /// Number of different values.
    pub(super) fn distinct(&self) -> usize {
        self.totals.iter().filter(|&&total| total > 0).count()
    }

    /// The values of these units with their numbers of judgements.
    pub(super) fn scale<'a, T>(&self, values: &'a [T]) -> Scale<'a, T> {
        Scale::new(values, &self.totals)
    }

    /// Observed disagreement Σ o(c,k) δ²(c,k) / n and expected disagreement Σ n(c) n(k) δ²(c,k) / n(n − 1).
    pub(super) fn disagreements<T>(&self, values: &[T], difference: &impl Difference<T>) -> Disagreements {
        let scale = self.scale(values);
        let n = self.judgements() as f64;
        let observed: f64 = self
            .pairs
            .iter()
            .map(|(&(judgements, one, other), &count)| {
                2.0 * count as f64 / (judgements - 1) as f64 * difference.squared(&scale, one, other)
            })
            .sum();
        let present: Vec<usize> = (0..scale.len()).filter(|&place| scale.total(place) > 0).collect();
        let expected: f64 = present
            .iter()
            .enumerate()
            .flat_map(|(index, &one)| present.iter().skip(index + 1).map(move |&other| (one, other)))
            .map(|(one, other)| {
                2.0 * scale.total(one) as f64
                    * scale.total(other) as f64
                    * difference.squared(&scale, one, other)
            })
            .sum();
        Disagreements { observed: observed / n, expected: expected / (n * (n - 1.0)) }
    }
}
