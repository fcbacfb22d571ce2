//! Conditional Poisson sampling: independent draws, given how many are drawn.

use super::fixed_size::matrix;
use super::groups::Groups;
use super::poisson::Poisson;
use super::size_distribution::{Chance, SizeDistribution};
use super::{DrawError, FixedSize, InclusionProbabilities, inclusion_probabilities};
use cairn_random::Random;

/// Where the probabilities of inclusion are met so nearly, relative to the distance from 0 or 1, the working weights are found.
const TOLERANCE: f64 = 1e-12;

/// What rounding leaves of a probability that is near 1.
const ROUNDING: f64 = 1e-14;

/// Where rounding lets no iteration come nearer, this is near enough.
const NEAR_ENOUGH: f64 = 1e-8;

/// More iterations do not help.
const MOST_ITERATIONS: usize = 200;

/// Draws areas with probability proportional to size by conditional Poisson sampling, the design of the greatest entropy among those of
/// fixed size with these probabilities (Hájek, 1964). The areas drawn, in their order.
///
/// # Errors
/// As [`inclusion_probabilities`], and where no working weights are found.
pub fn conditional_poisson(
    sizes: &[f64],
    clusters: usize,
    random: &mut Random,
) -> Result<Vec<usize>, DrawError> {
    Ok(ConditionalPoisson::new(&inclusion_probabilities(sizes, clusters)?)?.draw(random))
}

/// A conditional Poisson design with given probabilities of inclusion.
#[derive(Debug, Clone)]
pub struct ConditionalPoisson {
    groups: Groups,
    chances: Vec<Chance>,
    distribution: SizeDistribution,
    poisson: Poisson,
}

impl ConditionalPoisson {
    /// The design with these probabilities of inclusion: its working weights are found by Newton’s method.
    ///
    /// The derivatives of the probabilities by the logarithms of the weights are the covariances of the draws. For these stands their
    /// approximation of rank one (Deville and Tillé, 2005), so that an iteration costs no more than the probabilities
    /// (Chen, Dempster and Liu, 1994, use a fixed-point iteration, which is slower).
    ///
    /// # Errors
    /// Where the probabilities are not met after many iterations.
    pub fn new(probabilities: &InclusionProbabilities) -> Result<Self, DrawError> {
        let groups = Groups::of(probabilities);
        let mut log_odds: Vec<f64> =
            groups.probability.iter().map(|target| libm::log(target / (1.0 - target))).collect();
        let mut best = (f64::INFINITY, Vec::new());
        for _ in 0..MOST_ITERATIONS {
            centre(&mut log_odds, &groups);
            let chances: Vec<Chance> = log_odds.iter().map(|odds| Chance::of_log_odds(*odds)).collect();
            let distribution =
                SizeDistribution::of(chances.iter().copied().zip(groups.counts()), groups.drawn);
            let reached = included(&chances, &distribution, groups.drawn);
            let error = error(&groups.probability, &reached);
            let stuck = error >= best.0 && best.0 < NEAR_ENOUGH;
            if error < best.0 {
                best = (error, log_odds.clone());
            }
            if error <= TOLERANCE || groups.probability.is_empty() {
                return Ok(Self::with(groups, chances, distribution));
            }
            if stuck {
                break;
            }
            improve(&mut log_odds, &groups, &reached);
        }
        let (reached, log_odds) = best;
        if reached > NEAR_ENOUGH {
            return Err(DrawError::NotConverged { clusters: groups.drawn, reached });
        }
        let chances: Vec<Chance> = log_odds.iter().map(|odds| Chance::of_log_odds(*odds)).collect();
        let distribution = SizeDistribution::of(chances.iter().copied().zip(groups.counts()), groups.drawn);
        Ok(Self::with(groups, chances, distribution))
    }

    fn with(groups: Groups, chances: Vec<Chance>, distribution: SizeDistribution) -> Self {
        let poisson = Poisson::new(&groups, &chances);
        Self { groups, chances, distribution, poisson }
    }

    /// The chance of an area in the independent draws, of which as many are expected as are drawn; 1 of a certain one.
    pub fn working_probability(&self, area: usize) -> f64 {
        let chance = self.groups.group(area).and_then(|group| self.chances.get(group));
        chance.map_or(1.0, |chance| chance.drawn)
    }
}

