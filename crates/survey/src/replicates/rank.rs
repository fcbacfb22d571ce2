//! Degrees of freedom of replicates.

use super::Replicates;
use super::factors::{FactorTable, Factors, Groups};
use super::jackknife::Jackknife;
use crate::algebra::Qr;
use crate::sample::Domain;

/// The tolerance at which a replicate is a combination of others.
const TOLERANCE: f64 = 1e-5;

impl Replicates {
    /// Degrees of freedom: the rank of the replicates' analysis weights in the rows of a domain, or in all, less one.
    ///
    /// The rank is taken over clusters, each with the length of its weights, since the rows of a cluster are multiples of each other. That of
    /// a jackknife is counted. NaN where the replicates do not fit the rows.
    pub fn degrees_of_freedom(&self, weights: &[f64], domain: Option<&Domain>) -> f64 {
        if self.factors.rows() != Some(weights.len()) {
            return f64::NAN;
        }
        let rank = match &self.factors {
            Factors::Jackknife { jackknife, groups } => {
                jackknife_rank(jackknife, &lengths(groups, jackknife.groups, weights, domain))
            }
            Factors::Grouped { table, groups } => {
                grouped_rank(table, self.count(), &lengths(groups, table.groups(), weights, domain))
            }
            Factors::Rows { columns, combined } => {
                let rows: Vec<usize> = match domain {
                    Some(domain) => {
                        let rows = domain.rows().iter().map(|row| *row as usize);
                        rows.filter(|row| *row < weights.len()).collect()
                    }
                    None => (0..weights.len()).collect(),
                };
                let own = |row: usize| if *combined { 1.0 } else { weights[row] };
                rank_of_rows(rows.len(), self.count(), |position, replicate| {
                    columns[replicate][rows[position]] * own(rows[position])
                })
            }
        };
        rank.saturating_sub(1) as f64
    }
}

impl Replicates {
    /// Degrees of freedom where only the weight of each unit of the last stage is known: as
    /// [`degrees_of_freedom`](Self::degrees_of_freedom), since the rank asks which units have a weight and not how it is spread over their rows.
    ///
    /// NaN where the replicates are held by row, or belong to another design.
    pub fn degrees_of_freedom_of_units(&self, unit_weights: &[f64]) -> f64 {
        let by_group = |groups: &Groups, count: usize| {
            let mut weights = vec![0.0; count];
            for (group, weight) in groups.of_unit.iter().zip(unit_weights) {
                if let Some(sum) = weights.get_mut(*group as usize) {
                    *sum += weight;
                }
            }
            weights
        };
        let rank = match &self.factors {
            Factors::Jackknife { jackknife, groups } if groups.of_unit.len() == unit_weights.len() => {
                jackknife_rank(jackknife, &by_group(groups, jackknife.groups))
            }
            Factors::Grouped { table, groups } if groups.of_unit.len() == unit_weights.len() => {
                grouped_rank(table, self.count(), &by_group(groups, table.groups()))
            }
            _ => return f64::NAN,
        };
        rank.saturating_sub(1) as f64
    }
}

/// The length of the vector of weights of each group's rows; zero where it has none.
fn lengths(groups: &Groups, count: usize, weights: &[f64], domain: Option<&Domain>) -> Vec<f64> {
    let mut squares = vec![0.0; count];
    let mut add = |row: usize| {
        let group = groups.of_row.as_ref().and_then(|rows| rows.get(row)).map(|group| *group as usize);
        let square = group.and_then(|group| squares.get_mut(group));
        if let (Some(square), Some(weight)) = (square, weights.get(row)) {
            *square += weight * weight;
        }
    };
    match domain {
        Some(domain) => domain.rows().iter().for_each(|row| add(*row as usize)),
        None => (0..weights.len()).for_each(add),
    }
    squares.into_iter().map(f64::sqrt).collect()
}

