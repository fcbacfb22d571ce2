//! Builds a design from rows as they come, and tells each row's unit.

use super::rows::{DesignRows, DesignShape};
use super::tree::{ActiveUnits, Design, StageTree, Stratum, Unit};
use crate::sum::Sum;
use crate::totals::PartialUnit;
use crate::{StratumKey, SurveyError};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A node of the tree as rows bring it: what it lies in, its stratum, its own key.
type NodeKey = (u32, u32, u32);

#[derive(Debug, Clone, Copy)]
struct Node {
    key: NodeKey,
    population: f64,
}

/// One stage while it is being read.
#[derive(Debug, Default)]
struct StageNodes {
    nodes: Vec<Node>,
    lookup: FxHashMap<NodeKey, u32>,
    /// The stratum in which a label was first seen, where labels must not start afresh.
    stratum_of_label: FxHashMap<(u32, u32), u32>,
    all_at_most_one: bool,
    last: Option<(NodeKey, u32)>,
}

/// A design as read: in canonical order, with what leads from the units as they were met to that order.
#[derive(Debug, Clone)]
pub struct BuiltDesign {
    /// The design.
    pub design: Arc<Design>,
    /// For each unit of the last stage, in order of first appearance, its position in the design.
    pub(crate) order: Vec<u32>,
    /// The sum of the weights of each unit of the last stage.
    pub unit_weights: Vec<f64>,
    /// The weights of the last stage's units, where rows have none of their own.
    pub(crate) implied_weights: Option<Vec<f64>>,
}

/// Reads rows into a design.
#[derive(Debug)]
pub struct DesignBuilder {
    shape: DesignShape,
    needed: usize,
    stages: Vec<StageNodes>,
    rows: u64,
    weighted_rows: Sum,
    /// Rows of positive weight by unit of the last stage.
    rows_of_unit: Vec<u64>,
    /// All rows by unit of the last stage, and the sum of their weights.
    size_of_unit: Vec<(u64, f64)>,
}

impl DesignBuilder {
    /// A design of that shape, without rows yet.
    pub fn new(shape: DesignShape) -> Self {
        let needed = shape.stages_needed();
        let stages =
            (0..needed).map(|_| StageNodes { all_at_most_one: true, ..StageNodes::default() }).collect();
        Self {
            shape,
            needed,
            stages,
            rows: 0,
            weighted_rows: Sum::default(),
            rows_of_unit: Vec::new(),
            size_of_unit: Vec::new(),
        }
    }

    /// Number of last-stage units met so far.
    pub fn units(&self) -> usize {
        self.rows_of_unit.len()
    }

    /// Adds rows and writes each row's unit, numbered in order of first appearance, to `units`.
    ///
    /// # Errors
    /// When columns do not fit the shape, or a weight or population size is impossible.
    pub fn add(&mut self, rows: &DesignRows<'_>, units: &mut Vec<u32>) -> Result<(), SurveyError> {
        rows.validate(&self.shape)?;
        if let Some(weights) = rows.weights {
            self.check_weights(weights)?;
        }
        units.clear();
        units.resize(rows.rows, 0);
        for stage in 0..self.needed {
            self.add_stage(stage, rows, units)?;
        }
        self.make_room();
        let mut count = |unit: u32, weight: f64| {
            self.rows_of_unit[unit as usize] += u64::from(weight > 0.0);
            let (rows, weights) = &mut self.size_of_unit[unit as usize];
            *rows += 1;
            *weights += weight;
        };
        match rows.weights {
            Some(weights) => units.iter().zip(weights).for_each(|(unit, weight)| count(*unit, *weight)),
            None => units.iter().for_each(|unit| count(*unit, 1.0)),
        }
        self.rows += rows.rows as u64;
        Ok(())
    }

    fn make_room(&mut self) {
        let units = self.stages.last().map_or(0, |stage| stage.nodes.len());
        self.rows_of_unit.resize(units, 0);
        self.size_of_unit.resize(units, (0, 0.0));
    }

    /// The shape declared.
    pub(crate) fn shape(&self) -> &DesignShape {
        &self.shape
    }

