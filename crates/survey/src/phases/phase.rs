//! One phase: from its columns to weights and levels.

use super::PhasesError;
use super::levels::{Level, NOWHERE, Pair};
use crate::design::{DesignBuilder, DesignRows, DesignShape, Stage};
use crate::{Design, LonelyPsu, SurveyError};
use std::sync::Arc;

/// A stratum taken whole has no variance.
const TAKEN_WHOLE: f64 = 1e-7;

/// The columns of a phase, for all rows of the first.
#[derive(Debug, Clone, Default)]
pub struct PhaseRows<'a> {
    /// Number of rows.
    pub rows: usize,
    /// Stratum keys by stage; `None`, or fewer, where a stage is not stratified.
    pub strata: Vec<Option<&'a [u32]>>,
    /// Cluster keys by stage; none: rows are drawn.
    pub clusters: Vec<&'a [u32]>,
    /// Population sizes by stage, or sampling fractions where all values of a stage are at most 1; `None`, or fewer, where unknown.
    pub population: Vec<Option<&'a [f64]>>,
    /// Weights of this phase alone: the inverse of the probabilities with which it drew.
    pub weights: Option<&'a [f64]>,
    /// Cluster labels start afresh in each stratum.
    pub nest: bool,
}

/// The second phase.
///
/// Without sizes and weights: a sample without replacement, at each stage, of the units that the first phase has. With sizes: of as many.
/// With sampling fractions, or weights: clusters drawn with these probabilities, those of pairs as Overton (1985) has them, which
/// are those of a sample without replacement where the probabilities of a stratum are the same.
#[derive(Debug, Clone, Default)]
pub struct SecondPhase<'a> {
    /// Its columns.
    pub columns: PhaseRows<'a>,
    /// Which rows were drawn.
    pub drawn: &'a [bool],
}

/// What a phase comes to.
pub(super) struct Phase {
    pub(super) design: Arc<Design>,
    /// By row: its unit of the last stage; none where it was not drawn.
    pub(super) units: Vec<Option<u32>>,
    /// By row; zero where it was not drawn.
    pub(super) weights: Vec<f64>,
    pub(super) levels: Vec<Level>,
}

/// Weights and levels of the first phase.
pub(super) fn first(phase: &PhaseRows<'_>, lonely_psu: LonelyPsu) -> Result<Phase, SurveyError> {
    let all: Vec<usize> = (0..phase.rows).collect();
    if phase.population.first().is_some_and(Option::is_some) {
        let tree = Tree::new(phase, &all, phase.rows, None)?;
        let levels = tree.levels(1, lonely_psu)?;
        return Ok(tree.phase(levels, phase.weights));
    }
    // Clusters drawn each by itself: strata do not matter.
    let flat = PhaseRows {
        clusters: phase.clusters.first().copied().into_iter().collect(),
        strata: phase.strata.first().copied().into_iter().collect(),
        weights: None,
        ..phase.clone()
    };
    let tree = Tree::new(&flat, &all, phase.rows, None)?;
    let mut pairs = vec![Pair { constant: 1.0, slope: 0.0 }; tree.design.last_units().len()];
    if let Some(weights) = phase.weights {
        for (row, &weight) in weights.iter().enumerate() {
            check_weight(1, row, weight)?;
            let unit = tree.units.get(row).copied().flatten().unwrap_or(NOWHERE);
            if let Some(pair) = pairs.get_mut(unit as usize) {
                pair.constant = pair.constant.min(1.0 - 1.0 / weight);
            }
        }
    }
    let parts = tree.units.iter().map(|unit| unit.unwrap_or(NOWHERE)).collect();
    let level = Level { parts, pairs, probabilities: Vec::new() };
    let mut made = tree.phase(vec![level], phase.weights);
    if phase.weights.is_none() {
        made.weights.fill(1.0);
    }
    Ok(made)
}

