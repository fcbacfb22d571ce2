//! ICMEC’s five criteria over countries, as its Global Review counts them.
//!
//! International Centre for Missing & Exploited Children, *Child Sexual Abuse Material: Model Legislation & Global Review*, 9th edition, 2018:
//! legislation is *sufficient* where it meets at least four of the five criteria.

use super::{criterion_of, legal_statuses};
use crate::{BodyOfEvidence, LegalAnswer};
use cairn_study::CountryId;
use std::collections::BTreeMap;

/// How many criteria sufficient legislation meets.
const SUFFICIENT: usize = 4;

/// How far the law of a country meets the five criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IcmecLevel {
    /// It meets at least four of them.
    Sufficient,
    /// It meets one to three.
    Some,
    /// It meets none.
    None,
    /// It depends on law that was not found, not translated or not coded.
    Undetermined,
}

/// Which of the five criteria the law of a country meets; `None`: not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcmecReading {
    /// The country.
    pub country: CountryId,
    /// Criterion by criterion.
    pub met: [Option<bool>; 5],
}

impl IcmecReading {
    /// The readings of all countries in which a criterion was coded, in the order of the names of the countries.
    ///
    /// “Partly” does not meet a criterion, and a criterion that does not apply is not met. Where only federal units were coded, the
    /// country meets what all of them meet.
    pub fn of<'a>(countries: impl IntoIterator<Item = &'a BodyOfEvidence>) -> Vec<Self> {
        let mut coded: BTreeMap<CountryId, [Answers; 5]> = BTreeMap::new();
        for status in countries.into_iter().flat_map(legal_statuses) {
            let Some(position) = position(criterion_of(status)) else { continue };
            let country = coded.entry(status.id.country.clone()).or_default();
            let Some(answers) = country.get_mut(position) else { continue };
            match status.unit {
                None => answers.national = Some(status.answer),
                Some(_) => answers.units.push(status.answer),
            }
        }
        coded
            .into_iter()
            .map(|(country, answers)| Self { country, met: answers.map(|answers| answers.met()) })
            .collect()
    }

    /// How far the law meets the five.
    pub fn level(&self) -> IcmecLevel {
        let met = self.met.iter().filter(|met| **met == Some(true)).count();
        let possibly = met + self.met.iter().filter(|met| met.is_none()).count();
        match (met, possibly) {
            (SUFFICIENT.., _) => IcmecLevel::Sufficient,
            (_, 0) => IcmecLevel::None,
            (1.., ..SUFFICIENT) => IcmecLevel::Some,
            _ => IcmecLevel::Undetermined,
        }
    }
}

/// Criterion 1 stands at 0.
fn position(criterion: &str) -> Option<usize> {
    let number: usize = criterion.strip_prefix("icmec.")?.parse().ok()?;
    number.checked_sub(1).filter(|position| *position < 5)
}

/// A country’s answers to a criterion.
#[derive(Debug, Clone, Default)]
struct Answers {
    national: Option<LegalAnswer>,
    units: Vec<LegalAnswer>,
}

impl Answers {
    fn met(&self) -> Option<bool> {
        if let Some(answer) = self.national {
            return met(answer);
        }
        let units: Vec<_> = self.units.iter().map(|answer| met(*answer)).collect();
        if units.contains(&Some(false)) {
            Some(false)
        } else if units.is_empty() || units.contains(&None) {
            None
        } else {
            Some(true)
        }
    }
}

fn met(answer: LegalAnswer) -> Option<bool> {
    answer.is_known().then_some(answer == LegalAnswer::Yes)
}

/// How many countries there are at each level, and what those lack whose legislation is not sufficient.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IcmecSummary {
    /// Countries coded.
    pub countries: usize,
    /// With sufficient legislation.
    pub sufficient: usize,
    /// With some legislation that is not sufficient.
    pub some: usize,
    /// With none.
    pub none: usize,
    /// Of which it cannot be said.
    pub undetermined: usize,
    /// Countries that meet each criterion.
    pub meeting: [usize; 5],
    /// Among those with some legislation, countries that lack each criterion.
    pub lacking: [usize; 5],
}

impl IcmecSummary {
    /// Counts readings.
    pub fn of<'r>(readings: impl IntoIterator<Item = &'r IcmecReading>) -> Self {
        let mut summary = Self::default();
        for reading in readings {
            let level = reading.level();
            summary.countries += 1;
            match level {
                IcmecLevel::Sufficient => summary.sufficient += 1,
                IcmecLevel::Some => summary.some += 1,
                IcmecLevel::None => summary.none += 1,
                IcmecLevel::Undetermined => summary.undetermined += 1,
            }
            for ((met, meeting), lacking) in
                reading.met.iter().zip(&mut summary.meeting).zip(&mut summary.lacking)
            {
                *meeting += usize::from(*met == Some(true));
                *lacking += usize::from(level == IcmecLevel::Some && *met == Some(false));
            }
        }
        summary
    }
}
