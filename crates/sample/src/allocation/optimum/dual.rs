//! The best fractions of clusters, by the dual problem.

use super::newton::{self, pull, value};
use super::{Problem, Requirement};

/// Fractions of clusters that meet every requirement, and a bound that no allocation undercuts.
pub(super) struct Fractions {
    pub(super) clusters: Vec<f64>,
    pub(super) multipliers: Vec<f64>,
    pub(super) bound: f64,
}

/// How near, as a share of the cost, fractions and bound must come. Whole clusters are far coarser.
const CLOSE: f64 = 1e-9;
/// Rounds through the multipliers. Nearly parallel requirements close the gap long before their multipliers settle.
const ROUNDS: usize = 400;
/// Steps to one multiplier; Newton needs a handful.
const STEPS: usize = 200;

pub(super) fn solve(problem: &Problem<'_>) -> Fractions {
    let mut multipliers = vec![0.0; problem.requirements.len()];
    let (mut best, mut cost) = met(problem, &multipliers);
    for _ in 0..ROUNDS {
        if cost - best.bound <= CLOSE * cost {
            break;
        }
        for number in 0..multipliers.len() {
            raise(problem, number, &mut multipliers);
        }
        if let Some(stepped) = newton::step(problem, &multipliers) {
            multipliers = stepped;
        }
        let (next, next_cost) = met(problem, &multipliers);
        if next.bound > best.bound {
            (best.bound, best.multipliers) = (next.bound, next.multipliers);
        }
        if next_cost < cost {
            (best.clusters, cost) = (next.clusters, next_cost);
        }
    }
    best
}

/// Sets one multiplier so that its requirement is just met while the others stay.
fn raise(problem: &Problem<'_>, number: usize, multipliers: &mut [f64]) {
    let Some(requirement) = problem.requirements.get(number) else { return };
    let Some(multiplier) = multipliers.get_mut(number) else { return };
    *multiplier = 0.0;
    let without = pull(problem, multipliers);
    let raised = raised(problem, requirement, &without);
    if let Some(multiplier) = multipliers.get_mut(number) {
        *multiplier = raised;
    }
}

/// The clusters of one stratum at a given pull, between its bounds.
pub(super) fn clusters(problem: &Problem<'_>, stratum: usize, pull: f64) -> f64 {
    let cost = problem.cost.get(stratum).copied().unwrap_or(1.0);
    let highest = problem.highest.get(stratum).copied().unwrap_or(problem.lowest);
    (pull / cost).sqrt().max(f64::from(problem.lowest)).min(f64::from(highest))
}

pub(super) fn fractions(problem: &Problem<'_>, pull: &[f64]) -> Vec<f64> {
    pull.iter().enumerate().map(|(stratum, &pull)| clusters(problem, stratum, pull)).collect()
}

pub(super) fn used(requirement: &Requirement, clusters: &[f64]) -> f64 {
    requirement.unit.iter().zip(clusters).map(|(unit, n)| unit / n).sum()
}

/// The multiplier, from 0, at which the requirement is just met while the others pull as they do.
///
/// Where no bound is in the way 1/used² is linear in the multiplier, so Newton’s method is applied to it, within a bracket.
fn raised(problem: &Problem<'_>, requirement: &Requirement, without: &[f64]) -> f64 {
    let room = requirement.room();
    let at = |multiplier: f64| {
        let (mut used, mut slope) = (0.0, 0.0);
        for (stratum, (unit, without)) in requirement.unit.iter().zip(without).enumerate() {
            let pull = without + multiplier * unit;
            let n = clusters(problem, stratum, pull);
            used += unit / n;
            let cost = problem.cost.get(stratum).copied().unwrap_or(1.0);
            // Within the bounds n² = pull/cost.
            if (n * n * cost - pull).abs() <= 1e-9 * pull {
                slope += unit * unit / (2.0 * cost * n * n * n);
            }
        }
        (used, slope)
    };
    let (at_zero, _) = at(0.0);
    if at_zero <= room {
        return 0.0;
    }
    let mut low = 0.0;
    // Here each stratum that matters is taken whole, which was found to be enough.
    let mut high = requirement
        .unit
        .iter()
        .zip(problem.cost)
        .zip(&problem.highest)
        .filter(|((unit, _), _)| **unit > 0.0)
        .map(|((unit, cost), &highest)| cost * f64::from(highest) * f64::from(highest) / unit)
        .fold(0.0, f64::max);
    let mut multiplier = (high * 1e-6).max(f64::MIN_POSITIVE);
    for _ in 0..STEPS {
        let (used, slope) = at(multiplier);
        if used > room {
            low = multiplier;
        } else {
            high = multiplier;
        }
        if (used - room).abs() <= 1e-13 * room || high - low <= 1e-14 * high {
            break;
        }
        // 1/used² + (2·slope/used³)·step = 1/room²
        let step = (1.0 / (room * room) - 1.0 / (used * used)) * used * used * used / (2.0 * slope);
        let newton = multiplier + step;
        let inside = newton > low && newton < high;
        multiplier = if inside {
            newton
        } else if low > 0.0 {
            (low * high).sqrt()
        } else {
            high / 1024.0
        };
    }
    high.min(multiplier.max(low))
}

/// The fractions at these multipliers, raised together until every requirement is met, with their cost; and the value of the dual.
fn met(problem: &Problem<'_>, multipliers: &[f64]) -> (Fractions, f64) {
    let clusters = fractions(problem, &pull(problem, multipliers));
    let bound = value(problem, multipliers, &clusters);
    let times = |factor: f64| -> Vec<f64> {
        clusters
            .iter()
            .zip(&problem.highest)
            .map(|(n, &highest)| (n * factor).min(f64::from(highest)))
            .collect()
    };
    let meets = |clusters: &[f64]| {
        problem.requirements.iter().all(|requirement| used(requirement, clusters) <= requirement.room())
    };
    let feasible = if meets(&clusters) {
        clusters
    } else {
        let mut low = 1.0;
        let mut high = clusters
            .iter()
            .zip(&problem.highest)
            .map(|(n, &highest)| f64::from(highest) / n)
            .fold(1.0, f64::max);
        for _ in 0..STEPS {
            let middle = f64::midpoint(low, high);
            if high - low <= 1e-15 * high {
                break;
            }
            if meets(&times(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        times(high)
    };
    let cost = problem.cost_of(&feasible);
    (Fractions { clusters: feasible, multipliers: multipliers.to_vec(), bound }, cost)
}
