//! The columns that a request holds in memory.

use super::Role;
use crate::pass::Level;
use std::collections::BTreeMap;

/// The code of a missing value.
const MISSING: u32 = u32::MAX;

/// A category: a code for each row, and the levels in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeldCategory {
    /// The position of each row's level, or [`u32::MAX`] where it is missing.
    pub(crate) codes: Vec<u32>,
    /// The levels, sorted.
    pub(crate) levels: Vec<Level>,
}

#[derive(Debug)]
pub(super) enum Held {
    Numbers(Vec<f64>),
    Category(HeldCategory),
}

/// The columns of all rows, by name and role.
#[derive(Debug, Default)]
pub(crate) struct HeldColumns {
    pub(super) rows: usize,
    pub(super) columns: BTreeMap<(String, Role), Held>,
}

impl HeldColumns {
    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The numbers of a column, NaN where one is missing; empty where it was not asked for in a role of numbers.
    ///
    /// A condition is 1 where it is true and 0 where it is false or unknown.
    pub(crate) fn numbers(&self, name: &str) -> &[f64] {
        [Role::Number, Role::Truth, Role::Natural, Role::Condition, Role::Expression]
            .into_iter()
            .find_map(|role| match self.columns.get(&(name.to_owned(), role)) {
                Some(Held::Numbers(numbers)) => Some(numbers.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The category of a column; absent where it was not asked for as one, or is a column of numbers.
    pub(crate) fn category(&self, name: &str) -> Option<&HeldCategory> {
        [Role::Category, Role::Natural].into_iter().find_map(|role| {
            match self.columns.get(&(name.to_owned(), role)) {
                Some(Held::Category(category)) => Some(category),
                _ => None,
            }
        })
    }

    /// The numbers of a column in one role; absent where it was not asked for in that role, or is a category in it.
    pub(crate) fn numbers_in(&self, name: &str, role: Role) -> Option<&[f64]> {
        match self.columns.get(&(name.to_owned(), role)) {
            Some(Held::Numbers(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// The category of a column in one role; absent where it was not asked for in that role, or is numbers in it.
    pub(crate) fn category_in(&self, name: &str, role: Role) -> Option<&HeldCategory> {
        match self.columns.get(&(name.to_owned(), role)) {
            Some(Held::Category(category)) => Some(category),
            _ => None,
        }
    }

    /// Marks the rows that have no value in a column.
    pub(super) fn mark_missing(&self, name: &str, role: Role, marks: &mut [bool]) {
        match self.columns.get(&(name.to_owned(), role)) {
            Some(Held::Numbers(numbers)) => {
                marks.iter_mut().zip(numbers).for_each(|(mark, value)| *mark |= value.is_nan());
            }
            Some(Held::Category(category)) => {
                marks.iter_mut().zip(&category.codes).for_each(|(mark, code)| *mark |= *code == MISSING);
            }
            None => {}
        }
    }
}
