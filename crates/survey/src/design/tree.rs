//! The design as a tree of strata and units.

use crate::StratumKey;
use std::ops::Range;

/// A stratum of one stage: its units and the number of units it was drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Stratum {
    /// Its key, as given; 0 where the stage is not stratified.
    pub key: u32,
    /// Its units, as positions among the stage's units.
    pub units: Range<usize>,
    /// The number of units in the population; infinite where unknown, which means drawn with replacement.
    pub population: f64,
}

impl Stratum {
    /// Units sampled.
    pub fn sampled(&self) -> usize {
        self.units.len()
    }

    /// The share of the stratum that was sampled; 0 where the population is unknown.
    pub fn sampling_fraction(&self) -> f64 {
        self.sampled() as f64 / self.population
    }
}

/// A unit of one stage: a cluster, or a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its key, as given.
    pub key: u32,
    /// The stratum it lies in, as a position among the stage's strata.
    pub stratum: usize,
    /// The strata of the next stage within it; empty at the last stage.
    pub strata: Range<usize>,
    /// The units of the last stage within it; itself at the last stage.
    pub last_units: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StageTree {
    pub(crate) strata: Vec<Stratum>,
    pub(crate) units: Vec<Unit>,
}

/// A sample design in canonical order.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    pub(crate) stages: Vec<StageTree>,
    pub(crate) rows: u64,
    pub(crate) weighted_rows: f64,
    pub(crate) active: ActiveUnits,
}

/// First-stage strata and units with a positive weight somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ActiveUnits {
    pub(crate) strata: usize,
    pub(crate) units: usize,
}

impl Design {
    /// Number of rows.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Sum of the weights.
    pub fn weighted_rows(&self) -> f64 {
        self.weighted_rows
    }

    /// Number of stages that the variance uses.
    pub fn stages(&self) -> usize {
        self.stages.len()
    }

    /// The strata of a stage, from 0.
    pub fn strata(&self, stage: usize) -> &[Stratum] {
        self.stages.get(stage).map_or(&[], |tree| &tree.strata)
    }

    /// The units of a stage, from 0.
    pub fn units(&self, stage: usize) -> &[Unit] {
        self.stages.get(stage).map_or(&[], |tree| &tree.units)
    }

    /// The units of the last stage, to which cluster totals belong.
    pub fn last_units(&self) -> &[Unit] {
        self.stages.last().map_or(&[], |tree| &tree.units)
    }

    /// Degrees of freedom: first-stage units less first-stage strata, counting those with a positive weight.
    pub fn degrees_of_freedom(&self) -> f64 {
        self.active.units as f64 - self.active.strata as f64
    }

    /// Degrees of freedom of the last-stage units given, ascending: the first-stage units they lie in, less their strata.
    pub fn degrees_of_freedom_of(&self, last_units: &[u32]) -> f64 {
        let first_stage = self.units(0);
        let (mut units, mut strata) = (0_u64, 0_u64);
        let (mut last_unit, mut last_stratum) = (usize::MAX, usize::MAX);
        let mut position = 0;
        for &leaf in last_units {
            while first_stage.get(position).is_some_and(|unit| unit.last_units.end <= leaf as usize) {
                position += 1;
            }
            if position != last_unit {
                last_unit = position;
                units += 1;
                let stratum = first_stage.get(position).map_or(usize::MAX, |unit| unit.stratum);
                if stratum != last_stratum {
                    last_stratum = stratum;
                    strata += 1;
                }
            }
        }
        units as f64 - strata as f64
    }

    /// For each unit of the last stage the first-stage unit it lies in.
    pub fn first_stage_units(&self) -> Vec<u32> {
        let mut owner = vec![0; self.last_units().len()];
        for (position, unit) in self.units(0).iter().enumerate() {
            owner[unit.last_units.clone()].fill(position as u32);
        }
        owner
    }

    /// The weights that the sampling fractions imply, by unit of the last stage: the inverse of the product of the fractions
    /// of its strata, 1 where none is known.
    pub fn weights_from_fractions(&self) -> Vec<f64> {
        let mut weights = vec![1.0; self.last_units().len()];
        for tree in &self.stages {
            for unit in &tree.units {
                let stratum = &tree.strata[unit.stratum];
                if stratum.population.is_finite() {
                    for weight in &mut weights[unit.last_units.clone()] {
                        *weight *= stratum.population / stratum.sampled() as f64;
                    }
                }
            }
        }
        weights
    }

    /// Names a stratum by its keys.
    pub(crate) fn stratum_key(&self, stage: usize, stratum: usize) -> StratumKey {
        let found = &self.stages[stage].strata[stratum];
        let leaf = self.stages[stage].units[found.units.start].last_units.start;
        let within = self.stages[..stage]
            .iter()
            .filter_map(|tree| {
                let position = tree.units.partition_point(|unit| unit.last_units.end <= leaf);
                tree.units.get(position).map(|unit| unit.key)
            })
            .collect();
        StratumKey { stage: stage + 1, stratum: found.key, within }
    }
}
