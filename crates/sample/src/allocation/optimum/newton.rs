//! A step to all multipliers at once, for requirements so nearly parallel that one after the other creeps.

use super::Problem;
use super::dual::{clusters, fractions, used};
use cairn_survey::algebra::{Dense, Lu};

/// The multipliers after a Newton step on those that are above 0, shortened until the dual is no lower; nothing where it gains nothing.
pub(super) fn step(problem: &Problem<'_>, multipliers: &[f64]) -> Option<Vec<f64>> {
    let active: Vec<usize> =
        multipliers.iter().enumerate().filter(|(_, multiplier)| **multiplier > 0.0).map(|(j, _)| j).collect();
    if active.len() < 2 {
        return None;
    }
    let at = pull(problem, multipliers);
    let n = fractions(problem, &at);
    let over: Vec<f64> = active
        .iter()
        .filter_map(|&j| problem.requirements.get(j))
        .map(|requirement| used(requirement, &n) - requirement.room())
        .collect();
    let mut slopes = Dense::zeros(active.len(), active.len());
    for (stratum, ((n, cost), pull)) in n.iter().zip(problem.cost).zip(&at).enumerate() {
        // At a bound the clusters stay where they are.
        if clusters(problem, stratum, pull * (1.0 + 1e-9)) == clusters(problem, stratum, pull * (1.0 - 1e-9))
        {
            continue;
        }
        let unit = |j: usize| {
            problem
                .requirements
                .get(j)
                .and_then(|requirement| requirement.unit.get(stratum))
                .copied()
                .unwrap_or(0.0)
        };
        let factor = 0.5 / (cost * n * n * n);
        for (row, &j) in active.iter().enumerate() {
            for (column, &k) in active.iter().enumerate() {
                slopes.set(row, column, slopes.at(row, column) + factor * unit(j) * unit(k));
            }
        }
    }
    for place in 0..active.len() {
        slopes.set(place, place, slopes.at(place, place) * (1.0 + 1e-12));
    }
    let direction = Lu::new(&slopes)?.solve(&over)?;
    let before = value(problem, multipliers, &n);
    let mut length = 1.0;
    for _ in 0..30 {
        let mut next = multipliers.to_vec();
        for (&j, change) in active.iter().zip(&direction) {
            if let Some(multiplier) = next.get_mut(j) {
                *multiplier = (*multiplier + length * change).max(0.0);
            }
        }
        let after = value(problem, &next, &fractions(problem, &pull(problem, &next)));
        if after.is_finite() && after > before {
            return Some(next);
        }
        length /= 2.0;
    }
    None
}

/// Σ λ·unit of each stratum.
pub(super) fn pull(problem: &Problem<'_>, multipliers: &[f64]) -> Vec<f64> {
    let mut pull = vec![0.0; problem.cost.len()];
    for (requirement, multiplier) in problem.requirements.iter().zip(multipliers) {
        for (pull, unit) in pull.iter_mut().zip(&requirement.unit) {
            *pull += multiplier * unit;
        }
    }
    pull
}

/// The value of the dual at these multipliers, whose fractions are given: no allocation that meets the requirements costs less.
pub(super) fn value(problem: &Problem<'_>, multipliers: &[f64], fractions: &[f64]) -> f64 {
    let penalties =
        problem.requirements.iter().zip(multipliers).map(|(requirement, multiplier)| {
            multiplier * (used(requirement, fractions) - requirement.room())
        });
    problem.cost_of(fractions) + penalties.sum::<f64>()
}