/// The rank of a jackknife, counted.
///
/// A replicate is 1 + (*c* − 1) *s* − *c e*: 1 is the vector of ones, *s* that of the stratum, *e* that of the unit left out. The replicates of a
/// stratum all of whose units are there span 1 and the differences of their *e*, since *c* = *n* / (*n* − 1). Where a unit is missing,
/// its replicate has no *e*: they span 1 and every *e*.
fn jackknife_rank(jackknife: &Jackknife, lengths: &[f64]) -> usize {
    let present = |unit: usize| lengths.get(unit).is_some_and(|length| *length > 0.0);
    let everybody = (0..jackknife.groups).filter(|unit| present(*unit)).count();
    if everybody == 0 {
        return 0;
    }
    let (mut differences, mut units) = (0, 0);
    let mut position = 0;
    while let Some(deletion) = jackknife.deletions.get(position) {
        if !is_stratum(jackknife, position) {
            // A unit alone in its stratum: 1 and its own e.
            units += usize::from(present(deletion.deleted));
            position += 1;
            continue;
        }
        let there = deletion.among.clone().filter(|unit| present(*unit)).count();
        if there == deletion.among.len() {
            differences += there - 1;
        } else {
            units += there;
        }
        position += deletion.among.len();
    }
    // Where every unit there has its own e, 1 is their sum.
    differences + units + usize::from(units < everybody)
}

/// Whether the replicates from this one on leave out the units of its range one after the other.
fn is_stratum(jackknife: &Jackknife, position: usize) -> bool {
    let Some(first) = jackknife.deletions.get(position) else { return false };
    first.among.clone().enumerate().all(|(offset, unit)| {
        let deletion = jackknife.deletions.get(position + offset);
        deletion.is_some_and(|deletion| deletion.deleted == unit && deletion.among == first.among)
    })
}

fn grouped_rank(table: &FactorTable, replicates: usize, lengths: &[f64]) -> usize {
    let present: Vec<usize> = (0..lengths.len()).filter(|group| lengths[*group] > 0.0).collect();
    rank_of_rows(present.len(), replicates, |position, replicate| {
        let group = present[position];
        table.group(group).get(replicate).copied().unwrap_or(1.0) * lengths[group]
    })
}

/// The rank of a matrix given by its elements. If some rows spread over all have full rank, the others need no look.
fn rank_of_rows(rows: usize, columns: usize, element: impl Fn(usize, usize) -> f64) -> usize {
    let few = columns + columns / 4 + 1;
    if rows > 2 * few {
        let stride = rows / few;
        let values = |column| (0..few).map(|row| element(row * stride, column)).collect();
        let sampled = Qr::new((0..columns).map(values).collect(), TOLERANCE);
        if sampled.is_some_and(|qr| qr.rank() == columns) {
            return columns;
        }
    }
    // Rows are taken in blocks, each below the triangle that is left of those before: that has the same products of columns.
    let block = (4 * columns).max(64);
    let mut stacked: Vec<Vec<f64>> = vec![Vec::new(); columns];
    let mut start = 0;
    loop {
        let end = (start + block).min(rows);
        for (column, values) in stacked.iter_mut().enumerate() {
            values.extend((start..end).map(|row| element(row, column)));
        }
        let last = end == rows;
        let Some(qr) = Qr::new(stacked, if last { TOLERANCE } else { 0.0 }) else { return 0 };
        if last {
            return qr.rank();
        }
        stacked = triangle_of(&qr, columns);
        start = end;
    }
}

/// The columns of *R*, in their first order.
fn triangle_of(qr: &Qr, columns: usize) -> Vec<Vec<f64>> {
    let upper = qr.upper();
    let mut triangle = vec![vec![0.0; upper.rows()]; columns];
    for (place, &column) in qr.kept().iter().enumerate() {
        if let Some(values) = triangle.get_mut(column) {
            *values = upper.column(place);
        }
    }
    triangle
}