    /// The units of the last stage met so far, in the order in which they were met.
    pub(crate) fn partial_units(&self) -> Vec<PartialUnit> {
        let keyed =
            self.needed - usize::from(self.shape.rows_are_units && self.needed == self.shape.stages.len());
        (0..self.units() as u32)
            .map(|unit| {
                let mut strata = Vec::with_capacity(self.needed);
                let mut clusters = Vec::with_capacity(self.needed);
                let mut population = Vec::with_capacity(self.needed);
                let mut node = unit;
                for stage in self.stages.iter().rev() {
                    let Node { key: (parent, stratum, cluster), population: size } =
                        stage.nodes[node as usize];
                    strata.push(stratum);
                    clusters.push(cluster);
                    population.push(size);
                    node = parent;
                }
                strata.reverse();
                clusters.reverse();
                clusters.truncate(keyed);
                population.reverse();
                let (rows, weight) = self.size_of_unit[unit as usize];
                PartialUnit {
                    strata,
                    clusters,
                    population,
                    rows,
                    weighted_rows: self.rows_of_unit[unit as usize],
                    weight,
                }
            })
            .collect()
    }

    /// Adds units with all their rows; returns how each is numbered here.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn add_units(&mut self, units: &[PartialUnit]) -> Result<Vec<u32>, SurveyError> {
        let keyed =
            self.needed - usize::from(self.shape.rows_are_units && self.needed == self.shape.stages.len());
        let fits = |unit: &PartialUnit| {
            unit.strata.len() == self.needed
                && unit.clusters.len() == keyed
                && unit.population.len() == self.needed
                && unit.weight >= 0.0
                && unit.weight.is_finite()
        };
        if !units.iter().all(fits) {
            return Err(SurveyError::Incompatible("a unit does not fit the design"));
        }
        let mut numbers = vec![0; units.len()];
        for stage in 0..self.needed {
            let declared = self.shape.stages[stage];
            let strata: Vec<u32> = units.iter().map(|unit| unit.strata[stage]).collect();
            let clusters: Vec<u32> =
                units.iter().filter_map(|unit| unit.clusters.get(stage).copied()).collect();
            let population: Vec<f64> = units.iter().map(|unit| unit.population[stage]).collect();
            let mut columns = DesignRows { rows: units.len(), ..DesignRows::default() };
            columns.strata = vec![None; stage];
            columns.strata.push(declared.stratified.then_some(strata.as_slice()));
            columns.population = vec![None; stage];
            columns.population.push(declared.population.then_some(population.as_slice()));
            if stage < keyed {
                columns.clusters = vec![&[]; stage];
                columns.clusters.push(&clusters);
            }
            self.add_stage(stage, &columns, &mut numbers)?;
        }
        self.make_room();
        for (unit, number) in units.iter().zip(&numbers) {
            self.rows_of_unit[*number as usize] += unit.weighted_rows;
            let (rows, weight) = &mut self.size_of_unit[*number as usize];
            *rows += unit.rows;
            *weight += unit.weight;
            self.rows += unit.rows;
            self.weighted_rows.add(if self.shape.weighted { unit.weight } else { 0.0 });
        }
        Ok(numbers)
    }

    fn check_weights(&mut self, weights: &[f64]) -> Result<(), SurveyError> {
        let mut total = 0.0;
        for (position, &weight) in weights.iter().enumerate() {
            if !(weight >= 0.0 && weight.is_finite()) {
                return Err(SurveyError::Weight { row: self.rows + position as u64, weight });
            }
            total += weight;
        }
        self.weighted_rows.add(total);
        Ok(())
    }

    /// Replaces, for each row, the unit of the stage before in `units` by the unit of this stage.
    fn add_stage(
        &mut self,
        stage: usize,
        rows: &DesignRows<'_>,
        units: &mut [u32],
    ) -> Result<(), SurveyError> {
        let (first_row, nest) = (self.rows, self.shape.nest);
        let nodes = &mut self.stages[stage];
        let strata = rows.strata[stage];
        let clusters = rows.clusters.get(stage).copied();
        let population = rows.population[stage];
        for (position, unit) in units.iter_mut().enumerate() {
            let stratum = strata.map_or(0, |column| column[position]);
            let cluster = clusters.map_or(nodes.nodes.len() as u32, |column| column[position]);
            let key = (*unit, stratum, cluster);
            let row = first_row + position as u64;
            let size = match population {
                None => f64::INFINITY,
                Some(column) => {
                    let size = column[position];
                    if !(size > 0.0) {
                        return Err(SurveyError::Population { stage: stage + 1, row, value: size });
                    }
                    size
                }
            };
            let found = match nodes.last {
                Some((last, found)) if last == key => Some(found),
                _ if clusters.is_none() => None,
                _ => nodes.lookup.get(&key).copied(),
            };
            let found = match found {
                Some(found) => {
                    let first = nodes.nodes[found as usize].population;
                    if first != size {
                        let stratum = StratumKey { stage: stage + 1, stratum, within: Vec::new() };
                        return Err(SurveyError::PopulationVaries { stratum, first, second: size });
                    }
                    found
                }
                None => {
                    let found = nodes.nodes.len() as u32;
                    if clusters.is_some() {
                        nodes.lookup.insert(key, found);
                        if !nest {
                            let first = *nodes.stratum_of_label.entry((key.0, cluster)).or_insert(stratum);
                            if first != stratum {
                                return Err(SurveyError::NotNested { stage: stage + 1, cluster });
                            }
                        }
                    }
                    nodes.all_at_most_one &= size <= 1.0;
                    nodes.nodes.push(Node { key, population: size });
                    found
                }
            };
            nodes.last = Some((key, found));
            *unit = found;
        }
        Ok(())
    }

    /// Gives strata and clusters other keys: for each stage, the new key by the old. What is not listed stays.
    ///
    /// The canonical order is that of the keys. Keys that follow the labels of strata and clusters, not the order in which rows brought
    /// them, make replicates that are drawn at random the same whatever the order of the rows.
    pub fn rename(&mut self, strata: &[Option<Vec<u32>>], clusters: &[Vec<u32>]) {
        for (stage, nodes) in self.stages.iter_mut().enumerate() {
            let renamed = |names: Option<&Vec<u32>>, key: u32| {
                names.and_then(|names| names.get(key as usize)).copied().unwrap_or(key)
            };
            for node in &mut nodes.nodes {
                let (_, stratum, cluster) = &mut node.key;
                *stratum = renamed(strata.get(stage).and_then(Option::as_ref), *stratum);
                *cluster = renamed(clusters.get(stage), *cluster);
            }
        }
    }

    /// The design in canonical order.
    ///
    /// # Errors
    /// When there is no row, no weight, a stratum with two population sizes or with fewer units than were sampled.
    pub fn finish(self) -> Result<BuiltDesign, SurveyError> {
        if self.rows == 0 {
            return Err(SurveyError::NoRows);
        }
        let mut parent_order: Vec<u32> = vec![0];
        let mut stages: Vec<StageTree> = Vec::with_capacity(self.needed);
        for (stage, nodes) in self.stages.iter().enumerate() {
            let (tree, order) = arrange(stage, nodes, &parent_order, stages.last_mut())?;
            stages.push(tree);
            parent_order = order;
        }
        link_last_units(&mut stages);
        let mut design = Design {
            stages,
            rows: self.rows,
            weighted_rows: self.weighted_rows.value(),
            active: ActiveUnits { strata: 0, units: 0 },
        };
        let mut rows_of_unit = vec![0; parent_order.len()];
        for (node, &position) in parent_order.iter().enumerate() {
            rows_of_unit[position as usize] = self.rows_of_unit[node];
        }
        design.active = active_units(&design, &rows_of_unit);
        let implied_weights = (!self.shape.weighted).then(|| design.weights_from_fractions());
        if let Some(weights) = &implied_weights {
            let terms = weights.iter().zip(&rows_of_unit).map(|(weight, rows)| weight * *rows as f64);
            design.weighted_rows = terms.collect::<Sum>().value();
        } else if design.weighted_rows <= 0.0 {
            return Err(SurveyError::NoWeight);
        }
        let mut unit_weights = vec![0.0; parent_order.len()];
        for (node, &position) in parent_order.iter().enumerate() {
            let implied = implied_weights.as_ref().map_or(1.0, |weights| weights[position as usize]);
            unit_weights[position as usize] = self.size_of_unit[node].1 * implied;
        }
        Ok(BuiltDesign { design: Arc::new(design), order: parent_order, unit_weights, implied_weights })
    }
}

