//! Categories: the distinct values of a column, coded as they are met.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::fmt;

/// A value of a category.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Level {
    /// A truth value.
    Boolean(bool),
    /// A whole number, or a date as its day number.
    Integer(i64),
    /// Another number, by its bits.
    Number(u64),
    /// A text.
    Text(String),
}

impl Level {
    fn number(value: f64) -> Self {
        // Negative zero is zero.
        Self::Number((value + 0.0).to_bits())
    }

    /// Orders levels as people list them: numbers by size, texts by their characters, false before true.
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Boolean(a), Self::Boolean(b)) => a.cmp(b),
            (Self::Integer(a), Self::Integer(b)) => a.cmp(b),
            (Self::Number(a), Self::Number(b)) => f64::from_bits(*a).total_cmp(&f64::from_bits(*b)),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Boolean(_) => 0,
            Self::Integer(_) => 1,
            Self::Number(_) => 2,
            Self::Text(_) => 3,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Number(bits) => f64::from_bits(*bits).fmt(f),
            Self::Text(value) => value.fmt(f),
        }
    }
}

/// Integers below it are looked up in a table.
const SMALL: usize = 1 << 14;

/// The code of a missing value.
pub(crate) const MISSING: u32 = u32::MAX;

/// The levels of a column, numbered in the order in which they were met.
#[derive(Debug, Clone, Default)]
pub struct Category {
    levels: Vec<Level>,
    /// The codes of the integers from 0 to [`SMALL`], as most codes in files are.
    small: Vec<u32>,
    integers: FxHashMap<i64, u32>,
    numbers: FxHashMap<u64, u32>,
    texts: FxHashMap<String, u32>,
    booleans: [Option<u32>; 2],
    /// The codes of levels that came as such.
    inserted: FxHashMap<Level, u32>,
}

impl Category {
    /// The levels, by code.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The levels in order, and the position of each code among them.
    pub(crate) fn sorted(&self) -> (Vec<Level>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.levels.len() as u32).collect();
        order.sort_by(|a, b| self.levels[*a as usize].compare(&self.levels[*b as usize]));
        let mut position = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, code)| position[*code as usize] = place as u32);
        (order.into_iter().map(|code| self.levels[code as usize].clone()).collect(), position)
    }

    /// The code of a level, met now if not before.
    pub(crate) fn insert(&mut self, level: &Level) -> u32 {
        if let Some(code) = self.inserted.get(level) {
            return *code;
        }
        let code = self.code(level).unwrap_or_else(|| push(&mut self.levels, level.clone()));
        self.inserted.insert(level.clone(), code);
        code
    }

    /// The code of a level that was met.
    pub fn code(&self, level: &Level) -> Option<u32> {
        self.levels.iter().position(|known| known == level).map(|code| code as u32)
    }

    /// Writes the code of each row to `codes`; a missing value has the code [`u32::MAX`].
    ///
    /// Returns whether the column's type can be a category.
    pub fn encode(&mut self, array: &ArrayRef, codes: &mut Vec<u32>) -> bool {
        codes.clear();
        codes.reserve(array.len());
        if let Some(values) = array.as_primitive_opt::<Int64Type>() {
            self.encode_integers(values.iter(), codes);
        } else if let Some(values) = array.as_primitive_opt::<Date32Type>() {
            self.encode_integers(values.iter().map(|day| day.map(i64::from)), codes);
        } else if let Some(values) = array.as_primitive_opt::<Float64Type>() {
            for value in values {
                codes.push(value.filter(|value| !value.is_nan()).map_or(MISSING, |value| {
                    let level = Level::number(value);
                    let bits = (value + 0.0).to_bits();
                    let levels = &mut self.levels;
                    *self.numbers.entry(bits).or_insert_with(|| push(levels, level))
                }));
            }
        } else if let Some(values) = array.as_boolean_opt() {
            for value in values {
                codes.push(value.map_or(MISSING, |value| {
                    let levels = &mut self.levels;
                    *self.booleans[usize::from(value)]
                        .get_or_insert_with(|| push(levels, Level::Boolean(value)))
                }));
            }
        } else if let Some(texts) = array.as_dictionary_opt::<Int32Type>() {
            let Some(values) = texts.values().as_string_opt::<i32>() else { return false };
            let of_key: Vec<u32> =
                values.iter().map(|value| value.map_or(MISSING, |value| self.encode_text(value))).collect();
            let keys = texts.keys();
            codes.extend(
                keys.iter()
                    .map(|key| key.and_then(|key| of_key.get(key as usize).copied()).unwrap_or(MISSING)),
            );
        } else if let Some(texts) = array.as_string_opt::<i32>() {
            codes.extend(texts.iter().map(|value| value.map_or(MISSING, |value| self.encode_text(value))));
        } else {
            return false;
        }
        true
    }

    fn encode_integers(&mut self, values: impl Iterator<Item = Option<i64>>, codes: &mut Vec<u32>) {
        self.small.resize(SMALL, MISSING);
        codes.extend(values.map(|value| {
            let Some(value) = value else { return MISSING };
            let Some(small) = usize::try_from(value).ok().filter(|small| *small < SMALL) else {
                let levels = &mut self.levels;
                return *self.integers.entry(value).or_insert_with(|| push(levels, Level::Integer(value)));
            };
            if self.small[small] == MISSING {
                self.small[small] = push(&mut self.levels, Level::Integer(value));
            }
            self.small[small]
        }));
    }

    fn encode_text(&mut self, value: &str) -> u32 {
        if let Some(code) = self.texts.get(value) {
            return *code;
        }
        let code = push(&mut self.levels, Level::Text(value.to_owned()));
        self.texts.insert(value.to_owned(), code);
        code
    }
}

fn push(levels: &mut Vec<Level>, level: Level) -> u32 {
    levels.push(level);
    (levels.len() - 1) as u32
}
