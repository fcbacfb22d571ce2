//! When words about two shares hold.

use super::share::estimated;
use super::{Direction, Hedge, Sides, VerbalClaim};
use crate::sentence::{Relation, difference, ratio};
use crate::{Estimate, Presented, written};

/// How much two shares may differ that are called equal: the interval of their difference lies within five percentage points on
/// either side.
const EQUIVALENCE: f64 = 0.05;

/// How far a ratio may lie from the number of times that is claimed: a quarter of one for twice, and as much of each further time.
const TIMES: f64 = 0.125;

/// Two shares beside each other.
#[derive(Debug, Clone)]
pub struct Compared<'a> {
    /// The share that is compared.
    pub first: &'a Presented,
    /// The share that it is compared with.
    pub second: &'a Presented,
    /// How their estimates relate.
    pub relation: Relation,
    /// The names of their countries.
    pub countries: [String; 2],
}

impl VerbalClaim {
    /// Whether the words hold of two shares.
    ///
    /// # Errors
    /// When they do not, with the reason.
    pub fn of_comparison(&self, compared: &Compared<'_>, decimals: u8) -> Result<(), String> {
        let (Some(first), Some(second)) = (compared.first.estimate(), compared.second.estimate()) else {
            return Err("a percentage is withheld".to_owned());
        };
        let no_interval =
            || "an estimate has no interval, and nothing can be told of the population".to_owned();
        let limits = difference(first, second, compared.relation).ok_or_else(no_interval)?;
        let shares = || format!("{} and {}", shown(first, decimals), shown(second, decimals));
        let of = |sides: &Sides| sides.as_ref().map_or(Ok(()), |sides| named(sides, compared));
        match self {
            Self::Order(direction, sides) => {
                of(sides)?;
                let (holds, opposite) = match direction {
                    Direction::Up => (limits.lower > 0.0, limits.upper < 0.0),
                    Direction::Down => (limits.upper < 0.0, limits.lower > 0.0),
                };
                if holds {
                    return Ok(());
                }
                let why = if opposite {
                    "it is the other way round"
                } else {
                    "their difference is not clear of chance"
                };
                Err(format!("the estimates are {}, and {why}", shares()))
            }
            Self::NoClearDifference if limits.hold(0.0) => Ok(()),
            Self::NoClearDifference => Err(format!("the estimates are {}, and differ clearly", shares())),
            Self::Equal(sides) => {
                of(sides)?;
                if limits.lower >= -EQUIVALENCE && limits.upper <= EQUIVALENCE {
                    return Ok(());
                }
                Err(format!(
                    "the estimates are {}, and their difference may be more than 5 points; “no clear difference” claims less",
                    shares()
                ))
            }
            Self::Times(hedge, times, sides) => {
                of(sides)?;
                let why = no_ratio(first, second, compared.relation, *hedge, *times);
                why.map_or(Ok(()), |why| Err(format!("the estimates are {}, {why}", shares())))
            }
            _ => Err("these words speak of one share, and there are two".to_owned()),
        }
    }
}

/// Why one share is not so many times the other, if it is not.
fn no_ratio(
    first: &Estimate,
    second: &Estimate,
    relation: Relation,
    hedge: Hedge,
    times: f64,
) -> Option<String> {
    let Some(limits) = ratio(first, second, relation) else {
        return Some("which have no ratio".to_owned());
    };
    let found = first.proportion / second.proportion;
    let (near, distance) = (TIMES * times + 1e-12, (found - times).abs());
    let holds = match hedge {
        Hedge::Plain | Hedge::About => distance <= near && limits.hold(times) && limits.lower > 1.0,
        Hedge::Nearly => found < times && distance <= near && limits.lower > 1.0,
        Hedge::JustOver => found > times && distance <= near && limits.lower > 1.0,
        Hedge::MoreThan => limits.lower > times,
        Hedge::LessThan => limits.upper < times,
        Hedge::AtLeast => limits.lower >= times,
        Hedge::AtMost => limits.upper <= times,
    };
    (!holds).then(|| {
        let (least, most) = (times - TIMES * times, times + TIMES * times);
        let wanted = match hedge {
            Hedge::Plain | Hedge::About => {
                format!("a ratio from {least:.2} to {most:.2}, whose interval holds {times} and lies above 1")
            }
            Hedge::Nearly => {
                format!("a ratio from {least:.2} to less than {times}, whose interval lies above 1")
            }
            Hedge::JustOver => {
                format!("a ratio of more than {times} up to {most:.2}, whose interval lies above 1")
            }
            Hedge::MoreThan => format!("an interval above {times}"),
            Hedge::LessThan => format!("an interval below {times}"),
            Hedge::AtLeast => format!("an interval at {times} or above"),
            Hedge::AtMost => format!("an interval at {times} or below"),
        };
        format!("a ratio of {found:.2} ({:.2}–{:.2}), and {wanted} is wanted", limits.lower, limits.upper)
    })
}

/// Refuses words that name another group than the evidence.
fn named(sides: &[String; 2], compared: &Compared<'_>) -> Result<(), String> {
    let [first, second] = &compared.countries;
    let pairs = [(compared.first, first), (compared.second, second)];
    for ((presented, country), side) in pairs.into_iter().zip(sides) {
        let labels = &presented.prevalence().claim().group_labels;
        let joined = [labels.join(", "), labels.join(" "), country.clone()];
        if !joined.iter().any(|name| name.to_lowercase() == *side) {
            let label = if labels.is_empty() { "everybody".to_owned() } else { labels.join(", ") };
            return Err(format!("the evidence beside “{side}” is of {label} in {country}"));
        }
    }
    Ok(())
}

fn shown(estimate: &Estimate, decimals: u8) -> String {
    match &estimate.interval {
        Some(interval) => estimated(estimate.proportion, interval, decimals),
        None => written::with_sign(&written::limit(estimate.proportion, decimals)),
    }
}
