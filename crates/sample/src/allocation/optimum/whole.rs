//! Whole clusters near the best fractions.

use super::Problem;
use super::dual::Fractions;

/// Above this number of strata exchanges among three are not tried: they are too many, and save a cluster at most.
const EXCHANGED: usize = 40;

pub(super) fn near(problem: &Problem<'_>, best: &Fractions) -> Vec<u32> {
    let mut state = State::new(problem, best);
    state.raise();
    state.lower();
    if problem.cost.len() <= EXCHANGED {
        while !state.is_least(best.bound) && state.exchange() {
            state.lower();
        }
    }
    state.clusters
}

struct State<'a> {
    problem: &'a Problem<'a>,
    clusters: Vec<u32>,
    /// Σ unit/n of each requirement.
    used: Vec<f64>,
}

impl<'a> State<'a> {
    fn new(problem: &'a Problem<'a>, best: &Fractions) -> Self {
        let whole = |(n, &highest): (&f64, &u32)| (n.floor() as u32).clamp(problem.lowest, highest);
        let clusters: Vec<u32> = best.clusters.iter().zip(&problem.highest).map(whole).collect();
        let mut state = Self { problem, clusters, used: Vec::new() };
        state.sum();
        state
    }

    /// Sums afresh, so that rounding does not pile up.
    fn sum(&mut self) {
        let requirements = self.problem.requirements.iter();
        self.used = requirements
            .map(|requirement| {
                requirement.unit.iter().zip(&self.clusters).map(|(unit, &n)| unit / f64::from(n)).sum()
            })
            .collect();
    }

    fn cost(&self, stratum: usize) -> f64 {
        self.problem.cost.get(stratum).copied().unwrap_or(f64::INFINITY)
    }

    fn unit(&self, requirement: usize, stratum: usize) -> f64 {
        let requirement = self.problem.requirements.get(requirement);
        requirement.and_then(|requirement| requirement.unit.get(stratum)).copied().unwrap_or(0.0)
    }

    /// Whether the stratum could have that many.
    fn allowed(&self, stratum: usize, clusters: u32) -> bool {
        let highest = self.problem.highest.get(stratum).copied().unwrap_or(0);
        (self.problem.lowest..=highest).contains(&clusters)
    }

    /// Whether every requirement holds when the strata get these numbers instead.
    fn holds_with(&self, changes: &[(usize, u32)]) -> bool {
        self.problem.requirements.iter().zip(&self.used).enumerate().all(|(number, (requirement, used))| {
            let changed: f64 = changes
                .iter()
                .map(|&(stratum, n)| {
                    let now = self.clusters.get(stratum).copied().unwrap_or(1);
                    self.unit(number, stratum) * (1.0 / f64::from(n) - 1.0 / f64::from(now))
                })
                .sum();
            // A variance over its limit by rounding alone is not over it.
            used + changed <= requirement.room() * (1.0 + 1e-12)
        })
    }

    fn set(&mut self, changes: &[(usize, u32)]) {
        for &(stratum, n) in changes {
            if let Some(clusters) = self.clusters.get_mut(stratum) {
                *clusters = n;
            }
        }
        self.sum();
    }

    /// Adds clusters, each where it takes most off what is violated for its cost, until nothing is.
    fn raise(&mut self) {
        while !self.holds_with(&[]) {
            let gain = |stratum: usize, n: u32| -> f64 {
                let saved = 1.0 / f64::from(n) - 1.0 / (f64::from(n) + 1.0);
                let requirements = self.problem.requirements.iter().zip(&self.used).enumerate();
                let all: f64 = requirements
                    .map(|(number, (requirement, used))| {
                        let over = (used - requirement.room()).max(0.0);
                        (self.unit(number, stratum) * saved).min(over) / requirement.room()
                    })
                    .sum();
                all / self.cost(stratum)
            };
            let best = self
                .clusters
                .iter()
                .enumerate()
                .filter(|&(stratum, &n)| self.allowed(stratum, n.saturating_add(1)))
                .map(|(stratum, &n)| (gain(stratum, n), stratum, n + 1))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            // Every area together is enough, so this ends before there is nowhere to add.
            let Some((gain, stratum, n)) = best else { break };
            if gain <= 0.0 {
                break;
            }
            self.set(&[(stratum, n)]);
        }
    }

    /// Takes clusters away, dearest first, wherever every requirement still holds.
    fn lower(&mut self) {
        let mut order: Vec<usize> = (0..self.clusters.len()).collect();
        order.sort_by(|&a, &b| self.cost(b).total_cmp(&self.cost(a)));
        for stratum in order {
            while let Some(n) = self.clusters.get(stratum).map(|n| n.saturating_sub(1)) {
                if !self.allowed(stratum, n) || !self.holds_with(&[(stratum, n)]) {
                    break;
                }
                self.set(&[(stratum, n)]);
            }
        }
    }

    /// Whether no whole numbers can be cheaper, as costs that are all alike come in steps.
    fn is_least(&self, bound: f64) -> bool {
        let cost: f64 =
            self.clusters.iter().zip(self.problem.cost).map(|(&n, cost)| f64::from(n) * cost).sum();
        let dearest = self.problem.cost.iter().copied().fold(0.0, f64::max);
        let cheapest = self.problem.cost.iter().copied().fold(f64::INFINITY, f64::min);
        if dearest == cheapest { cost - bound < cheapest * (1.0 - 1e-9) } else { cost <= bound }
    }

    /// Takes a cluster from one or two strata and gives one to another, where that is cheaper and every requirement holds.
    fn exchange(&mut self) -> bool {
        let change = |stratum: usize, by: i64| {
            let n = i64::from(self.clusters.get(stratum).copied().unwrap_or(0)) + by;
            let n = u32::try_from(n).ok()?;
            self.allowed(stratum, n).then_some((stratum, n))
        };
        let strata = self.clusters.len();
        for to in 0..strata {
            let Some(more) = change(to, 1) else { continue };
            for from in (0..strata).filter(|from| *from != to) {
                let Some(less) = change(from, -1) else { continue };
                if self.cost(to) < self.cost(from) && self.holds_with(&[more, less]) {
                    self.set(&[more, less]);
                    return true;
                }
                for also in (from..strata).filter(|also| *also != to) {
                    let two = if also == from { change(from, -2) } else { change(also, -1) };
                    let Some(two) = two else { continue };
                    let changes = if also == from { vec![more, two] } else { vec![more, less, two] };
                    if self.cost(to) < self.cost(from) + self.cost(also) && self.holds_with(&changes) {
                        self.set(&changes);
                        return true;
                    }
                }
            }
        }
        false
    }
}
