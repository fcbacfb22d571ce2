//! Whether counts may be compared: two series with each other, and the years of one.

use super::{CodeRelation, CountSeries, Counted};
use cairn_study::Activity;
use std::fmt;

/// In what two series, or two years of one, differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// One is of reports to organisations, the other of cases recorded by the police.
    Activity(Activity, Activity),
    /// They count different things.
    CountingUnit(String, String),
    /// They count at different points in the way of a case.
    Stage(String, String),
    /// They have different definitions.
    Definition(String, String),
    /// They have codes of which neither lies in the other.
    Code {
        /// The classification.
        classification: &'static str,
        /// Of the first.
        first: String,
        /// Of the second.
        second: String,
    },
    /// One has the code of a wider class than the other.
    CodeLevel {
        /// The classification.
        classification: &'static str,
        /// The code of the wider class.
        wider: String,
        /// The code of the narrower one.
        narrower: String,
    },
    /// They are counted by different issuers.
    Issuer(String, String),
    /// They are of different countries.
    Country(String, String),
    /// From a year on the issuer counts otherwise.
    Break {
        /// The first year of the new definition.
        year: i16,
        /// What changed.
        reason: String,
    },
    /// A year was counted before it had ended.
    Incomplete {
        /// The year.
        year: i16,
        /// The day of the count.
        as_of: jiff::civil::Date,
    },
    /// There is no count of a year.
    NotCounted {
        /// The year.
        year: i16,
        /// Why.
        why: String,
    },
}

impl Difference {
    /// Whether a caveat can tell it; if not, the counts are of different things.
    fn can_be_told(&self) -> bool {
        matches!(self, Self::Issuer(..) | Self::Country(..) | Self::Break { .. } | Self::Incomplete { .. })
    }

    /// Whether one count includes what another leaves out, or is of another kind altogether: nothing can be said of the two together.
    pub(super) fn is_of_kind(&self) -> bool {
        matches!(self, Self::Activity(..) | Self::CountingUnit(..) | Self::Stage(..))
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Activity(first, second) => {
                write!(f, "one is from the activity “{}”, the other from “{}”", first.title(), second.title())
            }
            Self::CountingUnit(first, second) => write!(f, "one counts “{first}”, the other “{second}”"),
            Self::Stage(first, second) => {
                write!(f, "one is counted when “{first}”, the other when “{second}”")
            }
            Self::Definition(first, second) => {
                write!(f, "their definitions differ: “{first}” and “{second}”")
            }
            Self::Code { classification, first, second } => {
                write!(f, "they are of different classes of the {classification}: {first} and {second}")
            }
            Self::CodeLevel { classification, wider, narrower } => write!(
                f,
                "class {wider} of the {classification} holds more than class {narrower}, so their definitions differ"
            ),
            Self::Issuer(first, second) => {
                write!(f, "they are counted by different issuers: {first} and {second}")
            }
            Self::Country(first, second) => {
                write!(
                    f,
                    "they are of different countries, {first} and {second}, which differ in size and in reporting"
                )
            }
            Self::Break { year, reason } => write!(f, "from {year} on it is counted otherwise: {reason}"),
            Self::Incomplete { year, as_of } => {
                write!(f, "{year} was counted on {as_of}, before its end")
            }
            Self::NotCounted { year, why } => write!(f, "there is no count of {year}: {why}"),
        }
    }
}

/// How far the years of a series, or two series, may be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparability {
    /// Same unit, stage, definition and issuer, without a break: they may stand in one figure and a change may be computed.
    Full,
    /// They differ in a respect that a caveat can tell: one figure with the caveat, no change computed.
    WithCaveat(Vec<Difference>),
    /// They count different things: never in one figure.
    No(Vec<Difference>),
}

impl Comparability {
    /// How far two series may be compared. It is the same either way round, but for the order in which a difference names them.
    pub fn of(first: &CountSeries, second: &CountSeries) -> Self {
        Self::graded(differences(first, second))
    }

