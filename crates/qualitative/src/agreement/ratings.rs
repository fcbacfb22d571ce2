//! Coders × units: who judged what how.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

/// Judgements of coders about the same units; a judgement may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings<T> {
    coders: Vec<String>,
    units: Vec<RatedUnit<T>>,
}

/// One unit with a place for each coder, in the coders' order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedUnit<T> {
    /// The unit's name.
    pub name: String,
    /// What each coder said; `None` where that coder said nothing.
    pub values: Vec<Option<T>>,
}

/// One judgement, as it stands in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating<T> {
    /// Who judged.
    pub coder: String,
    /// What was judged.
    pub unit: String,
    /// How.
    pub value: T,
}

/// Why judgements cannot be put side by side.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InvalidRatings {
    /// Two columns bear one coder's name.
    #[error("the coder `{coder}` is listed twice")]
    CoderTwice {
        /// The coder.
        coder: String,
    },
    /// Two rows bear one unit's name.
    #[error("the unit `{unit}` is listed twice")]
    UnitTwice {
        /// The unit.
        unit: String,
    },
    /// A row has not one place for each coder.
    #[error(
        "the unit `{unit}` has {found} values, expected {expected}: one for each coder, empty where a coder gave none"
    )]
    WrongLength {
        /// The unit.
        unit: String,
        /// Number of coders.
        expected: usize,
        /// Number of values.
        found: usize,
    },
    /// One coder judged one unit twice.
    #[error("the coder `{coder}` judged the unit `{unit}` twice; keep one of the two")]
    JudgedTwice {
        /// The coder.
        coder: String,
        /// The unit.
        unit: String,
    },
    /// A coder who was asked for judged nothing.
    #[error("there is no coder `{coder}`; coders are {}", .coders.join(", "))]
    UnknownCoder {
        /// The name asked for.
        coder: String,
        /// The coders that there are.
        coders: Vec<String>,
    },
}

impl<T: Clone> Ratings<T> {
    /// Judgements as a table: rows are units, columns are coders.
    ///
    /// # Errors
    ///
    /// Refuses two coders or two units of one name and rows of another length than the list of coders.
    pub fn new(coders: Vec<String>, units: Vec<RatedUnit<T>>) -> Result<Self, InvalidRatings> {
        let mut seen = BTreeSet::new();
        if let Some(coder) = coders.iter().find(|coder| !seen.insert(coder.as_str())) {
            return Err(InvalidRatings::CoderTwice { coder: coder.clone() });
        }
        let mut seen = BTreeSet::new();
        for RatedUnit { name, values } in &units {
            if !seen.insert(name.as_str()) {
                return Err(InvalidRatings::UnitTwice { unit: name.clone() });
            }
            if values.len() != coders.len() {
                return Err(InvalidRatings::WrongLength {
                    unit: name.clone(),
                    expected: coders.len(),
                    found: values.len(),
                });
            }
        }
        Ok(Self { coders, units })
    }

    /// Judgements from records in any order; coders and units stand in the order of their names.
    ///
    /// # Errors
    ///
    /// Refuses two judgements of one unit by one coder, even equal ones: one of them is a mistake.
    pub fn from_records(records: impl IntoIterator<Item = Rating<T>>) -> Result<Self, InvalidRatings> {
        let mut by_unit: BTreeMap<String, BTreeMap<String, T>> = BTreeMap::new();
        let mut coders = BTreeSet::new();
        for Rating { coder, unit, value } in records {
            let judgements = by_unit.entry(unit.clone()).or_default();
            if judgements.contains_key(&coder) {
                return Err(InvalidRatings::JudgedTwice { coder, unit });
            }
            coders.insert(coder.clone());
            judgements.insert(coder, value);
        }
        let units = by_unit
            .into_iter()
            .map(|(name, mut judgements)| RatedUnit {
                name,
                values: coders.iter().map(|coder| judgements.remove(coder)).collect(),
            })
            .collect();
        Ok(Self { coders: coders.into_iter().collect(), units })
    }

    /// The judgements of some of the coders, in the order asked for.
    ///
    /// # Errors
    ///
    /// Refuses a name that no coder bears and one asked for twice.
    pub fn of_coders(&self, names: &[&str]) -> Result<Self, InvalidRatings> {
        let columns = names
            .iter()
            .map(|&name| {
                self.coders.iter().position(|coder| coder == name).ok_or_else(|| {
                    InvalidRatings::UnknownCoder { coder: name.to_owned(), coders: self.coders.clone() }
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let units = self
            .units
            .iter()
            .map(|unit| RatedUnit {
                name: unit.name.clone(),
                values: columns.iter().map(|&column| unit.values.get(column).cloned().flatten()).collect(),
            })
            .collect();
        Self::new(names.iter().map(|&name| name.to_owned()).collect(), units)
    }

    /// The coders, in the order of the columns.
    pub fn coders(&self) -> &[String] {
        &self.coders
    }

    /// The units.
    pub fn units(&self) -> &[RatedUnit<T>] {
        &self.units
    }
}

impl<T> RatedUnit<T> {
    /// The values that were given.
    pub(crate) fn given(&self) -> impl Iterator<Item = &T> {
        self.values.iter().flatten()
    }

    /// Whether at least two coders gave a value, so that there is something to compare.
    pub(crate) fn is_pairable(&self) -> bool {
        self.given().nth(1).is_some()
    }
}
