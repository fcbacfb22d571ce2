//! Intervals of coefficients by drawing units again.

use thiserror::Error;

use super::undefined::Undefined;
use crate::random::{Purpose, stream};

/// Fewest units, or documents, from which an interval is made: fewer drawn again give an interval that is much too
/// narrow. A convention.
pub const MIN_RESAMPLED: usize = 10;

/// Largest share of replicates without a value that an interval may leave out. A convention.
const MOST_UNDEFINED: f64 = 0.05;

/// How often units are drawn again, and for which interval.
///
/// The units (for unitizing: the documents) are drawn with replacement, as many as there are, and the coefficient is
/// computed anew from each draw, its chance agreement included; the interval goes from one percentile of these values to
/// another. Zapf, A., Castell, S., Morawietz, L. and Karch, A. (2016), *BMC Medical Research Methodology* 16:93, recommend this
/// for Krippendorff's alpha. Krippendorff's own bootstrap draws single pairs of values and holds the chance agreement fixed; it
/// takes the pairs of one unit for independent, which they are not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resampling {
    replicates: u32,
    level: f64,
    seed: u64,
}

/// Why a [`Resampling`] cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum InvalidResampling {
    /// Too few replicates for percentiles, or more than anyone can wait for.
    #[error("{0} replicates; expected 200 to 1,000,000")]
    Replicates(u32),
    /// Not a level of confidence.
    #[error("{0} is no level of confidence; expected a share from 0.5 to 0.999, as 0.95")]
    Level(f64),
}

/// An interval between two percentiles of a coefficient's replicates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Level of confidence, as 0.95.
    pub level: f64,
    /// Replicates that have a value.
    pub replicates: usize,
    /// Replicates that have none, because the units drawn happen not to vary; they are left out.
    pub undefined: usize,
}

/// Why a coefficient has no interval.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum NoInterval {
    /// The coefficient itself has no value.
    #[error(transparent)]
    Undefined(#[from] Undefined),
    /// Too few units to draw from.
    #[error("{found} units are too few to draw from again; an interval takes at least {MIN_RESAMPLED}")]
    TooFew {
        /// Units, or documents, that there are.
        found: usize,
    },
    /// The coefficient has no value in too many replicates.
    #[error(
        "{undefined} of {replicates} replicates have no value because the units drawn do not vary; the others would give a \
         misleading interval"
    )]
    OftenUndefined {
        /// Replicates without a value.
        undefined: usize,
        /// All replicates.
        replicates: usize,
    },
    /// All replicates are the same: the data tell nothing of how certain the value is.
    #[error(
        "every replicate is {value}: an interval without width would claim a certainty that the data do not give"
    )]
    NoWidth {
        /// The value of all replicates.
        value: f64,
    },
}

impl Resampling {
    /// So many replicates, for an interval of that level, from that seed.
    ///
    /// # Errors
    ///
    /// Refuses numbers of replicates and levels that make no interval.
    pub fn new(replicates: u32, level: f64, seed: u64) -> Result<Self, InvalidResampling> {
        if !(200..=1_000_000).contains(&replicates) {
            return Err(InvalidResampling::Replicates(replicates));
        }
        if !(0.5..=0.999).contains(&level) {
            return Err(InvalidResampling::Level(level));
        }
        Ok(Self { replicates, level, seed })
    }

    /// The interval of a coefficient over units drawn again.
    pub(super) fn interval<U>(
        &self,
        units: &[U],
        coefficient: impl Fn(&[&U]) -> Result<f64, Undefined>,
    ) -> Result<Interval, NoInterval> {
        if units.len() < MIN_RESAMPLED {
            return Err(NoInterval::TooFew { found: units.len() });
        }
        self.between_percentiles(self.draws(units).map(|draw| coefficient(&draw).ok()).collect())
    }

    /// The units of every replicate.
    pub(super) fn draws<'a, U>(&self, units: &'a [U]) -> impl Iterator<Item = Vec<&'a U>> {
        let seed = self.seed;
        (0..self.replicates).map(move |replicate| {
            let mut random = stream(seed, Purpose::Bootstrap, u64::from(replicate));
            units.iter().filter_map(|_| units.get(random.place(units.len()))).collect()
        })
    }

    /// The interval between the percentiles of replicates.
    pub(super) fn between_percentiles(&self, values: Vec<Option<f64>>) -> Result<Interval, NoInterval> {
        let replicates = values.len();
        let mut values: Vec<f64> = values.into_iter().flatten().collect();
        values.sort_unstable_by(f64::total_cmp);
        let undefined = replicates - values.len();
        if undefined as f64 > MOST_UNDEFINED * replicates as f64 {
            return Err(NoInterval::OftenUndefined { undefined, replicates });
        }
        let tail = (1.0 - self.level) / 2.0;
        let (low, high) = (percentile(&values, tail), percentile(&values, 1.0 - tail));
        if low == high {
            return Err(NoInterval::NoWidth { value: low });
        }
        Ok(Interval { low, high, level: self.level, replicates: values.len(), undefined })
    }
}

/// The value below which that share of ascending values lies, linear between neighbours (definition 7 of Hyndman and Fan
/// 1996).
fn percentile(ascending: &[f64], share: f64) -> f64 {
    let place = share * ascending.len().saturating_sub(1) as f64;
    let at = |index: usize| ascending.get(index).or(ascending.last()).copied().unwrap_or(f64::NAN);
    let (low, high) = (at(place.floor() as usize), at(place.floor() as usize + 1));
    low + (place - place.floor()) * (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_lie_between_neighbours() {
        let values = [1.0, 2.0, 4.0, 8.0, 16.0];
        assert_eq!(percentile(&values, 0.0), 1.0);
        assert_eq!(percentile(&values, 0.5), 4.0);
        assert_eq!(percentile(&values, 0.625), 6.0);
        assert_eq!(percentile(&values, 1.0), 16.0);
    }

    #[test]
    fn absurd_plans_are_refused() {
        assert_eq!(Resampling::new(10, 0.95, 1), Err(InvalidResampling::Replicates(10)));
        assert!(Resampling::new(1000, f64::NAN, 1).is_err());
        assert!(Resampling::new(1000, 95.0, 1).is_err());
    }
}
