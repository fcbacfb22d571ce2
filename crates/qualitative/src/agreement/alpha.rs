//! Krippendorff's alpha for units that are given.

use super::bootstrap::{Interval, NoInterval, Resampling};
use super::coincidences::{Coded, Coincidences};
use super::difference::Difference;
use super::ratings::Ratings;
use super::undefined::Undefined;

/// Krippendorff's alpha, with what it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// 1 − observed / expected: 1 full agreement, 0 as by chance, below 0 systematic disagreement.
    pub value: f64,
    /// Mean squared difference within units.
    pub observed_disagreement: f64,
    /// Mean squared difference if judgements were shuffled over units.
    pub expected_disagreement: f64,
    /// Units judged by two coders or more.
    pub units: usize,
    /// Units judged by fewer, which tell nothing of agreement and are left out.
    pub left_out: usize,
    /// Judgements of the units that count.
    pub judgements: usize,
}

/// Krippendorff's alpha for any number of coders, missing judgements and level of measurement
/// (Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*).
///
/// # Errors
///
/// Says why there is no value: no unit was judged twice, all judgements are the same, a value does not suit the level.
pub fn alpha<T: Ord + Clone>(
    ratings: &Ratings<T>,
    difference: &impl Difference<T>,
) -> Result<Alpha, Undefined> {
    let coded = Coded::new(ratings);
    difference.admits(&coded.values)?;
    of_coincidences(&coded, &coded.coincidences(&coded.units), difference)
}

/// A percentile interval of alpha, from units drawn again with replacement (see [`Resampling`]).
///
/// # Errors
///
/// Says why there is none.
pub fn alpha_interval<T: Ord + Clone>(
    ratings: &Ratings<T>,
    difference: &impl Difference<T>,
    resampling: &Resampling,
) -> Result<Interval, NoInterval> {
    alpha(ratings, difference)?;
    let coded = Coded::new(ratings);
    resampling.interval(&coded.units, |units| {
        let coincidences = coded.coincidences(units.iter().copied());
        Ok(of_coincidences(&coded, &coincidences, difference)?.value)
    })
}

fn of_coincidences<T>(
    coded: &Coded<T>,
    coincidences: &Coincidences,
    difference: &impl Difference<T>,
) -> Result<Alpha, Undefined> {
    let judgements = coincidences.judgements() as usize;
    if judgements == 0 {
        return Err(Undefined::NothingToCompare);
    }
    let disagreements = coincidences.disagreements(&coded.values, difference);
    // The second condition: values so close together that their squared difference is 0 in numbers of this precision.
    if coincidences.distinct() == 1 || !(disagreements.expected > 0.0) {
        return Err(Undefined::NoVariation { values: judgements });
    }
    Ok(Alpha {
        value: 1.0 - disagreements.observed / disagreements.expected,
        observed_disagreement: disagreements.observed,
        expected_disagreement: disagreements.expected,
        units: coded.units.len(),
        left_out: coded.unpairable,
        judgements,
    })
}