    fn graded(differences: Vec<Difference>) -> Self {
        if differences.is_empty() {
            Self::Full
        } else if differences.iter().all(Difference::can_be_told) {
            Self::WithCaveat(differences)
        } else {
            Self::No(differences)
        }
    }

    /// In what they differ; empty where they are fully comparable.
    pub fn differences(&self) -> &[Difference] {
        match self {
            Self::Full => &[],
            Self::WithCaveat(differences) | Self::No(differences) => differences,
        }
    }
}

impl CountSeries {
    /// How far two of its years may be compared.
    pub fn across(&self, from: i16, to: i16) -> Comparability {
        let mut differences = Vec::new();
        let mut years = vec![from, to];
        years.dedup();
        for year in years {
            let why = match self.observation(year) {
                Some(observation) => {
                    if observation.is_incomplete() {
                        differences.push(Difference::Incomplete { year, as_of: observation.as_of });
                    }
                    match &observation.counted {
                        Counted::Count(_) => continue,
                        Counted::Refused { reason } => format!("it was refused ({reason})"),
                        Counted::NotHeld { reason } => format!("the issuer does not hold it ({reason})"),
                    }
                }
                None => "nothing was said of it".to_owned(),
            };
            differences.push(Difference::NotCounted { year, why });
        }
        let (first, last) = (from.min(to), from.max(to));
        differences.extend(
            self.breaks
                .iter()
                .filter(|found| first < found.year && found.year <= last)
                .map(|found| Difference::Break { year: found.year, reason: found.reason.clone() }),
        );
        Comparability::graded(differences)
    }
}

/// All differences between two series, those that weigh most first.
pub(super) fn differences(first: &CountSeries, second: &CountSeries) -> Vec<Difference> {
    let mut found = Vec::new();
    if first.id.activity != second.id.activity {
        found.push(Difference::Activity(first.id.activity, second.id.activity));
    }
    let mut compare = |first: &str, second: &str, difference: fn(String, String) -> Difference| {
        if !same_words(first, second) {
            found.push(difference(first.to_owned(), second.to_owned()));
        }
    };
    compare(&first.counting_unit, &second.counting_unit, Difference::CountingUnit);
    compare(&first.stage, &second.stage, Difference::Stage);
    compare(&first.definition, &second.definition, Difference::Definition);
    let iccs = first.iccs.as_ref().zip(second.iccs.as_ref());
    let icvac = first.icvac.as_ref().zip(second.icvac.as_ref());
    for (classification, pair) in [
        ("ICCS", iccs.map(|(a, b)| (a.relation(b), a.as_str(), b.as_str()))),
        ("ICVAC", icvac.map(|(a, b)| (a.relation(b), a.as_str(), b.as_str()))),
    ] {
        found.extend(pair.and_then(|(relation, a, b)| code_difference(classification, relation, a, b)));
    }
    if !same_words(&first.issuer, &second.issuer) {
        found.push(Difference::Issuer(first.issuer.clone(), second.issuer.clone()));
    }
    if first.id.country != second.id.country {
        found.push(Difference::Country(first.id.country.to_string(), second.id.country.to_string()));
    }
    found
}

fn code_difference(
    classification: &'static str,
    relation: CodeRelation,
    first: &str,
    second: &str,
) -> Option<Difference> {
    let level = |wider: &str, narrower: &str| Difference::CodeLevel {
        classification,
        wider: wider.to_owned(),
        narrower: narrower.to_owned(),
    };
    match relation {
        CodeRelation::Same => None,
        CodeRelation::Coarser => Some(level(first, second)),
        CodeRelation::Finer => Some(level(second, first)),
        CodeRelation::Apart => {
            Some(Difference::Code { classification, first: first.to_owned(), second: second.to_owned() })
        }
    }
}

/// Differences with `; ` between them.
pub(super) fn joined(differences: &[Difference]) -> String {
    differences.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Whether two texts are the same but for case and spaces.
fn same_words(first: &str, second: &str) -> bool {
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    words(first) == words(second)
}