/// Weights and levels of the second phase.
pub(super) fn second(
    phase: &SecondPhase<'_>,
    rows: usize,
    lonely_psu: LonelyPsu,
) -> Result<Phase, SurveyError> {
    let (columns, drawn) = (&phase.columns, phase.drawn);
    if drawn.len() != rows || columns.rows != rows {
        let found = if drawn.len() == rows { columns.rows } else { drawn.len() };
        return Err(SurveyError::Length { what: "second phase", expected: rows, found });
    }
    let selected: Vec<usize> = (0..rows).filter(|row| drawn[*row]).collect();
    if selected.is_empty() {
        return Err(PhasesError::NobodyDrawn.into());
    }
    let sizes = columns.population.first().copied().flatten();
    let fractions =
        sizes.filter(|sizes| selected.iter().all(|row| sizes.get(*row).is_some_and(|size| *size <= 1.0)));
    let several = columns.clusters.len() > 1;
    let weights = match (columns.weights, fractions) {
        (Some(weights), None) if sizes.is_none() => Some(weights.to_vec()),
        (_, Some(fractions)) if !several => Some(fractions.iter().map(|fraction| 1.0 / fraction).collect()),
        _ => None,
    };
    if let Some(weights) = weights {
        if several {
            return Err(PhasesError::StagesNeedSizes { phase: 2 }.into());
        }
        let flat = PhaseRows { population: Vec::new(), weights: None, ..columns.clone() };
        let tree = Tree::new(&flat, &selected, rows, None)?;
        let levels = tree.levels_of_probabilities(&weights, lonely_psu)?;
        return Ok(tree.phase(levels, Some(columns.weights.unwrap_or(&weights))));
    }
    let counted = match sizes {
        Some(_) => None,
        None => Some(counts(columns)?),
    };
    let tree = Tree::new(columns, &selected, rows, counted.as_deref())?;
    let levels = tree.levels(2, lonely_psu)?;
    Ok(tree.phase(levels, columns.weights))
}

fn check_weight(phase: u8, row: usize, weight: f64) -> Result<(), PhasesError> {
    // A weight of 1 may come with rounding.
    if weight >= 1.0 - 1e-9 && weight.is_finite() {
        Ok(())
    } else {
        Err(PhasesError::Weight { phase, row, weight })
    }
}

/// By stage and row: how many units the row's stratum has among all rows.
fn counts(columns: &PhaseRows<'_>) -> Result<Vec<Vec<f64>>, SurveyError> {
    let all: Vec<usize> = (0..columns.rows).collect();
    let stages = columns.clusters.len().max(1);
    // Under fractions of 1 every stage is seen.
    let whole = vec![vec![1.0; columns.rows]; stages];
    let tree = Tree::new(columns, &all, columns.rows, Some(&whole))?;
    let count = |stage: usize, unit: u32| {
        let unit = tree.at(stage, unit)?;
        let stratum = tree.design.units(stage).get(unit)?.stratum;
        Some(tree.design.strata(stage).get(stratum)?.sampled() as f64)
    };
    let by_row = |stage: usize| {
        tree.units.iter().map(|unit| unit.and_then(|unit| count(stage, unit)).unwrap_or(f64::NAN)).collect()
    };
    Ok((0..stages).map(by_row).collect())
}

/// The design of some rows, and the unit of each.
struct Tree {
    design: Arc<Design>,
    units: Vec<Option<u32>>,
    implied: Option<Vec<f64>>,
}

