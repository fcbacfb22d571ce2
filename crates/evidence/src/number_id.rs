//! The names of numbers: `aldermark/bullied_online@1/gender=girl`.

use cairn_study::{BreakdownId, CountryId, IndicatorId};
use std::fmt;
use std::str::FromStr;

/// The group that a number describes: pairs of breakdown and level; empty for everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(pub Vec<(BreakdownId, String)>);

impl Group {
    /// Everybody in the population.
    pub const EVERYBODY: Self = Self(Vec::new());

    /// Whether the group is everybody.
    pub fn is_everybody(&self) -> bool {
        self.0.is_empty()
    }
}

/// The name of a number, the same in every build: country, indicator with version, group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumberId {
    /// The country.
    pub country: CountryId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The version of its definition.
    pub version: u32,
    /// The group.
    pub group: Group,
}

/// A text that names no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” names no number: {problem}; a name is like `kenya/told_no_one@1/gender=girl,area=urban`")]
pub struct InvalidNumberId {
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for NumberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}@{}", self.country, self.indicator, self.version)?;
        for (position, (breakdown, level)) in self.group.0.iter().enumerate() {
            let separator = if position == 0 { '/' } else { ',' };
            write!(f, "{separator}{breakdown}={}", escape(level))?;
        }
        Ok(())
    }
}

/// Writes the characters that have a meaning in a name as `%` and two hexadecimal digits.
fn escape(level: &str) -> String {
    let mut escaped = String::with_capacity(level.len());
    for c in level.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            ',' => escaped.push_str("%2C"),
            '/' => escaped.push_str("%2F"),
            '=' => escaped.push_str("%3D"),
            _ => escaped.push(c),
        }
    }
    escaped
}

fn unescape(level: &str) -> String {
    level.replace("%2C", ",").replace("%2F", "/").replace("%3D", "=").replace("%25", "%")
}

impl FromStr for NumberId {
    type Err = InvalidNumberId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |problem: String| InvalidNumberId { text: text.to_owned(), problem };
        let mut parts = text.splitn(3, '/');
        let country = parts.next().unwrap_or_default();
        let definition = parts.next().ok_or_else(|| invalid("the indicator is missing".into()))?;
        let (indicator, version) =
            definition.split_once('@').ok_or_else(|| invalid("the indicator’s version is missing".into()))?;
        let mut group = Vec::new();
        for pair in parts.next().into_iter().flat_map(|groups| groups.split(',')) {
            let (breakdown, level) =
                pair.split_once('=').ok_or_else(|| invalid(format!("“{pair}” is not breakdown=level")))?;
            let breakdown = breakdown.parse().map_err(|e| invalid(format!("{e}")))?;
            group.push((breakdown, unescape(level)));
        }
        Ok(Self {
            country: country.parse().map_err(|e| invalid(format!("{e}")))?,
            indicator: indicator.parse().map_err(|e| invalid(format!("{e}")))?,
            version: version.parse().map_err(|_| invalid(format!("“{version}” is not a version")))?,
            group: Group(group),
        })
    }
}
