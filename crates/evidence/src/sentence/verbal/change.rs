//! When words about a change of counts hold. Counts are exact, so no interval comes in.

use super::share::near;
use super::{Direction, Fraction, Hedge, Quantity, VerbalClaim};
use crate::{Change, written};

/// How far a count may lie from the double or the half that is claimed: a fortieth.
const MULTIPLE: f64 = 0.025;

impl VerbalClaim {
    /// Whether the words hold of a change.
    ///
    /// # Errors
    /// When they do not, with the reason.
    pub fn of_change(&self, change: Change) -> Result<(), String> {
        let holds = match self {
            Self::Changed(Direction::Up, None) => change.to > change.from,
            Self::Changed(Direction::Down, None) => change.to < change.from,
            Self::Unchanged => change.to == change.from,
            Self::Changed(direction, Some((hedge, quantity))) => {
                let relative = change.relative().ok_or("the series begins at zero")?;
                let signed = if *direction == Direction::Up { relative } else { -relative };
                signed > 0.0 && by(*hedge, *quantity, signed)
            }
            Self::Multiplied(hedge, factor) => {
                let found = change.relative().ok_or("the series begins at zero")? + 1.0;
                multiplied(*hedge, *factor, found)
            }
            _ => return Err("these words do not speak of a change".to_owned()),
        };
        if holds { Ok(()) } else { Err(told(change)) }
    }
}

fn told(change: Change) -> String {
    let (from, to) = (written::count(change.from), written::count(change.to));
    match change.relative() {
        _ if change.from == change.to => format!("it stayed at {to}"),
        None => format!("it went from {from} to {to}"),
        Some(relative) => {
            let verb = if relative < 0.0 { "a fall" } else { "a rise" };
            let percent = written::with_sign(&written::limit(relative.abs(), 1));
            format!("it went from {from} to {to}, {verb} by {percent}")
        }
    }
}

fn by(hedge: Hedge, quantity: Quantity, found: f64) -> bool {
    let claimed = quantity.proportion();
    let distance = (found - claimed).abs();
    match hedge {
        Hedge::Plain => Fraction::is_nearest(quantity, found) && distance <= near(claimed),
        Hedge::About => distance <= near(claimed),
        Hedge::Nearly => found < claimed && distance <= near(claimed),
        Hedge::JustOver => found > claimed && distance <= near(claimed),
        Hedge::MoreThan => found > claimed,
        Hedge::LessThan => found < claimed,
        Hedge::AtLeast => found >= claimed,
        Hedge::AtMost => found <= claimed,
    }
}

/// Whether a count became so many times itself. “More than halved” is less than the half.
fn multiplied(hedge: Hedge, factor: f64, found: f64) -> bool {
    let further = if factor < 1.0 { factor - found } else { found - factor };
    let within = |share: f64| (found - factor).abs() <= share * factor + 1e-12;
    match hedge {
        Hedge::Plain => within(MULTIPLE),
        Hedge::About => within(4.0 * MULTIPLE),
        Hedge::Nearly => further < 0.0 && within(4.0 * MULTIPLE),
        Hedge::JustOver => further > 0.0 && within(4.0 * MULTIPLE),
        Hedge::MoreThan => further > 0.0,
        Hedge::LessThan => further < 0.0,
        Hedge::AtLeast => further >= 0.0,
        Hedge::AtMost => further <= 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(words: &str, from: u64, to: u64) -> Result<(), String> {
        VerbalClaim::parse(words).unwrap().of_change(Change { from, to })
    }

    #[test]
    fn changes_hold_or_are_told() {
        assert_eq!(says("rose by a third", 587_852, 785_322), Ok(()));
        assert_eq!(
            says("rose by a quarter", 587_852, 785_322),
            Err("it went from 587,852 to 785,322, a rise by 33.6\u{a0}%".to_owned())
        );
        assert_eq!(says("fell by a quarter", 785_322, 587_852), Ok(()));
        assert!(says("fell", 1, 2).is_err());
        assert_eq!(says("more than doubled", 418_422, 1_297_474), Ok(()));
        assert!(says("doubled", 418_422, 1_297_474).is_err());
        assert_eq!(says("halved", 200, 101), Ok(()));
        assert_eq!(says("more than halved", 200, 80), Ok(()));
        assert!(says("more than halved", 200, 120).is_err());
        assert!(says("doubled", 0, 5).is_err());
    }
}
