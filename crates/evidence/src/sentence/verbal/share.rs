//! When words about one share hold.

use super::{Fraction, Hedge, Quantity, VerbalClaim};
use crate::sentence::Limits;
use crate::{Interval, Presented, written};

/// How far an estimate may lie from a quantity that is “about” or “nearly” so: two and a half percentage points, and no more than a
/// quarter of a small quantity.
const NEAR: f64 = 0.025;

/// Below how much the whole interval lies of what is said of “few”.
const FEW: f64 = 0.10;

/// Above how much the whole interval lies of what is said of “almost all”.
const ALMOST_ALL: f64 = 0.90;

pub(super) fn near(quantity: f64) -> f64 {
    // A share at the very end lies within: 47.5 % is nearly half.
    NEAR.min(quantity / 4.0) + 1e-12
}

impl VerbalClaim {
    /// Whether the words hold of a share.
    ///
    /// # Errors
    /// When they do not, with the reason and what would.
    pub fn of_share(&self, presented: &Presented, decimals: u8) -> Result<(), String> {
        let Some(estimate) = presented.estimate() else {
            return Err("its percentage is withheld".to_owned());
        };
        let Some(interval) = estimate.interval else {
            return Err("the estimate has no interval, and nothing can be told of the population".to_owned());
        };
        let share = estimate.proportion;
        let limits = Limits { lower: interval.lower, upper: interval.upper };
        let held = match self {
            Self::Share(hedge, quantity) => {
                return of_quantity(*hedge, *quantity, presented, limits, decimals);
            }
            Self::Most => (limits.lower > 0.5, "the whole interval would have to lie above 50 %"),
            Self::Minority => (limits.upper < 0.5, "the whole interval would have to lie below 50 %"),
            Self::AlmostAll => {
                (limits.lower >= ALMOST_ALL, "the whole interval would have to lie at 90 % or above")
            }
            Self::Few => (limits.upper <= FEW, "the whole interval would have to lie at 10 % or below"),
            Self::Times(..) | Self::Order(..) | Self::NoClearDifference | Self::Equal(_) => {
                (false, "these words compare two shares, and there is one")
            }
            Self::Changed(..) | Self::Multiplied(..) | Self::Unchanged => {
                (false, "these words speak of a change, and a share is of one time")
            }
        };
        match held {
            (true, _) => Ok(()),
            (false, why) => {
                Err(format!("the estimate is {}, and {why}", estimated(share, &interval, decimals)))
            }
        }
    }
}

fn of_quantity(
    hedge: Hedge,
    quantity: Quantity,
    presented: &Presented,
    limits: Limits,
    decimals: u8,
) -> Result<(), String> {
    let Some((share, interval)) =
        presented.estimate().and_then(|estimate| Some((estimate.proportion, estimate.interval?)))
    else {
        return Err("its percentage is withheld".to_owned());
    };
    let claimed = quantity.proportion();
    let distance = (share - claimed).abs();
    let percent = |proportion| written::with_sign(&written::limit(proportion, 1));
    let does_not_hold = || format!("whose interval does not hold {}", percent(claimed));
    let (holds, why) = match hedge {
        Hedge::Plain if !Fraction::is_nearest(quantity, share) => {
            (false, format!("nearest to “{}”", Fraction::nearest(share)))
        }
        Hedge::Plain => (limits.hold(claimed), does_not_hold()),
        Hedge::About if distance > near(claimed) => {
            let (away, within) = (written::limit(distance, 2), written::limit(near(claimed), 2));
            (false, format!("{away} points from {}, and “about” wants at most {within}", percent(claimed)))
        }
        Hedge::About => (limits.hold(claimed), does_not_hold()),
        Hedge::Nearly => (
            share < claimed && distance <= near(claimed),
            format!(
                "and from {} to less than {} is wanted",
                percent(claimed - near(claimed)),
                percent(claimed)
            ),
        ),
        Hedge::JustOver => (
            share > claimed && distance <= near(claimed),
            format!(
                "and more than {} up to {} is wanted",
                percent(claimed),
                percent(claimed + near(claimed))
            ),
        ),
        Hedge::MoreThan => {
            (limits.lower > claimed, format!("whose interval does not lie above {}", percent(claimed)))
        }
        Hedge::LessThan => {
            (limits.upper < claimed, format!("whose interval does not lie below {}", percent(claimed)))
        }
        Hedge::AtLeast => {
            (limits.lower >= claimed, format!("whose interval reaches below {}", percent(claimed)))
        }
        Hedge::AtMost => {
            (limits.upper <= claimed, format!("whose interval reaches above {}", percent(claimed)))
        }
    };
    if holds {
        Ok(())
    } else {
        Err(format!("the estimate is {}, {why}", estimated(share, &interval, decimals)))
    }
}

/// 23 % (20–26).
pub(super) fn estimated(share: f64, interval: &Interval, decimals: u8) -> String {
    format!(
        "{} ({})",
        written::with_sign(&written::limit(share, decimals)),
        written::limits(interval, decimals)
    )
}