impl Tree {
    /// The design of the rows selected, its sizes those of the columns or those given.
    fn new(
        columns: &PhaseRows<'_>,
        selected: &[usize],
        rows: usize,
        sizes: Option<&[Vec<f64>]>,
    ) -> Result<Self, SurveyError> {
        let stages = columns.clusters.len().max(1);
        let size_of = |stage: usize| match sizes {
            Some(sizes) => sizes.get(stage).map(Vec::as_slice),
            None => columns.population.get(stage).copied().flatten(),
        };
        let strata: Vec<Option<Vec<u32>>> = (0..stages)
            .map(|stage| {
                columns
                    .strata
                    .get(stage)
                    .copied()
                    .flatten()
                    .map(|column| gather(column, selected))
                    .transpose()
            })
            .collect::<Result<_, _>>()?;
        let clusters: Vec<Vec<u32>> =
            columns.clusters.iter().map(|column| gather(column, selected)).collect::<Result<_, _>>()?;
        let population: Vec<Option<Vec<f64>>> = (0..stages)
            .map(|stage| size_of(stage).map(|column| gather(column, selected)).transpose())
            .collect::<Result<_, _>>()?;
        let shape = DesignShape {
            stages: (0..stages)
                .map(|stage| Stage {
                    stratified: strata[stage].is_some(),
                    population: population[stage].is_some(),
                })
                .collect(),
            rows_are_units: clusters.is_empty(),
            nest: columns.nest,
            weighted: false,
        };
        let design_rows = DesignRows {
            rows: selected.len(),
            strata: strata.iter().map(Option::as_deref).collect(),
            clusters: clusters.iter().map(Vec::as_slice).collect(),
            population: population.iter().map(Option::as_deref).collect(),
            weights: None,
        };
        let mut builder = DesignBuilder::new(shape);
        let mut met = Vec::new();
        builder.add(&design_rows, &mut met)?;
        let built = builder.finish()?;
        let mut units = vec![None; rows];
        for (row, unit) in selected.iter().zip(met) {
            units[*row] = built.order.get(unit as usize).copied();
        }
        Ok(Self { design: built.design, units, implied: built.implied_weights })
    }

    /// The unit of a stage that a unit of the last stage lies in.
    fn at(&self, stage: usize, last: u32) -> Option<usize> {
        let units = self.design.units(stage);
        let position = units.partition_point(|unit| unit.last_units.end <= last as usize);
        (position < units.len()).then_some(position)
    }

    fn phase(self, levels: Vec<Level>, weights: Option<&[f64]>) -> Phase {
        let implied =
            |unit: u32| self.implied.as_ref().and_then(|weights| weights.get(unit as usize)).copied();
        let weight = |(row, unit): (usize, &Option<u32>)| match (unit, weights) {
            (None, _) => 0.0,
            (Some(_), Some(weights)) => weights.get(row).copied().unwrap_or_default(),
            (Some(unit), None) => implied(*unit).unwrap_or(1.0),
        };
        let weights = self.units.iter().enumerate().map(weight).collect();
        Phase { design: self.design, units: self.units, weights, levels }
    }

    /// The parts of the rows, by unit of a stage.
    fn parts(&self, stage: usize, part: impl Fn(usize) -> usize) -> Vec<u32> {
        let of = |unit: u32| self.at(stage, unit).map_or(NOWHERE, |unit| part(unit) as u32);
        self.units.iter().map(|unit| unit.map_or(NOWHERE, of)).collect()
    }

    /// The levels of a sample without replacement at each stage: for two rows of one stratum −(1 − *f*) / (*n* − 1), of one unit 1 − *f*; at a later
    /// stage times the sampling fractions before it.
    fn levels(&self, phase: u8, lonely_psu: LonelyPsu) -> Result<Vec<Level>, PhasesError> {
        let mut levels = Vec::new();
        // By unit of the stage before.
        let mut share = vec![1.0];
        for stage in 0..self.design.stages() {
            let strata = self.design.strata(stage);
            let mut by_stratum = Vec::with_capacity(strata.len());
            let mut by_unit = vec![Pair { constant: 0.0, slope: 0.0 }; self.design.units(stage).len()];
            let mut next = vec![0.0; by_unit.len()];
            for stratum in strata {
                let before = if stage == 0 {
                    1.0
                } else {
                    let first = &self.design.units(stage)[stratum.units.start];
                    let parent = self.at(stage - 1, first.last_units.start as u32);
                    parent.and_then(|parent| share.get(parent)).copied().unwrap_or(1.0)
                };
                let fraction = stratum.sampling_fraction();
                let variance =
                    Variance::of(phase, stage, stratum.key, stratum.sampled(), 1.0 - fraction, lonely_psu)?;
                by_stratum.push(Pair { constant: before * variance.apart, slope: 0.0 });
                let together = before * (variance.together - variance.apart);
                by_unit[stratum.units.clone()].fill(Pair { constant: together, slope: 0.0 });
                next[stratum.units.clone()].fill(before * fraction);
            }
            let units = self.design.units(stage);
            let none = Vec::new;
            levels.push(Level {
                parts: self.parts(stage, |unit| units[unit].stratum),
                pairs: by_stratum,
                probabilities: none(),
            });
            levels.push(Level {
                parts: self.parts(stage, |unit| unit),
                pairs: by_unit,
                probabilities: none(),
            });
            share = next;
        }
        Ok(levels)
    }