impl FixedSize for ConditionalPoisson {
    fn draw(&self, random: &mut Random) -> Vec<usize> {
        let mut drawn = self.poisson.of_size(&self.groups, &self.chances, self.groups.drawn, None, random);
        drawn.extend(&self.groups.certain);
        drawn.sort_unstable();
        drawn
    }

    fn probability(&self, area: usize) -> f64 {
        self.groups.group(area).and_then(|group| self.groups.probability.get(group)).copied().unwrap_or(1.0)
    }

    /// πᵢⱼ = pᵢpⱼ Pr(n − 2 of the others are drawn) / Pr(n are drawn).
    fn joint(&self, areas: &[usize]) -> Vec<Vec<f64>> {
        let drawn = self.groups.drawn;
        let whole = self.distribution.at(drawn);
        matrix(&self.groups, &self.chances, &self.distribution, areas, |first, second, others| {
            let (Some(first), Some(second)) = (self.chances.get(first), self.chances.get(second)) else {
                return 0.0;
            };
            let rest = drawn.checked_sub(2).map_or(0.0, |rest| others.at(rest));
            first.drawn * second.drawn * rest / whole
        })
    }
}

/// The probabilities of inclusion of one unit of each group: πᵢ = pᵢ Pr(n − 1 of the others are drawn) / Pr(n are drawn).
fn included(chances: &[Chance], distribution: &SizeDistribution, drawn: usize) -> Vec<f64> {
    let whole = distribution.at(drawn);
    let included = |chance: &Chance| {
        let others = drawn.checked_sub(1).map_or(0.0, |rest| distribution.without_at(*chance, rest));
        chance.drawn * others / whole
    };
    chances.iter().map(included).collect()
}

/// The largest distance from the target, relative to how far that is from 0 or 1.
fn error(targets: &[f64], reached: &[f64]) -> f64 {
    let distance = |(target, reached): (&f64, &f64)| {
        let room = target.min(1.0 - target);
        let distance = ((target - reached).abs() - ROUNDING).max(0.0) / room;
        if distance.is_nan() { f64::INFINITY } else { distance }
    };
    targets.iter().zip(reached).map(distance).fold(0.0, f64::max)
}

/// Shifts all log odds alike, which changes no conditional probability, until as many draws are expected as are wanted: there the
/// distribution of the number drawn has its mode, and the wanted number is no rare event.
fn centre(log_odds: &mut [f64], groups: &Groups) {
    for _ in 0..20 {
        let (mut expected, mut variance) = (0.0, 0.0);
        for (odds, units) in log_odds.iter().zip(groups.counts()) {
            let chance = Chance::of_log_odds(*odds);
            expected += units as f64 * chance.drawn;
            variance += units as f64 * chance.variance();
        }
        let shift = ((groups.drawn as f64 - expected) / variance).clamp(-1.0, 1.0);
        if !(shift.abs() > 1e-9) {
            return;
        }
        log_odds.iter_mut().for_each(|odds| *odds += shift);
    }
}

/// One step of Newton’s method, with diag(c) − cc′/Σc for the covariances: the step is then what is missing over c.
fn improve(log_odds: &mut [f64], groups: &Groups, reached: &[f64]) {
    let variances: Vec<f64> = reached.iter().map(|p| (p * (1.0 - p)).max(f64::MIN_POSITIVE)).collect();
    let weights = rank_one(&variances, groups);
    let targets = groups.probability.iter().zip(reached).zip(&weights);
    for (odds, ((target, reached), weight)) in log_odds.iter_mut().zip(targets) {
        *odds += ((target - reached) / weight).clamp(-2.0, 2.0);
    }
}

/// The c for which cᵢ − cᵢ²/Σc is the variance of unit i (Deville and Tillé, 2005, equation 13), nearly.
fn rank_one(variances: &[f64], groups: &Groups) -> Vec<f64> {
    let mut weights = variances.to_vec();
    for _ in 0..30 {
        let sum: f64 = weights.iter().zip(groups.counts()).map(|(weight, units)| weight * units as f64).sum();
        for (weight, variance) in weights.iter_mut().zip(variances) {
            *weight = (variance / (1.0 - *weight / sum).max(0.5)).min(2.0 * variance);
        }
    }
    weights
}
