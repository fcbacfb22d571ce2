//! Which prevalences may be compared, and how their estimates relate.

use super::Correlations;
use crate::{EvidenceId, Group, Prevalence};
use cairn_study::{CountryId, RunState, Study};

/// How two estimates relate, which decides how uncertain their difference is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Relation {
    /// Of different samples, or of groups of one sample that do not overlap. In such groups those of one cluster resemble each
    /// other, so that their difference is at most as uncertain as if they were apart.
    Independent,
    /// With a known correlation.
    Correlated(f64),
    /// Of the same people, with an unknown correlation: the worst is assumed.
    SamePeople,
}

/// Why two prevalences must not be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Incomparable {
    /// They are one.
    #[error("a number is compared with itself")]
    Itself,
    /// Two versions of an indicator.
    #[error(
        "`{indicator}@{first}` and `{indicator}@{second}` are two definitions under one name: versions of an indicator are never compared"
    )]
    Versions {
        /// The indicator.
        indicator: String,
        /// A version.
        first: u32,
        /// The other.
        second: u32,
    },
    /// The survey of a country departs from the protocol.
    #[error("the survey of {country} departs from the protocol, so that its numbers stand alone: {departs}")]
    Departs {
        /// The country.
        country: String,
        /// How.
        departs: String,
    },
    /// Several things differ at once.
    #[error("countries are compared by one indicator and one group; these differ in {0}")]
    AcrossCountries(&'static str),
    /// The groups share people.
    #[error(
        "the groups overlap: who belongs to the one may belong to the other; compare groups of one breakdown, as girls with boys"
    )]
    Overlap,
    /// Several things differ at once.
    #[error(
        "two indicators are compared for one group, as told a friend with told the police; these differ in {0}"
    )]
    AcrossIndicators(&'static str),
    /// One is a part of the other.
    #[error(
        "`{part}` is a part of `{whole}`: a part cannot exceed its whole, and the comparison says nothing"
    )]
    PartOfWhole {
        /// The part.
        part: String,
        /// The whole.
        whole: String,
    },
}

/// Whether two prevalences may be compared, and how their estimates relate.
///
/// # Errors
/// When they may not, with the reason.
pub fn comparable(
    first: &Prevalence,
    second: &Prevalence,
    study: &Study,
    correlations: &dyn Correlations,
) -> Result<Relation, Incomparable> {
    let (a, b) = (&first.claim().id, &second.claim().id);
    if a == b {
        return Err(Incomparable::Itself);
    }
    if a.indicator == b.indicator && a.version != b.version {
        let indicator = a.indicator.to_string();
        return Err(Incomparable::Versions { indicator, first: a.version, second: b.version });
    }
    if a.country != b.country {
        across_countries(first, second, study)?;
        return Ok(Relation::Independent);
    }
    let relation = if a.indicator == b.indicator {
        if !disjoint(&a.group, &b.group) {
            return Err(Incomparable::Overlap);
        }
        Relation::Independent
    } else {
        across_indicators(first, second, study)?;
        Relation::SamePeople
    };
    let known = correlations.correlation(&EvidenceId::from(a), &EvidenceId::from(b));
    Ok(known.filter(|r| (-1.0..=1.0).contains(r)).map_or(relation, Relation::Correlated))
}

fn across_countries(first: &Prevalence, second: &Prevalence, study: &Study) -> Result<(), Incomparable> {
    let (a, b) = (first.claim(), second.claim());
    for country in [&a.id.country, &b.id.country] {
        if let Some((name, departs)) = departs(study, country) {
            return Err(Incomparable::Departs { country: name.to_owned(), departs: departs.to_owned() });
        }
    }
    let differ = if a.id.indicator != b.id.indicator {
        "the indicator"
    } else if a.id.group != b.id.group {
        "the group"
    } else if a.population != b.population {
        "the population"
    } else {
        return Ok(());
    };
    Err(Incomparable::AcrossCountries(differ))
}

fn across_indicators(first: &Prevalence, second: &Prevalence, study: &Study) -> Result<(), Incomparable> {
    let (a, b) = (first.claim(), second.claim());
    let keys = [a, b].map(|claim| format!("{}@{}", claim.id.indicator, claim.id.version));
    let [first_key, second_key] = &keys;
    for (whole, part) in [(first_key, second_key), (second_key, first_key)] {
        let parts = study.indicators.iter().filter(|it| it.key() == **whole).flat_map(|it| &it.parts);
        if parts.into_iter().any(|name| name == part) {
            return Err(Incomparable::PartOfWhole { part: part.clone(), whole: whole.clone() });
        }
    }
    let differ = if a.id.group != b.id.group {
        "the group"
    } else if a.population != b.population {
        "the population"
    } else if a.base != b.base {
        "the base"
    } else if a.period != b.period {
        "the period"
    } else {
        return Ok(());
    };
    Err(Incomparable::AcrossIndicators(differ))
}

/// Whether nobody can belong to both groups: they differ in the level of one breakdown.
fn disjoint(first: &Group, second: &Group) -> bool {
    first
        .0
        .iter()
        .any(|(breakdown, level)| second.0.iter().any(|(of, other)| of == breakdown && other != level))
}

/// The country’s name and how its survey departs from the protocol, where it does.
pub(super) fn departs<'s>(study: &'s Study, country: &CountryId) -> Option<(&'s str, &'s str)> {
    let country = study.country(country)?;
    match &country.household_survey {
        RunState::Run(survey) => Some((country.name.as_str(), survey.departs.as_deref()?)),
        RunState::NotRun { .. } => None,
    }
}
