//! Households by category.

use crate::disposition::{Category, Disposition};
use std::ops::AddAssign;

/// Households by category: their number, or the sum of their weights. Counts of parts add up to those of the whole.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Counts([f64; Category::ALL.len()]);

impl Counts {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Each disposition counts as one.
    pub fn of<'d>(dispositions: impl IntoIterator<Item = &'d Disposition>) -> Self {
        let mut counts = Self::new();
        for disposition in dispositions {
            counts.add(disposition.category(), 1.0);
        }
        counts
    }

    /// Adds a household of that weight, 1 where households are counted.
    pub fn add(&mut self, category: Category, weight: f64) {
        if let Some(count) = self.0.get_mut(category.index()) {
            *count += weight;
        }
    }

    /// Those of a category.
    pub fn get(&self, category: Category) -> f64 {
        self.0.get(category.index()).copied().unwrap_or_default()
    }

    fn sum(&self, of: impl Fn(Category) -> bool) -> f64 {
        Category::ALL.into_iter().filter(|category| of(*category)).map(|category| self.get(category)).sum()
    }

    /// All.
    pub fn total(&self) -> f64 {
        self.sum(|_| true)
    }

    /// Those known to be eligible: I + P + R + NC + O.
    pub fn eligible(&self) -> f64 {
        self.sum(|category| category.eligible() == Some(true))
    }

    /// Those of unknown eligibility: U = UH + UR + UO.
    pub fn unknown(&self) -> f64 {
        self.sum(|category| category.eligible().is_none())
    }

    /// Those eligible where somebody was reached: I + P + R + O.
    pub fn contacted(&self) -> f64 {
        self.sum(Category::contacted)
    }

    /// Those that took part: I + P.
    pub fn responded(&self) -> f64 {
        self.sum(Category::responded)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }
}