/// Sorts the nodes of a stage by what they lie in, stratum and key, and cuts them into strata.
/// Returns the stage and, for each node as numbered while reading, its position.
fn arrange(
    stage: usize,
    nodes: &StageNodes,
    parent_order: &[u32],
    parents: Option<&mut StageTree>,
) -> Result<(StageTree, Vec<u32>), SurveyError> {
    let mut sorted: Vec<u32> = (0..nodes.nodes.len() as u32).collect();
    let place = |node: u32| {
        let (parent, stratum, key) = nodes.nodes[node as usize].key;
        (parent_order[parent as usize], stratum, key)
    };
    sorted.sort_unstable_by_key(|&node| place(node));

    let mut order = vec![0; sorted.len()];
    let mut tree = StageTree { strata: Vec::new(), units: Vec::with_capacity(sorted.len()) };
    let mut stratum_parents = Vec::new();
    let mut current = None;
    for (position, &node) in sorted.iter().enumerate() {
        order[node as usize] = position as u32;
        let (parent, stratum, key) = place(node);
        let population = nodes.nodes[node as usize].population;
        if current != Some((parent, stratum)) {
            current = Some((parent, stratum));
            stratum_parents.push(parent as usize);
            tree.strata.push(Stratum { key: stratum, units: position..position, population });
        }
        let index = tree.strata.len() - 1;
        let stratum = &mut tree.strata[index];
        if stratum.population != population {
            let stratum_key = StratumKey { stage: stage + 1, stratum: stratum.key, within: Vec::new() };
            return Err(SurveyError::PopulationVaries {
                stratum: stratum_key,
                first: stratum.population,
                second: population,
            });
        }
        stratum.units.end = position + 1;
        tree.units.push(Unit { key, stratum: index, strata: 0..0, last_units: 0..0 });
    }
    for stratum in &mut tree.strata {
        let sampled = stratum.units.len();
        if nodes.all_at_most_one {
            stratum.population = sampled as f64 / stratum.population;
        } else if stratum.population < sampled as f64 {
            return Err(SurveyError::PopulationBelowSample {
                stratum: StratumKey { stage: stage + 1, stratum: stratum.key, within: Vec::new() },
                population: stratum.population,
                sampled,
            });
        }
    }
    if let Some(parents) = parents {
        for (stratum, &parent) in stratum_parents.iter().enumerate() {
            let range = &mut parents.units[parent].strata;
            if range.start == range.end {
                *range = stratum..stratum;
            }
            range.end = stratum + 1;
        }
    }
    Ok((tree, order))
}

/// Writes into each unit the last-stage units it holds.
fn link_last_units(stages: &mut [StageTree]) {
    if let Some(last) = stages.last_mut() {
        for (position, unit) in last.units.iter_mut().enumerate() {
            unit.last_units = position..position + 1;
        }
    }
    for stage in (1..stages.len()).rev() {
        let (before, after) = stages.split_at_mut(stage);
        let (Some(parents), Some(children)) = (before.last_mut(), after.first()) else { continue };
        for unit in &mut parents.units {
            let first = children.strata[unit.strata.start].units.start;
            let last = children.strata[unit.strata.end - 1].units.end - 1;
            unit.last_units = children.units[first].last_units.start..children.units[last].last_units.end;
        }
    }
}

fn active_units(design: &Design, rows_of_unit: &[u64]) -> ActiveUnits {
    let mut strata = vec![false; design.strata(0).len()];
    let mut units = 0;
    for unit in design.units(0) {
        if rows_of_unit[unit.last_units.clone()].iter().any(|rows| *rows > 0) {
            units += 1;
            strata[unit.stratum] = true;
        }
    }
    ActiveUnits { strata: strata.into_iter().filter(|active| *active).count(), units }
}
