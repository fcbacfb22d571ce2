//! The kappas of Cohen and of Fleiss, for categories without an order.

use super::bootstrap::{Interval, NoInterval, Resampling};
use super::coincidences::Coded;
use super::ratings::Ratings;
use super::undefined::Undefined;

/// A kappa, with what it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// (observed − expected) / (1 − expected).
    pub value: f64,
    /// Share of agreeing pairs of judgements.
    pub observed_agreement: f64,
    /// Share that chance would give.
    pub expected_agreement: f64,
    /// Units that count.
    pub units: usize,
    /// Units judged by too few, which are left out.
    pub left_out: usize,
}

/// Cohen's kappa of two coders over the units that both judged (Cohen 1960, *Educational and Psychological Measurement*
/// 20, equation 1). What chance would give is taken from each coder's own distribution.
///
/// # Errors
///
/// Says why there is no value: not two coders, no unit judged by both, both always said the same one thing.
pub fn cohen_kappa<T: Ord + Clone>(ratings: &Ratings<T>) -> Result<Kappa, Undefined> {
    let pairs = Pairs::new(ratings)?;
    cohen(&pairs.pairs, pairs.categories, pairs.left_out)
}

/// A percentile interval of Cohen's kappa, from units drawn again with replacement (see [`Resampling`]).
///
/// # Errors
///
/// Says why there is none.
pub fn cohen_kappa_interval<T: Ord + Clone>(
    ratings: &Ratings<T>,
    resampling: &Resampling,
) -> Result<Interval, NoInterval> {
    let pairs = Pairs::new(ratings)?;
    cohen(&pairs.pairs, pairs.categories, pairs.left_out)?;
    resampling.interval(&pairs.pairs, |units| {
        Ok(cohen(units.iter().copied(), pairs.categories, pairs.left_out)?.value)
    })
}

/// Fleiss' kappa of units that were all judged equally often, by whomever (Fleiss 1971, *Psychological Bulletin* 76).
/// Units that nobody judged are left out.
///
/// # Errors
///
/// Says why there is no value: units judged unequally often or once only, all judgements the same.
pub fn fleiss_kappa<T: Ord + Clone>(ratings: &Ratings<T>) -> Result<Kappa, Undefined> {
    let (coded, left_out) = equally_judged(ratings)?;
    fleiss(&coded.units, coded.values.len(), left_out)
}

/// A percentile interval of Fleiss' kappa, from units drawn again with replacement (see [`Resampling`]).
///
/// # Errors
///
/// Says why there is none.
pub fn fleiss_kappa_interval<T: Ord + Clone>(
    ratings: &Ratings<T>,
    resampling: &Resampling,
) -> Result<Interval, NoInterval> {
    let (coded, left_out) = equally_judged(ratings)?;
    fleiss(&coded.units, coded.values.len(), left_out)?;
    resampling.interval(&coded.units, |units| {
        Ok(fleiss(units.iter().copied(), coded.values.len(), left_out)?.value)
    })
}

/// What two coders said of the units that both judged, as places in the list of categories.
struct Pairs {
    pairs: Vec<(usize, usize)>,
    categories: usize,
    left_out: usize,
}

impl Pairs {
    fn new<T: Ord + Clone>(ratings: &Ratings<T>) -> Result<Self, Undefined> {
        if ratings.coders().len() != 2 {
            return Err(Undefined::NotTwoCoders { found: ratings.coders().len() });
        }
        let categories = Coded::new(ratings).values;
        let place = |value: &T| categories.binary_search(value).ok();
        let pairs: Vec<(usize, usize)> = ratings
            .units()
            .iter()
            .filter_map(|unit| match unit.values.as_slice() {
                [Some(one), Some(other)] => Some((place(one)?, place(other)?)),
                _ => None,
            })
            .collect();
        let left_out = ratings.units().len() - pairs.len();
        Ok(Self { pairs, categories: categories.len(), left_out })
    }
}

fn cohen<'a>(
    pairs: impl IntoIterator<Item = &'a (usize, usize)>,
    categories: usize,
    left_out: usize,
) -> Result<Kappa, Undefined> {
    let (mut units, mut agreeing) = (0_usize, 0_usize);
    let mut margins = vec![(0_u64, 0_u64); categories];
    for &(one, other) in pairs {
        units += 1;
        agreeing += usize::from(one == other);
        if let Some(margin) = margins.get_mut(one) {
            margin.0 += 1;
        }
        if let Some(margin) = margins.get_mut(other) {
            margin.1 += 1;
        }
    }
    let n = units as f64;
    let expected = margins.iter().map(|&(one, other)| one as f64 * other as f64).sum::<f64>() / (n * n);
    beyond_chance(agreeing as f64 / n, expected, Counts { units, left_out, judgements: 2 * units })
}

/// The units with their judgements, and how many nobody judged.
fn equally_judged<T: Ord + Clone>(ratings: &Ratings<T>) -> Result<(Coded<T>, usize), Undefined> {
    let mut expected = None;
    let mut unjudged = 0;
    for unit in ratings.units() {
        match (unit.given().count(), expected) {
            (0, _) => unjudged += 1,
            (found, None) => expected = Some(found),
            (found, Some(expected)) if found != expected => {
                return Err(Undefined::UnequalJudgements { unit: unit.name.clone(), expected, found });
            }
            _ => {}
        }
    }
    Ok((Coded::new(ratings), unjudged))
}

fn fleiss<'a>(
    units: impl IntoIterator<Item = &'a Vec<usize>>,
    categories: usize,
    left_out: usize,
) -> Result<Kappa, Undefined> {
    let (mut count, mut judgements, mut agreeing, mut pairs) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut totals = vec![0_u64; categories];
    for places in units {
        count += 1;
        judgements += places.len();
        pairs += places.len() * (places.len() - 1);
        agreeing += places
            .chunk_by(|one, other| one == other)
            .map(|same| same.len() * (same.len() - 1))
            .sum::<usize>();
        for &place in places {
            if let Some(total) = totals.get_mut(place) {
                *total += 1;
            }
        }
    }
    let all = judgements as f64;
    let expected = totals.iter().map(|&total| total as f64 * total as f64).sum::<f64>() / (all * all);
    beyond_chance(agreeing as f64 / pairs as f64, expected, Counts { units: count, left_out, judgements })
}

#[derive(Clone, Copy)]
struct Counts {
    units: usize,
    left_out: usize,
    judgements: usize,
}

fn beyond_chance(observed: f64, expected: f64, counts: Counts) -> Result<Kappa, Undefined> {
    if counts.judgements == 0 {
        return Err(Undefined::NothingToCompare);
    }
    // The expected share is a quotient of whole numbers that are equal only where there is one category.
    if !(expected < 1.0) {
        return Err(Undefined::NoVariation { values: counts.judgements });
    }
    Ok(Kappa {
        value: (observed - expected) / (1.0 - expected),
        observed_agreement: observed,
        expected_agreement: expected,
        units: counts.units,
        left_out: counts.left_out,
    })
}
