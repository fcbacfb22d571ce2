//! The cheapest allocation that meets several requirements at once (Chromy, 1987; Bethel, 1989).

mod dual;
mod newton;
mod whole;

use super::error::check_minimum;
use super::{OptimumError, Stratum};

/// What is required of one estimate: with *n* clusters in each stratum its variance is Σ `unit`/*n* − `constant`, and must not be above
/// `limit`.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// The variance that one cluster in the stratum would leave, for each stratum; from 0.
    pub unit: Vec<f64>,
    /// What the finite number of areas takes off, whatever the allocation; from 0.
    pub constant: f64,
    /// The largest variance allowed; above 0.
    pub limit: f64,
}

impl Requirement {
    /// The variance with that many clusters.
    pub fn variance(&self, clusters: &[u32]) -> f64 {
        self.unit.iter().zip(clusters).map(|(unit, &n)| unit / f64::from(n)).sum::<f64>() - self.constant
    }

    /// What Σ `unit`/*n* may be at most.
    fn room(&self) -> f64 {
        self.limit + self.constant
    }
}

/// The cheapest allocation found, and how far from the cheapest possible it can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimum {
    /// The clusters of each stratum. They meet every requirement.
    pub clusters: Vec<u32>,
    /// What they cost.
    pub cost: f64,
    /// What any allocation costs at least that meets the requirements, in fractions of clusters too: by duality, so it is a bound even
    /// where the search was cut short.
    pub least_cost: f64,
    /// The best fractions of clusters.
    pub fractional: Vec<f64>,
    /// What it would save in cost to ask for a little less of a requirement: cost a unit of variance. 0 where a requirement is met anyway.
    pub multipliers: Vec<f64>,
}

/// The allocation of least cost that meets every requirement, with at least `minimum` clusters a stratum (and one) and no more than
/// its areas; `cost` is that of a cluster in each stratum.
///
/// The fractions follow from the multipliers of the requirements, *n* = √(Σ λ·`unit`/`cost`) between the bounds (Bethel, 1989,
/// equation 2.6); these make the dual problem greatest, which is concave, one after the other and by Newton’s method together, until
/// the gap between both problems closes. Whole numbers are then found near the fractions: rounded down, raised where it helps most a cost, and lowered wherever
/// nothing is violated.
///
/// # Errors
/// [`OptimumError`] where a requirement cannot be met by this frame or is none.
pub fn optimum(
    strata: &[Stratum],
    cost: &[f64],
    requirements: &[Requirement],
    minimum: u32,
) -> Result<Optimum, OptimumError> {
    let minimum = minimum.max(1);
    check_minimum(strata, minimum)?;
    let problem = Problem::new(strata, cost, requirements, minimum)?;
    let best = dual::solve(&problem);
    let clusters = whole::near(&problem, &best);
    Ok(Optimum {
        cost: clusters.iter().zip(cost).map(|(&n, cost)| f64::from(n) * cost).sum(),
        clusters,
        least_cost: best.bound,
        fractional: best.clusters,
        multipliers: best.multipliers,
    })
}

/// The problem, known to have a solution.
struct Problem<'a> {
    cost: &'a [f64],
    requirements: &'a [Requirement],
    lowest: u32,
    highest: Vec<u32>,
}

impl<'a> Problem<'a> {
    fn new(
        strata: &[Stratum],
        cost: &'a [f64],
        requirements: &'a [Requirement],
        lowest: u32,
    ) -> Result<Self, OptimumError> {
        if requirements.is_empty() {
            return Err(OptimumError::NoRequirement);
        }
        if cost.len() != strata.len() || !cost.iter().all(|cost| *cost > 0.0 && cost.is_finite()) {
            return Err(OptimumError::Cost);
        }
        let number = |x: f64| x >= 0.0 && x.is_finite();
        let sound = |requirement: &Requirement| {
            requirement.unit.len() == strata.len()
                && requirement.unit.iter().all(|unit| number(*unit))
                && number(requirement.constant)
                && number(requirement.limit)
                && requirement.limit > 0.0
        };
        if let Some(requirement) = requirements.iter().position(|requirement| !sound(requirement)) {
            return Err(OptimumError::Requirement { requirement });
        }
        let highest: Vec<u32> =
            strata.iter().map(|stratum| u32::try_from(stratum.areas).unwrap_or(u32::MAX)).collect();
        for (number, requirement) in requirements.iter().enumerate() {
            let least = requirement.variance(&highest);
            if !(least <= requirement.limit) {
                return Err(OptimumError::BeyondFrame {
                    requirement: number,
                    least,
                    limit: requirement.limit,
                });
            }
        }
        Ok(Self { cost, requirements, lowest, highest })
    }

    fn cost_of(&self, clusters: &[f64]) -> f64 {
        self.cost.iter().zip(clusters).map(|(cost, n)| cost * n).sum()
    }
}