    /// The levels of clusters drawn with these probabilities, those of pairs as Overton has them.
    fn levels_of_probabilities(
        &self,
        weights: &[f64],
        lonely_psu: LonelyPsu,
    ) -> Result<Vec<Level>, SurveyError> {
        let units = self.design.units(0);
        let mut known: Vec<Option<f64>> = vec![None; units.len()];
        let mut probabilities = vec![0.0; self.units.len()];
        for (row, unit) in self.units.iter().enumerate() {
            let Some(unit) = unit else { continue };
            let weight = weights.get(row).copied().unwrap_or(f64::NAN);
            check_weight(2, row, weight)?;
            probabilities[row] = 1.0 / weight;
            if let Some(own) = known.get_mut(*unit as usize) {
                let first = *own.get_or_insert(weight);
                if (first - weight).abs() > 1e-9 * first {
                    return Err(PhasesError::WeightVaries { phase: 2, row, first, second: weight }.into());
                }
            }
        }
        let mut by_stratum = Vec::with_capacity(self.design.strata(0).len());
        let mut by_unit = Vec::with_capacity(units.len());
        for stratum in self.design.strata(0) {
            let n = stratum.sampled() as f64;
            let probability =
                |unit: usize| known.get(unit).copied().flatten().map_or(1.0, |weight| 1.0 / weight);
            if stratum.sampled() == 1 {
                let unsampled = 1.0 - probability(stratum.units.start);
                let variance = Variance::of(2, 0, stratum.key, 1, unsampled, lonely_psu)?;
                by_stratum.push(Pair { constant: 0.0, slope: 0.0 });
                by_unit.push(Pair { constant: variance.together, slope: 0.0 });
                continue;
            }
            let (constant, slope) = (-1.0 / (n - 1.0), 0.5 / (n - 1.0));
            by_stratum.push(Pair { constant, slope });
            by_unit.extend(stratum.units.clone().map(|unit| {
                let probability = probability(unit);
                Pair { constant: 1.0 - probability - (constant + 2.0 * slope * probability), slope: 0.0 }
            }));
        }
        Ok(vec![
            Level { parts: self.parts(0, |unit| units[unit].stratum), pairs: by_stratum, probabilities },
            Level { parts: self.parts(0, |unit| unit), pairs: by_unit, probabilities: Vec::new() },
        ])
    }
}

/// What two rows of a stratum add: of one unit, and of two.
struct Variance {
    together: f64,
    apart: f64,
}

impl Variance {
    fn of(
        phase: u8,
        stage: usize,
        stratum: u32,
        sampled: usize,
        unsampled: f64,
        lonely_psu: LonelyPsu,
    ) -> Result<Self, PhasesError> {
        if unsampled < TAKEN_WHOLE {
            return Ok(Self { together: 0.0, apart: 0.0 });
        }
        if sampled > 1 {
            return Ok(Self { together: unsampled, apart: -unsampled / (sampled as f64 - 1.0) });
        }
        match lonely_psu {
            LonelyPsu::Fail => Err(PhasesError::LonelyPsu { phase, stage: stage + 1, stratum }),
            LonelyPsu::Certainty | LonelyPsu::Remove => Ok(Self { together: 0.0, apart: 0.0 }),
            LonelyPsu::Adjust | LonelyPsu::Average => Ok(Self { together: unsampled, apart: 0.0 }),
        }
    }
}

fn gather<T: Copy>(column: &[T], rows: &[usize]) -> Result<Vec<T>, SurveyError> {
    rows.iter().map(|row| column.get(*row).copied()).collect::<Option<Vec<T>>>().ok_or(SurveyError::Length {
        what: "phase",
        expected: rows.last().map_or(0, |row| row + 1),
        found: column.len(),
    })
}
